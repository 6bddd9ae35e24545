using System.Globalization;

namespace Leadglass.Findings.Writing;

/// <summary>Tells a target on the network (<c>10.0.0.5:11112</c>, <c>[fe80::1]:104</c>) from a file.</summary>
internal static class Endpoint
{
    public static bool IsNamedBy(string targetId)
    {
        var colon = targetId.LastIndexOf(':');
        return colon > 0
            && targetId.IndexOfAny(['/', '\\', ' ']) < 0
            && ushort.TryParse(targetId.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0;
    }
}
