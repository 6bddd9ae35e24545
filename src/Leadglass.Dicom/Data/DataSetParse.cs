using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>One walk over the bytes of a data set. What is open is a stack of frames, not of calls: depth costs no more than its limit.</summary>
internal sealed class DataSetParse(ReadOnlyMemory<byte> bytes, DataSetEncoding encoding, DataSetLimits limits, AnomalyLog log)
{
    private readonly Stack<Frame> _open = new();
    private int _position;
    private int _count;

    /// <summary>A list of elements, of the data set itself or of an item, or a list of items: a sequence.</summary>
    private sealed class Frame
    {
        /// <summary>Where the element or the item begins, its header included.</summary>
        public required int Start { get; init; }

        /// <summary>Where it ends; with an undefined length, where whatever holds it ends.</summary>
        public required int End { get; init; }

        public required DataSetEncoding Encoding { get; init; }

        public bool HasUndefinedLength { get; init; }

        public ElementHeader Header { get; init; }

        /// <summary>The elements of the data set or item; null in a sequence.</summary>
        public List<DataElement>? Elements { get; init; }

        /// <summary>The items of the sequence; null otherwise.</summary>
        public List<Item>? Items { get; init; }
    }

    public DataSet Run()
    {
        var root = new Frame { Start = 0, End = bytes.Length, Encoding = encoding, Elements = [] };
        _open.Push(root);
        while (_open.Count > 1 || _position < bytes.Length)
        {
            if (!Step(_open.Peek()) && !Recover(root))
                break;
        }
        return new DataSet([.. root.Elements!], bytes[_position..]);
    }

    /// <summary>Takes one element, one item or one end; false when the structure is broken at <see cref="_position"/>.</summary>
    private bool Step(Frame frame)
    {
        if (_position == frame.End)
            return frame.HasUndefinedLength ? Fault("the delimiter is missing", "PS3.5 §7.5.2") : Close(frame);
        if (++_count > limits.MaxElements)
            return Fault($"more than {limits.MaxElements} elements", "PS3.5 §7.1");
        if (!ElementHeader.TryRead(bytes.Span[_position..frame.End], frame.Encoding, out var header))
            return Fault($"{frame.End - _position} bytes are too few for an element", "PS3.5 §7.1");
        if (!header.IsDelimiter && header.Length != ElementHeader.Undefined && header.Length > frame.End - _position - header.Size)
            return Fault($"{header.Tag} announces {header.Length} bytes, {frame.End - _position - header.Size} are there", "PS3.5 §7.1");
        return frame.Elements is null ? TakeItem(frame, header) : TakeElement(frame, header);
    }

    private bool TakeElement(Frame frame, ElementHeader header)
    {
        if (header.IsItemOrDelimiter)
        {
            if (header.Tag == Tags.ItemDelimitationItem && frame is { HasUndefinedLength: true })
                return CloseAtDelimiter(frame, header);
            return Fault($"{header.Tag} where an element was to come", "PS3.5 §7.5");
        }

        CheckElement(frame, header);
        if (header.Length == ElementHeader.Undefined)
        {
            // PS3.5 §7.5.2 and §6.2.2: sequences, also those whose VR is not known; §A.4: encapsulated pixel data
            if (header.Vr == Vr.SQ || header.Vr == Vr.UN)
                return OpenSequence(frame, header);
            return frame.Encoding == DataSetEncoding.ImplicitLittleEndian
                ? OpenSequence(frame, header with { Vr = Vr.UN })
                : TakeFragments(frame, header);
        }
        if (header.Vr == Vr.SQ)
            return OpenSequence(frame, header);

        var size = header.Size + (int)header.Length;
        frame.Elements!.Add(new DataElement(header.Tag, header.Vr, bytes.Slice(_position + header.Size, (int)header.Length))
        {
            AsRead = bytes.Slice(_position, size),
            ReadIn = frame.Encoding,
        });
        _position += size;
        return true;
    }

    private bool TakeItem(Frame frame, ElementHeader header)
    {
        if (header.Tag == Tags.SequenceDelimitationItem && frame.HasUndefinedLength)
            return CloseAtDelimiter(frame, header);
        if (header.Tag != Tags.Item)
            return Fault($"{header.Tag} where an item was to come", "PS3.5 §7.5");

        var isUndefined = header.Length == ElementHeader.Undefined;
        Push(new Frame
        {
            Start = _position,
            End = isUndefined ? frame.End : _position + header.Size + (int)header.Length,
            Encoding = frame.Encoding,
            HasUndefinedLength = isUndefined,
            Header = header,
            Elements = [],
        });
        return true;
    }

    private bool OpenSequence(Frame frame, ElementHeader header)
    {
        // The root, then two frames for each sequence that is open.
        if (_open.Count / 2 >= limits.MaxDepth)
            return Fault($"sequences more than {limits.MaxDepth} deep", "PS3.5 §7.5");

        var isUndefined = header.Length == ElementHeader.Undefined;
        Push(new Frame
        {
            Start = _position,
            End = isUndefined ? frame.End : _position + header.Size + (int)header.Length,
            // PS3.5 §6.2.2: UN of undefined length is implicit VR little endian inside, whatever is around it
            Encoding = header.Vr == Vr.UN ? DataSetEncoding.ImplicitLittleEndian : frame.Encoding,
            HasUndefinedLength = isUndefined,
            Header = header,
            Items = [],
        });
        return true;
    }

    private bool TakeFragments(Frame frame, ElementHeader header)
    {
        var start = _position;
        var fragments = new List<ReadOnlyMemory<byte>>();
        var at = _position + header.Size;
        while (ElementHeader.TryRead(bytes.Span[at..frame.End], frame.Encoding, out var item))
        {
            if (item.Tag == Tags.SequenceDelimitationItem)
            {
                CheckDelimiter(at, item);
                _position = at + item.Size;
                frame.Elements!.Add(new DataElement(header.Tag, header.Vr, default(ReadOnlyMemory<byte>))
                {
                    Fragments = fragments,
                    HasUndefinedLength = true,
                    AsRead = bytes[start.._position],
                    ReadIn = frame.Encoding,
                });
                return true;
            }
            if (item.Tag != Tags.Item || item.Length > frame.End - at - item.Size || ++_count > limits.MaxElements)
                break;
            fragments.Add(bytes.Slice(at + item.Size, (int)item.Length));
            at += item.Size + (int)item.Length;
        }
        return Fault($"{header.Tag}: what should be fragments does not end with a delimiter", "PS3.5 §A.4");
    }

    private bool CloseAtDelimiter(Frame frame, ElementHeader delimiter)
    {
        CheckDelimiter(_position, delimiter);
        _position += delimiter.Size;
        return Close(frame);
    }

    private bool Close(Frame frame)
    {
        _open.Pop();
        var holder = _open.Peek();
        if (frame.Elements is { } elements)
        {
            holder.Items!.Add(new Item(new DataSet([.. elements], default), frame.HasUndefinedLength));
            return true;
        }

        holder.Elements!.Add(new DataElement(frame.Header.Tag, frame.Header.Vr, default(ReadOnlyMemory<byte>))
        {
            Items = frame.Items,
            HasUndefinedLength = frame.HasUndefinedLength,
            AsRead = bytes[frame.Start.._position],
            ReadIn = holder.Encoding,
        });
        return true;
    }

    private void Push(Frame frame)
    {
        _position += frame.Header.Size;
        _open.Push(frame);
    }

    /// <summary>
    /// After a fault: a top-level element of known length is kept as bare bytes, and the walk goes on behind it.
    /// Otherwise what follows cannot be told apart: the walk ends at the start of the broken top-level element.
    /// </summary>
    private bool Recover(Frame root)
    {
        Frame? broken = null;
        while (_open.Peek() != root)
            broken = _open.Pop();
        if (log.Failed || broken is null || broken.HasUndefinedLength)
        {
            _position = broken?.Start ?? _position;
            return false;
        }

        _position = broken.End;
        root.Elements!.Add(new DataElement(broken.Header.Tag, broken.Header.Vr, bytes[(broken.Start + broken.Header.Size)..broken.End])
        {
            AsRead = bytes[broken.Start..broken.End],
            ReadIn = root.Encoding,
        });
        return true;
    }

    private void CheckElement(Frame frame, ElementHeader header)
    {
        var tag = header.Tag;
        if (frame.Elements is [.., var last] && tag.CompareTo(last.Tag) <= 0)
            log.Deviation(_position, tag.ToString(), "PS3.5 §7.1", $"after {last.Tag}: elements ascend, each tag once");
        if (header.Length != ElementHeader.Undefined && header.Length % 2 != 0)
            log.Deviation(_position, tag.ToString(), "PS3.5 §7.1.1", $"odd length {header.Length}");
        if (frame.Encoding == DataSetEncoding.ExplicitLittleEndian)
            CheckVr(header);
    }

    private void CheckVr(ElementHeader header)
    {
        if (header.Vr.Rule is null)
            log.Deviation(_position + 4, header.Tag.ToString(), "PS3.5 §6.2", $"VR {header.Vr.Code:X4}H is not defined");
        else if (header.Size == 12 && bytes.Span.Slice(_position + 6, 2) is not [0, 0])
            log.Deviation(_position + 6, header.Tag.ToString(), "PS3.5 §7.1.2", "the reserved bytes are not zero");
        if (header.Length == ElementHeader.Undefined && header.Vr != Vr.SQ && header.Vr != Vr.UN && header.Vr != Vr.OB && header.Vr != Vr.OW)
            log.Deviation(_position, header.Tag.ToString(), "PS3.5 §7.1.2", $"undefined length with VR {header.Vr}");
    }

    private void CheckDelimiter(int at, ElementHeader delimiter)
    {
        if (delimiter.Length != 0)
            log.Deviation(at + 4, delimiter.Tag.ToString(), "PS3.5 §7.5", $"length {delimiter.Length} instead of 0");
    }

    private bool Fault(string message, string clause)
    {
        log.Fault(_position, "data element", clause, message);
        return false;
    }
}
