namespace Leadglass.EndToEnd.Tests.Peers;

/// <summary>The settings of Orthanc that decide how exposed it is. What is null stays as Orthanc has it by default.</summary>
public sealed record OrthancOptions
{
    /// <summary>The setting <c>DicomAet</c>.</summary>
    public string AETitle { get; init; } = "ORTHANC";

    /// <summary>The setting <c>DicomAlwaysAllowFind</c>: whether C-FIND of strangers is answered.</summary>
    public bool? AlwaysAllowFind { get; init; }

    /// <summary>The setting <c>DicomCheckCalledAet</c>: whether an association must call it by its name.</summary>
    public bool? CheckCalledAETitle { get; init; }

    /// <summary>The setting <c>RemoteAccessAllowed</c>: whether HTTP is answered beyond this machine.</summary>
    public bool? RemoteAccessAllowed { get; init; }

    /// <summary>The setting <c>AuthenticationEnabled</c>: whether HTTP needs a login.</summary>
    public bool? AuthenticationEnabled { get; init; }

    /// <summary>The setting <c>RegisteredUsers</c>: names and passwords.</summary>
    public IReadOnlyDictionary<string, string>? RegisteredUsers { get; init; }

    /// <summary>The setting <c>DicomTlsEnabled</c>, with an RSA certificate of <see cref="TlsFiles"/>.</summary>
    public bool Tls { get; init; }

    /// <summary>The setting <c>DicomTlsRemoteCertificateRequired</c>: whether clients need a certificate.</summary>
    public bool? TlsRemoteCertificateRequired { get; init; }

    /// <summary>Whether the DICOMweb plugin is loaded.</summary>
    public bool DicomWeb { get; init; }
}
