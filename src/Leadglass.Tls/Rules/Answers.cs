using Leadglass.Findings;
using Leadglass.Tls.Observations;

namespace Leadglass.Tls.Rules;

/// <summary>Turns answers into judgements: what is not known is never a pass.</summary>
internal static class Answers
{
    /// <summary>Judges one answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="wrong">The answer that violates the rule.</param>
    /// <param name="violated">What the violation is worth.</param>
    /// <param name="seen">The evidence of the violation.</param>
    /// <param name="fine">The evidence of the opposite.</param>
    public static Judgement Judge(Answer answer, Answer wrong, Verdict violated, string seen, string fine) =>
        answer == Answer.NotKnown ? Judgement.Inconclusive("The server could not be asked, or its answer says neither.")
        : answer == wrong ? new Judgement(violated, [seen])
        : Judgement.Pass(fine);

    /// <summary>Whether a version is offered.</summary>
    public static Answer Offers(this ServerObservation server, TlsVersion version) => server[version].Support switch
    {
        VersionSupport.Offered => Answer.Yes,
        VersionSupport.Refused => Answer.No,
        _ => Answer.NotKnown,
    };

    /// <summary>Whether any version before TLS 1.3 is offered: extensions of the old handshake matter only there.</summary>
    public static Answer OffersOldHandshake(this ServerObservation server)
    {
        var answers = TlsVersions.All.Where(static version => version is >= TlsVersion.Ssl3 and <= TlsVersion.Tls12).Select(server.Offers).ToList();
        return answers.Contains(Answer.Yes) ? Answer.Yes : answers.Contains(Answer.NotKnown) ? Answer.NotKnown : Answer.No;
    }
}
