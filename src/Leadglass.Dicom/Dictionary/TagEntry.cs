namespace Leadglass.Dicom.Dictionary;

/// <summary>What PS3.6 §6 to §9 and PS3.7 §E say about one data element.</summary>
/// <param name="Tag">The tag that was asked for; of a repeating element the one with its actual group.</param>
/// <param name="Keyword">The keyword, such as <c>PatientID</c>.</param>
/// <param name="Vrs">The value representations it may have, as printed; none for items and delimiters.</param>
/// <param name="ValueMultiplicity">The value multiplicity as printed, such as <c>1</c> or <c>1-n</c>.</param>
/// <param name="IsRetired">The element is retired.</param>
/// <param name="Name">The name.</param>
public sealed record TagEntry(Tag Tag, string Keyword, IReadOnlyList<Vr> Vrs, string ValueMultiplicity, bool IsRetired, string Name);
