namespace Leadglass.Findings;

/// <summary>A rule together with the pure function that judges it.</summary>
/// <typeparam name="TObservation">The facts it judges.</typeparam>
/// <param name="Rule">The rule's identity and documentation.</param>
/// <param name="Judge">Judges one observation without I/O; <see langword="null"/> means that the rule does not apply to it.</param>
public sealed record JudgedRule<TObservation>(Rule Rule, Func<TObservation, Judgement?> Judge);
