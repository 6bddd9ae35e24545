using Leadglass.Exposure.Fingerprints;
using Leadglass.Exposure.Observations;

namespace Leadglass.Exposure.Rules;

/// <summary>One port with what follows from the observations around it: what the rules judge.</summary>
/// <param name="System">The system it belongs to.</param>
/// <param name="Port">The port.</param>
/// <param name="Policy">The AE title policy, when DICOM is spoken or may be behind a filter.</param>
/// <param name="Product">What it seems to be, as far as known.</param>
public sealed record ExaminedPort(SystemObservation System, PortObservation Port, AePolicyAssessment? Policy, ProductGuess? Product)
{
    /// <summary>The DICOM side, when there is one.</summary>
    public DicomObservation? Dicom => Port.Dicom;

    /// <summary>The web side, when there is one.</summary>
    public WebObservation? Web => Port.Web;

    /// <summary>Derives policy and product for a port of a system.</summary>
    public static ExaminedPort Of(SystemObservation system, PortObservation port) =>
        new(system, port, AePolicyAssessment.Of(port), ProductRecognition.Recognise(system, port));
}
