using System.Globalization;

namespace Leadglass.Fuzzing.Managed;

/// <summary>A copy of a target's folder in which assemblies are rewritten, for as many workers as want to run it.</summary>
public sealed class InstrumentedTarget : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("leadglass-fuzz-");
    private int _runs;

    private InstrumentedTarget(ManagedTarget target, ProbeKind kind)
    {
        (Target, Kind) = (target, kind);
        try
        {
            foreach (var file in Directory.GetFiles(System.IO.Path.GetDirectoryName(target.Assembly)!))
            {
                if (System.IO.Path.GetExtension(file) is ".dll" or ".pdb" or ".json" or ".so")
                    File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));
            }
            foreach (var name in target.Instrumented)
                Probes = AssemblyInstrumenter.Instrument(System.IO.Path.Combine(Path, name), kind, Probes);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The target.</summary>
    public ManagedTarget Target { get; }

    /// <summary>How many blocks are counted, or how many places compare numbers.</summary>
    public int Probes { get; }

    internal ProbeKind Kind { get; }

    internal string Path => _folder.FullName;

    /// <summary>A copy that counts which blocks run.</summary>
    /// <param name="target">The target.</param>
    /// <exception cref="IOException">The folder cannot be copied: the disk may be full.</exception>
    /// <exception cref="BadImageFormatException">An assembly to be rewritten is none.</exception>
    public static InstrumentedTarget WithBlocks(ManagedTarget target) => new(target, ProbeKind.Blocks);

    /// <summary>A copy that tells what is compared with what.</summary>
    /// <param name="target">The target.</param>
    /// <exception cref="IOException">The folder cannot be copied: the disk may be full.</exception>
    /// <exception cref="BadImageFormatException">An assembly to be rewritten is none.</exception>
    public static InstrumentedTarget WithComparisons(ManagedTarget target) => new(target, ProbeKind.Comparisons);

    /// <summary>A file for what a worker shares with its campaign.</summary>
    internal string NextSharedFile() => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"shared-{Interlocked.Increment(ref _runs)}"));

    /// <summary>Removes the copy.</summary>
    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A worker that is just ending may still hold a file: the system's cleaning of temporary files takes the rest.
        }
    }
}
