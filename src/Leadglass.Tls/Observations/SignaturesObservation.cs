using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Observations;

/// <summary>The signature schemes that a server signs with in one version, each put to it alone.</summary>
public sealed record SignaturesObservation
{
    /// <summary>Those it signed with when nothing else was offered.</summary>
    public IReadOnlyList<SignatureScheme> Offered { get; init; } = [];

    /// <summary>Those that were never put to it.</summary>
    public IReadOnlySet<SignatureScheme> NotAsked { get; init; } = SignatureSchemes.All.Select(static row => row.Scheme).ToHashSet();

    /// <summary>Schemes that it signed with although they were not offered: it does not heed <c>signature_algorithms</c>.</summary>
    public IReadOnlyList<SignatureScheme> Unasked { get; init; } = [];

    /// <summary>Whether a scheme is offered.</summary>
    /// <param name="scheme">Its code on the wire.</param>
    public Answer Offers(SignatureScheme scheme) =>
        Offered.Contains(scheme) ? Answer.Yes : NotAsked.Contains(scheme) ? Answer.NotKnown : Answer.No;
}
