namespace Leadglass.Audit.Syslog;

/// <summary>What was read from the octets of one syslog message.</summary>
/// <param name="Message">The message; <see langword="null"/> if the header is not one of RFC 5424.</param>
/// <param name="Content">What the message carries; where the header cannot be read, whatever begins like XML; empty if nothing does.</param>
/// <param name="Anomalies">What is wrong with the header.</param>
public sealed record SyslogReadResult(SyslogMessage? Message, ReadOnlyMemory<byte> Content, IReadOnlyList<SyslogAnomaly> Anomalies);
