using Leadglass.Dicom.Network;

namespace Leadglass.Exposure.Probing;

/// <summary>What the answers to a list of proposed presentation contexts add up to.</summary>
public sealed class ContextSurvey
{
    private readonly Dictionary<Capability, List<string>> _accepted = [];

    private ContextSurvey(bool storageAnsweredFirst) => StorageAnsweredFirst = storageAnsweredFirst;

    /// <summary>Whether the answers come with the storage contexts first although verification was proposed first.</summary>
    public bool StorageAnsweredFirst { get; }

    /// <summary>Reads the answers.</summary>
    /// <param name="request">What was proposed.</param>
    /// <param name="accept">What was answered; answers to contexts that were not proposed are passed over.</param>
    public static ContextSurvey Of(AssociateRequest request, AssociateAccept accept)
    {
        var first = accept.PresentationContexts.Count == 0 ? null : request.PresentationContexts.FirstOrDefault(p => p.Id == accept.PresentationContexts[0].Id);
        var survey = new ContextSurvey(first is not null && ProposedContexts.CapabilityOf(first.AbstractSyntax) == Capability.Storage);
        foreach (var answer in accept.PresentationContexts.Where(c => c.Result == PresentationContextResultReason.Acceptance))
        {
            if (request.PresentationContexts.FirstOrDefault(p => p.Id == answer.Id) is not { } proposed)
                continue;
            var capability = ProposedContexts.CapabilityOf(proposed.AbstractSyntax);
            if (!survey._accepted.TryGetValue(capability, out var list))
                survey._accepted[capability] = list = [];
            if (!list.Contains(proposed.AbstractSyntax))
                list.Add(proposed.AbstractSyntax);
        }

        return survey;
    }

    /// <summary>Whether any context of a capability was accepted.</summary>
    public bool Accepts(Capability capability) => _accepted.ContainsKey(capability);

    /// <summary>The accepted abstract syntaxes of a capability, in the order answered.</summary>
    public IReadOnlyList<string> Accepted(Capability capability) => _accepted.GetValueOrDefault(capability) ?? [];

    /// <summary>Capabilities of which at least one context was accepted.</summary>
    public IEnumerable<Capability> Capabilities => _accepted.Keys.Order();
}
