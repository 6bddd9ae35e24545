namespace Leadglass.Tls.Client;

/// <summary>What a client did in one step.</summary>
public enum StepOutcome
{
    /// <summary>No connection came for it.</summary>
    NotTested,

    /// <summary>It means nothing to this client: it did not offer what the step is about, or cannot know it.</summary>
    NotApplicable,

    /// <summary>The connection was ended by the recorder, as the step wants it: what the client does next is the answer.</summary>
    Ended,

    /// <summary>The client refused by an alert or by closing the connection.</summary>
    Refused,

    /// <summary>Neither: the client said nothing in time or what is no TLS, or had nothing in common with the recorder's TLS library.</summary>
    Undecided,

    /// <summary>The client took what it was told and waited for the rest of the handshake.</summary>
    WentOn,

    /// <summary>The client ended the handshake well and then said nothing.</summary>
    HandshakeOnly,

    /// <summary>The client ended the handshake well and spoke inside.</summary>
    Spoke,
}
