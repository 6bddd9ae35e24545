namespace Leadglass.Tls.Messages;

/// <summary>Collects anomalies, at most one hundred: hostile input can hold a fault in every other byte, and the first hundred tell the story.</summary>
internal sealed class AnomalyList
{
    private const int Most = 100;

    private readonly List<TlsAnomaly> _anomalies = [];

    public IReadOnlyList<TlsAnomaly> Anomalies => _anomalies;

    public void Add(long offset, string field, string clause, string message) => Add(new TlsAnomaly(offset, field, clause, message));

    public void Add(TlsAnomaly anomaly)
    {
        if (_anomalies.Count < Most)
            _anomalies.Add(anomaly);
    }
}
