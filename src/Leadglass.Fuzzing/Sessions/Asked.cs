using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>Something that a client asks for: an association, its release, or an operation.</summary>
/// <param name="Name">As PS3.8 and PS3.7 call it, such as <c>C-FIND-RQ</c>.</param>
/// <param name="Pdu">The PDU; null for an operation.</param>
/// <param name="Context">The presentation context of an operation.</param>
/// <param name="Request">The operation; null for a PDU.</param>
/// <param name="Data">Its data set; null where it has none.</param>
internal sealed record Asked(string Name, Pdu? Pdu, byte Context = 0, DimseRequest? Request = null, byte[]? Data = null);
