using Leadglass.Dicom.Network;

namespace Leadglass.Exposure.Probing;

/// <summary>What the answers to a list of proposed presentation contexts add up to.</summary>
public sealed class ContextSurvey
{
    private readonly Dictionary<Capability, List<string>> _accepted = [];
    private readonly HashSet<Capability> _proposed;

    private ContextSurvey(IReadOnlyList<PresentationContextRequest> proposed) =>
        _proposed = [.. proposed.Select(context => ProposedContexts.CapabilityOf(context.AbstractSyntax))];

    /// <summary>Whether the answers come with the storage contexts first although verification was proposed first.</summary>
    public bool StorageAnsweredFirst { get; private init; }

    /// <summary>Whether more than one context was proposed and every one was accepted.</summary>
    public bool AcceptsEverything { get; private init; }

    /// <summary>Reads the answers.</summary>
    /// <param name="request">What was proposed.</param>
    /// <param name="accept">What was answered; answers to contexts that were not proposed are passed over.</param>
    public static ContextSurvey Of(AssociateRequest request, AssociateAccept accept)
    {
        var proposed = request.PresentationContexts;
        var answers = accept.PresentationContexts;
        var byId = proposed.ToDictionary(context => context.Id);
        var accepted = answers.Where(answer => answer.IsAccepted && byId.ContainsKey(answer.Id)).Select(answer => byId[answer.Id]).ToList();
        var survey = new ContextSurvey(proposed)
        {
            StorageAnsweredFirst = answers.Count > 0 && byId.TryGetValue(answers[0].Id, out var first)
                && ProposedContexts.CapabilityOf(first.AbstractSyntax) == Capability.Storage,
            AcceptsEverything = proposed.Count > 1 && accepted.DistinctBy(context => context.Id).Count() == proposed.Count,
        };
        foreach (var context in accepted)
        {
            var capability = ProposedContexts.CapabilityOf(context.AbstractSyntax);
            if (!survey._accepted.TryGetValue(capability, out var list))
                survey._accepted[capability] = list = [];
            if (!list.Contains(context.AbstractSyntax))
                list.Add(context.AbstractSyntax);
        }

        return survey;
    }

    /// <summary>Whether any context of a capability was proposed.</summary>
    public bool Proposes(Capability capability) => _proposed.Contains(capability);

    /// <summary>Whether any context of a capability was accepted.</summary>
    public bool Accepts(Capability capability) => _accepted.ContainsKey(capability);

    /// <summary>The accepted abstract syntaxes of a capability, in the order answered.</summary>
    public IReadOnlyList<string> Accepted(Capability capability) => _accepted.GetValueOrDefault(capability) ?? [];

    /// <summary>Capabilities of which at least one context was accepted.</summary>
    public IEnumerable<Capability> Capabilities => _accepted.Keys.Order();
}
