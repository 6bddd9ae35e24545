namespace Leadglass.Fuzzing.Campaign;

/// <summary>One key of a campaign file that says how to run the campaign.</summary>
/// <param name="Key">The key; with the section before it, such as <c>stop.cases</c>, where it is in one. Untrusted.</param>
/// <param name="Values">What it is set to; one text where it is no list. Untrusted.</param>
/// <param name="IsList">Whether it is a list.</param>
/// <param name="Line">Its line, from 1.</param>
public sealed record CampaignEntry(string Key, IReadOnlyList<string> Values, bool IsList, long Line);
