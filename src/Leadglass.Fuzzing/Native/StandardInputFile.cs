using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Leadglass.Fuzzing.Native;

/// <summary>
/// A file that is the standard input of a fork server and of all its children. They share one position in it, so that it has to be the very
/// same open file that is rewound here: one that is merely opened again would have a position of its own.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed partial class StandardInputFile : IDisposable
{
    private const int FromStart = 0;

    private readonly SafeFileHandle _file;

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public StandardInputFile(string path)
    {
        _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite);
        // The runtime's own descriptor closes when a program starts; this one is handed down.
        Descriptor = Duplicate(_file);
        if (Descriptor < 0)
            throw new IOException($"The file of standard input cannot be handed down: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    /// <summary>What a program that is started inherits.</summary>
    public int Descriptor { get; }

    /// <summary>Makes bytes the whole of it, to be read from the start.</summary>
    /// <exception cref="IOException">They cannot be written: the disk may be full.</exception>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.SetLength(_file, bytes.Length);
        RandomAccess.Write(_file, bytes, 0);
        _ = Seek(_file, 0, FromStart);
    }

    public void Dispose()
    {
        _ = Close(Descriptor);
        _file.Dispose();
    }

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "lseek")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Seek(SafeFileHandle file, nint offset, int whence);
}
