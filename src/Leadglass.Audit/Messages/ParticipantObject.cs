namespace Leadglass.Audit.Messages;

/// <summary>What an event happened to: a patient, a study, a query, a log. <see cref="Building.Objects"/> makes the usual ones.</summary>
public sealed record ParticipantObject
{
    /// <summary>Its identifier, of the kind that <see cref="IdTypeCode"/> says.</summary>
    public required string Id { get; init; }

    /// <summary>1 person, 2 system object, 3 organisation, 4 other; <see langword="null"/> if absent.</summary>
    public string? TypeCode { get; init; }

    /// <summary>1 to 26, for example 1 patient, 3 report; <see langword="null"/> if absent.</summary>
    public string? TypeCodeRole { get; init; }

    /// <summary>1 to 15, for example 6 access, 10 export; <see langword="null"/> if absent.</summary>
    public string? DataLifeCycle { get; init; }

    /// <summary>How sensitive it is; <see langword="null"/> if absent.</summary>
    public string? Sensitivity { get; init; }

    /// <summary>The kind of <see cref="Id"/>; <see langword="null"/> if absent, which the standard does not allow.</summary>
    public CodedValue? IdTypeCode { get; init; }

    /// <summary>Its name; exactly one of name and query is there.</summary>
    public string? Name { get; init; }

    /// <summary>The query in Base64; exactly one of name and query is there.</summary>
    public string? Query { get; init; }

    /// <summary>Named details.</summary>
    public IReadOnlyList<ObjectDetail> Details { get; init; } = [];

    /// <summary>What is inside it.</summary>
    public IReadOnlyList<ObjectDescription> Descriptions { get; init; } = [];

    /// <summary>Line of the element in the document; 0 if it was not read from one.</summary>
    public int Line { get; init; }
}
