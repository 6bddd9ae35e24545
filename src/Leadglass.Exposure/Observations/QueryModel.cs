namespace Leadglass.Exposure.Observations;

/// <summary>Information models that are asked by sentinel queries.</summary>
public enum QueryModel
{
    /// <summary>Study Root Query/Retrieve (PS3.4 C.6.2).</summary>
    StudyRoot,

    /// <summary>Patient Root Query/Retrieve (PS3.4 C.6.1).</summary>
    PatientRoot,

    /// <summary>Modality Worklist (PS3.4 K).</summary>
    ModalityWorklist,
}
