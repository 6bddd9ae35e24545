using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>Something open while a tree is read: the data set, a sequence, an item, or encapsulated pixel data.</summary>
internal struct TreeFrame
{
    /// <summary>Index of the node; -1 for the data set itself.</summary>
    public int Node;

    public Content Holds;

    /// <summary>Where it ends; with an undefined length, where whatever holds it ends.</summary>
    public long End;

    public bool HasUndefinedLength;
    public DataSetEncoding Encoding;

    /// <summary>Items or fragments so far.</summary>
    public int Children;

    /// <summary>The last element so far; null before the first.</summary>
    public Tag? Last;

    /// <summary>Node of the group length of the current group, or -1, and where the group ends by it.</summary>
    public int GroupLength;

    public long GroupEnd;

    /// <summary>Private creators by group and block: nodes.</summary>
    public Dictionary<uint, int>? Creators;

    internal enum Content : byte
    {
        Elements,
        Items,
        Fragments,
    }
}
