using System.Text;

namespace Leadglass.Dicom.Network;

/// <summary>The 16 bytes of an AE title in an associate PDU. Source: PS3.8 §9.3.2; VR AE of PS3.5 §6.2.</summary>
internal static class AETitleField
{
    public const int Size = 16;

    public static readonly ReadOnlyMemory<byte> Blank = Encode("");

    /// <summary>The title as people write it: spaces at both ends are not significant, and neither are the NULs that some send instead.</summary>
    public static string Text(ReadOnlyMemory<byte> field) => Encoding.Latin1.GetString(field.Span.Trim(" \0"u8));

    public static ReadOnlyMemory<byte> Encode(string title)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (title.Length > Size || title.Any(static c => c > byte.MaxValue))
            throw new ArgumentException($"An AE title is at most {Size} characters of one byte each.", nameof(title));

        var field = new byte[Size];
        field.AsSpan().Fill((byte)' ');
        Encoding.Latin1.GetBytes(title, field);
        return field;
    }
}
