using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;

namespace Leadglass.Exposure.Probing;

/// <summary>The presentation contexts that the first association proposes: one question each, all asked at once.</summary>
public static class ProposedContexts
{
    /// <summary>An abstract syntax that no standard and no product defines.</summary>
    public const string BogusAbstractSyntax = "2.25.237697273779340095400127399201368508988";

    // Both uncompressed syntaxes: which one the acceptor picks is part of its fingerprint.
    private static readonly string[] TransferSyntaxes = [Uids.ImplicitVRLittleEndian, Uids.ExplicitVRLittleEndian];

    // Services first, then the storage classes that products of every kind know; verification and the bogus one enclose them.
    private static readonly (Capability Capability, string AbstractSyntax)[] Proposed =
    [
        (Capability.Verification, Uids.Verification),
        (Capability.Query, Uids.StudyRootQueryRetrieveInformationModelFind),
        (Capability.Query, Uids.PatientRootQueryRetrieveInformationModelFind),
        (Capability.Worklist, Uids.ModalityWorklistInformationModelFind),
        (Capability.Retrieve, Uids.StudyRootQueryRetrieveInformationModelMove),
        (Capability.Retrieve, Uids.PatientRootQueryRetrieveInformationModelMove),
        (Capability.Retrieve, Uids.StudyRootQueryRetrieveInformationModelGet),
        (Capability.Retrieve, Uids.PatientRootQueryRetrieveInformationModelGet),
        (Capability.StorageCommitment, Uids.StorageCommitmentPushModel),
        (Capability.ProcedureStep, Uids.ModalityPerformedProcedureStep),
        (Capability.ProcedureStep, Uids.ModalityPerformedProcedureStepRetrieve),
        (Capability.ProcedureStep, Uids.ModalityPerformedProcedureStepNotification),
        (Capability.UnifiedProcedureStep, Uids.UnifiedProcedureStepPush),
        (Capability.UnifiedProcedureStep, Uids.UnifiedProcedureStepWatch),
        (Capability.UnifiedProcedureStep, Uids.UnifiedProcedureStepPull),
        (Capability.UnifiedProcedureStep, Uids.UnifiedProcedureStepQuery),
        (Capability.Print, Uids.BasicGrayscalePrintManagementMeta),
        (Capability.Print, Uids.BasicColorPrintManagementMeta),
        (Capability.MediaCreation, Uids.MediaCreationManagement),
        (Capability.InstanceAvailability, Uids.InstanceAvailabilityNotification),
        (Capability.NonPatientObjects, Uids.HangingProtocolInformationModelFind),
        (Capability.NonPatientObjects, Uids.ColorPaletteQueryRetrieveInformationModelFind),
        (Capability.Storage, Uids.SecondaryCaptureImageStorage),
        (Capability.Storage, Uids.ComputedRadiographyImageStorage),
        (Capability.Storage, Uids.DigitalXRayImageStorageForPresentation),
        (Capability.Storage, Uids.DigitalMammographyXRayImageStorageForPresentation),
        (Capability.Storage, Uids.BreastTomosynthesisImageStorage),
        (Capability.Storage, Uids.CTImageStorage),
        (Capability.Storage, Uids.EnhancedCTImageStorage),
        (Capability.Storage, Uids.MRImageStorage),
        (Capability.Storage, Uids.EnhancedMRImageStorage),
        (Capability.Storage, Uids.UltrasoundImageStorage),
        (Capability.Storage, Uids.UltrasoundMultiFrameImageStorage),
        (Capability.Storage, Uids.NuclearMedicineImageStorage),
        (Capability.Storage, Uids.PositronEmissionTomographyImageStorage),
        (Capability.Storage, Uids.XRayAngiographicImageStorage),
        (Capability.Storage, Uids.XRayRadiofluoroscopicImageStorage),
        (Capability.Storage, Uids.VLEndoscopicImageStorage),
        (Capability.Storage, Uids.VLPhotographicImageStorage),
        (Capability.Storage, Uids.VLWholeSlideMicroscopyImageStorage),
        (Capability.Storage, Uids.OphthalmicTomographyImageStorage),
        (Capability.Storage, Uids.GrayscaleSoftcopyPresentationStateStorage),
        (Capability.Storage, Uids.KeyObjectSelectionDocumentStorage),
        (Capability.Storage, Uids.BasicTextSRStorage),
        (Capability.Storage, Uids.EnhancedSRStorage),
        (Capability.Storage, Uids.XRayRadiationDoseSRStorage),
        (Capability.Storage, Uids.SegmentationStorage),
        (Capability.Storage, Uids.TwelveLeadECGWaveformStorage),
        (Capability.Storage, Uids.EncapsulatedPDFStorage),
        (Capability.Storage, Uids.RTImageStorage),
        (Capability.Storage, Uids.RTDoseStorage),
        (Capability.Storage, Uids.RTStructureSetStorage),
        (Capability.Storage, Uids.RTPlanStorage),
        (Capability.Bogus, BogusAbstractSyntax),
    ];

    private static readonly Dictionary<string, Capability> Capabilities = Proposed.ToDictionary(p => p.AbstractSyntax, p => p.Capability);

    /// <summary>The whole list, at most 128 contexts (PS3.8 §9.3.2.2), with odd identifiers from 1.</summary>
    public static IReadOnlyList<PresentationContextRequest> Survey { get; } =
        [.. Proposed.Select((p, i) => new PresentationContextRequest((byte)((2 * i) + 1), p.AbstractSyntax, TransferSyntaxes))];

    /// <summary>Verification alone: all that a question about AE titles or identities needs.</summary>
    public static IReadOnlyList<PresentationContextRequest> VerificationOnly { get; } = For(Uids.Verification);

    /// <summary>A short list.</summary>
    /// <param name="abstractSyntaxes">What to propose, in this order.</param>
    public static IReadOnlyList<PresentationContextRequest> For(params ReadOnlySpan<string> abstractSyntaxes)
    {
        var contexts = new List<PresentationContextRequest>();
        foreach (var abstractSyntax in abstractSyntaxes)
            contexts.Add(new PresentationContextRequest((byte)((2 * contexts.Count) + 1), abstractSyntax, TransferSyntaxes));
        return contexts;
    }

    /// <summary>What an abstract syntax of the list would allow.</summary>
    /// <exception cref="KeyNotFoundException">It is not one of the list.</exception>
    public static Capability CapabilityOf(string abstractSyntax) => Capabilities[abstractSyntax];

    /// <summary>The name of an abstract syntax of the list, as the standard writes it.</summary>
    public static string NameOf(string abstractSyntax) => abstractSyntax == BogusAbstractSyntax ? "a syntax that does not exist" : Uids.NameOf(abstractSyntax);
}
