using Leadglass.Inspection.Policies;

namespace Leadglass.Inspection.Sanitising;

/// <summary>The paragraph that a conformance statement owes its readers about what happens to files from outside. Source: PS3.10 §7.5.</summary>
public static class ConformanceStatement
{
    private static readonly (StructureRepairs Repair, string Sentence)[] Repairs =
    [
        (StructureRepairs.Lengths, "Missing delimiters are written, and lengths past the end of the file are set to what is there."),
        (StructureRepairs.Padding, "Values of odd length are padded as their VR demands, except Pixel Data."),
        (StructureRepairs.Groups, "Groups that belong neither into the File Meta Information nor into the data set are removed from it."),
        (StructureRepairs.GroupLengths, "A wrong group length is corrected in the File Meta Information and removed elsewhere."),
        (StructureRepairs.Meta, "SOP Class and SOP Instance UID of the File Meta Information that contradict the data set are taken from the data set."),
        (StructureRepairs.Duplicates, "Of identical data elements that follow each other one is kept."),
        (StructureRepairs.Order, "Data elements out of order are put in the order of their tags where no two different ones have the same tag."),
        (StructureRepairs.OffsetTables, "Offset tables that contradict the fragments are made anew where fragments and frames correspond without doubt."),
        (StructureRepairs.Directory, "Directory records that reference files outside the media are removed, and the offsets of a DICOMDIR are adapted to all changes."),
    ];

    /// <summary>Writes it for a policy.</summary>
    /// <param name="policy">The policy in force.</param>
    /// <returns>One paragraph in English, without line breaks.</returns>
    public static string Of(SitePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return string.Join(' ', Sentences(policy));
    }

    private static IEnumerable<string> Sentences(SitePolicy policy)
    {
        yield return "Security considerations of the DICOM file format (PS3.10 §7.5): every file is inspected on receipt, in the preamble, the File Meta Information, the data set and behind it, for executable, scripted and serialised content and for broken structure.";
        yield return policy.Preamble switch
        {
            PreambleTreatment.Clear => "All 128 bytes of the preamble are set to 00H.",
            PreambleTreatment.Tiff => "All 128 bytes of the preamble are set to 00H unless it is a TIFF or BigTIFF header whose directory lies in the file; then the header is kept and every byte of the preamble that TIFF does not need is set to 00H. Where other changes move the directory, the preamble is set to 00H.",
            _ => "The preamble is inspected and not changed.",
        };
        yield return policy.Content == Treatment.Remove
            ? "Private elements in which a program, script, archive, serialised object or model is recognised are removed; the value of a standard element in which one is recognised is removed and the element kept."
            : "Elements with recognised content are not changed.";
        if (policy.PrivateElements == Treatment.Remove)
            yield return policy.KeepCreators.Count == 0 ? "All private elements are removed." : $"All private elements are removed except those of the private creators {Quoted(policy.KeepCreators)}.";
        else if (policy.KeepCreators.Count > 0)
            yield return $"Archives and models in elements of the private creators {Quoted(policy.KeepCreators)} are accepted.";
        if (policy.RemoveCreators.Count > 0)
            yield return $"Elements of the private creators {Quoted(policy.RemoveCreators)} are removed.";
        if (policy.Trailing == Treatment.Remove)
            yield return "Bytes that belong to no data element are removed where they cannot be the rest of the object.";
        yield return policy.Documents switch
        {
            DocumentTreatment.Clean => "In encapsulated PDF documents the names of active content (scripts, launch and open actions, embedded files) are made ineffective; other encapsulated documents are not changed.",
            DocumentTreatment.Remove => "Encapsulated documents are removed.",
            _ => "Encapsulated documents are not changed.",
        };
        if (policy.Links == Treatment.Remove)
            yield return "Addresses that a viewer may fetch (VR UR) are removed.";
        foreach (var (repair, sentence) in Repairs)
        {
            if (policy.Structure.HasFlag(repair))
                yield return sentence;
        }

        yield return "Pixel Data and every element not named here are kept byte for byte.";
        yield return policy.OtherFiles == OtherFileTreatment.LeaveOut ? "Files that are not DICOM are not accepted." : "Files that are not DICOM are accepted unchanged if nothing is found in them.";
        yield return $"The result is inspected again; a file in which a finding of severity {policy.KeepBackFrom.ToString().ToLowerInvariant()} or above is left, or that could not be inspected completely, is rejected.";
        if (policy.Accept.Count > 0)
            yield return $"Findings of these rules are accepted: {string.Join(", ", policy.Accept)}.";
    }

    private static string Quoted(IReadOnlyList<string> names) => string.Join(", ", names.Select(static name => $"\"{name}\""));
}
