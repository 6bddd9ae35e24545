using System.IO.MemoryMappedFiles;
using System.Text;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// The memory that the campaign and its worker share: the input, what came of it, the counters, and what was compared. It is a file, so that what a
/// worker that died was working on is still there.
/// </summary>
internal sealed unsafe class SharedRun : IDisposable
{
    /// <summary>The longest input.</summary>
    public const int MostInput = 8 * 1024 * 1024;

    private const int MostText = 64 * 1024;
    private const int TextAt = 8;
    private const int InputAt = TextAt + MostText;
    private const int RingAt = InputAt + MostInput;
    private const int MapAt = RingAt + ComparisonRing.Size;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _blocks;

    public SharedRun(string file, int blocks)
    {
        _blocks = blocks;
        _file = MemoryMappedFile.CreateFromFile(file, FileMode.OpenOrCreate, null, MapAt + blocks);
        _view = _file.CreateViewAccessor();
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        Ring = new ComparisonRing(_start + RingAt);
    }

    /// <summary>What the run compared.</summary>
    public ComparisonRing Ring { get; }

    /// <summary>The counters, one a block.</summary>
    public Span<byte> Map => new(_start + MapAt, _blocks);

    /// <summary>Where the counters are in this process.</summary>
    public nint MapAddress => (nint)(_start + MapAt);

    public ReadOnlySpan<byte> Input
    {
        get => new(_start + InputAt, Math.Clamp(*(int*)_start, 0, MostInput));
        set
        {
            *(int*)_start = value.Length;
            value.CopyTo(new Span<byte>(_start + InputAt, MostInput));
        }
    }

    /// <summary>The exception that the input led to, with its stack; empty where there was none. Untrusted.</summary>
    public string Exception
    {
        get => Encoding.UTF8.GetString(new ReadOnlySpan<byte>(_start + TextAt, Math.Clamp(*(int*)(_start + 4), 0, MostText)));
        set
        {
            Encoding.UTF8.TryGetBytes(value.AsSpan(0, Math.Min(value.Length, MostText / 3)), new Span<byte>(_start + TextAt, MostText), out var written);
            *(int*)(_start + 4) = written;
        }
    }

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
