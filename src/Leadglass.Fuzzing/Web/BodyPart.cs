namespace Leadglass.Fuzzing.Web;

/// <summary>A part of a body: bytes, perhaps many times over.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="Times">How often they come; from 1.</param>
public sealed record BodyPart(ReadOnlyMemory<byte> Bytes, int Times = 1)
{
    /// <summary>How many bytes that is.</summary>
    public long Length => (long)Bytes.Length * Times;
}
