using Leadglass.Dicom;
using Leadglass.Dicom.Network;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>
/// Where the peer stands in the state table of the upper layer, judged from outside by what it was sent and what it said; collects the cells
/// that it was led through. Source: PS3.8 §9.2, Table 9-10.
/// </summary>
/// <remarks>What was sent counts as received: whether the peer has read it already is not known.</remarks>
/// <param name="acceptor">The peer accepts associations; false when it requests them.</param>
internal sealed class PeerModel(bool acceptor)
{
    /// <summary>More of one PDU is not kept: what it is said its first bytes.</summary>
    private const int MostKept = 1 << 20;

    private readonly StateMachine _machine = new(requestor: !acceptor);
    private readonly List<byte> _unframed = [];
    private readonly SortedSet<string> _cells = new(StringComparer.Ordinal);
    private bool _isLost;

    /// <summary>The cells, such as <c>cell Sta6 Evt10</c>.</summary>
    public IReadOnlyCollection<string> Cells => _cells;

    /// <summary>The connection is there.</summary>
    public void Connected()
    {
        if (acceptor)
        {
            Take(Event.Evt5);
            return;
        }
        Take(Event.Evt1);
        Take(Event.Evt2);
    }

    /// <summary>The peer was sent bytes.</summary>
    public void Sent(ReadOnlySpan<byte> bytes)
    {
        if (_isLost)
            return;
        _unframed.AddRange(bytes[..Math.Min(bytes.Length, MostKept)]);
        while (_unframed.Count > 0)
        {
            var unframed = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_unframed);
            if (!PduHeader.IsKnown((PduType)unframed[0]))
            {
                Take(Event.Evt19);
                _isLost = true;     // nobody can say where the next one begins
                return;
            }
            if (unframed.Length < PduHeader.Size || !PduHeader.TryRead(unframed, uint.MaxValue, out var header, out _) || header.Length > unframed.Length - PduHeader.Size)
                return;
            var size = PduHeader.Size + (int)header.Length;
            Take(PduReader.Read(unframed[..size], Conformance.Lenient).Status == PduReadStatus.Complete ? Received(header.Type) : Event.Evt19);
            _unframed.RemoveRange(0, size);
        }
    }

    /// <summary>The connection was closed towards the peer.</summary>
    public void Closed() => Take(Event.Evt17);

    /// <summary>The peer sent a PDU: what its own user must have asked for.</summary>
    public void Heard(PduType type) => Take(type switch
    {
        PduType.AssociateRequest => Event.Evt1,
        PduType.AssociateAccept => Event.Evt7,
        PduType.AssociateReject => Event.Evt8,
        PduType.DataTransfer => Event.Evt9,
        PduType.ReleaseRequest => Event.Evt11,
        PduType.ReleaseResponse => Event.Evt14,
        _ => Event.Evt15,
    });

    private static Event Received(PduType type) => type switch
    {
        PduType.AssociateRequest => Event.Evt6,
        PduType.AssociateAccept => Event.Evt3,
        PduType.AssociateReject => Event.Evt4,
        PduType.DataTransfer => Event.Evt10,
        PduType.ReleaseRequest => Event.Evt12,
        PduType.ReleaseResponse => Event.Evt13,
        _ => Event.Evt16,
    };

    private void Take(Event happened)
    {
        if (StateTable.Find(_machine.State, happened) != Dicom.UpperLayer.Action.None)
            _cells.Add($"cell {_machine.State} {happened}");
        _machine.Take(happened);
    }
}
