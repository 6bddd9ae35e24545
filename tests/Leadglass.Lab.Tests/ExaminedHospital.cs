using System.Net.Sockets;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;
using Leadglass.Tls.Probing;
using Leadglass.Tls.Rules;

namespace Leadglass.Lab.Tests;

/// <summary>The TLS systems of the practice hospital, each examined once as <c>leadglass tls server 127.0.0.1</c> does.</summary>
public sealed class ExaminedHospital : IAsyncLifetime
{
    private static readonly string[] TlsSystems = ["SECURE", "MUTUAL", "EXPIRED", "MISNAMED", "DOWNGRADE", "OBSOLETE"];

    private readonly Dictionary<string, TlsExamination> _examined = [];

    /// <summary>What was seen of each system, by its name.</summary>
    public IReadOnlyDictionary<string, TlsExamination> Examined => _examined;

    public async ValueTask InitializeAsync()
    {
        await using var hospital = await PracticeHospital.OpenAsync();
        foreach (var name in TlsSystems)
            _examined.Add(name, await ExamineAsync(hospital, name));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<TlsExamination> ExamineAsync(PracticeHospital hospital, string name)
    {
        var endpoint = hospital.Systems.Single(s => s.Name == name).Endpoint;
        var options = new ServerProbeOptions
        {
            Random = new Random(1),
            Timeout = TimeSpan.FromSeconds(30),
            ClientCertificate = name == "MUTUAL" ? LabCertificates.Shared.Client : null,
            ApplicationData = PduWriter.ToBytes(new AssociateRequest
            {
                CalledAETitle = "ANY",
                CallingAETitle = "STUDENT",
                PresentationContexts = [new PresentationContextRequest(1, Uids.Verification, [Uids.ImplicitVRLittleEndian])],
            }),
        };
        var seen = await ServerProbe.ExamineAsync(ConnectAsync, options, TestContext.Current.CancellationToken);
        return new TlsExamination(seen, TimeProvider.System.GetUtcNow()) { HostName = "127.0.0.1" };

        async ValueTask<Stream?> ConnectAsync(CancellationToken cancellationToken)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(endpoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
