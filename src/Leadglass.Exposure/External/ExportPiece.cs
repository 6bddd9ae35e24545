namespace Leadglass.Exposure.External;

/// <summary>One JSON object of an export, or why there is none.</summary>
/// <param name="Bytes">The object; valid until the next piece is asked for.</param>
/// <param name="Line">The line that it begins on, counted from 1.</param>
/// <param name="Problem">What is wrong; <see langword="null"/> when the bytes are an object from brace to brace.</param>
internal readonly record struct ExportPiece(ReadOnlyMemory<byte> Bytes, int Line, string? Problem);
