using System.Text;

namespace Leadglass.Fuzzing.Web;

/// <summary>The UIDs that requests are about: derived from UUIDs of Leadglass by the rule of PS3.5 §B.2, so that no patient's study has them.</summary>
internal static class WebUids
{
    /// <summary>The object that is stored before the campaign and compared after it.</summary>
    public const string Control = "2.25.182839891997864888002017579177950878099";

    public const string ControlStudy = Control + ".1";

    public const string ControlSeries = Control + ".2";

    /// <summary>The object that a case stores, as it is written down. What is sent has another UID of the same length each time: see <see cref="Fresh"/>.</summary>
    public const string Case = "2.25.201822377120918176539215812920479923740";

    private const int Changed = 12;

    /// <summary>Puts another UID in the place of <see cref="Case"/>: an object that is there already would be refused before anybody looked into it.</summary>
    /// <param name="bytes">What is about to be sent; changed in place.</param>
    /// <param name="number">From which the UID is made.</param>
    public static void Fresh(Span<byte> bytes, long number)
    {
        ReadOnlySpan<byte> present = Encoding.ASCII.GetBytes(Case);
        var digits = Encoding.ASCII.GetBytes($"{(ulong)number % 1_000_000_000_000:D12}");
        while (bytes.IndexOf(present) is >= 0 and var at)
        {
            digits.CopyTo(bytes[(at + present.Length - Changed)..]);
            bytes = bytes[(at + present.Length)..];
        }
    }
}
