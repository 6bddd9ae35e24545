namespace Leadglass.Dicom.Dictionary;

/// <summary>A data element tag. Source: PS3.5 §7.1.</summary>
/// <param name="Value">Group number in the upper, element number in the lower 16 bits: tags compare as the standard orders them.</param>
public readonly record struct Tag(uint Value) : IComparable<Tag>
{
    /// <summary>A tag of its two numbers.</summary>
    /// <param name="group">Group number.</param>
    /// <param name="element">Element number.</param>
    public Tag(ushort group, ushort element) : this((uint)group << 16 | element)
    {
    }

    /// <summary>Group number.</summary>
    public ushort Group => (ushort)(Value >> 16);

    /// <summary>Element number.</summary>
    public ushort Element => (ushort)Value;

    /// <summary>The group number is odd: the element is private. Source: PS3.5 §7.8.</summary>
    public bool IsPrivate => Group % 2 != 0;

    /// <summary>A group length, (gggg,0000). Source: PS3.5 §7.2.</summary>
    public bool IsGroupLength => Element == 0;

    /// <inheritdoc/>
    public int CompareTo(Tag other) => Value.CompareTo(other.Value);

    /// <summary>The tag as the standard prints it: <c>(0010,0020)</c>.</summary>
    public override string ToString() => $"({Group:X4},{Element:X4})";
}
