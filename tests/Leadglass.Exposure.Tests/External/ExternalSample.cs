using Leadglass.TestKit;

namespace Leadglass.Exposure.Tests.External;

/// <summary>The synthetic exports beside the tests.</summary>
internal static class ExternalSample
{
    public static string Path(string name) => System.IO.Path.Combine(Repository.Root, "tests", "Leadglass.Exposure.Tests", "External", "Samples", name);
}
