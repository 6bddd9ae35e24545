namespace Leadglass.Dicom.Network;

/// <summary>A-ASSOCIATE-RJ: the association is refused. Source: PS3.8 §9.3.4.</summary>
/// <param name="Result">Permanent or transient.</param>
/// <param name="Source">Who rejects.</param>
/// <param name="Reason">Why; its meaning depends on <paramref name="Source"/>.</param>
public sealed record AssociateReject(RejectResult Result, RejectSource Source, RejectReason Reason) : Pdu
{
    /// <inheritdoc/>
    public override PduType Type => PduType.AssociateReject;

    /// <summary>Byte 7: zero, not tested by receivers.</summary>
    public byte ReservedField { get; init; }

    /// <summary>The triple in the words of PS3.8 Table 9-21, with the numbers behind them.</summary>
    public string Describe() => $"{DescribeResult()} by {DescribeSource()}: {DescribeReason()} ({(byte)Result}/{(byte)Source}/{(byte)Reason})";

    private string DescribeResult() => Result switch
    {
        RejectResult.Permanent => "rejected-permanent",
        RejectResult.Transient => "rejected-transient",
        _ => "rejected with a reserved result",
    };

    private string DescribeSource() => Source switch
    {
        RejectSource.ServiceUser => "the service-user",
        RejectSource.ServiceProviderAcse => "the service-provider (ACSE)",
        RejectSource.ServiceProviderPresentation => "the service-provider (Presentation)",
        _ => "a reserved source",
    };

    private string DescribeReason() => (Source, (byte)Reason) switch
    {
        (RejectSource.ServiceUser, 1) => "no-reason-given",
        (RejectSource.ServiceUser, 2) => "application-context-name-not-supported",
        (RejectSource.ServiceUser, 3) => "calling-AE-title-not-recognized",
        (RejectSource.ServiceUser, 7) => "called-AE-title-not-recognized",
        (RejectSource.ServiceProviderAcse, 1) => "no-reason-given",
        (RejectSource.ServiceProviderAcse, 2) => "protocol-version-not-supported",
        (RejectSource.ServiceProviderPresentation, 1) => "temporary-congestion",
        (RejectSource.ServiceProviderPresentation, 2) => "local-limit-exceeded",
        _ => "reserved reason",
    };
}
