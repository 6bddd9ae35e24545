namespace Leadglass.Fuzzing.Execution;

/// <summary>What a program wrote, as hashes.</summary>
/// <param name="Printed">SHA-256 of its standard output, in hexadecimal.</param>
/// <param name="Made">SHA-256 over names and contents of the files in its working folder, in hexadecimal.</param>
public sealed record RunOutput(string Printed, string Made);
