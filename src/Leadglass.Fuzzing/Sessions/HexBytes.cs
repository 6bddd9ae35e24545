using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Bytes as hexadecimal, so that whoever opens a conversation can compare it with a dump of the network.</summary>
internal sealed class HexBytes : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Convert.FromHexString(reader.GetString() ?? "");
        }
        catch (FormatException e)
        {
            throw new JsonException(e.Message, e);
        }
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexString(value));
}
