namespace Leadglass.Exposure.Inventory;

/// <summary>What one port of a system should be.</summary>
/// <param name="Port">The TCP port.</param>
public sealed record AssetPort(int Port)
{
    /// <summary>What should answer: a value of the fact <c>service</c>, such as <c>dicom-tls</c>; <see langword="null"/> if the inventory does not say.</summary>
    public string? Protocol { get; init; }

    /// <summary>The TLS profile that it should keep, such as <c>B.12</c>; <see langword="null"/> if the inventory does not say.</summary>
    public string? TlsProfile { get; init; }

    /// <summary>Who may call.</summary>
    public Callers Callers { get; init; }

    /// <summary>Whether it may be reached from outside the site.</summary>
    public bool IsReachableFromOutside { get; init; }
}
