namespace Leadglass.Exposure.Watching;

/// <summary>What was last known of a target.</summary>
/// <param name="Id">The target, as in reports.</param>
/// <param name="Answers">Whether it answered in the last run.</param>
/// <param name="CertificateDays">The threshold that was told last about its certificate: 30, 14, 7 or 0 days; <see langword="null"/> for none.</param>
/// <param name="Facts">Its facts when it answered last; beside those of reports <c>profiles</c> (those that held), <c>drift</c> (rules of the inventory that failed).</param>
public sealed record WatchedTarget(string Id, bool Answers, int? CertificateDays, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>A fact; <see langword="null"/> if there is none.</summary>
    /// <param name="key">Its key.</param>
    public string? Fact(string key) => Facts.GetValueOrDefault(key);
}
