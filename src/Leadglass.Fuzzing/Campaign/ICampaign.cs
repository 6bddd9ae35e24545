namespace Leadglass.Fuzzing.Campaign;

/// <summary>A search that can be cut off and gone on with.</summary>
public interface ICampaign : IDisposable
{
    /// <summary>What a new campaign with these options begins with.</summary>
    CampaignState Begin();

    /// <summary>Why a campaign cannot be continued with these options; null when it can.</summary>
    /// <param name="state">Its state.</param>
    string? Objection(CampaignState state);

    /// <summary>Runs until a limit of the options is reached or somebody ends it. What was found is kept either way.</summary>
    /// <param name="before">The state to go on from; null to begin.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="IOException">The folder cannot be written: the disk may be full.</exception>
    Task<CampaignResult> RunAsync(CampaignState? before, IProgress<CampaignProgress>? progress, CancellationToken cancellation);
}
