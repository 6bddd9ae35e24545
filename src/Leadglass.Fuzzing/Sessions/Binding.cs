namespace Leadglass.Fuzzing.Sessions;

/// <summary>What a message that was written down before is bound to when it is sent.</summary>
/// <param name="Uid">The UID that the peer gave last: it takes the place of <see cref="SessionSeeds.Unbound"/>.</param>
/// <param name="Message">The Message ID that the peer used last: it takes the place of <see cref="UnboundMessage"/> as the one that is responded to.</param>
internal readonly record struct Binding(string? Uid, ushort? Message)
{
    /// <summary>Stands in a response for the Message ID of a request that nobody has made yet.</summary>
    public const ushort UnboundMessage = 0x4C47;
}
