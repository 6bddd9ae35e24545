namespace Leadglass.Fuzzing.Web;

/// <summary>What a request is about, in words that are the same for all requests that mean the same: without UIDs, values and what was broken.</summary>
internal static class Resource
{
    private const int MostSegments = 8;

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "OPTIONS", "PATCH"];
    private static readonly string[] Words = ["studies", "series", "instances", "metadata", "frames", "rendered", "thumbnail", "bulk", "workitems"];
    private static readonly string[] Types = ["application/dicom+json", "application/dicom+xml", "application/dicom", "application/octet-stream"];

    /// <summary>Method, resource and the media type of what is sent, such as <c>POST /studies (application/dicom)</c>.</summary>
    public static string Of(WrittenRequest request)
    {
        var method = Methods.Contains(request.Method, StringComparer.Ordinal) ? request.Method : "other method";
        var path = request.Target.Split('?', 2)[0].Replace(WrittenRequest.Base, "", StringComparison.Ordinal);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Select(static segment => Words.Contains(segment, StringComparer.Ordinal) ? segment : "*")
            .Take(MostSegments);
        var type = request.Header("Content-Type") is { } content ? $" ({Types.FirstOrDefault(known => content.Contains(known, StringComparison.OrdinalIgnoreCase)) ?? "other type"})" : "";
        return $"{method} /{string.Join('/', segments)}{type}";
    }
}
