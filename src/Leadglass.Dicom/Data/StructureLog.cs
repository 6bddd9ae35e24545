namespace Leadglass.Dicom.Data;

/// <summary>
/// Collects anomalies: all are counted, the first of each kind are kept, so that a million harmless ones cannot hide the one that matters.
/// </summary>
internal sealed class StructureLog
{
    private const int MostOfAKind = 100;

    private static readonly int Kinds = Enum.GetValues<StructureAnomalyKind>().Length;

    private int[]? _counts;
    private List<StructureAnomaly>? _kept;

    public IReadOnlyList<StructureAnomaly> Kept => _kept ?? (IReadOnlyList<StructureAnomaly>)[];

    public void Add(in StructureAnomaly anomaly)
    {
        _counts ??= new int[Kinds];
        if (_counts[(int)anomaly.Kind]++ < MostOfAKind)
            (_kept ??= []).Add(anomaly);
    }

    public int CountOf(StructureAnomalyKind kind) => _counts?[(int)kind] ?? 0;
}
