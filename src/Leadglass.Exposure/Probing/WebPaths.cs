namespace Leadglass.Exposure.Probing;

/// <summary>Where web servers are asked.</summary>
public static class WebPaths
{
    /// <summary>An origin that no site can own (RFC 2606), to see whether other sites' scripts are let in.</summary>
    public const string ForeignOrigin = "https://leadglass.invalid";

    /// <summary>A path under which nothing can be.</summary>
    public static string Control(Sentinels sentinels) => $"/leadglass-{sentinels.Token}";

    /// <summary>Where DICOMweb lives in practice: the part before <c>/studies</c>.</summary>
    public static IReadOnlyList<string> Prefixes { get; } =
        ["/dicom-web", "/dicomweb", "/dcm4chee-arc/aets/DCM4CHEE/rs", "/rs", "/qido-rs", "/wado-rs", "/orthanc/dicom-web"];
}
