using Leadglass.Fuzzing.Execution;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Native;

/// <summary>Small programs with a planted bug, built by the real compiler of AFL++ once for all tests.</summary>
public sealed class PlantedPrograms : IAsyncLifetime
{
    /// <summary>What is planted: an abort behind three comparisons, and other ways out told by the first byte.</summary>
    private const string Bugs = """
        #include <signal.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        static void judge(const unsigned char *bytes, long length) {
            if (length < 1) return;
            if (bytes[0] == 'H') for (;;) usleep(1000);
            if (bytes[0] == 'X') exit(7);
            if (bytes[0] == 'E') { fprintf(stderr, "said %d\n", length > 1 ? bytes[1] : 0); return; }
            if (bytes[0] == 'P') { kill(getppid(), SIGKILL); for (;;) usleep(1000); }
            if (bytes[0] == 'M') { char *all = malloc(200 << 20); if (!all) exit(9); memset(all, 1, 200 << 20); for (;;) usleep(1000); }
            if (bytes[0] == 'L' && length > 1 && bytes[1] == 'G' && length > 2 && bytes[2] == 'Z') abort();
        }
        """;

    private const string OfFile = """
        int main(int argc, char **argv) {
            static unsigned char bytes[4096];
            FILE *file = argc > 1 ? fopen(argv[1], "rb") : stdin;
            if (!file) return 3;
            judge(bytes, fread(bytes, 1, sizeof bytes, file));
            return 0;
        }
        """;

    private const string OfSharedMemory = """
        __AFL_FUZZ_INIT();
        int main(void) {
            __AFL_INIT();
            unsigned char *bytes = __AFL_FUZZ_TESTCASE_BUF;
            while (__AFL_LOOP(1000)) { long length = __AFL_FUZZ_TESTCASE_LEN; judge(bytes, length); }
            return 0;
        }
        """;

    // What afl-clang-lto does by itself: the words of comparisons are handed to the runtime, which passes them on.
    private const string OfDictionary = """
        extern unsigned char *__afl_dictionary;
        extern unsigned int __afl_dictionary_len;
        int main(int argc, char **argv) {
            __afl_dictionary = (unsigned char *)"\x09" "LEADGLASS" "\x02" "\xff\x01";
            __afl_dictionary_len = 13;
            __AFL_INIT();
            static char bytes[4096];
            FILE *file = argc > 1 ? fopen(argv[1], "rb") : 0;
            if (file && fread(bytes, 1, sizeof bytes - 1, file) > 0 && strcmp(bytes, "LEADGLASS") == 0) abort();
            return 0;
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public string Forking => _folder.File("forking");

    public string Persistent => _folder.File("persistent");

    public string WithDictionary => _folder.File("with-dictionary");

    /// <summary>Words of comparisons, as the compiler wrote them down for afl-fuzz.</summary>
    public string Dictionary => _folder.File("dictionary");

    public static CommandTarget Target(string program, params string[] arguments) => CommandTarget.TryRead([program, .. arguments], takesFile: true, out _)!;

    public async ValueTask InitializeAsync()
    {
        if (ExternalProgram.Find("afl-clang-fast") is null)
            return;
        await Task.WhenAll(
            BuildAsync(Forking, Bugs + OfFile), BuildAsync(Persistent, Bugs + OfSharedMemory),
            BuildAsync(WithDictionary, Bugs + OfDictionary, new() { ["AFL_LLVM_DICT2FILE"] = Dictionary }));
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task BuildAsync(string program, string source, Dictionary<string, string>? environment = null)
    {
        var file = _folder.Write(Path.GetFileName(program) + ".c", source);
        var built = await ExternalProgram.RunAsync(
            "afl-clang-fast", ["-O0", "-o", program, file], CancellationToken.None, new Dictionary<string, string>(environment ?? []) { ["AFL_QUIET"] = "1" });
        if (built.ExitCode != 0)
            throw new ProgramFailedException($"afl-clang-fast did not build {file}:\n{built.Output}\n{built.Errors}");
    }
}
