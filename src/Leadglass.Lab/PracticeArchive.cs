using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Leadglass.Dicom;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Lab;

/// <summary>
/// A small archive for exercises in fuzzing. It verifies, stores and gives back, one association at a time, and has a fault of each kind that
/// stops a server or damages what it holds. It is for practice objects alone: it listens on loopback only.
/// </summary>
/// <param name="endpoint">Where to listen.</param>
/// <param name="folder">Where objects are kept, one file each.</param>
/// <param name="isRepaired">Without the faults.</param>
public sealed class PracticeArchive(IPEndPoint endpoint, string folder, bool isRepaired)
{
    private const int MostContexts = 128;
    private const int LongestUid = 64;

    private static readonly string[] TransferSyntaxes = [Uids.ExplicitVRLittleEndian, Uids.ImplicitVRLittleEndian];
    private static readonly AssociationOptions Options = AssociationOptions.Default with { Conformance = Conformance.Lenient, ResponseTimeout = TimeSpan.FromSeconds(10) };

    private readonly List<string> _uids = [];
    private bool _hasRoom = true;
    private bool _ends;

    /// <summary>What is wrong with it, a line each.</summary>
    public static IReadOnlyList<string> Faults { get; } =
    [
        "more than 128 presentation contexts: it writes beyond its table and crashes",
        "a response that nobody asked for: it ends, with exit code 0",
        "a presentation context with an even ID: it never gives the place back, and rejects everybody from then on",
        "an object without a valid UID: it replaces the oldest one",
    ];

    /// <summary>Serves until it is told to stop, or a fault ends it.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SocketException">It cannot listen there.</exception>
    /// <exception cref="IndexOutOfRangeException">The fault of its table.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        LoopbackServer.RequireLoopback(endpoint);
        foreach (var file in Directory.GetFiles(folder, "*.uid").Order(StringComparer.Ordinal))
            _uids.Add(await File.ReadAllTextAsync(file, cancellationToken));
        using var listener = new TcpListener(endpoint);
        listener.Start();
        while (!_ends)
        {
            using var socket = await listener.AcceptSocketAsync(cancellationToken);
            socket.NoDelay = true;
            try
            {
                await ServeAsync(new NetworkStream(socket, ownsSocket: false), cancellationToken);
            }
            catch (Exception e) when (e is IOException or SocketException)
            {
                // The peer went away.
            }
        }
    }

    private async Task ServeAsync(Stream stream, CancellationToken cancellationToken)
    {
        var incoming = await Association.AcceptAsync(stream, Options, cancellationToken);
        if (incoming.Association is not { } pending)
            return;
        await using (pending)
        {
            if (!_hasRoom)
            {
                await pending.RejectAsync(new AssociateReject(RejectResult.Transient, RejectSource.ServiceProviderPresentation, RejectReason.TemporaryCongestion), cancellationToken);
                return;
            }
            var table = new byte[isRepaired ? byte.MaxValue + 1 : MostContexts];
            for (var i = 0; i < pending.Request.PresentationContexts.Count && !(isRepaired && i >= table.Length); i++)
                table[i] = pending.Request.PresentationContexts[i].Id;
            _hasRoom = isRepaired || pending.Request.PresentationContexts.All(static context => context.Id % 2 != 0);
            var accept = AssociateAccept.Answer(pending.Request, static context => TransferSyntaxes.FirstOrDefault(context.TransferSyntaxes.Contains) is { } chosen
                ? (PresentationContextResultReason.Acceptance, chosen)
                : (PresentationContextResultReason.TransferSyntaxesNotSupported, ""));
            await using var association = await pending.AcceptAsync(accept with { UserInformation = [.. accept.UserInformation, .. pending.Request.RoleSelections] }, cancellationToken);
            await ConverseAsync(association, pending.Request, cancellationToken);
        }
    }

    private async Task ConverseAsync(Association association, AssociateRequest request, CancellationToken cancellationToken)
    {
        while (!_ends)
        {
            switch (await association.ReceiveAsync(cancellationToken))
            {
                case { Kind: AssociationEventKind.ReleaseRequested }:
                    await association.RespondToReleaseAsync(cancellationToken);
                    return;
                case { Message: { Command: DimseResponse } } when !isRepaired:
                    _ends = true;
                    break;
                case { Message: { Command: CEchoRequest echo } message }:
                    await SendAsync(message, echo, new CEchoResponse { Status = DimseStatus.Success });
                    break;
                case { Message: { Command: CStoreRequest store } message }:
                    await SendAsync(message, store, new CStoreResponse { Status = Kept(store, message.Data) ? DimseStatus.Success : new DimseStatus(0xA900), AffectedSopInstanceUid = store.AffectedSopInstanceUid });
                    break;
                case { Message: { Command: CGetRequest get } message }:
                    await GiveAsync(association, request, message, cancellationToken);
                    await SendAsync(message, get, new CGetResponse { Status = DimseStatus.Success });
                    break;
                default:
                    return;
            }
        }

        async Task SendAsync(DimseMessage message, CompositeRequest asked, DimseResponse response) => await association.SendAsync(new DimseMessage(message.ContextId, response with
        {
            MessageIdBeingRespondedTo = asked.MessageId,
            AffectedSopClassUid = asked.AffectedSopClassUid,
        }), cancellationToken);
    }

    private bool Kept(CStoreRequest store, ReadOnlyMemory<byte>? data)
    {
        var uid = store.AffectedSopInstanceUid ?? "";
        var isValid = uid.Length is > 0 and <= LongestUid && uid.All(static letter => char.IsAsciiDigit(letter) || letter == '.');
        if (isRepaired && (!isValid || data is null))
            return false;
        var place = _uids.IndexOf(uid);
        if (place < 0 && isValid)
        {
            place = _uids.Count;
            _uids.Add(uid);
            File.WriteAllText(FileOf(place, "uid"), uid, Encoding.ASCII);
        }
        File.WriteAllBytes(FileOf(Math.Max(place, 0), "object"), (data ?? default).Span);
        return true;
    }

    private async Task GiveAsync(Association association, AssociateRequest request, DimseMessage message, CancellationToken cancellationToken)
    {
        var explicitVr = association.TransferSyntaxOf(message.ContextId) == Uids.ExplicitVRLittleEndian;
        var identifier = DataTree.Read(message.Data ?? default, explicitVr ? DataSetEncoding.ExplicitLittleEndian : DataSetEncoding.ImplicitLittleEndian, DataSetLimits.Default);
        var place = identifier.Find(Tags.SopInstanceUid) is { } key ? _uids.IndexOf(key.Text(LongestUid)) : -1;
        if (place < 0 || request.RoleSelections is not [var role, ..] || request.PresentationContexts.FirstOrDefault(context => context.AbstractSyntax == role.SopClassUid) is not { } context)
            return;
        await association.SendAsync(
            new DimseMessage(context.Id, new CStoreRequest { MessageId = 1, AffectedSopClassUid = role.SopClassUid, AffectedSopInstanceUid = _uids[place] }, await File.ReadAllBytesAsync(FileOf(place, "object"), cancellationToken)), cancellationToken);
        await association.ReceiveAsync(cancellationToken);
    }

    private string FileOf(int place, string what) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{place:D4}.{what}"));
}
