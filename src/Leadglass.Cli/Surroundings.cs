using System.Text;

namespace Leadglass.Cli;

/// <summary>Everything around a command that a test replaces: where it writes, what the terminal can do, clock and randomness.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard output: the answer.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard input, for commands that are asked to read it; empty by default.</summary>
    public Stream In { get; init; } = Stream.Null;

    /// <summary>Standard error: errors, progress, remarks.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether somebody types on standard input.</summary>
    public bool IsTyped { get; init; }

    /// <summary>Width of the terminal in cells; <see langword="null"/> when standard output is not one.</summary>
    public int? Width { get; init; }

    /// <summary>Whether standard error is a terminal, so that progress can be shown.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>Whether colour is welcome on standard output.</summary>
    public bool Color { get; init; }

    /// <summary>Whether standard output can show more than ASCII.</summary>
    public bool Unicode { get; init; } = true;

    /// <summary>Clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Source of randomness for keys that cannot exist.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>The variables of the environment, for secrets that do not belong on a command line.</summary>
    public Func<string, string?> Variable { get; init; } = static _ => null;

    /// <summary>The surroundings of the running process.</summary>
    public static Surroundings OfThisProcess()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        var isTerminal = !Console.IsOutputRedirected;
        return new Surroundings
        {
            Out = new StreamWriter(Console.OpenStandardOutput()),   // Console.Out flushes at every write
            Error = Console.Error,
            In = Console.OpenStandardInput(),
            IsTyped = !Console.IsInputRedirected,
            Variable = Environment.GetEnvironmentVariable,
            Width = isTerminal ? WidthOfTerminal() : null,
            ShowsProgress = !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb",
            // https://no-color.org
            Color = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
            // By code page: the console wraps its encoding, so the type says nothing.
            Unicode = !isTerminal || Console.OutputEncoding.CodePage == Encoding.UTF8.CodePage,
        };
    }

    /// <summary>Reads one line of standard input that nobody else shall see: what is typed is not shown.</summary>
    /// <param name="prompt">What is wanted; shown only to who types.</param>
    /// <param name="cancellationToken">Ends the wait for a line that is not typed.</param>
    /// <returns>The line; empty at the end of the input.</returns>
    public async Task<string> ReadSecretAsync(string prompt, CancellationToken cancellationToken)
    {
        if (!IsTyped)
        {
            using var reader = new StreamReader(In, leaveOpen: true);
            return await reader.ReadLineAsync(cancellationToken) ?? "";
        }

        await Error.WriteAsync(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        await Error.WriteLineAsync();
        return typed.ToString();
    }

    private static int WidthOfTerminal()
    {
        const int Usual = 80;
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : Usual;
        }
        catch (IOException)
        {
            return Usual;
        }
    }
}
