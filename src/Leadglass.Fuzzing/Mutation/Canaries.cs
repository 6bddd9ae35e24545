using System.Text;

namespace Leadglass.Fuzzing.Mutation;

/// <summary>
/// What dangerous text leads to, so that it is seen when a program follows it. Where it leads depends on nothing but these constants: cases stay
/// a function of seed and index.
/// </summary>
internal static class Canaries
{
    /// <summary>The file that a path of a value leads to.</summary>
    public const string PathName = "leadglass-canary";

    /// <summary>The file that a command of a value makes, empty, in the working folder.</summary>
    public const string CommandName = "leadglass-ran";

    private const int Length = 64;
    private const string NoFolder = "/dev/null/";

    /// <summary>
    /// Stands in cases for an absolute path into the private tree of the run, of the same length. As it is nothing can be made there, by anybody:
    /// what it goes through is no folder.
    /// </summary>
    public static string AbsolutePath { get; } = $"{NoFolder.PadRight(Length - PathName.Length - 1, '-')}/{PathName}";

    /// <summary>The case as a program gets to see it: absolute paths lead into a folder. Without a change where the folder's name is too long.</summary>
    /// <param name="input">The case.</param>
    /// <param name="folder">The whole path of the folder.</param>
    public static ReadOnlyMemory<byte> Aimed(ReadOnlyMemory<byte> input, string folder)
    {
        var placeholder = Encoding.ASCII.GetBytes(AbsolutePath);
        var first = input.Span.IndexOf(placeholder);
        // Slashes that follow each other are one (POSIX, pathname resolution): they keep the length.
        var path = Encoding.UTF8.GetBytes(folder);
        if (first < 0 || OperatingSystem.IsWindows() || path.Length > Length - PathName.Length - 1)
            return input;
        byte[] aimed = [.. path, .. Enumerable.Repeat((byte)'/', Length - PathName.Length - path.Length), .. Encoding.ASCII.GetBytes(PathName)];
        var bytes = input.ToArray();
        for (var at = first; at >= 0;)
        {
            aimed.CopyTo(bytes, at);
            var next = bytes.AsSpan(at + Length).IndexOf(placeholder);
            at = next < 0 ? -1 : at + Length + next;
        }
        return bytes;
    }
}
