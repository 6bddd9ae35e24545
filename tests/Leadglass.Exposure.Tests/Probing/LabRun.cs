using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.Lab;

namespace Leadglass.Exposure.Tests.Probing;

/// <summary>One check of the whole practice hospital as a single target, with everything that can be switched on and a tap on the line.</summary>
public sealed class LabRun : IAsyncLifetime
{
    internal const string CallingAETitle = "CT1";
    internal static readonly string[] CalledAETitles = ["ARCHIVE2", "ARCHIVE3"];

    internal Check Check { get; private set; } = new Check().Within(TimeSpan.FromSeconds(1)).WithBudget(1000);

    internal SystemObservation System { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Check = Check with { Options = Check.Options with { CalledAETitles = CalledAETitles, CallingAETitle = CallingAETitle, TryDefaultCalled = true, AllIdentities = true } };
        await using var hospital = await PracticeHospital.OpenAsync();
        System = await Check.RunAsync([.. hospital.Systems.Select(s => s.Endpoint.Port)]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
