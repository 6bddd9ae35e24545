using System.Text;
using FsCheck.Fluent;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Syslog;

public sealed class SyslogReaderTests
{
    private const string Whole = "<85>1 2026-03-04T05:06:07.089+01:00 pacs1.example.org archive 34 DICOM+RFC3881 - <AuditMessage/>";

    private static SyslogReadResult Read(string text) => SyslogReader.Read(Encoding.UTF8.GetBytes(text));

    private static string Text(SyslogReadResult result) => Encoding.UTF8.GetString(result.Content.Span);

    [Fact]
    public void Read_EveryField_IsInItsPlace()
    {
        var message = Read(Whole).Message!;

        Assert.Equal((85, 10, 5), (message.Priority, message.Facility, message.Severity));
        Assert.Equal(
            ["2026-03-04T05:06:07.089+01:00", "pacs1.example.org", "archive", "34", "DICOM+RFC3881", "-"],
            [message.Timestamp, message.HostName, message.AppName, message.ProcessId, message.MessageId, message.StructuredData]);
        Assert.Empty(Read(Whole).Anomalies);
        Assert.Equal("<AuditMessage/>", Text(Read(Whole)));
    }

    [Theory]
    [InlineData("<0>")]
    [InlineData("<13>")]
    [InlineData("<191>")]
    public void Read_AnyPriority_IsTaken(string priority) => Assert.Empty(Read(priority + Whole[4..]).Anomalies);

    [Theory]
    [InlineData("IHE+RFC-3881")]
    [InlineData("-")]
    [InlineData("something")]
    public void Read_AnyMessageId_IsTaken(string id) => Assert.Equal(id, Read(Whole.Replace("DICOM+RFC3881", id, StringComparison.Ordinal)).Message!.MessageId);

    [Fact]
    public void Read_ByteOrderMark_IsNotPartOfTheContent()
    {
        var result = Read(Whole.Replace("- <", "- \uFEFF<", StringComparison.Ordinal));

        Assert.True(result.Message!.HasByteOrderMark);
        Assert.Equal("<AuditMessage/>", Text(result));
    }

    [Fact]
    public void Read_BracketInsideAQuotedValue_DoesNotEndTheStructuredData() =>
        Assert.Equal("<AuditMessage/>", Text(Read(Whole.Replace("DICOM+RFC3881 -", "DICOM+RFC3881 [a@1 b=\"x]y\\\"]z\"][c@1]", StringComparison.Ordinal))));

    [Fact]
    public void Read_OlderHeader_StillFindsTheXml()
    {
        var result = Read("<85>Mar  4 05:06:07 pacs1 archive[34]: <?xml version=\"1.0\"?><AuditMessage/>"); // RFC 3164

        Assert.Null(result.Message);
        Assert.Equal("VERSION", Assert.Single(result.Anomalies).Field);
        Assert.Equal("<?xml version=\"1.0\"?><AuditMessage/>", Text(result));
    }

    [Theory]
    [InlineData("", "PRI")]
    [InlineData("<192>1 - - - - - -", "PRI")]
    [InlineData("<85>2 - - - - - -", "VERSION")]
    [InlineData("<85>1 -  - - - -", "HOSTNAME")]
    [InlineData("<85>1 - - - -", "MSGID")]
    [InlineData("<85>1 - - - - - [a b=\"", "STRUCTURED-DATA")]
    public void Read_BrokenHeader_NamesTheField(string text, string field) => Assert.Equal(field, Read(text).Anomalies[0].Field);

    [Fact]
    public void Write_WhatWasRead_IsTheSame()
    {
        foreach (var text in new[] { Whole, Whole.Replace("- <", "- \uFEFF<", StringComparison.Ordinal), Whole.Replace("DICOM+RFC3881 -", "x [a@1 b=\"ü\"]", StringComparison.Ordinal) })
            Assert.Equal(text, Encoding.UTF8.GetString(SyslogWriter.Write(Read(text).Message!)));
    }

    [Fact]
    public void AnyBytes_NeverThrow() => Property.Check(
        Gen.OneOf(ArbitraryBytes.Any(), ArbitraryBytes.Near(Encoding.UTF8.GetBytes(Whole), "<85>1 - - - - - [a b=\"c\"] \uFEFFx"u8.ToArray())),
        octets => { _ = SyslogReader.Read(octets); });
}
