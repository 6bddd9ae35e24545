using System.Text;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests.Commands;

/// <summary>Files to be sanitised.</summary>
internal static class SanitizeFiles
{
    /// <summary>A file in explicit VR little endian: SOP class and instance, and 64 bytes of pixel data.</summary>
    public static byte[] Image(string preamble, int pixels = 64)
    {
        byte[] first = [.. Encoding.ASCII.GetBytes(preamble), .. new byte[128 - preamble.Length]];
        var meta = Hex.Parse("0200 0200 5549 0600 312E322E3300  0200 0300 5549 0600 322E32352E31  0200 1000 5549 1400 312E322E3834302E31303030382E312E322E3100");
        return
        [
            .. first, .. "DICM"u8, .. Hex.Parse("0200 0000 554C 0400"), .. BitConverter.GetBytes(meta.Length), .. meta,
            .. Hex.Parse("0800 1600 5549 0600 312E322E3300  0800 1800 5549 0600 322E32352E31  E07F 1000 4F42 0000"), .. BitConverter.GetBytes(pixels), .. new byte[pixels],
        ];
    }
}
