namespace Leadglass.Dicom.Data;

/// <summary>The ways in which the bytes of a file or data set differ from PS3.5 and PS3.10.</summary>
public enum StructureAnomalyKind
{
    /// <summary>A value, item or sequence is announced longer than what holds it.</summary>
    LengthPastEnd,

    /// <summary>Bytes in which no element can be recognised.</summary>
    NoElement,

    /// <summary>Where an item was to come there is none.</summary>
    NoItem,

    /// <summary>A delimiter is missing.</summary>
    DelimiterMissing,

    /// <summary>An item or delimiter where none belongs.</summary>
    DelimiterOutOfPlace,

    /// <summary>A delimiter has a length.</summary>
    DelimiterLength,

    /// <summary>Sequences are nested deeper than the limit.</summary>
    TooDeep,

    /// <summary>There are more elements, items and fragments than the limit.</summary>
    TooManyElements,

    /// <summary>A fragment has an undefined length.</summary>
    FragmentLengthUndefined,

    /// <summary>A length is odd.</summary>
    OddLength,

    /// <summary>A tag is lower than the one before it.</summary>
    DescendingTag,

    /// <summary>A tag occurs twice in a row.</summary>
    DuplicateTag,

    /// <summary>A VR is not defined.</summary>
    UndefinedVr,

    /// <summary>The two reserved bytes behind a VR are not zero.</summary>
    ReservedNotZero,

    /// <summary>An undefined length with a VR that does not allow it.</summary>
    UndefinedLengthNotAllowed,

    /// <summary>Implicit VR inside explicit VR.</summary>
    ImplicitInExplicit,

    /// <summary>Explicit VR inside implicit VR.</summary>
    ExplicitInImplicit,

    /// <summary>A group length does not fit its group.</summary>
    GroupLengthWrong,

    /// <summary>A group that does not belong into a data set.</summary>
    ForbiddenGroup,

    /// <summary>A private element without its private creator.</summary>
    PrivateWithoutCreator,

    /// <summary>An element number that no private element may have.</summary>
    PrivateElementNumber,

    /// <summary>There is no preamble.</summary>
    NoPreamble,

    /// <summary>The prefix DICM is missing.</summary>
    NoPrefix,

    /// <summary>There is no File Meta Information.</summary>
    NoMetaGroup,

    /// <summary>The File Meta Information is not in explicit VR little endian.</summary>
    MetaEncoding,

    /// <summary>An element of another group stands in or before the File Meta Information.</summary>
    ForeignElementInMeta,

    /// <summary>There is no transfer syntax UID.</summary>
    NoTransferSyntax,

    /// <summary>The transfer syntax UID is not one of the standard.</summary>
    UnknownTransferSyntax,

    /// <summary>The data set is not encoded as its transfer syntax says.</summary>
    TransferSyntaxMismatch,

    /// <summary>The deflated data set cannot be expanded to its end.</summary>
    DeflateBroken,

    /// <summary>The deflated data set expands beyond the limit.</summary>
    DeflateLimit,

    /// <summary>The deflated data set has a zlib header.</summary>
    ZlibHeader,

    /// <summary>More than one byte of padding follows the deflated data set.</summary>
    AfterDeflate,

    /// <summary>The length of an offset table does not fit its entries.</summary>
    OffsetTableLength,

    /// <summary>The offsets of an offset table do not ascend from zero.</summary>
    OffsetTableOrder,

    /// <summary>An offset points to no fragment.</summary>
    OffsetTableTarget,

    /// <summary>Frames of an extended offset table overlap, or end outside their fragment.</summary>
    OffsetTableLengths,

    /// <summary>Both a basic and an extended offset table have entries.</summary>
    TwoOffsetTables,

    /// <summary>Number of Frames does not fit the offset table or the fragments.</summary>
    FrameCount,

    /// <summary>Pixel data is shorter than the image that is described.</summary>
    PixelDataShort,

    /// <summary>Pixel data goes on behind the image that is described.</summary>
    PixelDataLong,

    /// <summary>A codestream has another number of lines than Rows.</summary>
    CodestreamRows,

    /// <summary>A codestream has lines of another length than Columns.</summary>
    CodestreamColumns,

    /// <summary>A codestream has another number of components than Samples per Pixel.</summary>
    CodestreamSamples,

    /// <summary>A codestream has samples of more bits than are allocated.</summary>
    CodestreamBits,

    /// <summary>A frame in RLE has another number of segments than its pixel has bytes.</summary>
    RleSegments,

    /// <summary>A segment in RLE begins outside its frame.</summary>
    RleOffset,

    /// <summary>Overlay data is shorter than the overlay that is described.</summary>
    OverlayShort,

    /// <summary>A lookup table is shorter than its descriptor says.</summary>
    LookupTableShort,
}
