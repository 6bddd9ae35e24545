using System.Globalization;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>One node of a <see cref="DataTree"/>: header, value and delimiter follow each other without gap. A view that costs nothing.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Index">The number of the node in it.</param>
public readonly record struct DataNode(DataTree Tree, int Index)
{
    /// <summary>A path of a hundred thousand levels is of no use to anybody: the middle of longer ones is left out.</summary>
    private const int LongestPath = 32;

    private ref readonly NodeRecord Record => ref Tree.Nodes[Index];

    /// <summary>What the node is.</summary>
    public DataNodeKind Kind => Record.Kind;

    /// <summary>The tag; (FFFE,E000) of items and fragments; default of bytes that are no element.</summary>
    public Tag Tag => new(Record.Tag);

    /// <summary>The VR as it is written; null in implicit VR and where there is none.</summary>
    public Vr? WrittenVr => Record.WrittenVr == 0 && Record.VrReason != VrReason.Written ? null : IsElement ? new Vr(Record.WrittenVr) : null;

    /// <summary>The VR that the element is taken to have; UN of everything that is no element.</summary>
    public Vr Vr => new(Record.Vr);

    /// <summary>Why it is taken to have <see cref="Vr"/>.</summary>
    public VrReason VrReason => Record.VrReason;

    /// <summary>How the header of this node is written; what it holds can differ.</summary>
    public DataSetEncoding Encoding => (DataSetEncoding)Record.Encoding;

    /// <summary>Where the node begins in <see cref="DataTree.Source"/>.</summary>
    public long Offset => Record.Offset;

    /// <summary>The header: tag, VR, reserved bytes and length. Empty of bytes that are no element.</summary>
    public ByteRange Header => new(Record.Offset, Record.HeaderLength);

    /// <summary>The length as it is written: <see cref="uint.MaxValue"/> where it is undefined.</summary>
    public uint DeclaredLength => Record.DeclaredLength;

    /// <summary>The length is undefined: a delimiter ends the value.</summary>
    public bool HasUndefinedLength => Record.DeclaredLength == uint.MaxValue && Record.HeaderLength != 0;

    /// <summary>The value as far as it is there, without the delimiter; of a node with children, all of them.</summary>
    public ByteRange Value => new(Record.Offset + Record.HeaderLength, Record.ValueLength);

    /// <summary>The delimiter behind the value, eight bytes; empty where the length is defined or the delimiter is missing.</summary>
    public ByteRange Delimiter => new(Value.End, Record.Flags.HasFlag(NodeRecord.NodeFlags.Delimited) ? ElementHeader.Short : 0);

    /// <summary>All bytes of the node.</summary>
    public ByteRange Bytes => ByteRange.Between(Offset, Delimiter.End);

    /// <summary>The value ends before its length, because what holds it does.</summary>
    public bool IsCut => Record.Flags.HasFlag(NodeRecord.NodeFlags.Cut);

    /// <summary>The structure of this node or of one inside it is broken.</summary>
    public bool IsBroken => Record.Flags.HasFlag(NodeRecord.NodeFlags.Broken);

    /// <summary>What holds this node; null at the top.</summary>
    public DataNode? Parent => Record.Parent < 0 ? null : new DataNode(Tree, Record.Parent);

    /// <summary>What this node holds: items or fragments of an element, elements of an item.</summary>
    public DataNodeList Children => new(Tree, Index + 1, Record.After);

    /// <summary>Number of this item or fragment among its siblings, from 0; -1 of everything else.</summary>
    public int Number => Kind is DataNodeKind.Item or DataNodeKind.Fragment ? Record.Aux : -1;

    /// <summary>The element that reserves the block of this private element; null where there is none. Source: PS3.5 §7.8.1.</summary>
    public DataNode? PrivateCreatorNode => IsElement && Record.Aux >= 0 ? new DataNode(Tree, Record.Aux) : null;

    /// <summary>The private creator, without padding; null where there is none. Untrusted text.</summary>
    public string? PrivateCreator => PrivateCreatorNode?.Text(64);

    /// <summary>A sequence, empty or not; its children are items.</summary>
    public bool IsSequence => IsElement && Vr == Vr.SQ;

    /// <summary>Where the node stands, such as <c>(0040,A730)[3].(0040,A168)</c>; items and fragments are counted from 0.</summary>
    public string Path
    {
        get
        {
            var steps = new List<string>();
            for (DataNode? node = this; node is { } at; node = at.Parent)
            {
                if (steps.Count < LongestPath)
                    steps.Add(at.Step);
                else if (at.Parent is null)
                    steps.Add($"{at.Step}…");
            }
            steps.Reverse();
            return string.Concat(steps).TrimStart('.');
        }
    }

    private bool IsElement => Kind == DataNodeKind.Element;

    private string Step => Kind switch
    {
        DataNodeKind.Item or DataNodeKind.Fragment => string.Create(CultureInfo.InvariantCulture, $"[{Number}]"),
        DataNodeKind.Unread => string.Create(CultureInfo.InvariantCulture, $".bytes@{Offset}"),
        _ => $".{Tag}",
    };

    /// <summary>The first bytes of the value.</summary>
    /// <param name="most">How many at most.</param>
    public byte[] ReadValue(int most) => Tree.Source.ReadBytes(Value, most);

    /// <summary>The value as a stream, which loads nothing.</summary>
    public Stream OpenValue() => Tree.Source.OpenStream(Value);

    /// <summary>The first bytes of the value as text, one character a byte, without padding. Untrusted.</summary>
    /// <param name="most">How many bytes at most.</param>
    public string Text(int most) => WireText.Trimmed(ReadValue(most));

    /// <summary>The first value of a US element in its byte order; null where two bytes are not there.</summary>
    public ushort? ReadUInt16() => ReadValue(sizeof(ushort)) is { Length: sizeof(ushort) } bytes ? ElementHeader.UInt16(bytes, Encoding) : null;

    /// <summary>The first value of a UL element in its byte order; null where four bytes are not there.</summary>
    public uint? ReadUInt32() => ReadValue(sizeof(uint)) is { Length: sizeof(uint) } bytes ? ElementHeader.UInt32(bytes, Encoding) : null;

    /// <summary>The two reserved bytes behind a VR with a 32-bit length, which are to be zero; 0 where there are none. Source: PS3.5 §7.1.2.</summary>
    public int ReadReserved()
    {
        if (Record.HeaderLength != ElementHeader.Long)
            return 0;
        Span<byte> reserved = stackalloc byte[2];
        Tree.Source.Read(Offset + 6, reserved);
        return reserved[0] << 8 | reserved[1];
    }

    /// <summary>Path, VR and length; never the value, which can be patient data.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path} {Vr}, {Value.Length} bytes at {Offset}");
}
