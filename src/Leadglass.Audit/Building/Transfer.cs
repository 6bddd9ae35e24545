using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Building;

/// <summary>The roles of the place that data goes to or comes from (A.5.2.7).</summary>
internal static class Transfer
{
    private const string Application = "110150";

    /// <summary>Who acts on this side: the initiator, and the users or processes with their function.</summary>
    public static IEnumerable<ActiveParticipant> Local(ActiveParticipant? initiator, IEnumerable<ActiveParticipant> acting, string function)
    {
        if (initiator is null)
            return acting.Select(participant => participant.WithRole(function));
        var person = initiator.WithRole("110156");
        person = person with { Roles = [.. person.Roles, new CodedValue("125676002", "SCT", "Person")] };
        return acting.Select(participant => participant.WithRole(function).WithRole(Application)).Prepend(person);
    }

    /// <summary>The other side: a medium with an identity of its own is named as one, which both editions understand; an application has its function and its kind.</summary>
    public static ActiveParticipant Place(ActiveParticipant place, string function, string medium) => place.MediaType switch
    {
        { Code: "110158" or "110159" } => place.WithRole(function).WithRole(Application),
        null => place.WithRole(function),
        _ => place.WithRole(function).WithRole(medium),
    };
}
