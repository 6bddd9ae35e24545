namespace Leadglass.Findings;

/// <summary>A file is not a report that this version can read. The message names the line and the place.</summary>
public sealed class ReportFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">What is wrong, in a sentence without line or path.</param>
    /// <param name="line">The line, counted from 1; <see langword="null"/> if the whole file is meant.</param>
    /// <param name="path">The place as a JSON path, for example <c>$.findings[3].verdict</c>; <see langword="null"/> if the whole file is meant.</param>
    /// <param name="innerException">What the JSON reader said.</param>
    public ReportFormatException(string reason, long? line = null, string? path = null, Exception? innerException = null)
        : base(Describe(reason, line, path), innerException)
    {
        Line = line;
        Path = path;
    }

    /// <summary>The line, counted from 1; <see langword="null"/> if the whole file is meant.</summary>
    public long? Line { get; }

    /// <summary>The place as a JSON path; <see langword="null"/> if the whole file is meant.</summary>
    public string? Path { get; }

    private static string Describe(string reason, long? line, string? path)
    {
        var place = string.Join(", ", new[] { line is null ? null : $"line {line}", path }.Where(part => part is not null));
        return place.Length == 0 ? reason : $"{place}: {reason}";
    }
}
