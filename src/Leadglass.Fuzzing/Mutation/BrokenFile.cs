namespace Leadglass.Fuzzing.Mutation;

/// <summary>A file that was broken, and how.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="What">What was done, without values of text: <c>(0028,0010) Rows is 65535</c>.</param>
internal sealed record BrokenFile(byte[] Bytes, string What);
