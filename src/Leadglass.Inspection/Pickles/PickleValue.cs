namespace Leadglass.Inspection.Pickles;

/// <summary>A value on the abstract stack: twelve bytes, because a pickle may hold a million.</summary>
/// <param name="Kind">What is known.</param>
/// <param name="At">Offset of a text, or index of an import; -1 if there is none.</param>
/// <param name="Length">Length of a text.</param>
internal readonly record struct PickleValue(PickleValueKind Kind, int At = -1, int Length = 0)
{
    public bool IsText => Kind is PickleValueKind.Text or PickleValueKind.UnicodeLine or PickleValueKind.QuotedLine;

    /// <summary>Whether a call of it fails in every loader.</summary>
    public bool IsNeverCallable => Kind is PickleValueKind.Constant or PickleValueKind.Tuple or PickleValueKind.Container || IsText;
}
