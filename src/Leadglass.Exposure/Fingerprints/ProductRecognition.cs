using Leadglass.Dicom.Network;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;

namespace Leadglass.Exposure.Fingerprints;

/// <summary>Tells what a system is, from what it says and from how it behaves.</summary>
public static class ProductRecognition
{
    /// <summary>Recognises the product behind one port.</summary>
    /// <param name="system">The system; a web interface on another port of it may name the product.</param>
    /// <param name="port">The port.</param>
    /// <returns>The best guess, or <see langword="null"/> when there is nothing to go by.</returns>
    public static ProductGuess? Recognise(SystemObservation system, PortObservation port)
    {
        if (OrthancBehind(system, port) is { } orthanc)
            return new ProductGuess("Orthanc", orthanc.Version, orthanc.Version is null ? Confidence.Likely : Confidence.Certain, "its own /system page");
        if (port.Web?.Server is { Length: > 0 } server && port.Dicom is null)
            return new ProductGuess(server, null, Confidence.Certain, "the Server header");
        return port.Dicom?.Accepted is { Accept: { } accept, Survey: { } survey } ? FromAssociation(accept, survey) : null;
    }

    private static OrthancObservation? OrthancBehind(SystemObservation system, PortObservation port)
    {
        if (port.Web is { } web)
            return web.Orthanc;
        return port.Dicom is null ? null : system.Ports.Select(p => p.Web?.Orthanc).FirstOrDefault(o => o?.DicomPort == port.Port);
    }

    private static ProductGuess? FromAssociation(AssociateAccept accept, ContextSurvey seen)
    {
        var (uid, name) = (accept.ImplementationClassUid, accept.ImplementationVersionName);
        if (FingerprintTable.Find(uid, name) is not { } row)
            return null;
        var version = FingerprintTable.VersionOf(row, name);
        if (row.Family == "DCMTK")
            return FromDcmtk(seen, version);
        return new ProductGuess(row.Family, version, row.Kind == FingerprintKind.Vendor ? Confidence.Possible : Confidence.Likely, row.Evidence);
    }

    // Orthanc and DCMTK's own servers introduce themselves alike: only what they accept, and in which order they answer, tells them apart.
    // Seen on Orthanc 1.10.1 and DCMTK 3.6.7.
    private static ProductGuess FromDcmtk(ContextSurvey seen, string? toolkitVersion)
    {
        var toolkit = toolkitVersion is null ? "DCMTK" : $"DCMTK {toolkitVersion}";
        if (seen.Accepts(Capability.Query) && seen.Accepts(Capability.StorageCommitment) && seen.Accepts(Capability.Storage) && !seen.Accepts(Capability.Worklist))
            return new ProductGuess("Orthanc", null, Confidence.Likely, $"built with {toolkit}; queries, storage and storage commitment accepted, worklist not");
        if (seen.Accepts(Capability.Query) && seen.Accepts(Capability.Storage) && seen.StorageAnsweredFirst)
            return new ProductGuess("DCMTK dcmqrscp", toolkitVersion, Confidence.Likely, "answers the storage contexts before the others");
        if (seen.Accepts(Capability.Worklist) && !seen.Accepts(Capability.Query) && !seen.Accepts(Capability.Storage))
            return new ProductGuess("DCMTK wlmscpfs", toolkitVersion, Confidence.Likely, "accepts the worklist and nothing else");
        if (seen.Accepts(Capability.Storage) && !seen.Accepts(Capability.Query) && !seen.Accepts(Capability.StorageCommitment))
            return new ProductGuess("DCMTK storescp", toolkitVersion, Confidence.Possible, "accepts storage and nothing else; programs built with DCMTK look alike");
        return new ProductGuess("DCMTK", toolkitVersion, Confidence.Likely, "implementation class UID and version name; programs built with DCMTK look alike");
    }
}
