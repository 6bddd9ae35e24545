using System.Globalization;
using Leadglass.Fuzzing.Campaign;

namespace Leadglass.Cli.Commands;

/// <summary>One line on a terminal's standard error that says how a campaign is doing; silent in a pipe.</summary>
internal sealed class FuzzProgress(Surroundings surroundings) : IProgress<CampaignProgress>, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    private long _shownAt = surroundings.Time.GetTimestamp();

    public void Report(CampaignProgress value)
    {
        if (!surroundings.ShowsProgress || surroundings.Time.GetElapsedTime(_shownAt) < Pace)
            return;
        _shownAt = surroundings.Time.GetTimestamp();
        surroundings.Error.Write(string.Create(CultureInfo.InvariantCulture,
            $"\r{value.Cases:N0} cases, {value.Rate:0} a second, {value.Answers:N0} different answers, {value.Defects:N0} defects\u001b[K"));
    }

    public void Dispose()
    {
        if (surroundings.ShowsProgress)
            surroundings.Error.Write("\r\u001b[K");
    }
}
