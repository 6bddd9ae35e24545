namespace Leadglass.Audit.Messages;

/// <summary>A person, process, node, medium or application that took part. <see cref="Building.Participants"/> makes them as A.5.2 wants them.</summary>
public sealed record ActiveParticipant
{
    /// <summary>Who it is (A.5.2.1).</summary>
    public required string UserId { get; init; }

    /// <summary>Its other identity: a person's enterprise identity, a process's AE titles (A.5.2.2); <see langword="null"/> if absent.</summary>
    public string? AlternativeUserId { get; init; }

    /// <summary>A name for people; <see langword="null"/> if absent.</summary>
    public string? UserName { get; init; }

    /// <summary>Whether it asked for what happened: <c>true</c> or <c>false</c>; <see langword="null"/> if absent, which the standard does not allow.</summary>
    public string? UserIsRequestor { get; init; }

    /// <summary>Where it is in the network; <see langword="null"/> if absent.</summary>
    public string? NetworkAccessPointId { get; init; }

    /// <summary>1 machine name, 2 IP address, 3 telephone, 4 mail address, 5 URI; <see langword="null"/> if absent.</summary>
    public string? NetworkAccessPointTypeCode { get; init; }

    /// <summary>What it did and what it is.</summary>
    public IReadOnlyList<CodedValue> Roles { get; init; } = [];

    /// <summary>The kind of medium (CID 405) or application (CID 406); <see langword="null"/> if it is neither.</summary>
    public CodedValue? MediaType { get; init; }

    /// <summary>Line of the element in the document; 0 if it was not read from one.</summary>
    public int Line { get; init; }

    /// <summary>Whether <see cref="UserIsRequestor"/> says yes, in either spelling of XML.</summary>
    public bool IsRequestor => UserIsRequestor?.Trim() is "true" or "1";

    /// <summary>Whether it has a role of DICOM's code system.</summary>
    /// <param name="code">The code, for example <c>110153</c>.</param>
    public bool HasRole(string code) => Roles.Any(role => role.IsDicomCode(code));
}
