using Leadglass.Cli.Output;
using Leadglass.Dicom.Data;
using Leadglass.Exposure.Probing;
using Leadglass.Findings;
using Leadglass.Inspection;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Policies;

namespace Leadglass.Cli.Commands;

/// <summary>Inspects files, on several cores. The demo runs the same.</summary>
/// <param name="surroundings">Clock and terminal.</param>
/// <param name="policy">What the site accepts; <see langword="null"/> for the default policy.</param>
/// <param name="root">The folder from which paths are shown; <see langword="null"/> shows them as they are.</param>
internal sealed class InspectRunner(Surroundings surroundings, SitePolicy? policy = null, string? root = null)
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Looks at every file, streams what can be streamed, and makes the report.</summary>
    public async Task<Report> ExamineAsync(IReadOnlyCollection<string> files, ReportSink sink, CancellationToken cancellationToken)
    {
        var tool = $"leadglass {Identity.Version}";
        var startedAt = surroundings.Time.GetUtcNow();
        sink.Start(tool, "inspect", startedAt);
        var report = new InspectionReport(policy);
        var gate = new Lock();
        var done = 0;
        using (var progress = ProgressLine.Start(surroundings, files.Count))
        {
            try
            {
                await Parallel.ForEachAsync(files, cancellationToken, (path, token) =>
                {
                    InspectFile(path, Keep, Unread, token);
                    lock (gate)
                        progress.Show(++done, $"{done:N0} of {files.Count:N0} files");
                    return ValueTask.CompletedTask;
                });
            }
            catch (OperationCanceledException)
            {
                // What was looked at before is in the report.
            }
        }

        return report.Build(tool, startedAt, surroundings.Time.GetUtcNow(), cancellationToken.IsCancellationRequested);

        void Keep(string path, FileObservation file)
        {
            lock (gate)
            {
                var (target, findings) = report.Add(Shown(path), file);
                sink.Stream(target, findings);
            }
        }

        void Unread(string path, string reason)
        {
            lock (gate)
                report.AddUnread(Shown(path), reason);
        }
    }

    private string Shown(string path) => root is null ? path : Path.GetRelativePath(root, path);

    private static void InspectFile(string path, Action<string, FileObservation> keep, Action<string, string> unread, CancellationToken cancellationToken)
    {
        try
        {
            using var stored = path == StandardInput ? Stored(Console.OpenStandardInput()) : null;
            using var source = stored is null ? ByteSource.Open(path) : ByteSource.From(stored);
            InspectSource(path, source, keep, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unread(path, e.Message);
        }
    }

    private static void InspectSource(string path, ByteSource source, Action<string, FileObservation> keep, CancellationToken cancellationToken)
    {
        if (!ExchangeSet.IsArchive(source))
        {
            keep(path, FileInspector.Inspect(source));
            return;
        }

        var (problems, notSeen) = (new List<string>(), new List<string>());
        foreach (var (name, bytes) in ExchangeSet.Members(source, problems, notSeen))
        {
            cancellationToken.ThrowIfCancellationRequested();
            keep($"{path}!{name}", FileInspector.Inspect(ByteSource.From(bytes)));
        }

        keep(path, new FileObservation { IsDicom = false, Format = "exchange set", Length = source.Length, ArchiveProblems = problems, NotSeen = notSeen });
    }

    /// <summary>Standard input cannot be read twice: it is kept in a file that nobody else sees and that goes when it is closed.</summary>
    internal static FileStream Stored(Stream input)
    {
        var stored = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        input.CopyTo(stored);
        stored.Position = 0;
        return stored;
    }
}
