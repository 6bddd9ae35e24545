using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Messages;

/// <summary>An extension as it stands on the wire. <see cref="ExtensionReader"/> reads the content of those it knows.</summary>
/// <param name="Type">Its code.</param>
/// <param name="Data">Its content. Untrusted.</param>
public sealed record TlsExtension(ExtensionType Type, ReadOnlyMemory<byte> Data);
