using System.Net;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Exposure.External;

/// <summary>One service that an export lists, whoever wrote it. All text is untrusted, on one line, at most 1,024 characters.</summary>
public sealed record Sighting
{
    /// <summary>Who lists it.</summary>
    public required ExternalSource Source { get; init; }

    /// <summary>The file and the line in it.</summary>
    public required SourceLocation Where { get; init; }

    /// <summary>The address; never an IPv4 address in the dress of IPv6.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary><c>tcp</c> or <c>udp</c>.</summary>
    public string Transport { get; init; } = "tcp";

    /// <summary>When it was seen, as the export says; <see langword="null"/> if it does not.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>The protocol as the export calls it, such as <c>dicom</c>.</summary>
    public string? Service { get; init; }

    /// <summary>The product as the export calls it.</summary>
    public string? Product { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Host names.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Whose network it is, as the export says.</summary>
    public string? Organisation { get; init; }

    /// <summary>What the service answered.</summary>
    public string? Banner { get; init; }

    /// <summary>The title of its web page.</summary>
    public string? Title { get; init; }

    /// <summary>Labels of the export, such as <c>honeypot</c>.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Codes of vulnerabilities that the export suspects, by version.</summary>
    public IReadOnlyList<string> Vulnerabilities { get; init; } = [];

    /// <summary>Whether its author looks from the Internet, so that being listed shows that the service can be reached from there.</summary>
    public bool SeenFromInternet => Source is ExternalSource.Shodan or ExternalSource.Censys or ExternalSource.Fofa && !AddressRange.IsPrivate(Address);
}
