using System.Collections.Frozen;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Lab;

/// <summary>Which abstract syntaxes each kind of server accepts.</summary>
internal static class LabServices
{
    private static readonly string[] Images =
    [
        Uids.SecondaryCaptureImageStorage,
        Uids.ComputedRadiographyImageStorage,
        Uids.CTImageStorage,
        Uids.MRImageStorage,
        Uids.UltrasoundImageStorage,
        Uids.EncapsulatedPDFStorage,
    ];

    public static IReadOnlySet<string> Archive { get; } = Images.Concat(
    [
        Uids.Verification,
        Uids.StudyRootQueryRetrieveInformationModelFind,
        Uids.StudyRootQueryRetrieveInformationModelMove,
        Uids.StudyRootQueryRetrieveInformationModelGet,
        Uids.PatientRootQueryRetrieveInformationModelFind,
        Uids.PatientRootQueryRetrieveInformationModelMove,
        Uids.PatientRootQueryRetrieveInformationModelGet,
        Uids.StorageCommitmentPushModel,
    ]).ToFrozenSet();

    public static IReadOnlySet<string> Worklist { get; } = FrozenSet.Create(
        Uids.Verification, Uids.ModalityWorklistInformationModelFind, Uids.ModalityPerformedProcedureStep);

    public static IReadOnlySet<string> Workstation { get; } = Images.Append(Uids.Verification).ToFrozenSet();

    public static IReadOnlySet<string> Printer { get; } = FrozenSet.Create(
        Uids.Verification, Uids.BasicGrayscalePrintManagementMeta, Uids.BasicColorPrintManagementMeta);
}
