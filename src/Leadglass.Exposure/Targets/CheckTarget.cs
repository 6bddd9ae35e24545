using System.Net;

namespace Leadglass.Exposure.Targets;

/// <summary>One address to check, with its ports. The address is final: nothing is resolved again after this.</summary>
/// <param name="Address">The address that is connected to; never an IPv4-mapped IPv6 address.</param>
/// <param name="Ports">TCP ports in the order in which they are tried.</param>
/// <param name="Name">The host name that the user gave, or <see langword="null"/>.</param>
/// <param name="Expected">Whether the user named this very host, so that silence is worth a line in the report.</param>
public sealed record CheckTarget(IPAddress Address, IReadOnlyList<int> Ports, string? Name, bool Expected);
