using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Policies;
using static Leadglass.Inspection.Sanitising.SanitiseActionKind;

namespace Leadglass.Inspection.Sanitising;

/// <summary>
/// What a policy asks to be done to a file, given what was found in it. Reads the file where a decision needs it, and changes nothing. Pixel
/// data is in no plan: what is found in it keeps the file back.
/// </summary>
internal sealed partial class SanitisePlan
{
    private static readonly Tag PrivateInformation = new(0x00020102);

    private readonly DicomFile _file;
    private readonly FileObservation _seen;
    private readonly SitePolicy _policy;
    private readonly List<PlannedStep> _steps = [];
    private readonly Dictionary<(DataTree, int), NodeChange> _planned = [];

    private SanitisePlan(DicomFile file, FileObservation seen, SitePolicy policy)
    {
        (_file, _seen, _policy) = (file, seen, policy);
        PlanPrivateElements();
        PlanContent();
        PlanOutside();
        PlanDocuments();
        PlanLinks();
        PlanRepairs();
        PlanOffsetTables();
        var directory = SoundDirectory();
        if (directory is not null)
            PlanRecords(directory);
        PlanOrder();
        if (directory is not null)
            PlanOffsets(directory);
        PlanPreamble();
    }

    /// <summary>The plan for a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="seen">What was found in it.</param>
    /// <param name="policy">What the site wants.</param>
    public static IReadOnlyList<PlannedStep> Of(DicomFile file, FileObservation seen, SitePolicy policy) => new SanitisePlan(file, seen, policy)._steps;

    private void PlanPrivateElements()
    {
        var tree = _file.DataSet;
        var removedUntil = -1L;
        for (var i = 0; i < tree.Count; i++)
        {
            var node = tree[i];
            if (node.Kind != DataNodeKind.Element || !node.Tag.IsPrivate || node.Offset < removedUntil)
                continue;
            var isCreator = node.Tag.Element is >= 0x10 and <= 0xFF;
            var creator = isCreator ? node.Text(64) : node.PrivateCreator;
            var isNamed = creator is not null && _policy.RemoveCreators.Contains(creator);
            if (!isNamed && (_policy.PrivateElements == Treatment.Keep || (creator is not null && _policy.KeepCreators.Contains(creator))))
                continue;
            Remove(node, isNamed ? $"policy removeCreators, {creator}" : "policy private");
            removedUntil = node.Bytes.End;
        }
    }

    private void PlanContent()
    {
        foreach (var found in _seen.Discoveries)
        {
            if (found.Place.Kind is not (PlaceKind.Element or PlaceKind.PrivateElement or PlaceKind.Padding) || !_policy.Unwanted(found, out var rule) || Holder(found.Place) is not { } node)
                continue;
            var reason = $"{rule}, {found.Kind.Name}{string.Concat(found.Place.Layers.Select(static layer => $" inside {layer}"))}";
            if (found.Place.Kind != PlaceKind.Element || node.Tag == PrivateInformation || IsForeign(node))
                Remove(node, reason);
            else
                Empty(node, reason);
        }
    }

    /// <summary>An element of another group in the File Meta Information, which no reader misses.</summary>
    private bool IsForeign(DataNode node) => ReferenceEquals(node.Tree, _file.Meta) && node.Tag.Group != 0x0002;

    /// <summary>The innermost element that holds the byte of a place.</summary>
    private DataNode? Holder(Place place)
    {
        var tree = !place.IsExpanded && place.Offset < _file.Meta.Range.End ? _file.Meta : _file.DataSet;
        var node = tree.NodeAt(place.Offset);
        while (node is { } at && (at.Kind != DataNodeKind.Element || at.Bytes.End <= place.Offset))
            node = at.Parent;
        return node;
    }

    private void PlanDocuments()
    {
        if (_policy.Documents == DocumentTreatment.Keep || _file.DataSet.Find(FileInspector.EncapsulatedDocument) is not { } node)
            return;
        if (_policy.Documents == DocumentTreatment.Remove)
        {
            Remove(node, "policy documents");
            return;
        }

        var acts = _seen.Documents.Any(static document => document is { Recognised: "pdf", IsMismatch: false, Active.Count: > 0 } or { Recognised: "pdf", IsMismatch: false, Outward.Count: > 0 });
        if (!acts || node.HasUndefinedLength || node.Value.Length > DocumentReader.MostBytes)
            return;
        var document = node.ReadValue(DocumentReader.MostBytes);
        var cleaned = Documents.PdfCleaner.Clean(document, alsoOutward: _policy.Links == Treatment.Remove);
        if (!cleaned.AsSpan().SequenceEqual(document))
            PlanValue(CleanDocument, node, cleaned, "LG-INS-031, names that act");
    }

    private void PlanLinks()
    {
        if (_policy.Links == Treatment.Keep)
            return;
        foreach (var place in _seen.Links)
        {
            // Links are found in the data set only, with offsets of its source.
            if (Holder(place with { IsExpanded = true }) is { } node)
                Empty(node, "LG-INS-043, an address that a viewer may fetch");
        }
    }

    private void PlanPreamble()
    {
        if (_policy.Preamble == PreambleTreatment.Keep || _seen.Preamble is null or { State: PreambleState.Absent or PreambleState.Zero })
            return;
        if (_policy.Preamble == PreambleTreatment.Tiff && _seen.Preamble.State == PreambleState.Tiff)
        {
            if (_steps.Exists(static step => step.MovesBytes))
            {
                ClearThePreamble("policy preamble: the directory of TIFF moves with what is removed");
                return;
            }

            var preamble = _file.Source.ReadBytes(_file.Preamble);
            var rebuilt = TiffPreamble.Rebuild(preamble);
            if (!rebuilt.AsSpan().SequenceEqual(preamble))
                Plan(RebuildPreamble, "preamble", _file.Preamble, "policy preamble: bytes that TIFF does not need", edit => edit.ReplacePreamble(rebuilt));
            return;
        }

        ClearThePreamble($"policy preamble: {_seen.Preamble.Evidence}");
    }

    private void ClearThePreamble(string reason) => Plan(ClearPreamble, "preamble", _file.Preamble, reason, static edit => edit.ClearPreamble());

    private void Remove(DataNode node, string reason) => Plan(SanitiseActionKind.Remove, node, NodeChange.Removed, reason, edit => EditOf(edit, node).Remove(node));

    private void Empty(DataNode node, string reason)
    {
        if (!node.Value.IsEmpty)
            PlanValue(SanitiseActionKind.Empty, node, [], reason);
    }

    private void PlanValue(SanitiseActionKind kind, DataNode node, byte[] value, string reason) =>
        Plan(kind, node, NodeChange.Replaced, reason, edit => EditOf(edit, node).ReplaceValue(node, value));

    private DataTreeEdit EditOf(DicomFileEdit edit, DataNode node) => ReferenceEquals(node.Tree, _file.Meta) ? edit.Meta : edit.DataSet;

    /// <summary>A node changes once, and nothing changes inside one that goes: the first reason counts.</summary>
    private void Plan(SanitiseActionKind kind, DataNode node, NodeChange change, string reason, Action<DicomFileEdit> apply)
    {
        if (!IsInsideChange(node) && _planned.TryAdd((node.Tree, node.Index), change))
            _steps.Add(new PlannedStep(Action(kind, node, reason), node, change, apply));
    }

    private bool IsInsideChange(DataNode node)
    {
        for (var at = node.Parent; at is { } holder; at = holder.Parent)
        {
            if (_planned.TryGetValue((holder.Tree, holder.Index), out var around) && around != NodeChange.Framed)
                return true;
        }

        return false;
    }

    private SanitiseAction Action(SanitiseActionKind kind, DataNode node, string reason) =>
        new(kind, node.Path, node.Bytes, reason) { IsExpanded = _file.IsDeflated && ReferenceEquals(node.Tree, _file.DataSet) };

    private void Plan(SanitiseActionKind kind, string path, ByteRange range, string reason, Action<DicomFileEdit> apply) =>
        _steps.Add(new PlannedStep(new SanitiseAction(kind, path, range, reason), null, NodeChange.Replaced, apply));
}
