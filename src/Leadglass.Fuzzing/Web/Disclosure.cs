using System.Text;
using System.Text.RegularExpressions;

namespace Leadglass.Fuzzing.Web;

/// <summary>What an error answer gives away about the inside of a service: the frames of a stack, or a path on its disk.</summary>
internal static partial class Disclosure
{
    private const int Patience = 1_000;
    private const int LongestQuote = 120;

    /// <summary>Looks for it.</summary>
    /// <param name="body">The beginning of the body of an error answer.</param>
    /// <param name="sent">What was sent: a service that repeats our own words shows nothing.</param>
    /// <returns>The innermost frame or the path, without numbers; null where there is none.</returns>
    public static string? In(ReadOnlySpan<byte> body, ReadOnlySpan<byte> sent)
    {
        var text = Encoding.Latin1.GetString(body);
        var ours = Uri.UnescapeDataString(Encoding.Latin1.GetString(sent));
        try
        {
            foreach (var (pattern, name) in ((Regex, string)[])[(Frame(), "a stack"), (PathOnDisk(), "a path")])
            {
                var match = pattern.Matches(text).FirstOrDefault(found => !ours.Contains(found.Groups["what"].Value, StringComparison.Ordinal));
                if (match is not null)
                {
                    var what = Numbers().Replace(match.Groups["what"].Value, "0");
                    return $"{name}, {(what.Length > LongestQuote ? what[..LongestQuote] : what)}";
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            // Made to be hard to read, or the machine is very busy: then nothing is claimed.
        }
        return null;
    }

    // .NET and Java: at Name.Space.Method(…; Node: at name (/path/file.js:1:2); Python: File "…", line 1; PHP: #0 /path/file.php(1); Go: goroutine 1 [running]; Ruby: file.rb:1:in.
    [GeneratedRegex(@"^\s*at (?<what>[\w.$<>`]+\.[\w.$<>`]+\([^\n]{0,200}\))|^\s*at (?<what>[^\n(]{1,100}\([^\n)]{1,200}:[0-9]+:[0-9]+\))|(?<what>File ""[^""\n]{1,200}"", line [0-9]+)|(?<what>#[0-9]+ /[^\n(]{1,200}\([0-9]+\))|(?<what>goroutine [0-9]+ \[[a-z ]+\])|(?<what>[\w/.-]{1,200}\.rb:[0-9]+:in )", RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Frame();

    // Absolute, at least two levels deep, and not the path of a URL.
    [GeneratedRegex(@"(?<![\w:/.-])(?<what>/(usr|home|var|opt|srv|root|etc|tmp|app|build|src|mnt|data|Users)/[\w.+-]+(/[\w.+-]+)+)|(?<what>\b[A-Za-z]:\\(\\?[\w .+-]+\\){1,12}[\w.+-]+)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex PathOnDisk();

    [GeneratedRegex(@"[0-9]+", RegexOptions.None, Patience)]
    private static partial Regex Numbers();
}
