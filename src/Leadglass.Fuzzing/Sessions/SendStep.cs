using System.Text.Json.Serialization;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Sends bytes as they are: a PDU, a part of one, or anything.</summary>
/// <param name="Bytes">The bytes.</param>
internal sealed record SendStep([property: JsonConverter(typeof(HexBytes))] byte[] Bytes) : SessionStep;
