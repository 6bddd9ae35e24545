namespace Leadglass.Fuzzing.Web;

/// <summary>How a connection ended.</summary>
public enum ConnectionEnding
{
    /// <summary>Every request was answered, and we closed.</summary>
    Answered,

    /// <summary>The server closed in order (FIN).</summary>
    Closed,

    /// <summary>The server reset it (RST), or what it sent was no TLS.</summary>
    Reset,

    /// <summary>Nothing more came until our patience was over.</summary>
    Silent,

    /// <summary>More came than anybody needs: we stopped reading.</summary>
    Flooded,

    /// <summary>There was none: the server did not accept it.</summary>
    Refused,
}
