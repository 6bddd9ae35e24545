using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.Tests.Support;

namespace Leadglass.Dicom.Tests.Network;

public class AssociateRequestTests
{
    /// <summary>The shortest request that says something: composed by hand from PS3.8 §9.3.2.</summary>
    private static readonly byte[] Composed = Hex.Parse(
        """
        01 00 00000079                                                    # A-ASSOCIATE-RQ, 121 bytes
        0001 0000                                                         # protocol version 1, reserved
        41202020202020202020202020202020                                  # called A
        42202020202020202020202020202020                                  # calling B
        0000000000000000000000000000000000000000000000000000000000000000  # reserved
        10 00 0003 312E32                                                 # application context 1.2
        20 00 0016 05 00 00 00                                            # presentation context 5
           30 00 0003 312E33                                              # abstract syntax 1.3
           40 00 0007 312E342E3536 37                                     # transfer syntax 1.4.567
        50 00 0010                                                        # user information
           51 00 0004 00000800                                            # maximum length 2048
           53 00 0004 0000 0001                                           # asynchronous operations, any number and one
        """);

    private static AssociateRequest Read(byte[] bytes, Conformance conformance = Conformance.Standard) =>
        Assert.IsType<AssociateRequest>(PduReader.Read(bytes, conformance).Pdu);

    [Fact]
    public void Write_ComposedInCode_GivesTheBytesOfTheStandard()
    {
        var request = new AssociateRequest
        {
            CalledAETitle = "A",
            CallingAETitle = "B",
            ApplicationContextName = "1.2",
            PresentationContexts = [new PresentationContextRequest(5, "1.3", ["1.4.567"])],
            UserInformation = [new MaximumLength(2048), new AsynchronousOperationsWindow(0, 1)],
        };

        Assert.Equal(Composed, PduWriter.ToBytes(request));
    }

    [Fact]
    public void Read_EchoscuOfDcmtk_GivesEveryField()
    {
        var request = Read(Captured.EchoscuRequest);

        Assert.Equal(1, request.ProtocolVersion);
        Assert.Equal("ARCHIVE", request.CalledAETitle);
        Assert.Equal("CT1", request.CallingAETitle);
        Assert.Equal("CT1             "u8, request.CallingAETitleBytes.Span);
        Assert.Equal("1.2.840.10008.3.1.1.1", request.ApplicationContextName);
        var context = Assert.Single(request.PresentationContexts);
        Assert.Equal(1, context.Id);
        Assert.Equal(Uids.Verification, context.AbstractSyntax);
        Assert.Equal([Uids.ImplicitVRLittleEndian], context.TransferSyntaxes);
        Assert.Equal(16384u, request.MaximumLengthReceived);
        Assert.Equal("1.2.276.0.7230010.3.0.3.6.7", request.ImplementationClassUid);
        Assert.Equal("OFFIS_DCMTK_367", request.ImplementationVersionName);
        Assert.Null(request.UserIdentity);
        Assert.Null(request.AsynchronousOperationsWindow);
        Assert.Empty(request.RoleSelections);
    }

    [Fact]
    public void Read_EchoscuOfDcmtk_IsWrittenBackWithItsReservedByte() =>
        Assert.Equal(Captured.EchoscuRequest, PduWriter.ToBytes(Read(Captured.EchoscuRequest)));

    [Fact]
    public void Read_EveryItemOfTheStandard_GivesEachItsType()
    {
        var result = PduReader.Read(Vectors.FullRequestPdu);
        var request = Assert.IsType<AssociateRequest>(result.Pdu);

        Assert.Empty(result.Anomalies);
        Assert.Equal(
            [
                typeof(MaximumLength), typeof(ImplementationClassUid), typeof(AsynchronousOperationsWindow), typeof(RoleSelection),
                typeof(ImplementationVersionName), typeof(ExtendedNegotiation), typeof(CommonExtendedNegotiation), typeof(UserIdentityRequest),
                typeof(UserIdentityResponse), typeof(UnknownItem),
            ],
            request.UserInformation.Select(item => item.GetType()));
        Assert.Equal(Vectors.FullRequestPdu, PduWriter.ToBytes(request));
    }

    [Fact]
    public void Read_ReservedByteNotZero_IsReportedOnlyWhenStrict()
    {
        Assert.Empty(PduReader.Read(Captured.EchoscuRequest).Anomalies);
        var anomaly = Assert.Single(PduReader.Read(Captured.EchoscuRequest, Conformance.Strict).Anomalies);
        Assert.Equal(0x69, anomaly.Offset);
        Assert.Equal("PS3.8 §9.3.2.2", anomaly.Clause);
    }

    [Fact]
    public void With_AnotherTitle_KeepsTheOddBytesOfTheItems()
    {
        var changed = PduWriter.ToBytes(Read(Captured.EchoscuRequest) with { CalledAETitle = "OTHER" });

        var expected = Captured.EchoscuRequest.ToArray();
        "OTHER           "u8.CopyTo(expected.AsSpan(10));
        Assert.Equal(expected, changed);
    }

    [Fact]
    public void With_AnotherTransferSyntax_EncodesTheItemAfresh()
    {
        var context = Read(Captured.EchoscuRequest).PresentationContexts[0] with { TransferSyntaxes = ["1.2.3"] };
        var bytes = PduWriter.ToBytes(new AssociateRequest { PresentationContexts = [context] });

        Assert.True(bytes.AsSpan().IndexOf(Hex.Parse("20 00 0022 01 00 00 00 30 00 0011")) > 0);
    }

    [Fact]
    public void New_IsCompleteButForTitlesAndContexts()
    {
        var request = new AssociateRequest();

        Assert.Equal(ApplicationContext.DicomName, request.ApplicationContextName);
        Assert.Equal(16384u, request.MaximumLengthReceived);
        Assert.Equal(Implementation.ClassUid, request.ImplementationClassUid);
        Assert.Equal(Implementation.VersionName, request.ImplementationVersionName);
        Assert.Equal("", request.CalledAETitle);
        Assert.Empty(PduReader.Read(PduWriter.ToBytes(request with { CalledAETitle = "A", CallingAETitle = "B" }), Conformance.Strict).Anomalies);
    }

    [Fact]
    public void CalledAETitle_OfSeventeenCharacters_IsTheCallersMistake() =>
        Assert.Throws<ArgumentException>(() => new AssociateRequest { CalledAETitle = "SEVENTEEN_LETTERS" });

    [Fact]
    public void CalledAETitle_PaddedWithNuls_IsTrimmedAndKept()
    {
        var bytes = Captured.EchoscuRequest.ToArray();
        bytes.AsSpan(17, 9).Clear();
        var request = Read(bytes);

        Assert.Equal("ARCHIVE", request.CalledAETitle);
        Assert.Equal(bytes, PduWriter.ToBytes(request));
    }

    [Fact]
    public void Read_PaddedUid_IsTrimmedReportedAndKept()
    {
        // The abstract syntax with a NUL as PS3.5 would pad it; PS3.8 Annex F says that items are not padded.
        var bytes = WithItem(Hex.Parse("20 00 0012 01 00 00 00 30 00 0004 312E3200 40 00 0002 312E"));
        var result = PduReader.Read(bytes);

        Assert.Equal("1.2", Assert.IsType<AssociateRequest>(result.Pdu).PresentationContexts[1].AbstractSyntax);
        Assert.Contains(result.Anomalies, anomaly => anomaly.Message == "the UID is padded");
        Assert.Equal(bytes, PduWriter.ToBytes(result.Pdu!));
    }

    [Fact]
    public void Read_UnknownItem_IsIgnoredAndKept()
    {
        var bytes = WithItem(Hex.Parse("7E 00 0003 010203"));
        var request = Read(bytes);

        var unknown = Assert.Single(request.Items.OfType<UnknownItem>());
        Assert.Equal(0x7E, unknown.Type);
        Assert.Equal([1, 2, 3], unknown.Content.ToArray());
        Assert.Equal(bytes, PduWriter.ToBytes(request));
    }

    [Fact]
    public void Read_ItemLengthPastEnd_ReportsTruncatedItem()
    {
        var bytes = WithItem(Hex.Parse("20 00 0040 01 00 00 00"));
        var result = PduReader.Read(bytes);

        Assert.Equal(PduReadStatus.Malformed, result.Status);
        Assert.Null(result.Pdu);
        Assert.Equal(0, result.Consumed);
        var anomaly = Assert.Single(result.Anomalies);
        Assert.Equal(bytes.Length - 8, anomaly.Offset);
        Assert.Equal("item-length", anomaly.Field);
    }

    [Fact]
    public void Read_ItemLengthPastEndWhenLenient_KeepsWhatCouldBeRead()
    {
        var bytes = WithItem(Hex.Parse("20 00 0040 01 00 00 00"));
        var request = Read(bytes, Conformance.Lenient);

        Assert.Equal("ARCHIVE", request.CalledAETitle);
        Assert.Single(request.PresentationContexts);
        Assert.Equal(8, request.Trailing.Length);
        Assert.Equal(bytes, PduWriter.ToBytes(request));
    }

    [Theory]
    [InlineData("20 00 0004 02 00 00 00", "presentation-context-id")] // even id
    [InlineData("20 00 0004 01 00 00 00", "abstract-syntax")] // no abstract syntax
    [InlineData("20 00 000B 01 00 00 00 30 00 0003 312E32", "transfer-syntax")] // no transfer syntax
    [InlineData("10 00 0000", "variable items")] // out of order
    [InlineData("20 00 000B 01 00 00 00 30 00 0003 312E2E", "abstract-syntax-name")] // empty component
    [InlineData("20 00 000B 01 00 00 00 30 00 0003 303132", "abstract-syntax-name")] // leading zero
    public void Read_DeviationOfTheSender_IsReportedAndFailsOnlyWhenStrict(string item, string field)
    {
        var bytes = WithItem(Hex.Parse(item));

        var standard = PduReader.Read(bytes);
        Assert.Equal(PduReadStatus.Complete, standard.Status);
        Assert.Contains(standard.Anomalies, anomaly => anomaly.Field == field);
        Assert.Equal(PduReadStatus.Malformed, PduReader.Read(bytes, Conformance.Strict).Status);
    }

    [Fact]
    public void Read_ThousandFaults_ReportsAHundred()
    {
        var bytes = WithItem([]).Concat(Enumerable.Repeat(Hex.Parse("20 00 0004 02 00 00 00"), 1000).SelectMany(item => item)).ToArray();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), bytes.Length - 6);

        var result = PduReader.Read(bytes, Conformance.Lenient);
        Assert.Equal(100, result.Anomalies.Count);
        Assert.Equal(bytes, PduWriter.ToBytes(result.Pdu!));
    }

    [Fact]
    public void Read_MoreItemsThanAnyPeerNeeds_IsMalformed()
    {
        var bytes = WithItem([]).Concat(Enumerable.Repeat(Hex.Parse("7E 00 0000"), 9000).SelectMany(item => item)).ToArray();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(2), bytes.Length - 6);

        Assert.Equal(PduReadStatus.Malformed, PduReader.Read(bytes).Status);
    }

    [Fact]
    public void Read_FixedFieldsTruncated_IsMalformedEvenWhenLenient()
    {
        var bytes = Captured.EchoscuRequest[..73];
        bytes[5] = 67;

        Assert.Equal(PduReadStatus.Malformed, PduReader.Read(bytes, Conformance.Lenient).Status);
    }

    [Fact]
    public void Write_ItemLongerThanItsLengthCanSay_IsTheCallersMistake()
    {
        var request = new AssociateRequest { UserInformation = [new UserIdentityResponse(new byte[65534])] };

        Assert.Throws<InvalidOperationException>(() => PduWriter.ToBytes(request));
    }

    /// <summary>The captured request with one more item at its end.</summary>
    private static byte[] WithItem(byte[] item)
    {
        byte[] bytes = [.. Captured.EchoscuRequest, .. item];
        bytes[5] += (byte)item.Length;
        return bytes;
    }
}
