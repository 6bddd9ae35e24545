using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Exposure.Observations;

namespace Leadglass.Exposure.Probing;

/// <summary>C-FIND identifiers that match nobody and ask for nothing beyond the mandatory key.</summary>
internal static class SentinelQuery
{
    public static IReadOnlyList<QueryModel> Models { get; } = [QueryModel.StudyRoot, QueryModel.PatientRoot, QueryModel.ModalityWorklist];

    public static string SopClassOf(QueryModel model) => model switch
    {
        QueryModel.StudyRoot => Uids.StudyRootQueryRetrieveInformationModelFind,
        QueryModel.PatientRoot => Uids.PatientRootQueryRetrieveInformationModelFind,
        _ => Uids.ModalityWorklistInformationModelFind,
    };

    public static byte[] Identifier(QueryModel model, Sentinels sentinels, string transferSyntax) =>
        DataSetWriter.ToBytes(Keys(model, sentinels), transferSyntax == Uids.ExplicitVRLittleEndian ? DataSetEncoding.ExplicitLittleEndian : DataSetEncoding.ImplicitLittleEndian);

    // PS3.4 §C.6 and §K.6.1.2. Worklist servers ignore keys that they do not know, so three independent ones must all fail to match.
    private static DataSet Keys(QueryModel model, Sentinels sentinels) => model switch
    {
        QueryModel.StudyRoot => new DataSet(
            new DataElement(Tags.QueryRetrieveLevel, "STUDY"),
            new DataElement(Tags.StudyInstanceUid, sentinels.StudyInstanceUid)),
        QueryModel.PatientRoot => new DataSet(
            new DataElement(Tags.QueryRetrieveLevel, "PATIENT"),
            new DataElement(Tags.PatientId, sentinels.PatientId)),
        _ => new DataSet(
            new DataElement(Tags.PatientId, sentinels.PatientId),
            new DataElement(Tags.ScheduledProcedureStepSequence,
            [
                new Item(
                    new DataElement(Tags.ScheduledStationAETitle, sentinels.CalledAETitle),
                    new DataElement(Tags.ScheduledProcedureStepStartDate, "19000101")),
            ])),
    };
}
