using System.Globalization;
using Leadglass.Dicom.Files;

namespace Leadglass.Inspection.Files;

/// <summary>What a DICOMDIR does to a reader that believes it: File IDs that leave the media, offsets that lead in circles or nowhere. Source: PS3.10 §8.2, PS3.3 F.3.2.2.</summary>
internal static class DirectoryReader
{
    private const int MostProblems = 50;

    /// <param name="directory">The records.</param>
    /// <returns>One line a problem, with the offset of its record; File IDs are not quoted.</returns>
    public static IReadOnlyList<string> Problems(MediaDirectory directory)
    {
        var problems = new List<string>();
        foreach (var record in directory.Records)
        {
            if (LeavesTheMedia(record))
                Add(record.Offset, "its Referenced File ID leaves the media");
        }

        FollowOffsets(directory, Add);
        return problems;

        void Add(long offset, string problem)
        {
            if (problems.Count < MostProblems)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"record at byte {offset:N0}: {problem}"));
        }
    }

    /// <summary>Whether the offsets lead to every record at most once, and nowhere else.</summary>
    public static bool IsTree(MediaDirectory directory)
    {
        var isTree = true;
        FollowOffsets(directory, (_, _) => isTree = false);
        return isTree;
    }

    /// <summary>Whether the File ID of a record leads to a file that is not on the media.</summary>
    // An empty first component is the root of a drive, or with a second one the name of a server.
    public static bool LeavesTheMedia(DirectoryRecord record) =>
        record.FileId.Count > 0 && (record.FileId[0].Length == 0 || record.FileId.Any(static component => component.Trim() == ".." || component.AsSpan().IndexOfAny('/', ':') >= 0 || component.Any(char.IsControl)));

    /// <summary>Walks from the root as a reader does, without recursion; each record is to be reached once.</summary>
    private static void FollowOffsets(MediaDirectory directory, Action<long, string> problem)
    {
        var records = directory.Records.ToDictionary(static record => record.Offset);
        var reached = new HashSet<long>();
        var open = new Stack<(long From, long To)>([(0, directory.First ?? 0)]);
        while (open.TryPop(out var step))
        {
            if (step.To == 0)
                continue;
            if (!records.TryGetValue(step.To, out var record))
            {
                problem(step.From, "its offset leads to no record");
            }
            else if (!reached.Add(step.To))
            {
                problem(step.From, "its offset leads to a record that was reached before: a circle, or two parents");
            }
            else
            {
                open.Push((record.Offset, record.Next ?? 0));
                open.Push((record.Offset, record.Lower ?? 0));
            }
        }
    }
}
