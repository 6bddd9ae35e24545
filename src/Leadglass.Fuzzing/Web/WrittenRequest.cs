using System.Text;

namespace Leadglass.Fuzzing.Web;

/// <summary>
/// A request as it is written down: everything that HTTP puts on the line, right or wrong. Text has one character a byte. In target and headers
/// <c>{base}</c> stands for the path of the service, <c>{host}</c> for its host and port, <c>{length}</c> for the true length of the body.
/// </summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The request target.</param>
/// <param name="Version">The version, such as <c>HTTP/1.1</c>.</param>
/// <param name="Headers">The header lines, without the line break at their end.</param>
/// <param name="Body">The body.</param>
public sealed record WrittenRequest(string Method, string Target, string Version, IReadOnlyList<string> Headers, IReadOnlyList<BodyPart> Body)
{
    /// <summary>Stands for the path of the service.</summary>
    public const string Base = "{base}";

    /// <summary>Stands for host and port.</summary>
    public const string Host = "{host}";

    /// <summary>Stands for the true length of the body.</summary>
    public const string Length = "{length}";

    /// <summary>Bytes of the body.</summary>
    public long BodyLength => Body.Sum(static part => part.Length);

    /// <summary>The value of a header, trimmed; null where there is none, the first where there are several.</summary>
    /// <param name="name">Its name, in any case.</param>
    public string? Header(string name) => Headers.FirstOrDefault(line => IsNamed(line, name))?[(name.Length + 1)..].Trim();

    /// <summary>The request with a header in the place of those of its name, or at the end.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="lines">The lines in its place; none removes it.</param>
    public WrittenRequest WithHeader(string name, params IReadOnlyList<string> lines)
    {
        var at = Headers.Index().FirstOrDefault(line => IsNamed(line.Item, name), (Index: Headers.Count, Item: "")).Index;
        return this with { Headers = [.. Headers.Take(at), .. lines, .. Headers.Skip(at).Where(line => !IsNamed(line, name))] };
    }

    /// <summary>The bytes for the wire.</summary>
    /// <param name="target">Whom they are for.</param>
    public byte[] ToBytes(WebTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var bytes = new MemoryStream();
        bytes.Write(Encoding.Latin1.GetBytes(HeadFor(target)));
        foreach (var part in Body)
        {
            for (var i = 0; i < part.Times; i++)
                bytes.Write(part.Bytes.Span);
        }
        return bytes.ToArray();
    }

    /// <summary>Request line and headers, up to the empty line and with it.</summary>
    /// <param name="target">Whom they are for.</param>
    public string HeadFor(WebTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var head = new StringBuilder().Append(Method).Append(' ').Append(Target).Append(' ').Append(Version).Append("\r\n");
        foreach (var header in Headers)
            head.Append(header).Append("\r\n");
        return head.Append("\r\n").Replace(Base, target.BasePath).Replace(Host, target.Authority).Replace(Length, $"{BodyLength}").ToString();
    }

    private static bool IsNamed(string line, string name) =>
        line.Length > name.Length && line[name.Length] == ':' && line.StartsWith(name, StringComparison.OrdinalIgnoreCase);
}
