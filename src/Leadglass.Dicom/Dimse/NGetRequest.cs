using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>N-GET-RQ. Source: PS3.7 §10.3.2.1.</summary>
public sealed record NGetRequest() : NormalizedRequest(CommandField.NGetRequest)
{
    /// <summary>Attribute Identifier List, (0000,1005): the attributes asked for; empty asks for all.</summary>
    public IReadOnlyList<Tag> AttributeIdentifierList
    {
        get => GetTags(CommandTags.AttributeIdentifierList);
        init => SetTags(CommandTags.AttributeIdentifierList, value);
    }
}
