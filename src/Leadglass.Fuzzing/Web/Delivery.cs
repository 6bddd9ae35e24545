namespace Leadglass.Fuzzing.Web;

/// <summary>How the bytes of an exchange are sent.</summary>
public enum Delivery
{
    /// <summary>All at once.</summary>
    Whole,

    /// <summary>In pieces of different lengths, each in a segment of its own.</summary>
    Pieces,

    /// <summary>All at once, and then the end of the sending direction (FIN).</summary>
    HalfClosed,

    /// <summary>The first half only; then nothing more, as a client does that lost its network.</summary>
    Stalled,
}
