namespace Leadglass.Tls.Messages;

/// <summary>How reading from the front of bytes ended.</summary>
public enum ReadStatus
{
    /// <summary>Something was read.</summary>
    Complete,

    /// <summary>The bytes end before it does; more may come.</summary>
    Truncated,

    /// <summary>It cannot be what was looked for, whatever may come.</summary>
    Malformed,
}
