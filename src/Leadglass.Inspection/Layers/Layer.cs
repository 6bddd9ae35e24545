namespace Leadglass.Inspection.Layers;

/// <summary>Bytes that were wrapped in others.</summary>
/// <param name="Name">How they were wrapped: <c>base64</c>, <c>hex</c>, <c>zlib</c> or <c>gzip</c>.</param>
/// <param name="Offset">Where the wrapping begins, counted from the first byte that was looked at.</param>
/// <param name="Length">How many bytes the wrapping takes, as far as it was followed.</param>
/// <param name="Bytes">What was inside; at most <see cref="Wrappings.MostBytes"/>.</param>
/// <param name="IsCut">Whether there was more.</param>
public sealed record Layer(string Name, long Offset, long Length, ReadOnlyMemory<byte> Bytes, bool IsCut);
