using Leadglass.Dicom.Data;
using Leadglass.Inspection.Documents;
using Leadglass.Inspection.Files;
using Leadglass.Inspection.Maps;
using Leadglass.Inspection.Pickles;
using Leadglass.Inspection.Policies;
using Leadglass.Inspection.Sanitising;
using static Leadglass.FuzzTargets.Claims;

namespace Leadglass.FuzzTargets;

/// <summary>The readers of what hides in files.</summary>
public static class InspectionTargets
{
    /// <summary>Looks at a file as <c>leadglass inspect</c> does: DICOM, archives, wrappings, documents, pickles; and draws its map.</summary>
    public static void AnyFile(byte[] data)
    {
        var seen = FileInspector.Inspect(ByteSource.From(data));
        Claim(seen.Length == data.Length, "the whole file was looked at");
        Claim(FileMapper.Map(ByteSource.From(data)).Parts.Count > 0 || data.Length == 0, "every file has a map");
        Claim(seen.Discoveries.All(found => found.Place.Offset >= 0), "every discovery has a place");
    }

    /// <summary>Makes a clean copy, and another one of that: it has nothing to do any more.</summary>
    public static void Sanitise(byte[] data)
    {
        var folder = Directory.CreateTempSubdirectory("leadglass-target-");
        try
        {
            var (original, copy, again) = (Path.Combine(folder.FullName, "original"), Path.Combine(folder.FullName, "copy"), Path.Combine(folder.FullName, "again"));
            File.WriteAllBytes(original, data);
            var sanitiser = new Sanitiser(SitePolicy.Default);
            var outcome = sanitiser.Sanitise(original, copy).Outcome;
            Claim(outcome == SanitiseOutcome.Delivered == File.Exists(copy), "there is a copy where it says so");
            if (outcome != SanitiseOutcome.Delivered)
                return;
            Claim(sanitiser.Sanitise(copy, again).Outcome == SanitiseOutcome.Delivered && File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(again)), "a clean copy stays what it is");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Follows a pickle.</summary>
    public static void Pickle(byte[] data) => Claim(PickleReader.Read(data).ToString().Length > 0, "every program can be looked at");

    /// <summary>Scans a PDF.</summary>
    public static void Pdf(byte[] data) => PdfScanner.Scan(data);

    /// <summary>Scans XML, and a model as text and as STL.</summary>
    public static void Document(byte[] data)
    {
        XmlScanner.Scan(data);
        ModelScanner.ScanText(data);
        ModelScanner.ScanStl(data);
    }

    /// <summary>Reads the policy of a site.</summary>
    public static void Policy(byte[] data)
    {
        using var reader = new StreamReader(new MemoryStream(data));
        var (policy, errors) = PolicyFile.Read(reader, "policy");
        Claim(policy is null == errors.Count > 0, "there is a policy, or a reason why not");
    }
}
