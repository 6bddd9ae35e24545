using System.Buffers.Binary;
using System.Text;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>A DIMSE command set. Its elements are the truth; the properties of the messages are views of them. Source: PS3.7 §6.3.1.</summary>
public abstract record CommandSet
{
    /// <summary>Value of (0000,0800) that says that no data set follows. Source: PS3.7 §E.1.</summary>
    private const ushort NoDataSet = 0x0101;

    private IReadOnlyList<CommandElement> _elements = [];

    private protected CommandSet(CommandField field) => SetUInt16(CommandTags.CommandField, (ushort)field);

    /// <summary>Every element in wire order, unknown ones and, where it was read, the group length included.</summary>
    public IReadOnlyList<CommandElement> Elements
    {
        get => _elements;
        internal init
        {
            _elements = value;
            WasRead = true;
        }
    }

    /// <summary>Bytes after the last element that could be read; empty but for broken command sets read under <see cref="Conformance.Lenient"/>.</summary>
    public ReadOnlyMemory<byte> Trailing { get; internal init; }

    /// <summary>The elements are as they were read: nothing was set since.</summary>
    internal bool WasRead { get; private set; }

    /// <summary>Which message it is.</summary>
    public CommandField Field => (CommandField)(GetUInt16(CommandTags.CommandField) ?? 0);

    /// <summary>The command says that a data set follows it.</summary>
    /// <remarks>Sending a message sets this to what the message holds.</remarks>
    public bool HasDataSet
    {
        get => GetUInt16(CommandTags.CommandDataSetType) is { } type && type != NoDataSet;
        init
        {
            // Any value but 0101H announces a data set; one that already does is left as it is.
            if (value != HasDataSet || Find(CommandTags.CommandDataSetType) is null)
                SetUInt16(CommandTags.CommandDataSetType, value ? (ushort)0 : NoDataSet);
        }
    }

    /// <summary>The value of an element, or null where there is none.</summary>
    /// <param name="tag">The tag.</param>
    public ReadOnlyMemory<byte>? Find(Tag tag)
    {
        foreach (var element in Elements)
        {
            if (element.Tag == tag)
                return element.Value;
        }
        return null;
    }

    private protected ushort? GetUInt16(Tag tag) =>
        Find(tag) is { } value && BinaryPrimitives.TryReadUInt16LittleEndian(value.Span, out var number) ? number : null;

    private protected void SetUInt16(Tag tag, ushort? number)
    {
        if (number is null)
        {
            Set(tag, null);
            return;
        }
        var value = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(value, number.Value);
        Set(tag, value);
    }

    private protected string? GetText(Tag tag) => Find(tag) is { } value ? WireText.Trimmed(value.Span) : null;

    /// <summary>Sets a UID, padded with NUL. Source: PS3.5 §9.1.</summary>
    private protected void SetUid(Tag tag, string? uid) => SetPadded(tag, uid, 0);

    /// <summary>Sets a text, padded with a space. Source: PS3.5 §6.2.</summary>
    private protected void SetText(Tag tag, string? text) => SetPadded(tag, text, (byte)' ');

    private protected IReadOnlyList<Tag> GetTags(Tag tag)
    {
        // VR AT: group and element, 16 bits each
        var tags = new List<Tag>();
        for (var value = Find(tag).GetValueOrDefault().Span; value.Length >= 4; value = value[4..])
            tags.Add(new Tag(BinaryPrimitives.ReadUInt16LittleEndian(value), BinaryPrimitives.ReadUInt16LittleEndian(value[2..])));
        return tags;
    }

    private protected void SetTags(Tag tag, IReadOnlyList<Tag> tags)
    {
        var value = new byte[tags.Count * 4];
        for (var i = 0; i < tags.Count; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(value.AsSpan(i * 4), tags[i].Group);
            BinaryPrimitives.WriteUInt16LittleEndian(value.AsSpan(i * 4 + 2), tags[i].Element);
        }
        Set(tag, tags.Count == 0 ? null : value);
    }

    private void SetPadded(Tag tag, string? text, byte padding)
    {
        if (text is null)
        {
            Set(tag, null);
            return;
        }
        var value = new byte[text.Length + text.Length % 2];
        value.AsSpan().Fill(padding);
        Encoding.Latin1.GetBytes(text, value);
        Set(tag, value);
    }

    /// <summary>Replaces an element, or puts it before the first greater tag. The list is never changed in place: copies share it.</summary>
    private void Set(Tag tag, byte[]? value)
    {
        var elements = new List<CommandElement>(Elements.Count + 1);
        foreach (var element in Elements)
        {
            if (element.Tag == tag || element.Tag == CommandTags.CommandGroupLength)
                continue;
            if (value is not null && element.Tag.CompareTo(tag) > 0)
            {
                elements.Add(new CommandElement(tag, value));
                value = null;
            }
            elements.Add(element);
        }
        if (value is not null)
            elements.Add(new CommandElement(tag, value));
        _elements = elements;
        WasRead = false;
    }
}
