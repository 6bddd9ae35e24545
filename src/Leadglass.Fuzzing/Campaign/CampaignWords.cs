using Leadglass.Fuzzing.Managed;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Sessions;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Fuzzing.Campaign;

/// <summary>What differs between campaigns against different kinds of targets: how their cases are called, how they are broken, what they cannot show.</summary>
/// <param name="Case">One case.</param>
/// <param name="Cases">Several.</param>
/// <param name="Operators">Every way in which cases of this kind can be broken.</param>
/// <param name="NotTested">What such a campaign never tests, subject first.</param>
internal sealed record CampaignWords(string Case, string Cases, IReadOnlyList<CaseOperator> Operators, IReadOnlyList<string> NotTested)
{
    private const string Symptoms = "faults without a symptom: memory read or written out of bounds shows only when it ends the program; build the target with a sanitizer to see the rest";
    private const string Results = "wrong results: that a file was read does not show that it was read rightly";
    private const string Canaries = "files written, commands executed or data disclosed because of a value: no canary watches for them";
    private const string Codestreams = "JPEG-LS, JPEG 2000, JPEG XL and video streams: no such seed is generated";
    public const string BlackBox = "code coverage: the program is a black box, and how much of it ran is not known";

    /// <summary>The words of a kind.</summary>
    public static CampaignWords Of(TargetKind kind) => kind switch
    {
        TargetKind.Method => new("broken input", "broken inputs", [.. MutationOperators.All, OperandSubstitution.Instance],
            [Symptoms, Codestreams, "other ways in: only the method was called, with nothing but an input", Canaries, Results]),
        TargetKind.Service => new("broken conversation", "broken conversations", SessionOperators.All,
            [BlackBox, Symptoms, "processes that a server makes for each association: where one dies and says nothing, only the closed connection is seen; run the server as a single process", Results]),
        TargetKind.Client => new("broken answer", "broken answers", SessionOperators.All,
            [BlackBox, Symptoms, "what the client only asks for in other circumstances: cases are made of the answers to what it asked when it was first answered",
                "how long the client waits for a server that says nothing: its connection is closed after a while", Results]),
        TargetKind.Web => new("broken request", "broken requests", WebOperators.All,
            [
                BlackBox, Symptoms, Codestreams,
                "DELETE, and whatever else could destroy what was not stored here: never sent",
                "addresses in bulk data and external entities: no request names one, so whether the service would fetch from there is not known",
                "HTTP/2, HTTP/3 and WebSocket: only HTTP/1.1 was spoken", "DIMSE and the upper layer: only DICOMweb was tried", Canaries,
                "wrong results: that a request was answered does not show that it was answered rightly",
            ]),
        _ => new("broken file", "broken files", MutationOperators.All,
            [BlackBox, Symptoms, Codestreams, "DIMSE, the upper layer, DICOMweb and TLS: only files were tried", Results]),
    };

    /// <summary>A way to break cases, by its name; null where this version has none of it.</summary>
    public CaseOperator? Find(string id) => Operators.FirstOrDefault(op => op.Id == id);
}
