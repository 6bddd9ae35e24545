namespace Leadglass.Fuzzing.Sessions;

/// <summary>Last words of a process among those of a server that goes on.</summary>
internal static class ServerWords
{
    private static readonly string[] Last = ["Assertion `", "Assertion '", "ERROR: AddressSanitizer", "runtime error:", "terminate called", "double free", "free(): ", "malloc(): ", "stack smashing", "Unhandled exception."];

    public static bool AreLast(string said) => Last.Any(words => said.Contains(words, StringComparison.Ordinal));
}
