using System.Runtime.InteropServices;
using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Lab;

/// <summary>
/// A reader of DICOM files that does on purpose what readers must not do, so that fuzzing has something to find: one bug for each thing that
/// can be watched for. It stands in for real ones and harms nobody: it executes nothing, it writes nothing but empty files under the two names
/// that canaries have, and what it takes is bounded.
/// </summary>
public static class PracticeReader
{
    /// <summary>The exit code for a file that was read.</summary>
    public const int Accepted = 0;

    /// <summary>The exit code for a file that was refused.</summary>
    public const int Refused = 1;

    private const string PathCanary = "leadglass-canary";
    private const string CommandCanary = "leadglass-ran";
    private static readonly char[] NeverInPaths = [.. Enumerable.Range(0, 33).Select(static code => (char)code), '\\', '|'];

    private const int DeepestSequence = 32;
    private const int MostMemory = 128 << 20;
    private const int LongestGap = 1 << 20;
    private const int LongValue = 1000;
    private const int LongestValue = 10_000;

    /// <summary>Reads a file as badly as announced.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">Where relative paths begin.</param>
    /// <param name="output">Takes what a viewer would show.</param>
    /// <param name="errors">Takes why a file was refused.</param>
    /// <returns><see cref="Accepted"/> or <see cref="Refused"/>.</returns>
    public static int Read(ReadOnlyMemory<byte> file, string folder, Stream output, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        using var dicom = DicomFile.Read(ByteSource.From(file), DataSetLimits.Default);
        if (!dicom.IsRecognised)
            return Refuse(errors, "no DICOM file");
        foreach (var node in dicom.DataSet.Nodes())
        {
            if (DepthOf(node) > DeepestSequence)
                Environment.FailFast("a sequence is deeper than the practice reader can bear");
            if (node.IsCut)
                BelieveLength(node, output);
            if (node.Children.IsEmpty)
                BelieveText(Encoding.Latin1.GetString(node.ReadValue(LongestValue)), folder);
        }
        return Accepted;
    }

    /// <summary>Reads a file as it should be: believes no length, follows no path, and hands text to nobody.</summary>
    /// <param name="file">The file.</param>
    /// <param name="errors">Takes why a file was refused.</param>
    /// <returns><see cref="Accepted"/> or <see cref="Refused"/>.</returns>
    public static int ReadRepaired(ReadOnlyMemory<byte> file, TextWriter errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        using var dicom = DicomFile.Read(ByteSource.From(file), DataSetLimits.Default);
        if (!dicom.IsRecognised)
            return Refuse(errors, "no DICOM file");
        foreach (var node in dicom.DataSet.Nodes())
        {
            if (DepthOf(node) > DeepestSequence)
                return Refuse(errors, "sequences are nested too deep");
            if (node.IsCut)
                return Refuse(errors, "a value is longer than the file");
        }
        return Accepted;
    }

    private static int Refuse(TextWriter errors, string reason)
    {
        errors.WriteLine(reason);
        return Refused;
    }

    /// <summary>Makes room for a value as its length says; where the file ends before, shows what was in that memory.</summary>
    private static void BelieveLength(DataNode node, Stream output)
    {
        if (node.DeclaredLength > LongestGap)
        {
            Array.Fill(new byte[(int)Math.Min(node.DeclaredLength, MostMemory)], (byte)1);
            return;
        }
        var length = (int)node.DeclaredLength;
        var memory = Marshal.AllocHGlobal(length);
        try
        {
            var shown = new byte[length];
            var present = node.ReadValue(length);
            Marshal.Copy(present, 0, memory, present.Length);
            Marshal.Copy(memory, shown, 0, length);
            output.Write(shown);
        }
        finally
        {
            Marshal.FreeHGlobal(memory);
        }
    }

    private static void BelieveText(string text, string folder)
    {
        // A value that names the place to keep a file in.
        if (text.IndexOf($"/{PathCanary}", StringComparison.Ordinal) is >= 0 and var end)
        {
            var path = Path.GetFullPath(text[(text.LastIndexOfAny(NeverInPaths, end) + 1)..(end + PathCanary.Length + 1)], folder);
            if (Directory.Exists(Path.GetDirectoryName(path)))
                File.WriteAllBytes(path, []);
        }
        // In place of a shell that is handed the value: makes the file that it would have made.
        if (text.Contains($">{CommandCanary}", StringComparison.Ordinal))
            File.WriteAllBytes(Path.Combine(folder, CommandCanary), []);
        // Compares every place of a long value with every other one.
        for (var i = 0; text.Length > LongValue && i < text.Length; i++)
        {
            for (var j = 0; j < text.Length; j++)
                _ = string.Compare(text, i, text, j, 4, StringComparison.OrdinalIgnoreCase);
        }
    }

    private static int DepthOf(DataNode node)
    {
        var depth = 0;
        for (var parent = node.Parent; parent is { } above && depth <= DeepestSequence; parent = above.Parent)
            depth++;
        return depth;
    }

    private static IEnumerable<DataNode> Nodes(this DataTree tree) => Enumerable.Range(0, tree.Count).Select(i => tree[i]);
}
