namespace Leadglass.Dicom;

/// <summary>Collects the anomalies of one read and decides, by conformance, which of them fail it.</summary>
internal sealed class AnomalyLog(Conformance conformance)
{
    /// <summary>Hostile input can hold a fault in every other byte; the first hundred tell the story.</summary>
    private const int Most = 100;

    private List<Anomaly>? _anomalies;

    /// <summary>Something was found that this conformance does not let pass.</summary>
    public bool Failed { get; private set; }

    public IReadOnlyList<Anomaly> Anomalies => _anomalies ?? (IReadOnlyList<Anomaly>)[];

    /// <summary>A field that receivers are told not to test: worth knowing under <see cref="Conformance.Strict"/>, never a failure.</summary>
    public void Untested(long offset, string field, string clause, string message)
    {
        if (conformance == Conformance.Strict)
            Add(offset, field, clause, message);
    }

    /// <summary>The sender broke a rule, but what it meant is clear.</summary>
    public void Deviation(long offset, string field, string clause, string message)
    {
        Add(offset, field, clause, message);
        Failed |= conformance == Conformance.Strict;
    }

    /// <summary>The structure is broken: what follows cannot be trusted.</summary>
    public void Fault(long offset, string field, string clause, string message)
    {
        Add(offset, field, clause, message);
        Failed |= conformance != Conformance.Lenient;
    }

    private void Add(long offset, string field, string clause, string message)
    {
        _anomalies ??= [];
        if (_anomalies.Count < Most)
            _anomalies.Add(new Anomaly(offset, field, clause, message));
    }
}
