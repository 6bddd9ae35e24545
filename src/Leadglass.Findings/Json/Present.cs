namespace Leadglass.Findings.Json;

/// <summary>Refuses <c>null</c> inside a list: the serialiser checks members for it, but not elements.</summary>
internal static class Present
{
    /// <exception cref="ReportFormatException">An element is <c>null</c>.</exception>
    public static IReadOnlyList<T> All<T>(IReadOnlyList<T> items, string path)
        where T : class
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is null)
                throw new ReportFormatException("An element of a list is null.", path: $"{path}[{i}]");
        }

        return items;
    }
}
