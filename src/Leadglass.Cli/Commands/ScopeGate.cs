using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>What every command passes before its first packet: are these addresses that may be contacted?</summary>
internal static class ScopeGate
{
    /// <summary>Reads the scope that <c>--scope</c> names.</summary>
    public static Scope? Read(string? path, List<string> errors)
    {
        if (path is null)
            return null;
        try
        {
            using var reader = new StreamReader(path);
            var (scope, wrong) = ScopeFile.Read(reader, path);
            errors.AddRange(wrong);
            return scope;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add($"--scope: {e.Message}");
            return null;
        }
    }

    /// <summary>Why the targets must not be contacted, with the exit code; <see langword="null"/> when they may.</summary>
    public static (int ExitCode, IReadOnlyList<string> Reasons)? Refusal(ResolvedTargets resolved, Scope? scope, DateTimeOffset now)
    {
        if (resolved.TooMany > 0)
            return (ExitCode.Usage, [$"{resolved.TooMany:N0} addresses are more than one run takes ({TargetResolver.MaxAddresses:N0}): check them in parts"]);
        if (resolved.NeverTargets.Count > 0)
            return (ExitCode.Usage, [.. resolved.NeverTargets.Select(t => $"{t} is not the address of a system (unspecified, multicast or reserved)")]);
        var refusals = Scope.Refusals(scope, resolved.Addresses, now);
        return refusals.Count == 0 ? null
            : (ExitCode.Refused, [.. refusals, "Put the netblock, its owner and who authorised this into scope.yaml (leadglass scope init) and use --scope scope.yaml. Nothing was sent."]);
    }

    /// <summary>Why the targets must not be probed or tested in a way that could stop them, with the exit code; <see langword="null"/> when they may. Comes after <see cref="Refusal"/>.</summary>
    /// <param name="resolved">The targets.</param>
    /// <param name="scope">The scope, when there is one.</param>
    /// <param name="now">The time, for the scope's dates.</param>
    /// <param name="what">What is refused, as the beginning of a sentence.</param>
    public static (int ExitCode, IReadOnlyList<string> Reasons)? IntrusiveRefusal(ResolvedTargets resolved, Scope? scope, DateTimeOffset now, string what = "--intrusive")
    {
        var refusals = Scope.IntrusiveRefusals(scope, resolved.Addresses, now);
        return refusals.Count == 0 ? null
            : (ExitCode.Refused, [.. refusals, $"{what} is for addresses that scope.yaml names under 'intrusive'; loopback needs none. Nothing was sent."]);
    }

    /// <summary>Says why nothing is done.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RefuseAsync(Surroundings surroundings, int exitCode, IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons)
            await surroundings.Error.WriteLineAsync($"leadglass: {VisibleText.Of(reason)}");
        return exitCode;
    }
}
