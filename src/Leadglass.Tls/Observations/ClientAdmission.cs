namespace Leadglass.Tls.Observations;

/// <summary>Whether a server let a client with a certain certificate in.</summary>
public enum ClientAdmission
{
    /// <summary>No connection was left for the question, or the handshake failed for a reason that has nothing to do with the certificate.</summary>
    NotKnown,

    /// <summary>The handshake ended well and the server answered the application data.</summary>
    Admitted,

    /// <summary>The server refused by an alert or by closing the connection, in the handshake or in place of an answer.</summary>
    Refused,

    /// <summary>The handshake ended well, but nothing was sent or nothing came back: in TLS 1.3 a refusal may still have been on its way.</summary>
    HandshakeOnly,
}
