using System.Text;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Fuzzing.Tests.Web;

public sealed class ExchangeTextTests
{
    [Fact]
    public void Write_AnExchange_IsReadableAndExact()
    {
        var exchange = new HttpExchange(Delivery.Pieces,
        [
            new WrittenRequest("POST", "{base}/studies", "HTTP/1.1", ["Host: {host}", "X: a\r\n b\\ "], [new BodyPart("[{"u8.ToArray()), new BodyPart("x"u8.ToArray(), 3), new BodyPart((byte[])[0, 1, 2])]),
            new WrittenRequest("GET", "/\u00ff", "", [], []),
        ]);

        var text = Encoding.ASCII.GetString(ExchangeText.Write(exchange));

        Assert.Equal(
            """
            leadglass-http 1
            send pieces
            method POST
            target {base}/studies
            version HTTP/1.1
            header Host: {host}
            header X: a\r\n b\\\x20
            text [{
            text x3 x
            bytes AAEC
            method GET
            target /\xFF
            version 

            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void Read_WhatCasesAreWrittenAs_GivesTheSameBytesAgain()
    {
        var cases = new WebCases(5, WebSeeds.All(stores: true), stores: true);

        for (var i = 0; i < 1500; i++)
        {
            var made = cases.Make(i);
            var exchange = ExchangeText.Read(made.Bytes.Span, out var error);

            Assert.True(exchange is not null, error);
            Assert.Equal(made.Bytes.ToArray(), ExchangeText.Write(exchange));
        }
    }

    [Theory]
    [InlineData("DICM", "line 1: no exchange; the first line of one is leadglass-http 1")]
    [InlineData("leadglass-http 1\ntarget /", "line 2: not understood: target")]
    [InlineData("leadglass-http 1\nmethod GET\nbytes %%%", "line 3: not understood: bytes")]
    [InlineData("leadglass-http 1\nsend twice\nmethod GET", "line 2: not understood: send")]
    [InlineData("leadglass-http 1\n", "an exchange has 1 to 8 requests")]
    [InlineData("leadglass-http 1\nmethod GET\ntext x2000000 a", "more than 1 MiB would be sent")]
    [InlineData("leadglass-http 1\nmethod GET\ntext x2147483647 aaaaaaaaaaaaaaaa", "more than 1 MiB would be sent")]
    public void Read_SomethingElse_SaysTheLine(string text, string expected)
    {
        Assert.Null(ExchangeText.Read(Encoding.ASCII.GetBytes(text), out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void ToBytes_PlaceholdersBecomeTheServiceAndTheTrueLength()
    {
        var request = new WrittenRequest("POST", "{base}/studies", "HTTP/1.1", ["Host: {host}", "Content-Length: {length}"], [new BodyPart("ab"u8.ToArray(), 3)]);

        Assert.Equal("POST /dicom-web/studies HTTP/1.1\r\nHost: [::1]:8042\r\nContent-Length: 6\r\n\r\nababab",
            Encoding.ASCII.GetString(request.ToBytes(WebTarget.Of(WebTarget.TryRead("http://[::1]:8042/dicom-web/", out _)!, System.Net.IPAddress.IPv6Loopback))));
    }
}
