using System.Net;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Tests.Wire;
using Leadglass.TestKit;
using Leadglass.Tls.Observations;

namespace Leadglass.Exposure.Tests.Probing;

/// <summary>What is asked inside TLS, in which order, and what it costs.</summary>
public sealed class InsideTlsTests
{
    private static readonly byte[] Alert = Hex.Parse("15 03 03 00 02 02 0A");

    [Fact]
    public async Task Dicom_InsideTls_IsAskedAsInClearText()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.Expect(6).Send(Alert).Close(),
            s => s.StartTls().StaySilent(),
            s => s.StartTls().Accept(Answers.Verification).Echo().Release(),
            s => s.StartTls().Reject(1, 1, 7));
        var port = await new Check().RunAsync(peer);

        Assert.Equal((ServiceKind.DicomTls, (ushort?)0), (port.Service, port.Dicom?.EchoStatus));
        Assert.NotNull(port.TlsVersion);
        Assert.False(port.AnswersClearDicom);
        Assert.Equal(1, peer.MaximumSimultaneousConnections);
    }

    [Fact]
    public async Task Dicom_OnItsTlsPort_IsAlsoAskedInClearText()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.StartTls().StaySilent(),
            s => s.StartTls().Reject(1, 1, 7),
            s => s.Reject(1, 1, 7));
        var port = await ExamineAsync(peer, 2762);

        Assert.Equal((ServiceKind.DicomTls, (bool?)true), (port.Service, port.AnswersClearDicom));
    }

    [Fact]
    public async Task Silence_OnThePortForDicomInTls_HearsNoHttp()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.StartTls().StaySilent(),
            s => s.StartTls().ExpectPdu(1).Close(),
            s => s.Expect(6).Send(Alert).Close());
        var port = await ExamineAsync(peer, 2762);

        Assert.Equal((ServiceKind.Tls, (bool?)false), (port.Service, port.AnswersClearDicom));
        Assert.Equal(3, peer.Connections.Count);
    }

    [Fact]
    public async Task Web_WithDicomWebOnItsTlsPort_IsAskedForDimseToo()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.StartTls().StaySilent(),
            s => s.StartTls().Http(200, extra: "Connection: close\r\n").Close(),
            s => s.StartTls().Http(404, extra: "Connection: close\r\n").Close(),      // the control
            s => s.StartTls().Http(204, extra: "Connection: close\r\n").Close(),      // a search under the first prefix
            s => s.StartTls().Http(404, extra: "Connection: close\r\n").Close(),      // Orthanc's /system
            s => s.StartTls().Reject(1, 1, 7),
            s => s.Expect(6).Send(Alert).Close());
        var port = await ExamineAsync(peer, 443);

        Assert.Equal(ServiceKind.DicomTls, port.Service);
        Assert.True(port.Web!.ServesDicomWeb);
    }

    [Fact]
    public async Task Web_WithoutDicomWebOnItsTlsPort_HearsNoDicom()
    {
        await using var peer = ScriptedPeer.Listen(
            s => s.StartTls().StaySilent(),
            s => s.StartTls().Http(404, extra: "Connection: close\r\n").Close());
        var port = await ExamineAsync(peer, 443);

        Assert.Equal((ServiceKind.Https, null, false), (port.Service, port.Dicom, port.Web!.MayServeDicomWeb));
    }

    [Fact]
    public async Task Examination_OfTls_ComesAfterEveryPortAndNeverTakesTwoConnectionsAtATime()
    {
        await using var tls = TlsOnly();
        await using var clear = ScriptedPeer.Listen(s => s.Reject(1, 1, 7));
        var check = new Check().WithTlsBudget(250);
        var system = await check.RunAsync(tls.Port, clear.Port);

        var seen = system.Ports[0].Tls;
        Assert.Equal(Answer.Yes, seen!.SpeaksTls);
        Assert.Null(system.Ports[1].Tls);
        Assert.Equal(1, check.Dialer.MostOpen);
        Assert.Equal(seen.Connections, check.Dialer.Taps.Reverse().TakeWhile(tap => tap.Endpoint.Port == tls.Port).Count());
        Assert.Equal(check.Dialer.Taps.Count, system.Connections);
    }

    [Fact]
    public async Task Examination_BudgetOfItsOwn_IsKeptAndLeavesTheOtherAlone()
    {
        await using var tls = TlsOnly();
        var check = new Check().WithTlsBudget(2);
        var system = await check.RunAsync(tls.Port);

        Assert.Equal((2, true), (system.Ports[0].Tls!.Connections, system.Ports[0].Tls!.CutShort));
        Assert.False(system.BudgetExhausted);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(250, true)]
    public async Task Examination_SwitchedOffOrOnlyDiscovering_DoesNotHappen(int budget, bool discover)
    {
        await using var tls = TlsOnly();
        var check = new Check().WithTlsBudget(budget);
        var system = await (check with { Options = check.Options with { DiscoverOnly = discover } }).RunAsync(tls.Port);

        Assert.Equal((ServiceKind.Tls, null), (system.Ports[0].Service, system.Ports[0].Tls));
    }

    // Answers every hello by handshake_failure: TLS, and quickly examined.
    private static ScriptedPeer TlsOnly() => ScriptedPeer.Listen(
        s => s.Expect(6).Send(Alert).Close(),
        s => s.Expect(6).Send(Hex.Parse("15 03 03 00 02 02 28")).Close());

    private static async Task<PortObservation> ExamineAsync(ScriptedPeer peer, int port)
    {
        using var line = new TargetLine(IPAddress.Loopback, new Detour(peer), new Pace(1, TimeSpan.Zero, 60, Check.Ample), TimeProvider.System);
        return await new PortProbe(line, null, new Check().Options).ExamineAsync(port, TestContext.Current.CancellationToken);
    }
}
