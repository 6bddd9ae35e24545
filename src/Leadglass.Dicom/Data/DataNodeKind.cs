namespace Leadglass.Dicom.Data;

/// <summary>What a node of a <see cref="DataTree"/> is.</summary>
public enum DataNodeKind : byte
{
    /// <summary>A data element; its children, if any, are items or fragments.</summary>
    Element,

    /// <summary>An item of a sequence; its children are elements. Source: PS3.5 §7.5.</summary>
    Item,

    /// <summary>A fragment of encapsulated pixel data; the first of them is the basic offset table. Source: PS3.5 §A.4.</summary>
    Fragment,

    /// <summary>The eight bytes of an item or delimiter where none belongs.</summary>
    Stray,

    /// <summary>Bytes that are no elements, up to the end of what holds them.</summary>
    Unread,
}
