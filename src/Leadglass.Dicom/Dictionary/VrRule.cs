using System.Collections.Frozen;
using static Leadglass.Dicom.Dictionary.VrLength;

namespace Leadglass.Dicom.Dictionary;

/// <summary>What the standard says about one VR. Source: PS3.5 Table 6.2-1, Table 7.1-1 and Table 7.1-2.</summary>
/// <param name="Vr">The VR.</param>
/// <param name="HasLongLength">In explicit VR: two reserved bytes and a 32-bit length, instead of a 16-bit one.</param>
/// <param name="Length">How <paramref name="MaxLength"/> is counted.</param>
/// <param name="MaxLength">Longest single value outside of range queries; null where <paramref name="Length"/> says unlimited.</param>
/// <param name="Padding">The byte that makes a value even; null where a value of this VR always is.</param>
/// <param name="IsSingleValued">The backslash does not separate values: the value multiplicity is always 1.</param>
public sealed record VrRule(Vr Vr, bool HasLongLength, VrLength Length, uint? MaxLength, byte? Padding, bool IsSingleValued)
{
    private const byte Space = 0x20;
    private const byte Nul = 0x00;

    private static readonly FrozenDictionary<Vr, VrRule> Rules = new VrRule[]
    {
        //          long   length      max         pad    single
        new(Vr.AE, false, Bytes,      16,         Space, false),
        new(Vr.AS, false, FixedBytes, 4,          Space, false),
        new(Vr.AT, false, FixedBytes, 4,          null,  false),
        new(Vr.CS, false, Bytes,      16,         Space, false),
        new(Vr.DA, false, FixedBytes, 8,          Space, false),
        new(Vr.DS, false, Bytes,      16,         Space, false),
        new(Vr.DT, false, Bytes,      26,         Space, false),
        new(Vr.FD, false, FixedBytes, 8,          null,  false),
        new(Vr.FL, false, FixedBytes, 4,          null,  false),
        new(Vr.IS, false, Bytes,      12,         Space, false),
        new(Vr.LO, false, Characters, 64,         Space, false),
        new(Vr.LT, false, Characters, 10240,      Space, true),
        new(Vr.OB, true,  Unlimited,  null,       Nul,   true),
        new(Vr.OD, true,  Bytes,      4294967288, null,  true),
        new(Vr.OF, true,  Bytes,      4294967292, null,  true),
        new(Vr.OL, true,  Unlimited,  null,       null,  true),
        new(Vr.OV, true,  Unlimited,  null,       null,  false),
        new(Vr.OW, true,  Unlimited,  null,       null,  true),
        new(Vr.PN, false, Characters, 64,         Space, false),
        new(Vr.SH, false, Characters, 16,         Space, false),
        new(Vr.SL, false, FixedBytes, 4,          null,  false),
        new(Vr.SQ, true,  Unlimited,  null,       null,  true),
        new(Vr.SS, false, FixedBytes, 2,          null,  false),
        new(Vr.ST, false, Characters, 1024,       Space, true),
        new(Vr.SV, true,  FixedBytes, 8,          null,  false),
        new(Vr.TM, false, Bytes,      14,         Space, false),
        new(Vr.UC, true,  Bytes,      4294967294, Space, false),
        new(Vr.UI, false, Bytes,      64,         Nul,   false),
        new(Vr.UL, false, FixedBytes, 4,          null,  false),
        new(Vr.UN, true,  Unlimited,  null,       Nul,   true),
        new(Vr.UR, true,  Bytes,      4294967294, Space, true),
        new(Vr.US, false, FixedBytes, 2,          null,  false),
        new(Vr.UT, true,  Bytes,      4294967294, Space, true),
        new(Vr.UV, true,  FixedBytes, 8,          null,  false),
    }.ToFrozenDictionary(static rule => rule.Vr);

    /// <summary>Every VR of the standard.</summary>
    public static IReadOnlyCollection<VrRule> All => Rules.Values;

    /// <summary>The rules of a VR; null where the standard does not know it.</summary>
    /// <param name="vr">The VR.</param>
    public static VrRule? Find(Vr vr) => Rules.GetValueOrDefault(vr);
}
