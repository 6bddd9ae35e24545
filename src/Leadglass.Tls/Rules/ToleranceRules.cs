using Leadglass.Findings;
using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Rules;

/// <summary>Rules about how well a server keeps the protocol itself.</summary>
internal static class ToleranceRules
{
    private const int ShownAnomalies = 5;

    public static IEnumerable<JudgedRule<TlsExamination>> All =>
    [
        new(Intolerant, static examination => JudgeTolerance(examination.Server.Features)),
        new(Unasked, static examination => JudgeProtocol(examination.Server)),
    ];

    private static Judgement JudgeTolerance(FeaturesObservation features)
    {
        var asked = new (string What, Answer Answer)[]
        {
            ("a large hello", features.ToleratesLargeHello),
            ("GREASE values", features.ToleratesGrease),
            ("an extension that nobody registered", features.ToleratesUnknownExtension),
            ("a version of the future", features.ToleratesFutureVersion),
        };
        var refused = asked.Where(static question => question.Answer == Answer.No).Select(static question => $"It does not answer a hello with {question.What}.").ToArray();
        if (refused.Length > 0)
            return Judgement.Fail(refused);
        var open = asked.Where(static question => question.Answer == Answer.NotKnown).Select(static question => question.What).ToList();
        return open.Count > 0
            ? Judgement.Inconclusive($"Not known: {string.Join(", ", open)}.")
            : Judgement.Pass("It answers large hellos, GREASE, unknown extensions and future versions.");
    }

    private static Judgement JudgeProtocol(ServerObservation server)
    {
        string[] evidence =
        [
            .. server.UnofferedChoices.Select(static suite => $"It chose {suite.Name}, which was not offered."),
            .. server.Features.UnaskedExtensions.Select(static extension => $"It sent the extension {IanaName.Of(extension)} unasked."),
            .. server.Signatures.Unasked.Select(static scheme => $"It signed with {SignatureSchemes.NameOf(scheme)}, which was not offered."),
            .. server.Anomalies.Take(ShownAnomalies).Select(static anomaly => $"{anomaly.Field}: {anomaly.Message} ({anomaly.Clause})"),
        ];
        return evidence.Length > 0 ? Judgement.Fail(evidence)
            : server.SpeaksTls == Answer.Yes ? Judgement.Pass("Every answer keeps to the protocol.")
            : Judgement.Inconclusive("No answer was seen.");
    }

    private static Rule Intolerant { get; } = new()
    {
        Id = "LG-TLS-058",
        Title = "The server cannot cope with newer clients",
        Severity = Severity.Low,
        What = "A hello that is large, or holds values that the server cannot know, is not answered.",
        Why = "With the next update of a modality's TLS library its hello grows, and examinations can no longer be sent. The usual emergency measure is to switch encryption off.",
        Detection = "One hello each: large, with GREASE, with an unknown extension, with a version that does not exist yet.",
        Limits = "A firewall that looks into TLS on the way can be the one that does not cope.",
        Remedies = [new(null, "Update the TLS library of the server; update or take out the middlebox.")],
        References = [Reference.Rfc(8446, "4.1.2"), Reference.Rfc(8701), Reference.Cwe(241)],
    };

    private static Rule Unasked { get; } = new()
    {
        Id = "LG-TLS-059",
        Title = "The server breaks the TLS protocol",
        Severity = Severity.Low,
        What = "It chose what was not offered, sent extensions unasked, or sent messages that are not well formed.",
        Why = "A strict client breaks off. A home-made or long forgotten TLS stack behind such answers rarely has only this fault.",
        Detection = "Every answer to every hello is read to its last byte.",
        Limits = "Five anomalies are shown at most.",
        Remedies = [new(null, "Update the TLS library of the server, or put a TLS proxy before it.")],
        References = [Reference.Rfc(8446, "4.1.3"), Reference.Rfc(8446, "4.2"), Reference.Cwe(436)],
    };
}
