using Leadglass.TestKit;

namespace Leadglass.Audit.Tests;

/// <summary>The messages in <c>Samples</c>: 01 to 16 are valid, n01 to n17 each have what their name says.</summary>
internal static class Sample
{
    public static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Leadglass.Audit.Tests", "Samples");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder).Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".xml"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(Folder, name + ".xml"));
}
