namespace Leadglass.Dicom.Data;

/// <summary>One node as it is stored: 48 bytes, for a file may hold a million of them.</summary>
internal struct NodeRecord
{
    public long Offset;
    public long ValueLength;
    public uint Tag;
    public uint DeclaredLength;

    /// <summary>Index of what holds this node; -1 at the top.</summary>
    public int Parent;

    /// <summary>Index of the first node that is not inside this one: nodes stand in the order of their bytes.</summary>
    public int After;

    /// <summary>Of an element: index of its private creator, or -1. Of an item or fragment: its number among its siblings.</summary>
    public int Aux;

    public ushort WrittenVr;
    public ushort Vr;
    public byte HeaderLength;
    public DataNodeKind Kind;
    public byte Encoding;
    public VrReason VrReason;
    public NodeFlags Flags;

    [Flags]
    internal enum NodeFlags : byte
    {
        None,

        /// <summary>Eight bytes of delimiter follow the value.</summary>
        Delimited = 1,

        /// <summary>The value ends before its declared length.</summary>
        Cut = 2,

        /// <summary>The structure of this node, or of one inside it, is broken.</summary>
        Broken = 4,
    }
}
