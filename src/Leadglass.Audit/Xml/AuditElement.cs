namespace Leadglass.Audit.Xml;

/// <summary>An element as it was read, whatever schema it follows. Untrusted.</summary>
/// <param name="name">Local name.</param>
/// <param name="namespaceName">Namespace; empty for none.</param>
/// <param name="line">Line of its start tag, counted from 1.</param>
public sealed class AuditElement(string name, string namespaceName, int line)
{
    private List<AuditAttribute>? _attributes;
    private List<AuditElement>? _children;

    private List<string>? _text;

    /// <summary>Local name.</summary>
    public string Name { get; } = name;

    /// <summary>Namespace; empty for none.</summary>
    public string Namespace { get; } = namespaceName;

    /// <summary>Line of its start tag, counted from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Attributes in the order of the document, without declarations of namespaces.</summary>
    public IReadOnlyList<AuditAttribute> Attributes => _attributes ?? (IReadOnlyList<AuditAttribute>)[];

    /// <summary>Child elements in the order of the document.</summary>
    public IReadOnlyList<AuditElement> Children => _children ?? (IReadOnlyList<AuditElement>)[];

    /// <summary>Its own text, without that of its children; empty when there is none or nothing but white space.</summary>
    public string Text
    {
        get
        {
            // Comments and CDATA sections cut text into pieces, as many as a sender likes: they are joined once, when somebody asks.
            if (_text is { Count: > 1 })
                _text = [string.Concat(_text)];
            return _text is [var whole] ? whole : "";
        }
    }

    /// <summary>The value of an attribute without a namespace.</summary>
    /// <param name="attribute">Its name.</param>
    /// <returns>The value, or <see langword="null"/> if it is absent.</returns>
    public string? this[string attribute]
    {
        get
        {
            foreach (var candidate in _attributes ?? [])
            {
                if (candidate.Name == attribute && candidate.Namespace.Length == 0)
                    return candidate.Value;
            }

            return null;
        }
    }

    /// <summary>The first child of a name, without a namespace of its own.</summary>
    /// <param name="child">The name.</param>
    /// <returns>The child, or <see langword="null"/> if there is none.</returns>
    public AuditElement? First(string child) => _children?.Find(candidate => candidate.Name == child);

    /// <summary>The children of a name.</summary>
    /// <param name="child">The name.</param>
    public IEnumerable<AuditElement> All(string child) => Children.Where(candidate => candidate.Name == child);

    internal void Add(AuditAttribute attribute) => (_attributes ??= []).Add(attribute);

    internal void Add(AuditElement child) => (_children ??= []).Add(child);

    internal void AddText(string text) => (_text ??= []).Add(text);
}
