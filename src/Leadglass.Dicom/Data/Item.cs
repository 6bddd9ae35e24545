namespace Leadglass.Dicom.Data;

/// <summary>One item of a sequence. Source: PS3.5 §7.5.</summary>
/// <param name="DataSet">The elements of the item.</param>
/// <param name="HasUndefinedLength">The item ends with a delimiter instead of after a length.</param>
public sealed record Item(DataSet DataSet, bool HasUndefinedLength = false)
{
    /// <summary>An item of these elements, with a defined length.</summary>
    /// <param name="elements">The elements, in any order.</param>
    /// <exception cref="ArgumentException">Two elements have the same tag.</exception>
    public Item(params IEnumerable<DataElement> elements) : this(new DataSet(elements))
    {
    }
}
