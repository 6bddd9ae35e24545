namespace Leadglass.Audit.Syslog;

/// <summary>Something in a syslog message or frame that RFC 5424, 5425 or 5426 does not have.</summary>
/// <param name="Offset">Octets from the begin.</param>
/// <param name="Field">The field, as the RFC names it.</param>
/// <param name="Clause">The clause.</param>
/// <param name="What">What is wrong, without its full stop.</param>
public sealed record SyslogAnomaly(int Offset, string Field, string Clause, string What)
{
    /// <summary>The anomaly in one line.</summary>
    public override string ToString() => $"{Field} at octet {Offset}: {What} ({Clause}).";
}
