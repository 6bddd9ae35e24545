using Leadglass.Exposure.Observations;
using Leadglass.Findings;

namespace Leadglass.Exposure.Rules;

/// <summary>Rules about what strangers can read by C-FIND.</summary>
internal static class QueryRules
{
    public static IEnumerable<JudgedRule<ExaminedPort>> All =>
    [
        new(ReturnedRecords, port => port.Dicom?.Queries.FirstOrDefault(q => q.Outcome == QueryOutcome.ReturnedRecords) is { } query
            ? Judgement.Fail($"{Name(query.Model)}: a match was returned for a key that cannot exist. The association was aborted; what had arrived was discarded unread.")
            : null),
        new(StudyRoot, port => Judge(port, QueryModel.StudyRoot)),
        new(PatientRoot, port => Judge(port, QueryModel.PatientRoot)),
        new(Worklist, port => Judge(port, QueryModel.ModalityWorklist)),
    ];

    private static Judgement? Judge(ExaminedPort port, QueryModel model)
    {
        if (port.Dicom is not { } dicom)
            return null;
        if (dicom.Accepted is null)
            return Judgement.NotTested("No association was accepted, so nothing could be asked.");
        if (dicom.Queries.FirstOrDefault(q => q.Model == model) is not { } query)
            return Judgement.NotTested("It was not proposed in the association that was accepted.");
        return query.Outcome switch
        {
            QueryOutcome.Searched => Judgement.Fail($"{Name(model)} C-FIND for a key that cannot exist: Success, no match (status 0000H)."),
            QueryOutcome.ReturnedRecords => Judgement.Fail($"{Name(model)} C-FIND for a key that cannot exist was answered with a match."),
            QueryOutcome.NotAuthorised => Judgement.Pass($"{Name(model)} C-FIND was refused: not authorised (status 0124H)."),
            QueryOutcome.Aborted => Judgement.Pass($"{Name(model)} C-FIND was answered by A-ABORT."),
            QueryOutcome.Faulted => Judgement.Inconclusive($"{Name(model)} C-FIND was answered by an A-ABORT of the service-provider: a fault, not a refusal."),
            QueryOutcome.ContextRefused => Judgement.Pass($"The {Name(model)} C-FIND context was not accepted."),
            QueryOutcome.OtherStatus => Judgement.Inconclusive($"{Name(model)} C-FIND was answered with status {query.Status:X4}H, which is neither success nor a denial."),
            QueryOutcome.NoAnswer => Judgement.Inconclusive($"{Name(model)} C-FIND was not answered: the connection was closed, or time ran out."),
            _ => Judgement.NotTested($"{Name(model)} C-FIND was not asked: an earlier answer made it wrong to ask, or no connection was left."),
        };
    }

    private static string Name(QueryModel model) => model switch
    {
        QueryModel.StudyRoot => "Study Root",
        QueryModel.PatientRoot => "Patient Root",
        _ => "Modality Worklist",
    };

    private static Rule ReturnedRecords { get; } = new()
    {
        Id = "LG-EXP-020",
        Title = "The query key is ignored: records come back for a study that cannot exist",
        Severity = Severity.Critical,
        What = "A C-FIND whose only key matches nothing was answered with a match.",
        Why = "The system hands patient records to anyone who asks anything at all.",
        Detection = "A pending response (FF00H or FF01H) to a sentinel query. Leadglass aborts the association at that moment and reads none of it.",
        Limits = "A honeypot does the same; see the signs of one in LG-EXP-052.",
        Remedies = [new(null, "Take the system off the network that this check was run from until queries are restricted to registered callers; ask the manufacturer why the key is ignored.")],
        References = [Reference.Cwe(306), Reference.Ps3(4, "C.2.2.2")],
    };

    private static Rule StudyRoot { get; } = Open(
        "LG-EXP-021", "Strangers can query this archive", "study", Reference.Ps3(4, "C.6.2"),
        "Whoever reaches this port can list patients and their studies, and with them everything needed to fetch the images. Surveys of the internet have found thousands of such archives.");

    private static Rule PatientRoot { get; } = Open(
        "LG-EXP-022", "Strangers can query this archive by patient", "patient", Reference.Ps3(4, "C.6.1"),
        "Whoever reaches this port can ask for a person by name and learn whether, when and for what that person was examined.");

    private static Rule Worklist { get; } = Open(
        "LG-EXP-023", "Strangers can read the worklist", "scheduled procedure step", Reference.Ps3(4, "K"),
        "The worklist names the patients of the coming days, with birth dates, procedures and often diagnoses, for anyone in the house to read, and tells an attacker which modality to disturb and when.");

    private static Rule Open(string id, string title, string what, Reference clause, string why) => new()
    {
        Id = id,
        Title = title,
        Severity = Severity.High,
        What = $"A C-FIND for a {what} that cannot exist, from an AE title that this system has never seen, was answered with Success.",
        Why = why,
        Detection = "One C-FIND with keys that cannot match and no return key beyond the mandatory one, on an association of the calling AE title LEADGLASS. Success without a match means that the search was carried out. No patient data is asked for or received.",
        Limits = "A refusal proves only that this caller is refused. A system that filters every answer by caller also answers Success and shows a stranger nothing: it is reported as open, since from outside the two look alike. Busy, out of resources or unable to process (A7xxH, A9xxH, CxxxH) is Inconclusive.",
        Remedies =
        [
            new("Orthanc", "Set DicomAlwaysAllowFind (and DicomAlwaysAllowFindWorklist) to false and list under DicomModalities who may query."),
            new("DCMTK dcmqrscp", "In dcmqrscp.cfg, give each storage area its list of peers instead of ANY."),
            new("DCMTK wlmscpfs", "wlmscpfs cannot check callers: let the firewall pass only the modalities' addresses, or put a TLS proxy that asks for client certificates before it."),
            new("dcm4che", "In the archive's network AE, list the accepted calling AE titles (dcm4chee-arc before 5.35.2 accepts any by default: CVE-2026-105279)."),
            new(null, "Restrict queries to registered calling AE titles and their addresses, then encrypt with client certificates: an AE title alone can be copied."),
        ],
        References = [Reference.Cwe(306), clause, Reference.Ps3(7, "9.1.2")],
    };
}
