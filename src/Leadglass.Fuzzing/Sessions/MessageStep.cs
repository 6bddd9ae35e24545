using System.Text.Json.Serialization;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Sends a DIMSE message, cut into P-DATA-TF PDUs. Source: PS3.8 §9.3.5, Annex E.</summary>
/// <param name="Context">The presentation context ID.</param>
/// <param name="Command">The command set as it goes over the wire.</param>
/// <param name="Data">The data set as it goes over the wire; null where none is sent.</param>
internal sealed record MessageStep(byte Context, [property: JsonConverter(typeof(HexBytes))] byte[] Command, [property: JsonConverter(typeof(HexBytes))] byte[]? Data = null) : SessionStep
{
    /// <summary>Bytes of the message in one PDV; 0 for as many as the peer allows.</summary>
    public int Fragment { get; init; }

    /// <summary>The UID that the peer gave the last instance takes the place of <see cref="SessionSeeds.Unbound"/> in the command.</summary>
    public bool Rebind { get; init; }
}
