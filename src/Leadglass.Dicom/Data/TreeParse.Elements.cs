using Leadglass.Dicom.Dictionary;
using static Leadglass.Dicom.Data.StructureAnomalyKind;
using static Leadglass.Dicom.Data.TreeFrame;

namespace Leadglass.Dicom.Data;

/// <summary>Elements: which encoding and VR they have, and what they open.</summary>
internal sealed partial class TreeParse
{
    private void TakeElement(ReadOnlySpan<byte> bytes, ElementHeader header)
    {
        if (!TrySettle(bytes, ref header, out var elementEncoding))
        {
            TakeUnread(NoElement, 0, header.Tag);
            return;
        }

        var reserved = header.Size == ElementHeader.Long ? bytes[6] << 8 | bytes[7] : 0;
        var isExplicit = elementEncoding.IsExplicit();
        var vr = isExplicit ? header.Vr : Tags.VrOf(header.Tag);
        var becomesSequence = header.HasUndefinedLength && vr != Vr.SQ && (vr == Vr.UN || (!isExplicit && header.Tag != Tags.PixelData));
        var node = new NodeRecord
        {
            Offset = _position,
            Tag = header.Tag.Value,
            DeclaredLength = header.Length,
            Parent = Top.Node,
            Aux = CreatorOf(header.Tag),
            WrittenVr = isExplicit ? header.Vr.Code : (ushort)0,
            Vr = becomesSequence ? Vr.SQ.Code : vr.Code,
            VrReason = becomesSequence ? VrReason.UndefinedLength : isExplicit ? VrReason.Written : VrReason.Dictionary,
            HeaderLength = (byte)header.Size,
            Kind = DataNodeKind.Element,
            Encoding = (byte)elementEncoding,
        };

        var isSequence = node.Vr == Vr.SQ.Code;
        if (header.HasUndefinedLength && !isSequence && !_sense.StartsWithItem(_position + header.Size, elementEncoding, Top.End))
        {
            var before = _nodes.Count;
            TakeToDelimiter(node, NoItem);
            CheckElement(before, header, elementEncoding, reserved);
            return;
        }

        var index = Append(node, header, out var valueEnd);
        CheckElement(index, header, elementEncoding, reserved);
        if (!isSequence && !header.HasUndefinedLength)
            _position = valueEnd;
        else if (isSequence && _sequences >= limits.MaxDepth)
            StepOverTooDeep(header, index, valueEnd);
        else
            Open(new TreeFrame
            {
                Node = index,
                Holds = isSequence ? Content.Items : Content.Fragments,
                End = header.HasUndefinedLength ? Top.End : valueEnd,
                HasUndefinedLength = header.HasUndefinedLength,
                // PS3.5 §6.2.2: UN of undefined length is implicit VR little endian inside, whatever is around it
                Encoding = isExplicit && header.Vr == Vr.UN ? DataSetEncoding.ImplicitLittleEndian : elementEncoding,
            });
    }

    /// <summary>A sequence beyond the limit of depth is kept as bytes; without a length nobody can say where it ends.</summary>
    private void StepOverTooDeep(ElementHeader header, int index, long valueEnd)
    {
        Fault(TooDeep, index, header.Tag, 0, limits.MaxDepth);
        if (header.HasUndefinedLength && _position < Top.End)
            TakeUnread(TooDeep, limits.MaxDepth, header.Tag);
        else
            _position = valueEnd;
    }

    /// <summary>
    /// Settles how this one element is written. Writers do mix implicit and explicit VR, in items above all; a reader that takes the text
    /// for a length loses the rest of the file.
    /// </summary>
    /// <returns>False when nothing speaks for these bytes being an element.</returns>
    private bool TrySettle(ReadOnlySpan<byte> bytes, ref ElementHeader header, out DataSetEncoding settled)
    {
        settled = Top.Encoding;
        var end = Top.End;
        var other = settled.OtherVr();
        if (settled.IsExplicit())
        {
            if (header.Vr.Rule is not null || ElementHeader.IsNamed(header.Vr))
                return true;
            if (ElementHeader.TryRead(bytes, other, out var asImplicit) && HeaderSense.IsKnown(header.Tag) && _sense.LeadsOn(_position, asImplicit, other, end))
            {
                (header, settled) = (asImplicit, other);
                Deviation(ImplicitInExplicit, _nodes.Count, header.Tag, at: _position);
                return true;
            }
            return HeaderSense.Fits(header, end - _position) && Ascends(header.Tag);
        }

        if (new Vr(bytes[4], bytes[5]).Rule is not null
            && ElementHeader.TryRead(bytes, other, out var asExplicit)
            && _sense.LeadsOn(_position, asExplicit, other, end)
            && !_sense.LeadsOn(_position, header, settled, end))
        {
            (header, settled) = (asExplicit, other);
            Deviation(ExplicitInImplicit, _nodes.Count, header.Tag, header.Vr.Code, at: _position);
            return true;
        }
        return HeaderSense.IsKnown(header.Tag) || Ascends(header.Tag);
    }

    private bool Ascends(Tag tag) => Top.Last is not { } last || tag.CompareTo(last) > 0;

    /// <summary>The private creator of a private element: (gggg,00bb) of (gggg,bbxx), in the same item. Source: PS3.5 §7.8.1.</summary>
    private int CreatorOf(Tag tag) =>
        tag.IsPrivate && tag.Element >= 0x1000 && Top.Creators is { } creators && creators.TryGetValue(BlockOf(tag.Group, tag.Element >> 8), out var node) ? node : -1;

    private static uint BlockOf(ushort group, int block) => (uint)group << 16 | (uint)block;

    private void CheckElement(int index, ElementHeader header, DataSetEncoding how, int reserved)
    {
        var tag = header.Tag;
        CheckOrder(index, tag);
        if (tag.IsPrivate)
            CheckPrivate(index, tag);
        if (!header.HasUndefinedLength && header.Length % 2 != 0)
            Deviation(OddLength, index, tag, header.Length);
        if (!how.IsExplicit())
            return;

        if (header.Vr.Rule is null)
            Deviation(UndefinedVr, index, tag, header.Vr.Code, at: _nodes[index].Offset + 4);
        else if (reserved != 0)
            Deviation(ReservedNotZero, index, tag, reserved, at: _nodes[index].Offset + 6);
        if (header.HasUndefinedLength && header.Vr != Vr.SQ && header.Vr != Vr.UN && header.Vr != Vr.OB && header.Vr != Vr.OW)
            Deviation(UndefinedLengthNotAllowed, index, tag, header.Vr.Code);
    }

    private void CheckOrder(int index, Tag tag)
    {
        ref var frame = ref Top;
        if (frame.Last is { } last)
        {
            if (tag == last)
                Deviation(DuplicateTag, index, tag);
            else if (tag.CompareTo(last) < 0)
                Deviation(DescendingTag, index, tag, expected: last.Value);
            if (tag.Group != last.Group)
                CheckGroupEnd(_nodes[index].Offset);
        }
        frame.Last = tag;
        if (IsForbidden(tag.Group))
            Deviation(ForbiddenGroup, index, tag);
        if (tag.IsGroupLength && _nodes[index].ValueLength == sizeof(uint))
        {
            var length = _window.Look(_nodes[index].Offset + _nodes[index].HeaderLength, sizeof(uint));
            // A file that becomes shorter while it is read is no reason to fail.
            if (length.Length < sizeof(uint))
                return;
            frame.GroupLength = index;
            frame.GroupEnd = _nodes[index].Offset + _nodes[index].HeaderLength + sizeof(uint) + ElementHeader.UInt32(length, (DataSetEncoding)_nodes[index].Encoding);
        }
    }

    /// <summary>Groups that no data set may hold; (0004,eeee) is that of directories. Source: PS3.5 §7.1.</summary>
    private bool IsForbidden(ushort group) => group == 0x0002 ? !isMeta : group is 0x0000 or 0x0006 or 0x0001 or 0x0003 or 0x0005 or 0x0007 or 0xFFFF;

    /// <summary>The current group ends at an offset: its group length, if there was one, is to say so.</summary>
    private void CheckGroupEnd(long end)
    {
        ref var frame = ref Top;
        if (frame.GroupLength < 0)
            return;
        var node = _nodes[frame.GroupLength];
        var start = node.Offset + node.HeaderLength + node.ValueLength;
        if (frame.GroupEnd != end)
            Deviation(GroupLengthWrong, frame.GroupLength, new Tag(node.Tag), frame.GroupEnd - start, end - start);
        frame.GroupLength = -1;
    }

    private void CheckPrivate(int index, Tag tag)
    {
        ref var frame = ref Top;
        if (tag.Element is >= 0x0010 and <= 0x00FF)
            (frame.Creators ??= [])[BlockOf(tag.Group, tag.Element)] = index;
        else if (!IsForbidden(tag.Group) && tag.Element is (>= 0x0001 and < 0x0010) or (>= 0x0100 and < 0x1000))
            Deviation(PrivateElementNumber, index, tag);
        else if (tag.Element >= 0x1000 && _nodes[index].Aux < 0)
            Deviation(PrivateWithoutCreator, index, tag);
    }
}
