using Leadglass.Dicom.Network;

namespace Leadglass.Lab;

/// <summary>How a DICOM server of the practice hospital behaves. The default is an archive that trusts everyone.</summary>
internal sealed record DicomBehaviour
{
    /// <summary>Abstract syntaxes that are accepted; <see langword="null"/> accepts whatever is proposed.</summary>
    public IReadOnlySet<string>? AbstractSyntaxes { get; init; } = LabServices.Archive;

    /// <summary>Whether a wrong called AE title is rejected.</summary>
    public bool ChecksCalled { get; init; }

    /// <summary>Calling AE titles that are let in; <see langword="null"/> lets everyone in.</summary>
    public IReadOnlySet<string>? RegisteredCallers { get; init; }

    /// <summary>A rejection for everyone, whatever the titles.</summary>
    public AssociateReject? RejectsAll { get; init; }

    /// <summary>What a C-FIND is answered with.</summary>
    public QueryBehaviour Query { get; init; } = QueryBehaviour.NoMatch;

    /// <summary>What becomes of a user identity.</summary>
    public IdentityBehaviour Identity { get; init; } = IdentityBehaviour.Ignore;

    /// <summary>Whether the acceptance lacks implementation class UID and version name, as some honeypots' do.</summary>
    public bool HidesImplementation { get; init; }
}
