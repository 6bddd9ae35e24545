using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Fhir;

/// <summary>
/// What DICOM says inside ParticipantObjectDescription, as details of an entity: one text for each value, named as the element is, in the order of the schema.
/// What belongs to a SOP class follows it. Details of DICOM itself are binary, so that the two cannot be taken for each other.
/// </summary>
internal sealed class DescriptionDetails
{
    private const string Step = "MPPS", Accession = "Accession", SopClass = "SOPClass", Count = "NumberOfInstances", Instance = "Instance", Study = "ParticipantObjectContainsStudy",
        Encrypted = "Encrypted", Anonymized = "Anonymized";

    private readonly List<ObjectDescription> _done = [];
    private readonly List<string> _steps = [], _accessions = [], _studies = [];
    private readonly List<(string? Uid, string? Count, List<string> Instances)> _classes = [];
    private string? _encrypted, _anonymized;
    private int _reached;

    /// <summary>The details of a description.</summary>
    public static IEnumerable<(string Type, string? Value)> Of(ObjectDescription description) =>
    [
        .. description.PerformedProcedureSteps.Select(static step => (Step, (string?)step)),
        .. description.Accessions.Select(static accession => (Accession, (string?)accession)),
        .. description.SopClasses.SelectMany(static content => (IEnumerable<(string, string?)>)[(SopClass, content.Uid), (Count, content.NumberOfInstances), .. content.Instances.Select(static instance => (Instance, (string?)instance))]),
        .. (description.ContainedStudies ?? []).Select(static study => (Study, (string?)study)),
        (Encrypted, description.Encrypted),
        (Anonymized, description.Anonymized),
    ];

    /// <summary>Takes a detail if it is one of a description.</summary>
    public bool TryTake(string type, string value)
    {
        var place = type switch { Step => 1, Accession => 2, SopClass or Count or Instance => 3, Study => 4, Encrypted => 5, Anonymized => 6, _ => 0 };
        if (place == 0)
            return false;
        // What stands before what has been reached, or is there once and comes again, begins the next description.
        if (place < _reached || (place == _reached && place >= 5))
            Finish();
        _reached = place;
        switch (type)
        {
            case Step:
                _steps.Add(value);
                break;
            case Accession:
                _accessions.Add(value);
                break;
            case SopClass:
                _classes.Add((value, null, []));
                break;
            case Count when _classes is [.., { Count: null } last]:
                _classes[^1] = last with { Count = value };
                break;
            case Count:
                _classes.Add((null, value, []));
                break;
            case Instance:
                if (_classes.Count == 0)
                    _classes.Add((null, null, []));
                _classes[^1].Instances.Add(value);
                break;
            case Study:
                _studies.Add(value);
                break;
            case Encrypted:
                _encrypted = value;
                break;
            default:
                _anonymized = value;
                break;
        }

        return true;
    }

    /// <summary>The descriptions that were taken.</summary>
    public IReadOnlyList<ObjectDescription> ToDescriptions()
    {
        Finish();
        return _done;
    }

    private void Finish()
    {
        if (_reached == 0)
            return;
        _done.Add(new ObjectDescription
        {
            PerformedProcedureSteps = [.. _steps],
            Accessions = [.. _accessions],
            SopClasses = [.. _classes.Select(static content => new SopClassContent(content.Uid, content.Count, content.Instances))],
            ContainedStudies = _studies.Count == 0 ? null : [.. _studies],
            Encrypted = _encrypted,
            Anonymized = _anonymized,
        });
        _steps.Clear();
        _accessions.Clear();
        _classes.Clear();
        _studies.Clear();
        (_encrypted, _anonymized, _reached) = (null, null, 0);
    }
}
