using System.Text;
using Leadglass.Dicom.Network;
using Leadglass.TestKit;

namespace Leadglass.Cli.Tests;

/// <summary>Peers that say what a test wants to see in a report, or must not.</summary>
internal static class Peers
{
    /// <summary>Everything that must not reach a terminal, a page or a spreadsheet as it is.</summary>
    public const string HostileText = "\u001b]0;pwn\u0007<script>alert(1)</script>\u202E=cmd|' /C calc'!A0\u009b31m";

    /// <summary>An Orthanc without a login, which tells its version and AE title.</summary>
    public static ScriptedPeer Orthanc(string version, string aeTitle)
    {
        var system = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { ["ApiVersion"] = 1, ["Version"] = version, ["DicomAet"] = aeTitle, ["DicomPort"] = 104 });
        return Web(path => path == "/system" ? (200, system) : path == "/statistics" ? (200, "{\"CountStudies\":3,\"CountPatients\":2}") : (404, ""));
    }

    /// <summary>A web server that closes each connection.</summary>
    public static ScriptedPeer Web(Func<string, (int Status, string Json)> answer) => ScriptedPeer.Listen(s => s.Expect(1).Send(first =>
        first[0] == 1 ? "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray() : []).Answer(answer).Close());

    /// <summary>A DICOM server that accepts associations, not one context, and introduces itself so.</summary>
    public static ScriptedPeer Dicom(string versionName) => ScriptedPeer.Listen(s => s
        .ExpectPdu(1)
        .Send(PduWriter.ToBytes(new AssociateAccept { UserInformation = [new MaximumLength(16384), new ImplementationClassUid("1.2.3"), new ImplementationVersionName(versionName)] }))
        .ExpectPdu(5)
        .Send(PduWriter.ToBytes(new ReleaseResponse()))
        .ExpectClose());

    private static PeerScript Answer(this PeerScript script, Func<string, (int Status, string Json)> answer) => script.ExpectUntil("\r\n").Send(line =>
    {
        var words = Encoding.ASCII.GetString(line).Split(' ');
        if (words.Length != 3)
            return [];
        var (status, json) = answer(words[1]);
        var body = Encoding.UTF8.GetBytes(json);
        return [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Scripted\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    });
}
