namespace Leadglass.Exposure.Targets;

/// <summary>Requests that were read from the command line, a list or an nmap report, with every error and remark.</summary>
/// <param name="Requests">What can be checked.</param>
/// <param name="Errors">What could not be understood, each naming its place.</param>
/// <param name="Notes">What was left out on purpose.</param>
public sealed record TargetList(IReadOnlyList<TargetRequest> Requests, IReadOnlyList<string> Errors, IReadOnlyList<string> Notes);
