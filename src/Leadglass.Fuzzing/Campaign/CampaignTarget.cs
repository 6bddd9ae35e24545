using System.Security.Cryptography;
using Leadglass.Fuzzing.Execution;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>What a campaign is about: kept in its state, so that another campaign cannot be taken for it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Program">The program's whole path, the assembly, or the address.</param>
/// <param name="Arguments">What else decides how it is called.</param>
/// <param name="Sha256">SHA-256 of the program in hexadecimal; empty where it is not at hand.</param>
public sealed record CampaignTarget(TargetKind Kind, string Program, IReadOnlyList<string> Arguments, string Sha256)
{
    /// <summary>A program that reads files.</summary>
    /// <param name="command">How it is called.</param>
    /// <exception cref="IOException">The program cannot be read.</exception>
    public static CampaignTarget Of(CommandTarget command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new CampaignTarget(TargetKind.Program, command.Program, command.Arguments, HashOf(command.Program));
    }

    /// <summary>SHA-256 of a file, in hexadecimal.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
