namespace Leadglass.Findings;

/// <summary>The exit codes of every command that judges.</summary>
public static class ExitCode
{
    /// <summary>Nothing at or above the threshold was found.</summary>
    public const int Clean = 0;

    /// <summary>Something at or above the threshold was found.</summary>
    public const int Findings = 1;

    /// <summary>The command line or an input file is wrong; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>The run could not be completed, and what it did complete is clean.</summary>
    public const int Incomplete = 3;

    /// <summary>The scope does not allow it; nothing was sent.</summary>
    public const int Refused = 4;
}
