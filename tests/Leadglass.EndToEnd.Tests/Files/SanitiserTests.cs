using Leadglass.Dicom.Data;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;
using Leadglass.TestKit;

namespace Leadglass.EndToEnd.Tests.Files;

/// <summary>Clean copies of files of others: good ones are not damaged, bad ones are read by DCMTK as before.</summary>
public sealed class SanitiserTests : IDisposable
{
    private const string Corpus = "/usr/lib/python3/dist-packages/pydicom/data/test_files";
    private const string Ct = $"{Corpus}/CT_small.dcm";

    /// <summary>
    /// What the default policy keeps back, each with its reason: structure that is broken (lengths past the end, no delimiter), and a File Meta
    /// Information that names another object than the data set.
    /// </summary>
    private static readonly string[] KeptBack =
    [
        "MR_truncated.dcm: LG-INS-040", "badVR.dcm: LG-INS-042", "dicomdirtests/DICOMDIR-nooffset: LG-INS-040", "rtdose.dcm: LG-INS-042", "rtdose_1frame.dcm: LG-INS-042",
        "rtdose_expb.dcm: LG-INS-042", "rtdose_expb_1frame.dcm: LG-INS-042", "rtplan.dcm: LG-INS-042", "rtplan_truncated.dcm: LG-INS-040 LG-INS-042",
    ];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [RealPeerFact($"{Dcmdump.Program} {Ct}")]
    public async Task Sanitise_EveryFileOfPydicom_KeepsAllThatDcmdumpShows()
    {
        var (delivered, keptBack) = (0, new List<string>());
        foreach (var path in Directory.EnumerateFiles(Corpus, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var copy = _folder.File("copy");
            File.Delete(copy);
            var result = new Sanitiser(SitePolicy.Default).Sanitise(path, copy);
            if (result.Outcome == SanitiseOutcome.KeptBack)
                keptBack.Add($"{Path.GetRelativePath(Corpus, path)}: {string.Join(' ', result.Reasons.Select(static reason => reason[..10]))}");
            if (result.Outcome != SanitiseOutcome.Delivered)
                continue;
            delivered++;
            // What is no element may go; every element that DCMTK reads stays, with its value.
            Assert.DoesNotContain(result.Actions, static action => action.Kind is SanitiseActionKind.Empty or SanitiseActionKind.CleanDocument or SanitiseActionKind.Repair);
            Assert.Equal(await DumpAsync(path), await DumpAsync(copy));
        }

        Assert.Equal(KeptBack, keptBack);
        Assert.True(delivered >= 140, $"Only {delivered} files were delivered.");
    }

    [RealPeerFact($"{Dcmdump.Program} dcmftest {Ct}")]
    public async Task Sanitise_ImageThatIsAlsoAScript_IsTheImageAgain()
    {
        var (bad, copy) = (_folder.File("bad.dcm"), _folder.File("copy.dcm"));
        var bytes = await File.ReadAllBytesAsync(Ct, Cancellation);
        "#!/bin/sh\nexit\n"u8.CopyTo(bytes);
        await File.WriteAllBytesAsync(bad, bytes, Cancellation);
        Assert.Equal(SanitiseOutcome.Delivered, new Sanitiser(SitePolicy.Default).Sanitise(bad, copy).Outcome);

        var test = await ExternalProgram.RunAsync("dcmftest", [copy], Cancellation);
        Assert.Equal($"yes: {copy}", test.Output.Trim());
        Assert.Equal(await DumpAsync(Ct), await DumpAsync(copy));
        Assert.DoesNotContain(SitePolicy.Default.Judge(FileInspector.Inspect(ByteSource.Open(copy)), copy), static finding => finding.IsProblem);
    }

    [RealPeerTheory($"dcmconv dcmodify {Dcmdump.Program} {Ct}")]
    [InlineData("+te")]
    [InlineData("+ti")]
    [InlineData("+tb")]
    [InlineData("+td")]
    public async Task Sanitise_PrivateElementsInEveryEncoding_AreGoneForDcmdump(string syntax)
    {
        var (with, copy) = (_folder.File("with.dcm"), _folder.File("copy.dcm"));
        await MustRunAsync("dcmconv", syntax, Ct, with);
        await MustRunAsync("dcmodify", "--no-backup", "--erase-private", with);
        var expected = await DumpAsync(with);
        await MustRunAsync("dcmconv", syntax, Ct, with);

        var result = new Sanitiser(new SitePolicy { PrivateElements = Treatment.Remove }).Sanitise(with, copy);
        Assert.True(result.Outcome == SanitiseOutcome.Delivered, string.Join("; ", result.Reasons));
        // Group lengths, and what each writer says of itself, differ; and dcmodify drops trailing padding when it writes.
        Assert.Equal(DataSetOf(expected), DataSetOf(await DumpAsync(copy)));
    }

    private static List<string> DataSetOf(string dump) =>
        [.. dump.Split('\n').Where(static line => line.StartsWith('(') && !line.StartsWith("(0002,", StringComparison.Ordinal) && !line.Contains(",0000)", StringComparison.Ordinal) && !line.StartsWith("(fffc,fffc)", StringComparison.Ordinal))];

    private static async Task MustRunAsync(string program, params string[] arguments)
    {
        var result = await ExternalProgram.RunAsync(program, arguments, Cancellation);
        Assert.True(result.ExitCode == 0, result.AllOutput);
    }

    private static async Task<string> DumpAsync(string path) => (await ExternalProgram.RunAsync(Dcmdump.Program, ["--quiet", "--load-all", "--print-all", path], Cancellation)).Output;
}
