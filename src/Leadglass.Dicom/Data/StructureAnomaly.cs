using Leadglass.Dicom.Dictionary;
using static Leadglass.Dicom.Data.StructureAnomalyKind;

namespace Leadglass.Dicom.Data;

/// <summary>One place where the bytes of a file or data set differ from the standard. Holds numbers only, never a value.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Offset">Zero-based offset in the source of the tree; of a file's own anomalies, in the file.</param>
/// <param name="Node">Index of the node in its tree; -1 where there is none.</param>
/// <param name="Tag">The tag of the element; default where there is none.</param>
/// <param name="Found">What was found, where it is a number.</param>
/// <param name="Expected">What was to be expected, where it is a number.</param>
public readonly record struct StructureAnomaly(StructureAnomalyKind Kind, long Offset, int Node = -1, Tag Tag = default, long Found = 0, long Expected = 0)
{
    /// <summary>The clause that the bytes deviate from.</summary>
    public string Clause => Kind switch
    {
        LengthPastEnd or NoElement or TooManyElements or DescendingTag or DuplicateTag => "PS3.5 §7.1",
        NoItem or DelimiterOutOfPlace or DelimiterLength or TooDeep => "PS3.5 §7.5",
        DelimiterMissing => "PS3.5 §7.5.2",
        OddLength => "PS3.5 §7.1.1",
        UndefinedVr => "PS3.5 §6.2",
        ReservedNotZero or UndefinedLengthNotAllowed => "PS3.5 §7.1.2",
        ImplicitInExplicit or ExplicitInImplicit => "PS3.5 §7.1",
        GroupLengthWrong => "PS3.5 §7.2",
        ForbiddenGroup => "PS3.5 §7.1",
        PrivateWithoutCreator or PrivateElementNumber => "PS3.5 §7.8.1",
        NoPreamble or NoPrefix or NoMetaGroup or MetaEncoding or ForeignElementInMeta or NoTransferSyntax => "PS3.10 §7.1",
        UnknownTransferSyntax or TransferSyntaxMismatch => "PS3.5 §10",
        DeflateBroken or DeflateLimit or ZlibHeader or AfterDeflate => "PS3.5 §A.5",
        FragmentLengthUndefined or OffsetTableLength or OffsetTableOrder or OffsetTableTarget or OffsetTableLengths or TwoOffsetTables or FrameCount => "PS3.5 §A.4",
        PixelDataShort or PixelDataLong => "PS3.5 §8.1.1",
        CodestreamRows or CodestreamColumns or CodestreamSamples or CodestreamBits => "PS3.5 §8.2",
        RleSegments or RleOffset => "PS3.5 §G.5",
        OverlayShort => "PS3.3 §C.9.2",
        LookupTableShort => "PS3.3 §C.11.1.1",
        _ => throw new InvalidOperationException($"{Kind} has no clause."),
    };

    /// <summary>The structure is broken, so that what follows could be read differently by somebody else; otherwise the meaning is clear.</summary>
    public bool IsFault => Kind is LengthPastEnd or NoElement or NoItem or DelimiterMissing or DelimiterOutOfPlace or TooDeep or TooManyElements
        or FragmentLengthUndefined or DeflateBroken or DeflateLimit;

    /// <summary>What was found and what was expected, in one sentence without a full stop.</summary>
    public string Message => Kind switch
    {
        LengthPastEnd => $"{Tag} announces {Found} bytes, {Expected} are there",
        NoElement => $"{Found} bytes that are no element",
        NoItem => $"{Tag} where an item was to come",
        DelimiterMissing => "the delimiter is missing",
        DelimiterOutOfPlace => $"{Tag} where an element was to come",
        DelimiterLength => $"length {Found} instead of 0",
        TooDeep => $"sequences more than {Expected} deep",
        TooManyElements => $"more than {Expected} elements",
        FragmentLengthUndefined => "a fragment of undefined length",
        OddLength => $"odd length {Found}",
        DescendingTag => $"after {new Tag((uint)Expected)}: elements ascend, each tag once",
        DuplicateTag => $"{Tag} again: elements ascend, each tag once",
        UndefinedVr => $"VR {Found:X4}H is not defined",
        ReservedNotZero => $"the reserved bytes are not zero but {Found:X4}H",
        UndefinedLengthNotAllowed => $"undefined length with VR {new Vr((ushort)Found)}",
        ImplicitInExplicit => "an element in implicit VR inside explicit VR",
        ExplicitInImplicit => $"an element in explicit VR, {new Vr((ushort)Found)}, inside implicit VR",
        GroupLengthWrong => $"the group length is {Found}, the group has {Expected} bytes",
        ForbiddenGroup => $"group {Tag.Group:X4} does not belong into this data set",
        PrivateWithoutCreator => "a private element without private creator",
        PrivateElementNumber => "an element number that no private element may have",
        NoPreamble => "the file does not begin with 128 bytes of preamble",
        NoPrefix => "the prefix DICM is missing",
        NoMetaGroup => "there is no File Meta Information",
        MetaEncoding => "the File Meta Information is not in explicit VR little endian",
        ForeignElementInMeta => $"{Tag} in front of the File Meta Information",
        NoTransferSyntax => "there is no transfer syntax UID",
        UnknownTransferSyntax => "the transfer syntax UID is not one of the standard",
        TransferSyntaxMismatch => $"the data set is read as {(DataSetEncoding)Found}, its transfer syntax says {(DataSetEncoding)Expected}",
        DeflateBroken => $"the deflated data set cannot be expanded beyond {Found} bytes",
        DeflateLimit => $"the deflated data set expands to more than {Expected} bytes",
        ZlibHeader => "the deflated data set has a zlib header",
        AfterDeflate => $"{Found} bytes follow the deflated data set",
        OffsetTableLength => $"an offset table of {Found} bytes, which is no multiple of {Expected}",
        OffsetTableOrder => $"offset {Found} after {Expected}",
        OffsetTableTarget => $"offset {Found} points to no fragment",
        OffsetTableLengths => $"a frame of {Found} bytes where {Expected} are there",
        TwoOffsetTables => "both the basic and the extended offset table have entries",
        FrameCount => $"{Found} frames where Number of Frames says {Expected}",
        PixelDataShort => $"{Found} bytes of pixel data, the image that is described has {Expected}",
        PixelDataLong => $"{Found} bytes of pixel data, the image that is described ends after {Expected}",
        CodestreamRows => $"a codestream of {Found} lines where Rows says {Expected}",
        CodestreamColumns => $"a codestream with lines of {Found} where Columns says {Expected}",
        CodestreamSamples => $"a codestream of {Found} components where Samples per Pixel says {Expected}",
        CodestreamBits => $"a codestream with samples of {Found} bits where {Expected} are allocated",
        RleSegments => $"{Found} RLE segments where a pixel has {Expected} bytes",
        RleOffset => $"an RLE segment at {Found} in a frame of {Expected} bytes",
        OverlayShort => $"{Found} bytes of overlay data, the overlay that is described has {Expected}",
        LookupTableShort => $"{Found} bytes of lookup table, its descriptor asks for {Expected}",
        _ => throw new InvalidOperationException($"{Kind} has no message."),
    };

    /// <summary>Offset, clause and message.</summary>
    public override string ToString() => $"{Offset}: {Message} ({Clause})";
}
