using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Messages;

public sealed class AuditMessageWriterTests
{
    public static TheoryData<string> Valid => [.. Sample.Names.Where(name => name[0] != 'n')];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Write_WhatWasRead_KeepsItsVerdictAndIsStable(string name)
    {
        var message = AuditValidator.Examine(Sample.Read(name)).Message!;

        var written = AuditMessageWriter.Write(message);
        var again = AuditValidator.Examine(written);

        Assert.Equal(AuditVerdict.Standard, again.Verdict);
        Assert.Equal(written, AuditMessageWriter.Write(again.Message!));
    }

    [Theory]
    [MemberData(nameof(Valid))]
    public void Write_WhatWasRead_KeepsEveryElementAttributeAndText(string name)
    {
        var written = AuditMessageWriter.Write(AuditValidator.Examine(Sample.Read(name)).Message!, oneLine: true);

        Assert.Equal(Content(Sample.Read(name)), Content(written));
    }

    // Every element with its attributes in the order of their names: XML gives their order no meaning.
    private static IEnumerable<string> Content(byte[] octets) =>
        System.Xml.Linq.XDocument.Load(new MemoryStream(octets)).Descendants()
            .Select(element => $"{element.Name}[{string.Join(' ', element.Attributes().OrderBy(a => a.Name.LocalName, StringComparer.Ordinal))}]{(element.HasElements ? "" : element.Value)}");

    [Fact]
    public void Write_OneLine_HasNoLineFeed() => Assert.DoesNotContain((byte)'\n', AuditMessageWriter.Write(AuditValidator.Examine(Sample.Read("04-data-export-usb")).Message!, oneLine: true));

    [Fact]
    public void Write_ControlCharacter_IsTheCallersMistake()
    {
        var message = AuditValidator.Examine(Sample.Read("14-patient-record")).Message!;

        Assert.Throws<ArgumentException>(() => AuditMessageWriter.Write(message with { Source = message.Source with { Id = "a\u0001" } }));
    }
}
