namespace Leadglass.Audit.Alerts;

/// <summary>From where on something is an alert, and how much is remembered to notice it.</summary>
public sealed record AlertOptions
{
    /// <summary>How long after "Begin Transferring" was received "Transferred" may come; an hour by default.</summary>
    public TimeSpan TransferWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For how long a source must have been heard before its silence means something; seven days by default, so that nights and a weekend are among its pauses.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How many messages of a source must have come before its silence means something; 20 by default.</summary>
    public int KnownBy { get; init; } = 20;

    /// <summary>How many times its longest pause of the last seven days a source must be silent; 2 by default.</summary>
    public int SilenceFactor { get; init; } = 2;

    /// <summary>The shortest silence that is told; an hour by default.</summary>
    public TimeSpan SilenceAtLeast { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How far the time of an event may be from that of its reception; two minutes by default.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How many messages in a row must be late by the same before the clock of their source is said to be slow; 10 by default.</summary>
    public int LateInARow { get; init; } = 10;

    /// <summary>How long such a row must last, so that a spool that is emptied is none; ten minutes by default.</summary>
    public TimeSpan LateFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many failed log-ins in a row of one user are an alert; 5 by default.</summary>
    public int FailuresOfUser { get; init; } = 5;

    /// <summary>How many failed log-ins in a row from one place in the network, each of another user than the one before, are an alert; 10 by default, since several people may use it.</summary>
    public int FailuresFromNode { get; init; } = 10;

    /// <summary>The longest pause within a row of failures; ten minutes by default.</summary>
    public TimeSpan FailuresWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long nothing more must be exported before the next export by the same user in the same way is told again; an hour by default.</summary>
    public TimeSpan ExportsWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long the recording of audit messages may be stopped; ten minutes by default.</summary>
    public TimeSpan RecordingStartsWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an application of a server may be stopped; an hour by default.</summary>
    public TimeSpan ApplicationStartsWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long emergency access may last; four hours by default.</summary>
    public TimeSpan EmergencyEndsWithin { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How many different patients one user may see within <see cref="PatientsWithin"/> before it is told; 100 by default.</summary>
    public int PatientsOfUser { get; init; } = 100;

    /// <summary>The time in which patients are counted; an hour by default.</summary>
    public TimeSpan PatientsWithin { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How many users, sources or open transfers each watch remembers; 10,000 by default. Beyond, the oldest is forgotten, and that is told.</summary>
    public int MostRemembered { get; init; } = 10_000;

    /// <summary>How much of the past a detector must have seen to know what it would know had it never ended.</summary>
    public TimeSpan ReadBack => KnownFor + TimeSpan.FromDays(1);
}
