using Leadglass.Findings;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Rules;

namespace Leadglass.Inspection.Policies;

/// <summary>What a site accepts in files from outside, and what it wants done with the rest. <c>inspect</c> and <c>sanitize</c> judge by the same one.</summary>
public sealed record SitePolicy
{
    /// <summary>The policy of a site that has none.</summary>
    public static SitePolicy Default { get; } = new();

    /// <summary>Its name in manifests and statements.</summary>
    public string Name { get; init; } = "default policy of Leadglass";

    /// <summary>The first 128 bytes.</summary>
    public PreambleTreatment Preamble { get; init; } = PreambleTreatment.Tiff;

    /// <summary>Private elements in which nothing was found.</summary>
    public Treatment PrivateElements { get; init; } = Treatment.Keep;

    /// <summary>Private creators whose elements stay, and whose archives and models are accepted. Never their programs, scripts and serialised objects.</summary>
    public IReadOnlyList<string> KeepCreators { get; init; } = [];

    /// <summary>Private creators whose elements go, whatever is in them.</summary>
    public IReadOnlyList<string> RemoveCreators { get; init; } = [];

    /// <summary>Elements in which a program, script, archive, document, serialised object or model was found.</summary>
    public Treatment Content { get; init; } = Treatment.Remove;

    /// <summary>Bytes that belong to no element.</summary>
    public Treatment Trailing { get; init; } = Treatment.Remove;

    /// <summary>Encapsulated documents.</summary>
    public DocumentTreatment Documents { get; init; } = DocumentTreatment.Clean;

    /// <summary>Elements with addresses that a viewer may fetch, and addresses in PDF.</summary>
    public Treatment Links { get; init; } = Treatment.Keep;

    /// <summary>Structure against the standard that is set right.</summary>
    public StructureRepairs Structure { get; init; } = StructureRepairs.None;

    /// <summary>Files that are not DICOM.</summary>
    public OtherFileTreatment OtherFiles { get; init; } = OtherFileTreatment.LeaveOut;

    /// <summary>The least severity that keeps a file back when it is left after cleaning.</summary>
    public Severity KeepBackFrom { get; init; } = Severity.Medium;

    /// <summary>Ids of rules whose findings the site accepts.</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>Judges a file. What the site accepts is a pass that says so.</summary>
    /// <param name="file">What was seen in it.</param>
    /// <param name="target">The file, as the user knows it.</param>
    public IReadOnlyList<Finding> Judge(FileObservation file, string target)
    {
        ArgumentNullException.ThrowIfNull(file);
        var seen = file with { Discoveries = [.. file.Discoveries.Where(found => !IsOfKeptCreator(found))] };
        return [.. InspectionRules.All.Judge(seen, target).Select(Accepted)];
    }

    /// <summary>Whether a finding is reason enough not to pass a file on. What was not looked at is.</summary>
    /// <param name="finding">A finding of <see cref="Judge"/>.</param>
    public bool KeepsBack(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return !Accept.Contains(finding.Rule.Id) && (finding.Verdict == Verdict.NotTested || (finding.IsProblem && finding.Severity >= KeepBackFrom));
    }

    /// <summary>Whether the site wants an element to go because of what was found in it.</summary>
    internal bool Unwanted(Discovery found, out string rule)
    {
        rule = found.Kind.Class switch
        {
            ContentClass.Executable => "LG-INS-010",
            ContentClass.Script => "LG-INS-011",
            ContentClass.Archive or ContentClass.Document => "LG-INS-012",
            ContentClass.SerialisedObject => SerialisedRules.IdOf(found),
            ContentClass.Model => "LG-INS-023",
            _ => "",
        };
        return rule.Length > 0 && Content == Treatment.Remove && !Accept.Contains(rule) && !IsOfKeptCreator(found);
    }

    private bool IsOfKeptCreator(Discovery found) =>
        found.Kind.Class is ContentClass.Archive or ContentClass.Model && found.Place.PrivateCreator is { } creator && KeepCreators.Contains(creator);

    private Finding Accepted(Finding finding) => finding.IsProblem && Accept.Contains(finding.Rule.Id)
        ? finding with { Verdict = Verdict.Pass, Evidence = [.. finding.Evidence, $"accepted by the policy \"{Name}\""], Remedy = "" }
        : finding;
}
