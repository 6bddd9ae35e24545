using Leadglass.Findings;
using Leadglass.Inspection.Contents;
using Leadglass.Inspection.Observations;
using Leadglass.Inspection.Pickles;

namespace Leadglass.Inspection.Rules;

/// <summary>Rules about objects that a programming language wrote, and about AI models.</summary>
internal static class SerialisedRules
{
    public static IEnumerable<JudgedRule<FileObservation>> All =>
    [
        new(PickleCalls, static file => Verdicts.If([.. Pickles(file).Where(static found => found.Pickle!.Verdict >= PickleVerdict.Calls)], Verdict.Fail, "No pickle that calls anything but the constructors of tensors and plain values.")),
        new(PickleImports, static file => Verdicts.If([.. Pickles(file).Where(found => found.Pickle!.Verdict == PickleVerdict.Imports || (file.IsDicom && found.Pickle.Verdict < PickleVerdict.Imports))], Verdict.Warn, "No other pickle.")),
        new(OtherObjects, static file => Verdicts.If([.. file.Discoveries.Where(static found => found.Kind.Class == ContentClass.SerialisedObject && found.Kind != ContentKinds.Pickle)], Verdict.Fail, "No objects of Java, .NET, PHP, Ruby, YAML or Python marshal.")),
        new(Model, static file => file.IsDicom ? Verdicts.If([.. file.Discoveries.Where(static found => found.Kind.Class == ContentClass.Model)], Verdict.Warn, "No model or array file.") : null),
    ];

    /// <summary>The rule that speaks about a serialised object found in a DICOM file.</summary>
    public static string IdOf(Discovery found) =>
        found.Pickle is null ? OtherObjects.Id : found.Pickle.Verdict >= PickleVerdict.Calls ? PickleCalls.Id : PickleImports.Id;

    private static IEnumerable<Discovery> Pickles(FileObservation file) => file.Discoveries.Where(static found => found.Pickle is not null);

    private static Rule PickleCalls { get; } = new()
    {
        Id = "LG-INS-020",
        Title = "A Python pickle runs code when it is loaded",
        Severity = Severity.Critical,
        What = "A pickle calls something else than the constructors of tensors, arrays and plain values such as sets and dates, or imports what is known to run commands.",
        Why = "Loading a pickle is running a program. A research workstation or an AI pipeline that reads the element or the model hands itself over, with all data that it can reach.",
        Detection = "All 68 instructions are followed with an abstract stack and memo, in every protocol, stacked, nested, and wrapped in base64, hexadecimal digits, zlib or gzip. Nothing is imported or run. The verdict is about structure: lists of names only add words.",
        Limits = "Many honest pickles of objects call their own classes and fail here too: whether to trust them is a question about their author. Pickles encrypted or packed in another way are not found.",
        Remedies = [new(null, "Do not load it. In DICOM no pickle has a purpose: have the private element removed and its writer named. For models ask for safetensors or ONNX, or load with weights_only in a sandbox without network.")],
        References = [Reference.Cwe(502), Reference.Ps3(10, "7.5")],
        Proof = "leadglass inspect FILE",
    };

    private static Rule PickleImports { get; } = new()
    {
        Id = "LG-INS-021",
        Title = "A Python pickle where none belongs",
        Severity = Severity.Medium,
        What = "A pickle in a DICOM file that makes plain data or tensors, or one that imports a module without calling it.",
        Why = "Somebody loads it, or it would not be there; the next one with the same key may hold a program. An import alone already runs the top level of a module.",
        Detection = "As in LG-INS-020.",
        Limits = "This pickle does nothing worse than what the evidence says.",
        Remedies = [new(null, "Ask the writer for a format that holds data only, such as JSON in UT or the standard's own attributes.")],
        References = [Reference.Cwe(502)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule OtherObjects { get; } = new()
    {
        Id = "LG-INS-022",
        Title = "Serialised objects that can run code when they are read back",
        Severity = Severity.High,
        What = "The file holds an object stream of Java, .NET BinaryFormatter, PHP, Ruby or Python marshal, a NumPy array of objects, or YAML or XML that names classes to make.",
        Why = "Programs that read such objects from strangers have been taken over again and again: the object chooses which code runs.",
        Detection = "Headers and the class names behind them, anywhere in the file, also wrapped in base64 or packed.",
        Limits = "Which classes the reading program has decides whether an attack works; that cannot be seen here. A report that quotes such text is reported as well.",
        Remedies = [new(null, "Quarantine the file, find the program that wants the objects, and have it changed to a format without types.")],
        References = [Reference.Cwe(502)],
        Proof = "leadglass inspect FILE",
    };

    private static Rule Model { get; } = new()
    {
        Id = "LG-INS-023",
        Title = "A model or array file hides in the DICOM file",
        Severity = Severity.Low,
        What = "An element holds HDF5, GGUF, safetensors or a NumPy array.",
        Why = "Data that no DICOM program knows escapes every check of the archive, in both directions.",
        Detection = "Headers of the formats, with their fields.",
        Limits = "Some research systems store results this way on purpose.",
        Remedies = [new(null, "Keep it if its writer is known; otherwise remove the private element.")],
        References = [Reference.Ps3(5, "7.8")],
        Proof = "leadglass inspect FILE",
    };
}
