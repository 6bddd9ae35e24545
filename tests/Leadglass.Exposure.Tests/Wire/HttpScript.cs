using System.Text;
using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.Wire;

/// <summary>The usual turns of a web server in a script.</summary>
internal static class HttpScript
{
    /// <summary>Takes the head of a request.</summary>
    public static PeerScript Request(this PeerScript script) => script.ExpectUntil("\r\n\r\n");

    /// <summary>Takes a request and answers it whole.</summary>
    /// <param name="script">The script.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="type">Content type, if any.</param>
    /// <param name="body">Body in UTF-8.</param>
    /// <param name="extra">More header lines, each with its end.</param>
    public static PeerScript Http(this PeerScript script, int status, string? type = null, string body = "", string extra = "")
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder($"HTTP/1.1 {status} Scripted\r\n{extra}");
        if (type is not null)
            head.Append($"Content-Type: {type}\r\n");
        if (status != 204)
            head.Append($"Content-Length: {bytes.Length}\r\n");
        return script.Request().Send([.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. bytes]);
    }
}
