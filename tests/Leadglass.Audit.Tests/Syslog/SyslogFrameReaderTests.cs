using System.Text;
using FsCheck.Fluent;
using Leadglass.Audit.Syslog;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Syslog;

public sealed class SyslogFrameReaderTests
{
    private const int Longest = 1000;
    private const string Message = "<85>1 - - - - - - x";

    private static List<(SyslogFrameStatus Status, string Content, bool Wrong)> All(string stream)
    {
        var octets = Encoding.UTF8.GetBytes(stream);
        var frames = new List<(SyslogFrameStatus, string, bool)>();
        for (var at = 0; SyslogFrameReader.Read(octets.AsSpan(at), Longest, atEnd: true) is { Status: not SyslogFrameStatus.NeedsMore } frame; at += frame.Consumed)
            frames.Add((frame.Status, Encoding.UTF8.GetString(octets.AsSpan(at)[frame.Content]), frame.Anomaly is not null));
        return frames;
    }

    private static string Framed(string message) => Encoding.UTF8.GetString(SyslogWriter.Frame(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void Frame_CountsOctetsNotCharacters() => Assert.Equal("4 xü\n", Framed("xü\n")); // x 1, ü 2, LF 1

    [Fact]
    public void TwoFrames_AreTwoMessages() => Assert.Equal(
        [(SyslogFrameStatus.Message, Message, false), (SyslogFrameStatus.Message, Message + "ü", false)],
        All(Framed(Message) + Framed(Message + "ü")));

    [Fact]
    public void OneOctetAtATime_NeedsMoreUntilTheLast()
    {
        var octets = Encoding.UTF8.GetBytes(Framed(Message));

        for (var length = 0; length < octets.Length; length++)
            Assert.Equal(SyslogFrameStatus.NeedsMore, SyslogFrameReader.Read(octets.AsSpan(0, length), Longest, atEnd: false).Status);
        Assert.Equal(SyslogFrameStatus.Message, SyslogFrameReader.Read(octets, Longest, atEnd: false).Status);
    }

    [Fact]
    public void LengthTooShort_LosesOneMessageAndFindsTheNext() => Assert.Equal(
        [(SyslogFrameStatus.Message, Message[..^2], false), (SyslogFrameStatus.Skipped, Message[^2..], true), (SyslogFrameStatus.Message, Message, false)],
        All($"{Message.Length - 2} {Message}{Framed(Message)}"));

    [Fact]
    public void LengthTooLong_SwallowsTheNextAndFindsTheOneAfter()
    {
        var frames = All($"{Message.Length + 6} {Message}{Framed(Message)}{Framed(Message)}");

        Assert.Equal((SyslogFrameStatus.Skipped, true), (frames[1].Status, frames[1].Wrong));
        Assert.Equal((SyslogFrameStatus.Message, Message, false), frames[2]);
    }

    [Theory]
    [InlineData("00000000018 ")]
    [InlineData("018 ")]
    [InlineData("-18 ")]
    [InlineData("x18 ")]
    [InlineData("99999999999999999999 ")]
    public void NoLength_IsSkippedToTheNextFrame(string length)
    {
        var frames = All(length + Message + Framed(Message));

        Assert.Equal((SyslogFrameStatus.Skipped, true), (frames[0].Status, frames[0].Wrong));
        Assert.Equal((SyslogFrameStatus.Message, Message, false), frames[^1]);
    }

    [Fact]
    public void LengthBeyondTheLimit_EndsTheStreamWithoutAllocating() => Assert.Equal(SyslogFrameStatus.TooLong, All($"4000000000 {Message}")[0].Status);

    [Fact]
    public void StreamThatEndsEarly_HandsOutWhatCame() => Assert.Equal([(SyslogFrameStatus.Message, "<85>1 -", true)], All("19 <85>1 -"));

    [Fact]
    public void MessageWithoutLength_EndsWithItsLine() => Assert.Equal(
        [(SyslogFrameStatus.Message, Message, true), (SyslogFrameStatus.Message, Message, true)],
        All($"{Message}\n{Message}\n"));

    [Fact]
    public void AnyBytes_AreConsumedToTheEnd() => Property.Check(
        Gen.OneOf(ArbitraryBytes.Any(), ArbitraryBytes.Near(Encoding.UTF8.GetBytes(Framed(Message) + Framed(Message)))),
        octets =>
        {
            var at = 0;
            while (SyslogFrameReader.Read(octets.AsSpan(at), Longest, atEnd: true) is { Status: not SyslogFrameStatus.NeedsMore } frame)
                at += frame.Consumed;
            Assert.Equal(octets.Length, at);
        });
}
