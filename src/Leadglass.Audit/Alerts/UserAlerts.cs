using Leadglass.Findings;
using static Leadglass.Audit.Alerts.AlertText;

namespace Leadglass.Audit.Alerts;

/// <summary>Rules about people: what they do should be looked at.</summary>
internal static class UserAlerts
{
    private const string Repeats = "While the same user goes on in the same way, it is told once; an hour without ends it.";

    public static IEnumerable<JudgedRule<Incident>> All =>
    [
        Alert(Failures, static incident => incident.Kind switch
        {
            IncidentKind.LoginsOfUserFailed => $"{incident.Count:N0} log-ins of {Shown(incident.Who)} failed in a row.",
            IncidentKind.LoginsFromNodeFailed => $"Log-ins from {Shown(incident.Who)} failed in a row, {incident.Count:N0} times for another user than the one before.",
            _ => null,
        }),
        Alert(SuccessAfter, static incident => incident.Kind switch
        {
            IncidentKind.LoginOfUserAfterFailures => $"{Shown(incident.Who)} logged in after {incident.Count:N0} failures in a row.",
            IncidentKind.LoginFromNodeAfterFailures => $"Somebody logged in from {Shown(incident.Who)} after {incident.Count:N0} failures in a row for changing users.",
            _ => null,
        }),
        Alert(Medium, static incident => incident.Kind == IncidentKind.ExportedToMedium ? $"{Shown(incident.Who)} exported to a medium." : null),
        Alert(Clipboard, static incident => incident.Kind == IncidentKind.ExportedToClipboard ? $"{Shown(incident.Who)} exported to a clipboard." : null),
        Alert(Messaging, static incident => incident.Kind == IncidentKind.ExportedByMessage ? $"{Shown(incident.Who)} exported by mail or a messaging system." : null),
        Alert(Emergency, static incident => incident.Kind == IncidentKind.EmergencyStarted ? $"{Shown(incident.Who)} took emergency access." : null),
        Alert(EmergencyNotEnded, static incident => incident.Kind == IncidentKind.EmergencyNotEnded
            ? $"{Shown(incident.Who)} took emergency access, and {Words(incident.Span)} later has not given it back." : null, Verdict.Fail),
        Alert(ManyPatients, static incident => incident.Kind == IncidentKind.ManyPatients
            ? $"{Shown(incident.Who)} saw the data of {incident.Count:N0} different patients within {Words(incident.Span)}." : null),
    ];

    private static Rule Failures { get; } = Page(110, Severity.Medium, "Log-ins failed many times in a row",
        "Five log-ins of one user, or log-ins of ten changing users from one place in the network, failed in a row with less than ten minutes between them.",
        "Somebody tries passwords.",
        "A service whose password has expired does the same, without end: it is told once. Many people behind one address, such as a terminal server, are one place; a success among them ends the row. Who tries one password an hour is not noticed.",
        "Ask the user; lock the account or the place if nobody can explain it.",
        Reference.Ps3(15, "A.5.3.12"), Reference.Cwe(307));

    private static Rule SuccessAfter { get; } = Page(111, Severity.High, "A log-in succeeded after many failures",
        "After as many failures in a row as are an alert by themselves, a log-in of the same user or from the same place succeeded.",
        "Either somebody remembered a password at last, or somebody has found it.",
        "People do mistype a new password five times.",
        "Ask the user now. If it was somebody else, end the session, change the password, and look at what was done since: leadglass audit search --user.",
        Reference.Ps3(15, "A.5.3.12"), Reference.Cwe(307));

    private static Rule Medium { get; } = Page(112, Severity.Medium, "Data was exported to a medium that can be carried away",
        "A Data Export (110106) names a USB disk, CD, DVD or memory card (110030, 110032 to 110036).",
        "What is on a stick is beyond every control, and sticks get lost.",
        $"Burning a CD for a patient is a service of every radiology. Film, paper and places that a URI names are not meant. {Repeats}",
        "See whether the user may do this; restrict who may.",
        Reference.Ps3(15, "A.5.3.4"), new Reference("PS3.16 CID 405"));

    private static Rule Clipboard { get; } = Page(113, Severity.Medium, "Data was exported to a clipboard",
        "A Data Export (110106) names a clipboard manager (110158, CP-2163).",
        "From the clipboard, images and reports reach any other program, and the history of a clipboard keeps them.",
        $"Copying a measurement into a report is daily work. {Repeats}",
        "See whether the user may do this; let viewers paste into the report only.",
        Reference.Ps3(15, "A.5.2.7"), new Reference("PS3.16 CID 406"));

    private static Rule Messaging { get; } = Page(114, Severity.Medium, "Data was exported by mail or messaging",
        "A Data Export (110106) names an e-mail message (110157, formerly 110031) or a messaging system (110159, CP-2163), or an address mailto: or sms:.",
        "What was sent cannot be taken back, and copies stay in every mailbox on the way.",
        $"Encrypted mail between hospitals looks the same. {Repeats}",
        "See to whom it went, and whether the user may do this.",
        Reference.Ps3(15, "A.5.2.7"), new Reference("PS3.16 CID 405"), new Reference("PS3.16 CID 406"));

    private static Rule Emergency { get; } = Page(115, Severity.Medium, "Emergency access was used",
        "A Security Alert says that somebody took emergency access (110127, \"break the glass\").",
        "Rights are set aside for a patient in danger; each use has to be looked at afterwards.",
        "That it was used does not say that it was wrong. A second use before the first one ended is not told again.",
        "Ask the user for the reason, and write it down.",
        new Reference("PS3.16 CID 403"), Reference.Ps3(15, "A.5.3.11"));

    private static Rule EmergencyNotEnded { get; } = Page(116, Severity.High, "Emergency access was not given back",
        "Emergency access was taken (110127), and not within four hours given back (110138) by the same user at the same source.",
        "Rights for an emergency that stay are rights for everything.",
        "Systems that end it with the session and do not report that look the same. Users are compared by their identities in both messages.",
        "End it in the system that granted it, and see what was done meanwhile.",
        new Reference("PS3.16 CID 403"), Reference.Ps3(15, "A.5.3.11"));

    private static Rule ManyPatients { get; } = Page(117, Severity.Medium, "One user saw the data of many patients",
        "One user saw, changed, exported or deleted data of at least 100 different patients within an hour.",
        "Whoever wants to take data, or is curious, opens what work does not ask for.",
        "Radiologists who read chest X-rays, and people who register patients, can come near it. A program that works in a user's name is taken for the user; programs under their own name (process number, AE titles, role 110150) are not counted. Refused accesses are not counted.",
        "Compare with the work of the user; ask.",
        Reference.Ps3(15, "A.5.3.6"));
}
