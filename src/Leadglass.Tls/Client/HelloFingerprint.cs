using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Leadglass.Tls.Messages;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Client;

/// <summary>Short names for the way in which a client greets, as others compute them: the same library and settings give the same name.</summary>
internal static class HelloFingerprint
{
    private const int Ja4HashDigits = 12;

    /// <summary>JA3: MD5 over version, suites, extensions, groups and point formats in decimal, in the order of the hello, without GREASE.</summary>
    public static string Ja3(ClientHello hello)
    {
        var groups = hello.Find(ExtensionType.SupportedGroups) is { } extension ? ExtensionReader.ReadGroups(extension) ?? [] : [];
        var formats = hello.Find(ExtensionType.EcPointFormats) is { } points ? ExtensionReader.ReadShortVector(points)?.ToArray() ?? [] : [];
        var text = string.Join(',',
            ((ushort)hello.LegacyVersion).ToString(CultureInfo.InvariantCulture),
            Decimal(hello.Suites),
            Decimal(Extensions(hello)),
            Decimal(groups.Select(static group => (ushort)group)),
            string.Join('-', formats));
#pragma warning disable CA5351 // A name that others compute with MD5; nothing is protected by it.
        return Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(text)));
#pragma warning restore CA5351
    }

    /// <summary>JA4: what can be read at a glance, then truncated SHA-256 over the sorted suites and over the sorted extensions with the signature schemes.</summary>
    public static string Ja4(ClientHello hello)
    {
        var suites = hello.Suites.Where(static code => !Grease.Is(code)).ToList();
        var extensions = Extensions(hello).ToList();
        var schemes = hello.Find(ExtensionType.SignatureAlgorithms) is { } extension ? ExtensionReader.ReadSchemes(extension) ?? [] : [];
        var hashed = extensions.Where(static code => (ExtensionType)code is not (ExtensionType.ServerName or ExtensionType.ApplicationLayerProtocolNegotiation));
        var second = Hexadecimal(hashed.Order());
        if (schemes.Count > 0)
            second += "_" + Hexadecimal(schemes.Select(static scheme => (ushort)scheme).Where(static code => !Grease.Is(code)));
        return string.Create(CultureInfo.InvariantCulture,
            $"t{VersionOf(hello)}{(hello.Find(ExtensionType.ServerName) is null ? 'i' : 'd')}{Math.Min(99, suites.Count):00}{Math.Min(99, extensions.Count):00}{ProtocolOf(hello)}_{Short(Hexadecimal(suites.Order()))}_{Short(extensions.Count == 0 ? "" : second)}");
    }

    private static IEnumerable<ushort> Extensions(ClientHello hello) =>
        (hello.Extensions ?? []).Select(static extension => (ushort)extension.Type).Where(static code => !Grease.Is(code));

    private static string Decimal(IEnumerable<ushort> codes) => string.Join('-', codes.Where(static code => !Grease.Is(code)));

    private static string Hexadecimal(IEnumerable<ushort> codes) => string.Join(',', codes.Select(static code => code.ToString("x4", CultureInfo.InvariantCulture)));

    private static string Short(string text) =>
        text.Length == 0 ? new string('0', Ja4HashDigits) : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..Ja4HashDigits];

    private static string VersionOf(ClientHello hello) => hello.Versions.Where(static version => !Grease.Is((ushort)version)).DefaultIfEmpty(hello.LegacyVersion).Max() switch
    {
        TlsVersion.Tls13 => "13",
        TlsVersion.Tls12 => "12",
        TlsVersion.Tls11 => "11",
        TlsVersion.Tls10 => "10",
        TlsVersion.Ssl3 => "s3",
        _ => "00",
    };

    /// <summary>First and last character of the first application protocol; of its hexadecimal digits where those are no letters or digits.</summary>
    private static string ProtocolOf(ClientHello hello)
    {
        var protocols = hello.Find(ExtensionType.ApplicationLayerProtocolNegotiation) is { } extension ? ExtensionReader.ReadProtocols(extension) : null;
        if (protocols is not [{ Length: > 0 } first, ..])
            return "00";
        if (char.IsAsciiLetterOrDigit(first[0]) && char.IsAsciiLetterOrDigit(first[^1]))
            return $"{first[0]}{first[^1]}";
        var digits = Convert.ToHexStringLower(Encoding.Latin1.GetBytes(first));
        return $"{digits[0]}{digits[^1]}";
    }
}
