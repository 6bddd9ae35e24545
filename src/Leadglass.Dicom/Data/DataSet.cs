using System.Buffers.Binary;
using System.Collections;
using System.Text;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Data;

/// <summary>A data set: elements in the order of the wire. It does not change. Source: PS3.5 §7.</summary>
public sealed class DataSet : IReadOnlyList<DataElement>
{
    /// <summary>Specific Character Set value of UTF-8. Source: PS3.3 §C.12.1.1.2.</summary>
    private const string Utf8CharacterSet = "ISO_IR 192";

    private readonly DataElement[] _elements;
    private readonly bool _isAscending;

    /// <summary>A data set of these elements, sorted by tag.</summary>
    /// <param name="elements">The elements, in any order.</param>
    /// <exception cref="ArgumentException">Two elements have the same tag.</exception>
    public DataSet(params IEnumerable<DataElement> elements)
    {
        _elements = [.. elements.OrderBy(static element => element.Tag)];
        _isAscending = IsAscending(_elements);
        if (!_isAscending)
            throw new ArgumentException("Two elements have the same tag.", nameof(elements));
    }

    /// <summary>A data set as it was read: any order, duplicates included.</summary>
    internal DataSet(DataElement[] asRead, ReadOnlyMemory<byte> trailing)
    {
        _elements = asRead;
        _isAscending = IsAscending(asRead);
        Trailing = trailing;
    }

    /// <summary>Bytes from the first element on that could not be read; empty but for broken data sets read under <see cref="Conformance.Lenient"/>.</summary>
    public ReadOnlyMemory<byte> Trailing { get; }

    /// <inheritdoc/>
    public int Count => _elements.Length;

    /// <inheritdoc/>
    public DataElement this[int index] => _elements[index];

    /// <summary>The first element with this tag, or null.</summary>
    /// <param name="tag">The tag.</param>
    public DataElement? Find(Tag tag)
    {
        if (!_isAscending)
            return Array.Find(_elements, element => element.Tag == tag);

        var (low, high) = (0, _elements.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (_elements[middle].Tag.CompareTo(tag))
            {
                case 0:
                    return _elements[middle];
                case < 0:
                    low = middle + 1;
                    break;
                default:
                    high = middle - 1;
                    break;
            }
        }
        return null;
    }

    /// <summary>The text of an element without padding, or null where there is no such element.</summary>
    /// <param name="tag">The tag.</param>
    /// <remarks>UTF-8 where Specific Character Set says so, else one byte a character: ISO 8859-1, a superset of the default repertoire.</remarks>
    public string? GetText(Tag tag)
    {
        if (Find(tag) is not { } element)
            return null;
        var isUtf8 = Find(Tags.SpecificCharacterSet)?.Text == Utf8CharacterSet;
        return isUtf8 ? Encoding.UTF8.GetString(element.Value.Span.TrimEnd(" \0"u8)) : element.Text;
    }

    /// <summary>The first value of a US element, or null where there is none of two bytes.</summary>
    /// <param name="tag">The tag.</param>
    public ushort? GetUInt16(Tag tag) =>
        Find(tag) is { } element && BinaryPrimitives.TryReadUInt16LittleEndian(element.Value.Span, out var number) ? number : null;

    /// <summary>The items of a sequence; empty where there is no such sequence.</summary>
    /// <param name="tag">The tag.</param>
    public IReadOnlyList<Item> GetItems(Tag tag) => Find(tag)?.Items ?? [];

    /// <inheritdoc/>
    public IEnumerator<DataElement> GetEnumerator() => ((IEnumerable<DataElement>)_elements).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _elements.GetEnumerator();

    private static bool IsAscending(DataElement[] elements)
    {
        for (var i = 1; i < elements.Length; i++)
        {
            if (elements[i].Tag.CompareTo(elements[i - 1].Tag) <= 0)
                return false;
        }
        return true;
    }
}
