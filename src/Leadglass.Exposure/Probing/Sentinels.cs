using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Leadglass.Exposure.Probing;

/// <summary>Keys that cannot exist in any archive, fresh for every run: whoever searches for them finds nobody.</summary>
public sealed class Sentinels
{
    private static readonly CompositeFormat UidFormat = CompositeFormat.Parse("2.25.{0}");

    /// <summary>Draws the keys.</summary>
    /// <param name="random">Source of randomness; 122 bits go into the study UID.</param>
    public Sentinels(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);    // a version 4 UUID (RFC 9562 §5.4), so that the UID is a valid one under 2.25
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        StudyInstanceUid = string.Format(CultureInfo.InvariantCulture, UidFormat, new BigInteger(bytes, isUnsigned: true, isBigEndian: true));
        Token = Convert.ToHexStringLower(bytes.AsSpan(10));
        PatientId = $"LEADGLASS-{Token}";
        CalledAETitle = $"LG{BinaryPrimitives.ReadUInt32BigEndian(bytes) % 1_000_000:D6}";
        UserName = $"leadglass-{Token}";
    }

    /// <summary>A study that nobody made: a UID under 2.25 from a fresh UUID (PS3.5 B.2).</summary>
    public string StudyInstanceUid { get; }

    /// <summary>A patient ID that nobody has.</summary>
    public string PatientId { get; }

    /// <summary>A called AE title that no system has: <c>LG</c> and six digits.</summary>
    public string CalledAETitle { get; }

    /// <summary>A user that nobody knows.</summary>
    public string UserName { get; }

    /// <summary>Twelve hexadecimal digits for everything else.</summary>
    public string Token { get; }

    /// <summary>Whether a text can be an AE title: 1 to 16 characters of ISO 646 without controls and backslash, not all spaces (PS3.5 §6.2).</summary>
    public static bool IsAETitle(string text) =>
        text.Length is > 0 and <= 16 && text.All(c => c is >= ' ' and <= '~' and not '\\') && text.Trim().Length > 0;

    /// <summary>The query part of a QIDO-RS search that can match nothing and returns nothing beyond the study UID.</summary>
    public string QidoQuery => $"StudyInstanceUID={StudyInstanceUid}&limit=1&includefield=0020000D";
}
