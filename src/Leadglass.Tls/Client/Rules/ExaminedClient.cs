using Leadglass.Tls.Profiles;

namespace Leadglass.Tls.Client.Rules;

/// <summary>A client with what is claimed for it: what the rules judge.</summary>
/// <param name="Client">What the client did.</param>
/// <param name="Claim">The profile that its vendor or the site claims; <see langword="null"/> for none.</param>
public sealed record ExaminedClient(ClientObservation Client, Profile? Claim = null);
