using System.Text;
using Leadglass.Tls.Observations;

namespace Leadglass.Exposure.Observations;

/// <summary>What was learnt about one port.</summary>
public sealed record PortObservation
{
    /// <summary>The TCP port.</summary>
    public required int Port { get; init; }

    /// <summary>What answers.</summary>
    public required ServiceKind Service { get; init; }

    /// <summary>The first bytes that came, at most 64; for <see cref="ServiceKind.Other"/> the only clue. Untrusted.</summary>
    public ReadOnlyMemory<byte> FirstBytes { get; init; }

    /// <summary>How an unheard connection ended: <see langword="true"/> by reset, <see langword="false"/> by an orderly close.</summary>
    public bool WasReset { get; init; }

    /// <summary>The error of this program that kept the port from being examined; <see langword="null"/> if there was none.</summary>
    public string? Fault { get; init; }

    /// <summary>The beginning of <see cref="FirstBytes"/> as text, up to the end of its first line. Untrusted.</summary>
    public string Banner => Encoding.Latin1.GetString(FirstBytes.Span[..Math.Min(24, FirstBytes.Length)]).Split('\r', '\n')[0];

    /// <summary>The DICOM side, when the service is <see cref="ServiceKind.Dicom"/> or <see cref="ServiceKind.DicomTls"/>.</summary>
    public DicomObservation? Dicom { get; init; }

    /// <summary>The web side, when the service is <see cref="ServiceKind.Http"/> or <see cref="ServiceKind.Https"/>, or when a port that serves DICOM inside TLS serves it too.</summary>
    public WebObservation? Web { get; init; }

    /// <summary>The TLS version of a completed handshake, for example <c>TLS 1.3</c>; <see langword="null"/> when none was completed.</summary>
    public string? TlsVersion { get; init; }

    /// <summary>What the examination of the TLS side saw; <see langword="null"/> where there was none.</summary>
    public ServerObservation? Tls { get; init; }

    /// <summary>Whether a port that speaks TLS also answered DICOM in clear text; <see langword="null"/> where that was not asked.</summary>
    public bool? AnswersClearDicom { get; init; }

    /// <summary>Whether the port speaks DICOM, or serves it on the web.</summary>
    public bool IsMedical => Dicom is not null || Web?.ServesDicomWeb == true;

    /// <summary>Whether the port speaks TLS, whatever is inside.</summary>
    public bool IsEncrypted => Service is ServiceKind.Tls or ServiceKind.DicomTls or ServiceKind.Https;
}
