using System.Text.Json;

namespace Leadglass.Audit.Fhir;

/// <summary>A value of JSON as it was read, with its place. Untrusted.</summary>
/// <param name="kind">What it is.</param>
/// <param name="text">The text of a string, the octets of a number as text; empty otherwise.</param>
/// <param name="line">Line of its first octet, counted from 1.</param>
/// <param name="start">Offset of its first octet.</param>
internal sealed class FhirValue(JsonValueKind kind, string text, int line, int start)
{
    private readonly List<FhirValue> _items = [];
    private readonly OrderedDictionary<string, FhirValue> _members = [];

    public JsonValueKind Kind { get; } = kind;

    public string Text { get; } = text;

    public int Line { get; } = line;

    /// <summary>The octets of the document that it stands in.</summary>
    public Range Octets { get; private set; } = start..start;

    /// <summary>The values of an array.</summary>
    public IReadOnlyList<FhirValue> Items => _items;

    /// <summary>The members of an object in the order of the document.</summary>
    public IReadOnlyDictionary<string, FhirValue> Members => _members;

    /// <summary>A member of an object; <see langword="null"/> if there is none, or if this is no object.</summary>
    public FhirValue? this[string name] => _members.GetValueOrDefault(name);

    /// <summary>The kind of resource that it says it is; empty if none.</summary>
    public string ResourceType => this["resourceType"] is { Kind: JsonValueKind.String } type ? type.Text : "";

    /// <summary>Adds a value to an array, or a member to an object.</summary>
    /// <returns>Whether it is the first of its name.</returns>
    public bool Add(string? name, FhirValue value)
    {
        if (name is not null)
            return _members.TryAdd(name, value);
        _items.Add(value);
        return true;
    }

    /// <summary>Says where it ends.</summary>
    public void EndAt(int end) => Octets = Octets.Start..end;
}
