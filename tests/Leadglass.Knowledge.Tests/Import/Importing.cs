using System.Text;
using Leadglass.Knowledge.Import;

namespace Leadglass.Knowledge.Tests.Import;

/// <summary>Imports single texts as if they were files.</summary>
internal static class Importing
{
    public static (ImportedFile File, KnowledgeBase Knowledge) Text(string text, string name = "one.json") => Bytes(Encoding.UTF8.GetBytes(text), name);

    public static (ImportedFile File, KnowledgeBase Knowledge) Bytes(byte[] bytes, string name = "one.json")
    {
        var import = new AdvisoryImport { Limit = 1024 * 1024 };
        import.Add(name, new MemoryStream(bytes));
        return (Assert.Single(import.Files), import.Build());
    }

    public static Vulnerability Only(string text)
    {
        var (file, knowledge) = Text(text);
        Assert.NotEqual(ImportOutcome.Refused, file.Outcome);
        return Assert.Single(knowledge.Vulnerabilities);
    }

    public static IEnumerable<string> Products(Vulnerability one) => one.Affected.Select(product => $"{product.Vendor}/{product.Product}/{product.Versions}");
}
