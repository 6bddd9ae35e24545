namespace Leadglass.Findings.Writing;

/// <summary>Decides which addresses may become links. A report that was read back may carry any scheme, scripts included.</summary>
internal static class WebAddress
{
    /// <returns>The address in its escaped form; <see langword="null"/> if there is none or it is not https.</returns>
    public static string? Of(Reference reference) =>
        Uri.TryCreate(reference.Url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address.AbsoluteUri : null;
}
