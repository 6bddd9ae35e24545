using System.Globalization;
using Leadglass.Exposure;

namespace Leadglass.Cli.Output;

/// <summary>One line on a terminal's standard error that says how far a check is; silent in a pipe.</summary>
internal sealed class ProgressLine : IProgress<CheckProgress>, IDisposable
{
    private const int BarWidth = 24;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly Surroundings _surroundings;
    private readonly long _total;
    private readonly long _start;
    private long _shownAt;

    private ProgressLine(Surroundings surroundings, long total)
    {
        (_surroundings, _total) = (surroundings, total);
        _start = _shownAt = surroundings.Time.GetTimestamp();
    }

    public static ProgressLine Start(Surroundings surroundings, long total) => new(surroundings, total);

    public void Report(CheckProgress value) => Show(value.Addresses, $"{value.Addresses:N0} of {_total:N0} addresses, {value.Systems:N0} DICOM services");

    /// <summary>Shows how far it is, unless it was shown a moment ago.</summary>
    public void Show(long done, FormattableString text)
    {
        if (!_surroundings.ShowsProgress || _surroundings.Time.GetElapsedTime(_shownAt) < Pace)
            return;
        _shownAt = _surroundings.Time.GetTimestamp();
        var filled = (int)(BarWidth * Math.Min(done, _total) / Math.Max(1, _total));
        var elapsed = _surroundings.Time.GetElapsedTime(_start);
        _surroundings.Error.Write(string.Create(CultureInfo.InvariantCulture,
            $"\r[{new string('#', filled)}{new string('.', BarWidth - filled)}] {FormattableString.Invariant(text)}, {elapsed.TotalSeconds:0} s "));
    }

    public void Dispose()
    {
        if (_surroundings.ShowsProgress)
            _surroundings.Error.Write("\r\u001b[K");
    }
}
