namespace Leadglass.Audit.Tables;

/// <summary>One table of PS3.15 A.5.3: what a message must hold. Serves the validator and the builders alike.</summary>
/// <param name="Clause">The section, for example <c>A.5.3.4</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="EventId">The code of the event (CID 400).</param>
/// <param name="Actions">The action codes that it allows, one letter each.</param>
internal sealed record MessageTable(string Clause, string Title, string EventId, string Actions)
{
    /// <summary>The event types of which one must be there; empty if none is demanded.</summary>
    public string[] EventTypes { get; init; } = [];

    /// <summary>Who takes part, the most particular row first.</summary>
    public required ParticipantRow[] Participants { get; init; }

    /// <summary>What it happens to. Objects beyond these are extensions.</summary>
    public ObjectRow[] Objects { get; init; } = [];

    /// <summary>Whether exactly one participant must be the requestor; otherwise at most one may (A.5.2).</summary>
    public bool ExactlyOneRequestor { get; init; }
}
