using System.Text;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Syslog;

public sealed class SyslogCaptureTests
{
    private const string Header = "<85>1 - - - - - - ";

    private static List<(int Line, ReceivedMessage Message)> Read(string text) => [.. SyslogCapture.Read(Encoding.UTF8.GetBytes(text))];

    [Fact]
    public void BareXml_IsOneMessageWithoutAHeader() => Assert.Null(Assert.Single(Read(Sample.Text("14-patient-record"))).Message.Syslog);

    [Fact]
    public void Lines_AreCutWhereAHeaderBegins()
    {
        // The samples have line feeds inside: they end no message.
        var messages = Read(Header + Sample.Text("14-patient-record") + Header + Sample.Text("13-order-record"));

        Assert.Equal([1, 8], messages.Select(message => message.Line));
        Assert.All(messages, message => Assert.Equal(AuditVerdict.Standard, AuditValidator.Examine(message.Message.Content.Span).Verdict));
    }

    [Fact]
    public void Frames_AreCutByTheirLengths()
    {
        byte[] one = [.. Encoding.UTF8.GetBytes(Header), .. Sample.Read("14-patient-record")];

        var messages = SyslogCapture.Read((byte[])[.. SyslogWriter.Frame(one), (byte)'\n', .. SyslogWriter.Frame(one)]).ToList();

        Assert.Equal(2, messages.Count);
        Assert.All(messages, message => Assert.Null(message.Message.FrameAnomaly));
    }

    [Fact]
    public void FrameOfCharacters_IsReportedAndTheNextIsFound()
    {
        var text = Header + Sample.Text("14-patient-record").Replace("Doe^Jane", "Dö^Jäne", StringComparison.Ordinal);
        var octets = Encoding.UTF8.GetBytes($"{text.Length} {text}");

        var messages = SyslogCapture.Read((byte[])[.. octets, .. SyslogWriter.Frame(Encoding.UTF8.GetBytes(text))]).ToList();

        Assert.Equal(3, messages.Count);
        Assert.NotNull(messages[1].Message.FrameAnomaly);
        Assert.Equal(AuditVerdict.Standard, AuditValidator.Examine(messages[2].Message.Content.Span).Verdict);
    }
}
