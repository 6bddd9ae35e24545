namespace Leadglass.Tls.Probing;

/// <summary>How the block in a ClientKeyExchange is padded.</summary>
internal enum PaddingCase
{
    /// <summary>As PKCS #1 v1.5 says.</summary>
    Right,

    /// <summary>It does not begin with 00 02.</summary>
    WrongStart,

    /// <summary>The zero that ends the padding stands inside the secret.</summary>
    ZeroMisplaced,

    /// <summary>No zero ends the padding.</summary>
    NoZero,

    /// <summary>Well padded, but the secret begins with another version than the hello.</summary>
    WrongVersion,
}
