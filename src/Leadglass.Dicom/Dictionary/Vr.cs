namespace Leadglass.Dicom.Dictionary;

/// <summary>A value representation: its two characters. Those that the standard does not know can be read and written. Source: PS3.5 §6.2.</summary>
/// <param name="Code">The two bytes, the first in the upper half.</param>
public readonly record struct Vr(ushort Code)
{
    /// <summary>Application Entity.</summary>
    public static readonly Vr AE = new("AE");

    /// <summary>Age String.</summary>
    public static readonly Vr AS = new("AS");

    /// <summary>Attribute Tag.</summary>
    public static readonly Vr AT = new("AT");

    /// <summary>Code String.</summary>
    public static readonly Vr CS = new("CS");

    /// <summary>Date.</summary>
    public static readonly Vr DA = new("DA");

    /// <summary>Decimal String.</summary>
    public static readonly Vr DS = new("DS");

    /// <summary>Date Time.</summary>
    public static readonly Vr DT = new("DT");

    /// <summary>Floating Point Double.</summary>
    public static readonly Vr FD = new("FD");

    /// <summary>Floating Point Single.</summary>
    public static readonly Vr FL = new("FL");

    /// <summary>Integer String.</summary>
    public static readonly Vr IS = new("IS");

    /// <summary>Long String.</summary>
    public static readonly Vr LO = new("LO");

    /// <summary>Long Text.</summary>
    public static readonly Vr LT = new("LT");

    /// <summary>Other Byte.</summary>
    public static readonly Vr OB = new("OB");

    /// <summary>Other Double.</summary>
    public static readonly Vr OD = new("OD");

    /// <summary>Other Float.</summary>
    public static readonly Vr OF = new("OF");

    /// <summary>Other Long.</summary>
    public static readonly Vr OL = new("OL");

    /// <summary>Other 64-bit Very Long.</summary>
    public static readonly Vr OV = new("OV");

    /// <summary>Other Word.</summary>
    public static readonly Vr OW = new("OW");

    /// <summary>Person Name.</summary>
    public static readonly Vr PN = new("PN");

    /// <summary>Short String.</summary>
    public static readonly Vr SH = new("SH");

    /// <summary>Signed Long.</summary>
    public static readonly Vr SL = new("SL");

    /// <summary>Sequence of Items.</summary>
    public static readonly Vr SQ = new("SQ");

    /// <summary>Signed Short.</summary>
    public static readonly Vr SS = new("SS");

    /// <summary>Short Text.</summary>
    public static readonly Vr ST = new("ST");

    /// <summary>Signed 64-bit Very Long.</summary>
    public static readonly Vr SV = new("SV");

    /// <summary>Time.</summary>
    public static readonly Vr TM = new("TM");

    /// <summary>Unlimited Characters.</summary>
    public static readonly Vr UC = new("UC");

    /// <summary>Unique Identifier.</summary>
    public static readonly Vr UI = new("UI");

    /// <summary>Unsigned Long.</summary>
    public static readonly Vr UL = new("UL");

    /// <summary>Unknown.</summary>
    public static readonly Vr UN = new("UN");

    /// <summary>Universal Resource Identifier or Locator.</summary>
    public static readonly Vr UR = new("UR");

    /// <summary>Unsigned Short.</summary>
    public static readonly Vr US = new("US");

    /// <summary>Unlimited Text.</summary>
    public static readonly Vr UT = new("UT");

    /// <summary>Unsigned 64-bit Very Long.</summary>
    public static readonly Vr UV = new("UV");

    /// <summary>A VR of its two bytes.</summary>
    /// <param name="first">The first byte.</param>
    /// <param name="second">The second byte.</param>
    public Vr(byte first, byte second) : this((ushort)(first << 8 | second))
    {
    }

    /// <summary>A VR by its two characters, such as <c>UI</c>.</summary>
    /// <param name="name">Two characters of one byte each.</param>
    /// <exception cref="ArgumentException">There are not two of them.</exception>
    public Vr(string name) : this(CodeOf(name))
    {
    }

    /// <summary>The rules of this VR; null where the standard does not know it.</summary>
    public VrRule? Rule => VrRule.Find(this);

    /// <summary>In explicit VR: two reserved bytes and a 32-bit length; also true of VRs that the standard does not know. Source: PS3.5 §7.1.2.</summary>
    public bool HasLongLength => Rule?.HasLongLength ?? true;

    /// <summary>The byte that makes a value even: space for text, NUL for UIDs and everything else. Source: PS3.5 §6.2.</summary>
    public byte Padding => Rule?.Padding ?? 0x00;

    /// <summary>The two characters.</summary>
    public override string ToString() => $"{(char)(Code >> 8)}{(char)(byte)Code}";

    private static ushort CodeOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name is [<= '\xFF', <= '\xFF']
            ? (ushort)(name[0] << 8 | name[1])
            : throw new ArgumentException("A VR has two characters of one byte each.", nameof(name));
    }
}
