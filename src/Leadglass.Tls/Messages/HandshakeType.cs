namespace Leadglass.Tls.Messages;

/// <summary>Kinds of handshake message. Source: RFC 8446 §4; IANA, TLS HandshakeType.</summary>
public enum HandshakeType : byte
{
    /// <summary>HelloRequest.</summary>
    HelloRequest = 0,

    /// <summary>ClientHello.</summary>
    ClientHello = 1,

    /// <summary>ServerHello, and HelloRetryRequest with it.</summary>
    ServerHello = 2,

    /// <summary>NewSessionTicket.</summary>
    NewSessionTicket = 4,

    /// <summary>EndOfEarlyData.</summary>
    EndOfEarlyData = 5,

    /// <summary>EncryptedExtensions.</summary>
    EncryptedExtensions = 8,

    /// <summary>Certificate.</summary>
    Certificate = 11,

    /// <summary>ServerKeyExchange.</summary>
    ServerKeyExchange = 12,

    /// <summary>CertificateRequest.</summary>
    CertificateRequest = 13,

    /// <summary>ServerHelloDone.</summary>
    ServerHelloDone = 14,

    /// <summary>CertificateVerify.</summary>
    CertificateVerify = 15,

    /// <summary>ClientKeyExchange.</summary>
    ClientKeyExchange = 16,

    /// <summary>Finished.</summary>
    Finished = 20,

    /// <summary>CertificateStatus.</summary>
    CertificateStatus = 22,

    /// <summary>KeyUpdate.</summary>
    KeyUpdate = 24,
}
