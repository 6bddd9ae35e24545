using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Alerts;

/// <summary>Exports (110106) to what can be carried away, to clipboards, and by mail or messaging systems (CID 405, CID 406).</summary>
internal sealed class ExportWatch : Watch
{
    private readonly AlertOptions _options;
    private readonly Recent<Last> _exports;

    public ExportWatch(AlertOptions options)
        : base("exports")
    {
        _options = options;
        _exports = new Recent<Last>(options.MostRemembered, _ => Forget());
    }

    /// <inheritdoc/>
    public override void Take(Sighting seen, List<Incident> noticed)
    {
        if (!seen.IsEvent("110106") || !seen.Succeeded)
            return;
        foreach (var kind in seen.Message.Participants.Select(Kind).OfType<IncidentKind>().Distinct())
        {
            var who = seen.Actor?.UserId ?? "";
            var last = _exports.FindOrAdd(Sighting.Key($"{kind}", seen.Source, who), static () => new Last());
            if (last.At is not { } before || seen.ReceivedAt - before > _options.ExportsWithin)
                noticed.Add(new Incident(kind, seen.Sequence, seen.ReceivedAt, seen.Source) { Who = who });
            last.At = seen.ReceivedAt;
        }
    }

    private static IncidentKind? Kind(ActiveParticipant one) => one switch
    {
        { MediaType: { IsDicom: true, Code: "110030" or "110032" or "110033" or "110034" or "110035" or "110036" } } => IncidentKind.ExportedToMedium,
        { MediaType: { IsDicom: true, Code: "110158" } } => IncidentKind.ExportedToClipboard,
        // 110031 is what senders wrote before CP-2163, and many wrote 110037, a URI, with the address.
        { MediaType: { IsDicom: true, Code: "110031" or "110157" or "110159" } } => IncidentKind.ExportedByMessage,
        { MediaType: not null } when one.UserId.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) || one.UserId.StartsWith("sms:", StringComparison.OrdinalIgnoreCase) => IncidentKind.ExportedByMessage,
        _ => null,
    };

    private sealed class Last
    {
        public DateTimeOffset? At { get; set; }
    }
}
