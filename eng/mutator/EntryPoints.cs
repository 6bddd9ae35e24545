using System.Runtime.InteropServices;

namespace Leadglass.Mutator;

/// <summary>
/// The functions by which fuzzers ask for cases: those of AFL++ (docs/custom_mutators.md there) and the one of libFuzzer. AFL++ wants the memory of a
/// case to live until the next one is asked for; libFuzzer wants it in place of the input.
/// </summary>
internal static unsafe class EntryPoints
{
    /// <summary>How many cases AFL++ asks for each time that it comes to an input.</summary>
    private const uint CasesAnInput = 256;

    private static CaseStream? s_ofLibFuzzer;

    private sealed class Session(uint seed)
    {
        public CaseStream Cases { get; } = new(seed);

        public byte* Memory { get; set; }

        public nuint Size { get; set; }
    }

    [UnmanagedCallersOnly(EntryPoint = "afl_custom_init")]
    public static nint Begin(void* fuzzer, uint seed) => GCHandle.ToIntPtr(GCHandle.Alloc(new Session(seed)));

    [UnmanagedCallersOnly(EntryPoint = "afl_custom_fuzz_count")]
    public static uint Count(nint session, byte* input, nuint length) => CasesAnInput;

    [UnmanagedCallersOnly(EntryPoint = "afl_custom_fuzz")]
    public static nuint Make(nint session, byte* input, nuint length, byte** made, byte* other, nuint otherLength, nuint longest)
    {
        var its = (Session)GCHandle.FromIntPtr(session).Target!;
        var bytes = its.Cases.Next(new ReadOnlySpan<byte>(input, (int)length), (int)longest);
        if (its.Size < (nuint)bytes.Length)
        {
            its.Memory = (byte*)NativeMemory.Realloc(its.Memory, (nuint)bytes.Length);
            its.Size = (nuint)bytes.Length;
        }
        bytes.Span.CopyTo(new Span<byte>(its.Memory, bytes.Length));
        *made = its.Memory;
        return (nuint)bytes.Length;
    }

    [UnmanagedCallersOnly(EntryPoint = "afl_custom_deinit")]
    public static void End(nint session)
    {
        var handle = GCHandle.FromIntPtr(session);
        NativeMemory.Free(((Session)handle.Target!).Memory);
        handle.Free();
    }

    [UnmanagedCallersOnly(EntryPoint = "LLVMFuzzerCustomMutator")]
    public static nuint MakeInPlace(byte* input, nuint length, nuint longest, uint seed)
    {
        s_ofLibFuzzer ??= new CaseStream(seed);
        var bytes = s_ofLibFuzzer.Next(new ReadOnlySpan<byte>(input, (int)length), (int)longest);
        bytes.Span.CopyTo(new Span<byte>(input, (int)longest));
        return (nuint)bytes.Length;
    }
}
