namespace Leadglass.Dicom.Dimse;

/// <summary>Status of a DIMSE response, (0000,0900). Source: PS3.7 Annex C; service classes add their own in PS3.4.</summary>
/// <param name="Code">The code.</param>
public readonly record struct DimseStatus(ushort Code)
{
    /// <summary>0000H.</summary>
    public static readonly DimseStatus Success = new(0x0000);

    /// <summary>FF00H: a match, with every key supported that was asked for.</summary>
    public static readonly DimseStatus Pending = new(0xFF00);

    /// <summary>FE00H.</summary>
    public static readonly DimseStatus Cancel = new(0xFE00);

    /// <summary>0110H.</summary>
    public static readonly DimseStatus ProcessingFailure = new(0x0110);

    /// <summary>0122H.</summary>
    public static readonly DimseStatus SopClassNotSupported = new(0x0122);

    /// <summary>0124H: the operation is not allowed to this peer.</summary>
    public static readonly DimseStatus NotAuthorized = new(0x0124);

    /// <summary>0211H.</summary>
    public static readonly DimseStatus UnrecognizedOperation = new(0x0211);

    /// <summary>A700H: the archive, or what stands before it, is out of resources.</summary>
    public static readonly DimseStatus OutOfResources = new(0xA700);

    /// <summary>A900H: the data set, or the identifier of a query, does not match the SOP class.</summary>
    public static readonly DimseStatus DataSetDoesNotMatchSopClass = new(0xA900);

    /// <summary>What the code means for the operation. Source: PS3.7 §C.1, and §C.4.2 and §C.5 for the two warnings among the 01xxH.</summary>
    public DimseStatusCategory Category => Code switch
    {
        0x0000 => DimseStatusCategory.Success,
        0x0001 or 0x0107 or 0x0116 or (>= 0xB000 and <= 0xBFFF) => DimseStatusCategory.Warning,
        (>= 0x0100 and <= 0x02FF) or (>= 0xA000 and <= 0xAFFF) or (>= 0xC000 and <= 0xCFFF) => DimseStatusCategory.Failure,
        0xFE00 => DimseStatusCategory.Cancel,
        0xFF00 or 0xFF01 => DimseStatusCategory.Pending,
        _ => DimseStatusCategory.Unknown,
    };

    /// <summary>The meaning that PS3.7 Annex C gives the code; for codes of the service classes only their range.</summary>
    public string Name => Code switch
    {
        0x0000 => "Success",
        0x0105 => "No such attribute",
        0x0106 => "Invalid attribute value",
        0x0107 => "Attribute list error",
        0x0110 => "Processing failure",
        0x0111 => "Duplicate SOP instance",
        0x0112 => "No such SOP instance",
        0x0113 => "No such event type",
        0x0114 => "No such argument",
        0x0115 => "Invalid argument value",
        0x0116 => "Attribute value out of range",
        0x0117 => "Invalid SOP instance",
        0x0118 => "No such SOP class",
        0x0119 => "Class-instance conflict",
        0x0120 => "Missing attribute",
        0x0121 => "Missing attribute value",
        0x0122 => "Refused: SOP class not supported",
        0x0123 => "No such action type",
        0x0124 => "Refused: not authorized",
        0x0210 => "Duplicate invocation",
        0x0211 => "Unrecognized operation",
        0x0212 => "Mistyped argument",
        0x0213 => "Resource limitation",
        0xFE00 => "Cancel",
        0xFF00 => "Pending",
        0xFF01 => "Pending: optional keys not supported",
        >= 0xA700 and <= 0xA7FF => "Refused: out of resources",
        >= 0xA800 and <= 0xA8FF => "Refused: SOP class or destination",
        >= 0xA900 and <= 0xA9FF => "Data set does not match SOP class",
        >= 0xC000 and <= 0xCFFF => "Failed: cannot understand or unable to process",
        _ => Category == DimseStatusCategory.Unknown ? "Unknown status" : Category.ToString(),
    };

    /// <summary>The code and its name: <c>0124H Refused: not authorized</c>.</summary>
    public override string ToString() => $"{Code:X4}H {Name}";
}
