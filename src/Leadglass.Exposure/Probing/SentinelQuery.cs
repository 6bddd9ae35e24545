using System.Text;
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

    public static byte[] Identifier(QueryModel model, Sentinels sentinels, string transferSyntax)
    {
        var x = transferSyntax == Uids.ExplicitVRLittleEndian;
        var b = new List<byte>();
        void El(ushort g, ushort e, string vr, string v)
        {
            if (v.Length % 2 == 1) v += vr == "UI" ? "\0" : " ";
            b.AddRange(BitConverter.GetBytes(g)); b.AddRange(BitConverter.GetBytes(e));
            if (x) { b.AddRange(Encoding.ASCII.GetBytes(vr)); b.AddRange(BitConverter.GetBytes((ushort)v.Length)); } else b.AddRange(BitConverter.GetBytes(v.Length));
            b.AddRange(Encoding.ASCII.GetBytes(v));
        }
        if (model == QueryModel.StudyRoot) { El(8, 0x52, "CS", "STUDY"); El(0x20, 0xD, "UI", sentinels.StudyInstanceUid); }
        else if (model == QueryModel.PatientRoot) { El(8, 0x52, "CS", "PATIENT"); El(0x10, 0x20, "LO", sentinels.PatientId); }
        else El(0x10, 0x20, "LO", sentinels.PatientId);
        return [.. b];
    }
}
