using System.Text;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Fuzzing.Tests.Web;

/// <summary>Expected values come from RFC 9112 §4 to §7.</summary>
public sealed class AnswerReaderTests
{
    [Theory]
    // Counted, chunked with extension and trailer, until the end, none at all.
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Type: A/B; c=d\r\nContent-Length: 3\r\n\r\nabc", "200 a/b 3 whole")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\nT: u\r\n\r\n", "200  13 whole")]
    [InlineData("GET", "HTTP/1.0 200 OK\r\n\r\nabc", "200  3 whole")]
    [InlineData("GET", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n", "204  0 whole")]
    [InlineData("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n", "200  0 whole")]
    // An interim answer is none; two answers, one behind the other.
    [InlineData("GET", "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 404 X\r\nContent-Length: 0\r\n\r\n", "404  0 whole")]
    [InlineData("GET HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 201 OK\r\nContent-Length: 9\r\n\r\n", "200  1 whole|201  0 whole")]
    // Cut in the head, in the body, in a chunk; no HTTP at all; line feeds alone.
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Le", "0  27 cut")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "200  2 cut")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", "200  2 cut")]
    [InlineData("GET", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab", "200  0 cut")]
    [InlineData("GET", "SSH-2.0-X\r\n\r\n", "0  13 cut")]
    [InlineData("GET", "HTTP/1.1 200 OK\nContent-Length: 1\n\na", "200  1 whole")]
    [InlineData("GET", "", "")]
    public void Feed_Answers_AreTakenApart(string methods, string text, string expected)
    {
        // Whole and byte by byte: how it comes must not matter.
        foreach (var piece in (int[])[1, 1000])
        {
            var reader = new AnswerReader(methods.Split(' '), keepsAll: false);
            foreach (var bytes in Encoding.Latin1.GetBytes(text).Chunk(piece))
                reader.Feed(bytes);

            Assert.Equal(expected, string.Join('|', reader.Answers(isClosed: true).Select(static answer => $"{answer.Status} {answer.MediaType} {answer.BodyLength} {(answer.IsComplete ? "whole" : "cut")}")));
        }
    }

    [Fact]
    public void Feed_BodyOfSuccess_IsNotKept()
    {
        Assert.Equal("", Kept("200 OK", keepsAll: false));
        Assert.Equal("secret", Kept("200 OK", keepsAll: true));
        Assert.Equal("secret", Kept("500 Oops", keepsAll: false));

        static string Kept(string status, bool keepsAll)
        {
            var reader = new AnswerReader(["GET"], keepsAll);
            reader.Feed(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 6\r\n\r\nsecret"));
            return Encoding.ASCII.GetString(reader.Answers(isClosed: false)[0].Kept.Span);
        }
    }

    [Fact]
    public void Feed_AnyBytes_NeverThrowsAndKeepsLittle()
    {
        var random = new CaseRandom(1, 1);
        for (var i = 0; i < 2000; i++)
        {
            var reader = new AnswerReader(["GET", "HEAD", "POST"], keepsAll: true);
            reader.Feed(Encoding.Latin1.GetBytes("HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n"));
            reader.Feed(random.Bytes(random.Below(3000)));
            Assert.InRange(reader.Answers(isClosed: false).Sum(static answer => answer.Kept.Length), 0, 3000);
        }
    }
}
