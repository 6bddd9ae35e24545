namespace Leadglass.Audit.Alerts;

/// <summary>Values by key, as many as may be remembered: beyond, the one that was not asked for the longest is forgotten.</summary>
/// <param name="most">How many.</param>
/// <param name="forgot">Takes each that is forgotten.</param>
internal sealed class Recent<T>(int most, Action<T> forgot)
    where T : class
{
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> _order = [];

    /// <summary>All values, in the order in which they were asked for last.</summary>
    public IEnumerable<T> Values => _order.Select(static entry => entry.Value);

    /// <summary>The value of a key, which counts as asked for; <see langword="null"/> if there is none.</summary>
    public T? Find(string key)
    {
        if (!_byKey.TryGetValue(key, out var node))
            return null;
        _order.Remove(node);
        _order.AddLast(node);
        return node.Value.Value;
    }

    /// <summary>The value of a key; made if there is none.</summary>
    public T FindOrAdd(string key, Func<T> make)
    {
        if (Find(key) is { } found)
            return found;
        if (_byKey.Count >= most)
        {
            var (oldest, forgotten) = _order.First!.Value;
            Remove(oldest);
            forgot(forgotten);
        }

        var made = make();
        _byKey[key] = _order.AddLast((key, made));
        return made;
    }

    /// <summary>Removes a key, if it is there.</summary>
    public void Remove(string key)
    {
        if (_byKey.Remove(key, out var node))
            _order.Remove(node);
    }
}
