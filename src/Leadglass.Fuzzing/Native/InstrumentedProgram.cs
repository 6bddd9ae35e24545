namespace Leadglass.Fuzzing.Native;

/// <summary>What the bytes of a program say about how AFL++ built it.</summary>
/// <param name="IsInstrumented">Whether it looks for the shared memory of a fuzzer.</param>
/// <param name="IsPersistent">Whether one process of it takes many inputs.</param>
/// <param name="IsDeferred">Whether it says itself when its fork server starts.</param>
public sealed record InstrumentedProgram(bool IsInstrumented, bool IsPersistent, bool IsDeferred)
{
    private const int Chunk = 1 << 20;

    // The names by which AFL++ itself recognises them (docs/env_variables.md, include/config.h).
    private static ReadOnlySpan<byte> Instrumented => "__AFL_SHM_ID"u8;

    private static ReadOnlySpan<byte> Persistent => "##SIG_AFL_PERSISTENT##"u8;

    private static ReadOnlySpan<byte> Deferred => "##SIG_AFL_DEFER_FORKSRV##"u8;

    /// <summary>Looks into a program.</summary>
    /// <param name="file">The program; only this file, not the libraries that it loads.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static InstrumentedProgram Of(string file)
    {
        using var stream = File.OpenRead(file);
        var (instrumented, persistent, deferred) = (false, false, false);
        var kept = 0;
        var bytes = new byte[Chunk + Deferred.Length];
        int read;
        while ((read = stream.ReadAtLeast(bytes.AsSpan(kept), bytes.Length - kept, throwOnEndOfStream: false)) > 0)
        {
            var window = bytes.AsSpan(0, kept + read);
            instrumented |= window.IndexOf(Instrumented) >= 0;
            persistent |= window.IndexOf(Persistent) >= 0;
            deferred |= window.IndexOf(Deferred) >= 0;
            // A mark may lie across two chunks.
            kept = Math.Min(window.Length, Deferred.Length);
            window[^kept..].CopyTo(bytes);
        }
        return new InstrumentedProgram(instrumented, instrumented && persistent, instrumented && deferred);
    }
}
