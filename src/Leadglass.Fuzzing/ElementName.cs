using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing;

/// <summary>How elements are called in sentences: path and keyword, never a value.</summary>
internal static class ElementName
{
    public static string Of(DataNode node) =>
        node.Kind == DataNodeKind.Element && Tags.TryFind(node.Tag, out var entry) ? $"{node.Path} {entry.Keyword}" : node.Path;

    public static string Of(Tag tag) => Tags.TryFind(tag, out var entry) ? $"{tag} {entry.Keyword}" : $"{tag}";
}
