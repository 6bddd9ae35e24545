using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Web;

/// <summary>What a campaign may do to a service.</summary>
public sealed record WebOptions
{
    /// <summary>The patient ID of everything that is stored: whoever looks for it finds all that has to be deleted.</summary>
    public const string PatientId = "LEADGLASS-FUZZ";

    /// <summary>Whether requests that store are sent; default no. None ever deletes.</summary>
    public bool Stores { get; init; }

    /// <summary>Connections a second at most; null (the default) for no limit.</summary>
    public double? Rate { get; init; }

    /// <summary>The service's own program, started, watched and started again; null where somebody else runs it.</summary>
    public CommandTarget? Server { get; init; }

    /// <summary>From which the UIDs of stored objects are counted; different in each run, so that no object is there already.</summary>
    public long FirstNumber { get; init; }
}
