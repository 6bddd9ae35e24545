namespace Leadglass.Dicom.Network;

/// <summary>A-ABORT: ends the association at once. Source: PS3.8 §9.3.8.</summary>
/// <param name="Source">Who aborts.</param>
/// <param name="Reason">Why; significant from the service-provider only.</param>
public sealed record Abort(AbortSource Source, AbortReason Reason) : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.Abort;

    /// <summary>Bytes 7 and 8: zero, not tested by receivers.</summary>
    public ushort ReservedField { get; init; }

    /// <summary>The two codes in the words of PS3.8 Table 9-26, with the numbers behind them.</summary>
    public string Describe() => $"{DescribeSource()} ({(byte)Source}/{(byte)Reason})";

    private string DescribeSource() => Source switch
    {
        AbortSource.ServiceUser => "aborted by the service-user",
        AbortSource.ServiceProvider => $"aborted by the service-provider: {DescribeReason()}",
        _ => "aborted by a reserved source",
    };

    private string DescribeReason() => Reason switch
    {
        AbortReason.NotSpecified => "reason-not-specified",
        AbortReason.UnrecognizedPdu => "unrecognized-PDU",
        AbortReason.UnexpectedPdu => "unexpected-PDU",
        AbortReason.UnrecognizedPduParameter => "unrecognized-PDU parameter",
        AbortReason.UnexpectedPduParameter => "unexpected-PDU parameter",
        AbortReason.InvalidPduParameterValue => "invalid-PDU-parameter value",
        _ => "reserved reason",
    };
}
