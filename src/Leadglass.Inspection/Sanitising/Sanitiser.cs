using System.Security.Cryptography;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Policies;

namespace Leadglass.Inspection.Sanitising;

/// <summary>
/// Makes clean copies: inspects the original, plans by the policy, writes the copy beside its place, reads and inspects it again, and puts
/// it in place only if nothing is left that the policy does not accept and every other byte is the same. The original is only read.
/// </summary>
/// <param name="policy">What the site wants.</param>
/// <param name="quarantine">A folder that gets what is taken out, each piece under its SHA-256; <see langword="null"/> for none.</param>
public sealed class Sanitiser(SitePolicy policy, string? quarantine = null)
{
    /// <summary>Says what would be done.</summary>
    /// <param name="input">The original.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public SanitisedFile Plan(string input)
    {
        using var source = ByteSource.Open(input);
        using var file = DicomFile.Read(source);
        var seen = FileInspector.Inspect(file);
        var findings = policy.Judge(seen, input);
        if (!seen.IsDicom)
            return OfOther(input, source.Length, findings) ?? new SanitisedFile(input, SanitiseOutcome.Planned) { InputLength = source.Length, Findings = findings };
        return new SanitisedFile(input, SanitiseOutcome.Planned)
        {
            IsDicom = true,
            InputLength = source.Length,
            Actions = [.. SanitisePlan.Of(file, seen, policy).Select(static step => step.Action)],
            Findings = findings,
        };
    }

    /// <summary>Makes a clean copy.</summary>
    /// <param name="input">The original.</param>
    /// <param name="output">The copy. Its folder is there; the file is not, unless it may be replaced.</param>
    /// <param name="overwrite">Whether a file that is there is replaced.</param>
    /// <exception cref="ArgumentException">Both are the same path. Links are not followed: a link in place of the copy is replaced, not what it leads to.</exception>
    /// <exception cref="IOException">The original cannot be read or the copy not be written; then there is no copy, whole or half.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public SanitisedFile Sanitise(string input, string output, bool overwrite = false)
    {
        if (Path.GetFullPath(input) == Path.GetFullPath(output))
            throw new ArgumentException("The copy cannot take the place of the original.", nameof(output));
        using var source = ByteSource.Open(input);
        using var file = DicomFile.Read(source);
        var seen = FileInspector.Inspect(file);
        var before = new SanitisedFile(input, SanitiseOutcome.Delivered) { IsDicom = seen.IsDicom, InputLength = source.Length, InputSha256 = HashOf(source, new ByteRange(0, source.Length)) };
        if (!seen.IsDicom && OfOther(input, source.Length, policy.Judge(seen, input)) is { } other)
            return other with { InputSha256 = before.InputSha256 };

        var steps = seen.IsDicom ? SanitisePlan.Of(file, seen, policy) : [];
        before = before with { Actions = [.. steps.Select(step => step.Action with { Sha256 = HashOf(SourceOf(step, file), step.Action.Range) })] };
        using var partial = new PartialFile(output, input);
        var edit = new DicomFileEdit(file);
        try
        {
            foreach (var step in steps)
                step.Apply(edit);
            partial.Write(edit.WriteTo);
        }
        catch (InvalidOperationException e)
        {
            // The edit refuses what it could only do wrongly: a length that fits no field, a deflated data set that was not read to its end.
            return before with { Outcome = SanitiseOutcome.KeptBack, Reasons = [e.Message] };
        }

        var after = Verify(before, edit, steps, partial, output);
        if (after.Outcome == SanitiseOutcome.Delivered)
        {
            Quarantine(file, steps);
            partial.PutInPlace(overwrite);
        }

        return after;
    }

    private SanitisedFile? OfOther(string input, long length, IReadOnlyList<Findings.Finding> findings)
    {
        if (policy.OtherFiles == OtherFileTreatment.LeaveOut)
            return new SanitisedFile(input, SanitiseOutcome.LeftOut) { InputLength = length, Findings = findings, Reasons = ["not DICOM, and the policy leaves such files out"] };
        var left = findings.Where(policy.KeepsBack).Select(static finding => $"{finding.Rule.Id}: {finding.Rule.Title}").ToList();
        return left.Count > 0 ? new SanitisedFile(input, SanitiseOutcome.KeptBack) { InputLength = length, Findings = findings, Reasons = left } : null;
    }

    private SanitisedFile Verify(SanitisedFile before, DicomFileEdit edit, IReadOnlyList<PlannedStep> steps, PartialFile partial, string output)
    {
        using var source = ByteSource.Open(partial.Path);
        using var copy = DicomFile.Read(source);
        var seen = FileInspector.Inspect(copy);
        var findings = policy.Judge(seen, before.Input);
        var after = before with { Findings = findings, OutputLength = source.Length };
        if (steps.Count > 0 && !seen.IsDicom)
            return after with { Outcome = SanitiseOutcome.KeptBack, OutputLength = 0, Reasons = ["what would be left is not DICOM any more"] };
        var left = findings.Where(policy.KeepsBack).ToList();
        if (left.Count > 0)
            return after with { Outcome = SanitiseOutcome.KeptBack, OutputLength = 0, Reasons = [.. left.Select(static finding => $"{finding.Rule.Id} is left: {finding.Rule.Title}: {finding.Evidence[0]}")] };

        var hash = HashOf(source, new ByteRange(0, source.Length));
        var kept = Compare(edit.DataSet, steps, copy.DataSet);
        var isSame = steps.Count == 0
            ? hash == before.InputSha256
            : kept is not null && Compare(edit.Meta, steps, copy.Meta) is not null;
        return isSame
            ? after with { Output = output, OutputSha256 = hash, Kept = kept }
            : after with { Outcome = SanitiseOutcome.KeptBack, OutputLength = 0, Reasons = ["the copy is read differently from the original, beyond what was to change"] };
    }

    private static KeptContent? Compare(DataTreeEdit edit, IReadOnlyList<PlannedStep> steps, DataTree copy)
    {
        var changes = new Dictionary<int, NodeChange>();
        foreach (var step in steps.Where(static step => step.Change != NodeChange.Moved))
        {
            foreach (var node in step.Node is { } one ? step.Also.Append(one) : step.Also)
            {
                if (ReferenceEquals(node.Tree, edit.Tree))
                    changes.Add(node.Index, step.Change);
            }
        }

        return KeptContent.Compare(edit.NodesAsWritten(), changes, copy);
    }

    private static ByteSource SourceOf(PlannedStep step, DicomFile file) => step.Node?.Tree.Source ?? file.Source;

    private void Quarantine(DicomFile file, IReadOnlyList<PlannedStep> steps)
    {
        if (quarantine is null)
            return;
        foreach (var step in steps)
        {
            var (source, range) = (SourceOf(step, file), step.Node?.Value ?? step.Action.Range);
            if (range.IsEmpty || step.Action.Kind == SanitiseActionKind.Repair)
                continue;
            var path = Path.Combine(quarantine, $"{HashOf(source, range)}.bin");
            if (File.Exists(path))
                continue;
            using var piece = new PartialFile(path, null);
            piece.Write(destination => source.CopyTo(range, destination));
            piece.PutInPlace(overwrite: true);
        }
    }

    private static string HashOf(ByteSource source, ByteRange range)
    {
        using var bytes = source.OpenStream(range);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
