using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Leadglass.Fuzzing.Native;

/// <summary>A segment of System V shared memory, which programs built with AFL++ find by its number.</summary>
/// <remarks>It is marked for removal as soon as it is there: Linux lets others join as long as somebody holds it, and nothing is left behind by a process that was killed.</remarks>
[SupportedOSPlatform("linux")]
internal sealed unsafe partial class SharedSegment : IDisposable
{
    private const int Private = 0;
    private const int Create = 0x200;
    private const int OwnerOnly = 0x180;
    private const int Remove = 0;

    private readonly int _size;
    private void* _start;

    /// <summary>Makes a segment; its bytes are 0.</summary>
    /// <param name="size">How long.</param>
    /// <exception cref="IOException">The system gives none.</exception>
    public SharedSegment(int size)
    {
        _size = size;
        Id = Get(Private, (nuint)size, Create | OwnerOnly);
        if (Id < 0)
            throw Refused();
        _start = Attach(Id, null, 0);
        var isRefused = (nint)_start == -1;
        var refusal = isRefused ? Refused() : null;
        _ = Control(Id, Remove, null);
        if (refusal is not null)
        {
            _start = null;
            throw refusal;
        }
    }

    /// <summary>Its number, as others attach it.</summary>
    public int Id { get; }

    /// <summary>Its bytes, which others may change at any time.</summary>
    /// <exception cref="ObjectDisposedException">It is no longer held.</exception>
    public Span<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, this);
            return new Span<byte>(_start, _size);
        }
    }

    public void Dispose()
    {
        if (_start is null)
            return;
        _ = Detach(_start);
        _start = null;
    }

    private static IOException Refused() => new($"The system gives no System V shared memory: {Marshal.GetLastPInvokeErrorMessage()}.");

    [LibraryImport("libc", EntryPoint = "shmget", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Get(int key, nuint size, int flags);

    [LibraryImport("libc", EntryPoint = "shmat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void* Attach(int id, void* address, int flags);

    [LibraryImport("libc", EntryPoint = "shmdt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Detach(void* address);

    [LibraryImport("libc", EntryPoint = "shmctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(int id, int command, void* buffer);
}
