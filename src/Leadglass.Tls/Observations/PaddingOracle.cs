namespace Leadglass.Tls.Observations;

/// <summary>What the answers of a server tell about the padding of an RSA ciphertext that it decrypted. Source: Böck, Somorovsky and Young, "Return Of Bleichenbacher's Oracle Threat", 2018.</summary>
public enum PaddingOracle
{
    /// <summary>Not asked, not answered, or answered differently by chance.</summary>
    NotKnown,

    /// <summary>The answers to well and badly padded ciphertexts are the same.</summary>
    None,

    /// <summary>Only a completely well-formed ciphertext is answered otherwise: an attack takes very many questions.</summary>
    Weak,

    /// <summary>Different mistakes of padding are answered differently: an attack is practical.</summary>
    Strong,
}
