using System.Text;
using Leadglass.Findings;
using Leadglass.Knowledge;
using Leadglass.Knowledge.Import;
using Leadglass.Knowledge.Versions;
using static Leadglass.FuzzTargets.Claims;

namespace Leadglass.FuzzTargets;

/// <summary>The readers of reports, feeds and knowledge.</summary>
public static class DocumentTargets
{
    /// <summary>Reads a report, and writes what was read in every format.</summary>
    public static void Report(byte[] data)
    {
        var report = JsonReport.Read(new MemoryStream(data));
        foreach (var format in Enum.GetValues<ReportFormat>())
            ReportWriter.Write(report, format, TextWriter.Null, new ReportOptions { All = true });
    }

    /// <summary>Reads a knowledge file.</summary>
    public static void KnowledgeText(byte[] data) => KnowledgeFile.Read(new MemoryStream(data));

    /// <summary>Imports an advisory of any format.</summary>
    public static void Advisory(byte[] data)
    {
        var import = new AdvisoryImport();
        import.Add("feed.json", new MemoryStream(data));
        import.Add("feed.csv", new MemoryStream(data));
        Claim(import.Files.Count == 2, "of every file it is said what became of it");
        import.Build();
    }

    /// <summary>Reads a range of versions and a version.</summary>
    public static void Versions(byte[] data)
    {
        var text = Encoding.UTF8.GetString(data);
        var range = VersionRange.Parse(text);
        if (ProductVersion.Parse(text) is { } version)
            range.Contains(version);
    }
}
