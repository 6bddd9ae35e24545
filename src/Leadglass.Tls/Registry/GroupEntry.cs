namespace Leadglass.Tls.Registry;

/// <summary>One row of the registry of groups.</summary>
/// <param name="Group">The code.</param>
/// <param name="Name">The name, as IANA writes it.</param>
/// <param name="Bits">Size of the field in bits: 255 for X25519, 2048 for ffdhe2048; 0 where the size says nothing (hybrids, explicit curves).</param>
/// <param name="Kind">What it is made of.</param>
public sealed record GroupEntry(NamedGroup Group, string Name, int Bits, GroupKind Kind);
