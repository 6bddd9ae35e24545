using Leadglass.Lab;

namespace Leadglass.Cli.Tests;

/// <summary>The practice hospital, open for the tests of a class.</summary>
public sealed class Hospital : IAsyncLifetime
{
    private PracticeHospital _hospital = null!;

    public async ValueTask InitializeAsync() => _hospital = await PracticeHospital.OpenAsync();

    public ValueTask DisposeAsync() => _hospital.DisposeAsync();

    /// <summary>Where a system listens, as a target.</summary>
    public string this[string system] => _hospital.Systems.Single(s => s.Name == system).Endpoint.ToString();
}
