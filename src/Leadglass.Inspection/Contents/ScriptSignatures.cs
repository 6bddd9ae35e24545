namespace Leadglass.Inspection.Contents;

/// <summary>Text that something runs: interpreters, browsers, servers.</summary>
internal static class ScriptSignatures
{
    /// <summary>A tag of HTML ends within this many bytes.</summary>
    private const int LongestTag = 1024;

    public static IEnumerable<Signature> All =>
    [
        new(ContentKinds.ShellScript, "#!"u8.ToArray(), Shebang) { StartOnly = true },
        new(ContentKinds.ShellScript, "#!/bin/"u8.ToArray(), Shebang),
        new(ContentKinds.ShellScript, "#!/usr/"u8.ToArray(), Shebang),
        new(ContentKinds.ShellScript, "#! /bin/"u8.ToArray(), Shebang),
        new(ContentKinds.ShellScript, "#! /usr/"u8.ToArray(), Shebang),
        new(ContentKinds.BatchFile, "@echo off"u8.ToArray(), static _ => "@echo off") { IgnoreCase = true },
        new(ContentKinds.Php, "<?php"u8.ToArray(), static c => c.Length > 5 && Ascii.IsSpace(c[5]) && IsTextFor(c, 64) ? "<?php" : null) { IgnoreCase = true },
        new(ContentKinds.ServerPage, "<%@"u8.ToArray(), static c => Tag(c, 3, "%>"u8)),
        new(ContentKinds.ServerPage, "<%"u8.ToArray(), static c => Tag(c, 2, "%>"u8)) { StartOnly = true },
        new(ContentKinds.Html, "<!doctype html"u8.ToArray(), static c => Tag(c, 14, ">"u8)) { IgnoreCase = true },
        new(ContentKinds.Html, "<html"u8.ToArray(), static c => Tag(c, 5, ">"u8)) { IgnoreCase = true },
        new(ContentKinds.Html, "<iframe"u8.ToArray(), static c => Tag(c, 7, ">"u8)) { IgnoreCase = true },
        new(ContentKinds.HtmlScript, "<script"u8.ToArray(), static c => Tag(c, 7, ">"u8)) { IgnoreCase = true },
        new(ContentKinds.HtmlScript, "<hta:application"u8.ToArray(), static c => Tag(c, 16, ">"u8)) { IgnoreCase = true },
        new(ContentKinds.Svg, "<svg"u8.ToArray(), static c => Tag(c, 4, ">"u8)) { IgnoreCase = true },
        new(ContentKinds.ScriptUrl, "javascript:"u8.ToArray(), static c => IsTextFor(c, 16) ? "javascript:" : null) { IgnoreCase = true },
        new(ContentKinds.HtmlScript, "onerror="u8.ToArray(), static c => IsTextFor(c, 12) ? "event handler" : null) { IgnoreCase = true },
        new(ContentKinds.HtmlScript, "onload="u8.ToArray(), static c => IsTextFor(c, 11) ? "event handler" : null) { IgnoreCase = true },
        new(ContentKinds.ScriptUrl, "vbscript:"u8.ToArray(), static c => IsTextFor(c, 16) ? "vbscript:" : null) { IgnoreCase = true },
        new(ContentKinds.Mime, "mime-version:"u8.ToArray(), static c => IsTextFor(c, 18) ? "MIME-Version header" : null) { IgnoreCase = true },
    ];

    private static string? Shebang(ReadOnlySpan<byte> c)
    {
        var line = c[..Math.Min(c.Length, 256)];
        if (line.IndexOfAny((byte)'\n', (byte)0) is >= 0 and var end)
            line = line[..end];
        var path = line.Length > 2 ? line[2..].TrimStart((byte)' ') : default;
        if (path.Length < 4 || path[0] != '/' || !Ascii.IsText(path))
            return null;
        var program = path.IndexOf((byte)' ') is > 0 and var space ? path[..space] : path.TrimEnd((byte)'\r');
        return Ascii.IsDottedName(program[1..]) ? $"interpreter line for /{Ascii.Name(program[1..])}" : null;
    }

    private static string? Tag(ReadOnlySpan<byte> c, int nameLength, ReadOnlySpan<byte> end)
    {
        if (c.Length <= nameLength || !(Ascii.IsSpace(c[nameLength]) || c[nameLength] is (byte)'>' or (byte)'/' || end.Length > 1))
            return null;
        var rest = c[nameLength..Math.Min(c.Length, nameLength + LongestTag)];
        var closed = rest.IndexOf(end);
        // The bytes of random data that spell a tag are not followed by text.
        return closed >= 0 && Ascii.IsText(rest[..closed]) && IsTextFor(c, nameLength + 8) ? $"{Ascii.Name(c[..nameLength]).ToLowerInvariant()} tag" : null;
    }

    private static bool IsTextFor(ReadOnlySpan<byte> c, int length)
    {
        foreach (var value in c[..Math.Min(c.Length, length)])
        {
            if (value is >= 0x7F || !Ascii.IsText(value))
                return value == 0;   // padding ends a text
        }

        return true;
    }
}
