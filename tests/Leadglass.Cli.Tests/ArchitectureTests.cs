using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests;

/// <summary>The rooms and who knows whom. An arrow that is not drawn here does not exist.</summary>
public sealed class ArchitectureTests
{
    private const string Prefix = "Leadglass.";

    /// <summary>Each room with the rooms that it may know; those that do not exist yet are drawn already.</summary>
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Findings"] = [],
        ["Dicom"] = [],
        ["Tls"] = ["Findings"],
        ["Knowledge"] = ["Findings"],
        ["Exposure"] = ["Dicom", "Findings", "Knowledge", "Tls"],
        ["Inspection"] = ["Dicom", "Findings"],
        ["Audit"] = ["Findings"],
        ["Fuzzing"] = ["Dicom", "Findings"],
        ["Gateway"] = ["Audit", "Dicom", "Findings", "Inspection", "Tls"],
        ["Guidance"] = ["Findings"],
        ["Lab"] = ["Dicom", "Tls"],
        ["Console"] = ["Audit", "Dicom", "Exposure", "Findings", "Fuzzing", "Gateway", "Guidance", "Inspection", "Knowledge", "Lab", "Tls"],
        ["Cli"] = ["Audit", "Console", "Dicom", "Exposure", "Findings", "Fuzzing", "Gateway", "Guidance", "Inspection", "Knowledge", "Lab", "Tls"],
    };

    public static TheoryData<string> Rooms =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)[Prefix.Length..]).Order()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void EveryProjectReference_IsAnArrow(string room)
    {
        Assert.Contains(room, Arrows.Keys);
        Assert.Subset(Arrows[room].ToHashSet(), ProjectReferences(room).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void EveryAssemblyReference_IsAnArrow(string room) => Assert.Subset(Arrows[room].ToHashSet(), AssemblyReferences(room).ToHashSet());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void EveryProjectReference_IsNeeded(string room) => Assert.Subset(AssemblyReferences(room).ToHashSet(), ProjectReferences(room).ToHashSet());

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Internals_AreSharedWithTheRoomsOwnTestsOnly(string room) => Assert.Equal(
        [$"{Prefix}{room}.Tests"],
        AssemblyOf(room).GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName));

    /// <summary>eng/BannedSymbols.txt forbids it in the sources; this looks at what was built. Fuzzing runs the program that the user names.</summary>
    [Theory]
    [MemberData(nameof(Rooms))]
    public void NoRoomButFuzzing_CanStartAProgram(string room)
    {
        using var assembly = new PEReader(File.OpenRead(AssemblyOf(room).Location));
        var metadata = assembly.GetMetadataReader();
        var called = metadata.MemberReferences.Select(metadata.GetMemberReference)
            .Where(member => member.Parent.Kind == HandleKind.TypeReference)
            .Select(member => $"{metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)member.Parent).Name)}.{metadata.GetString(member.Name)}");

        Assert.Equal(room == "Fuzzing", called.Contains("Process.Start"));
        Assert.Equal(room == "Fuzzing", metadata.TypeReferences.Any(type => metadata.GetString(metadata.GetTypeReference(type).Name) == "ProcessStartInfo"));
    }

    private static IEnumerable<string> ProjectReferences(string room) =>
        XDocument.Load(Path.Combine(Repository.Root, "src", Prefix + room, $"{Prefix}{room}.csproj"))
            .Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension((string)r.Attribute("Include")!)[Prefix.Length..]);

    private static IEnumerable<string> AssemblyReferences(string room) =>
        AssemblyOf(room).GetReferencedAssemblies().Select(a => a.Name!).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]);

    private static Assembly AssemblyOf(string room) => Assembly.Load(room == "Cli" ? "leadglass" : Prefix + room);
}
