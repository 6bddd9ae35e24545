using System.Globalization;
using Leadglass.Exposure;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Targets;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>Says what a check would send, from the same values that it would be sent from.</summary>
internal static class CheckPlan
{
    private const int Shown = 20;

    public static void Write(TextWriter output, ResolvedTargets resolved, CheckOptions options)
    {
        output.WriteLine("Nothing was sent. This is what would be:");
        output.WriteLine();
        var count = resolved.Count;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Targets ({count:N0} {(count == 1 ? "address" : "addresses")})"));
        foreach (var target in resolved.Targets.Take(Shown))
            output.WriteLine($"  {target.Address}{(target.Name is null ? "" : $" ({VisibleText.Of(target.Name)})")}, ports {string.Join(", ", target.Ports)}");
        if (count > Shown)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {count - Shown:N0} more"));
        foreach (var name in resolved.Unresolved)
            output.WriteLine($"  {VisibleText.Of(name)}: not known to the resolver, left out");

        output.WriteLine();
        output.WriteLine("Manners");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {options.Pace.Targets} {(options.Pace.Targets == 1 ? "target" : "targets")} at a time, one connection at a time each, {options.Pace.Pause.TotalMilliseconds:0} ms between them, {options.Pace.Budget} at most, {options.Pace.Timeout.TotalSeconds:0.#} s for each answer"));

        output.WriteLine();
        output.WriteLine("First word on each port, the next only if it was not answered");
        var contexts = options.DiscoverOnly ? ProposedContexts.VerificationOnly : ProposedContexts.Survey;
        output.WriteLine($"  DICOM  A-ASSOCIATE-RQ called {options.Sentinels.CalledAETitle}, calling {Identity.AETitle}, {contexts.Count} presentation contexts; A-RELEASE-RQ after it");
        output.WriteLine("  TLS    ClientHello of this machine's TLS library");
        output.WriteLine("  HTTP   HEAD /, and once more where a 400 may come from a TLS server");
        output.WriteLine("  Inside TLS: DICOM as above, and HTTP where that is not answered; on 443 and 8443 HTTP, and DICOM where there may be DICOMweb; on 2762 no HTTP");
        output.WriteLine("  Where TLS is for DICOM: an A-ASSOCIATE-RQ in clear text to the same port");
        if (!options.DiscoverOnly)
            output.WriteLine("  An answer other than acceptance to the long list of contexts: the same once more with verification alone");
        if (options.DiscoverOnly)
            return;

        output.WriteLine();
        output.WriteLine("On an accepted association");
        output.WriteLine("  C-ECHO");
        output.WriteLine($"  C-FIND Study Root        StudyInstanceUID {options.Sentinels.StudyInstanceUid}, which nobody made");
        output.WriteLine($"  C-FIND Patient Root      PatientID {options.Sentinels.PatientId}, which nobody has");
        output.WriteLine($"  C-FIND Modality Worklist PatientID {options.Sentinels.PatientId}, station {options.Sentinels.CalledAETitle}, 1 January 1900");
        output.WriteLine("  an abort instead of an answer: one association for each query that is left");
        output.WriteLine($"  one more association with the user name {options.Sentinels.UserName}{(options.AllIdentities ? ", and one each with a passcode, a ticket, an assertion and a token" : "")}");
        foreach (var title in options.CalledAETitles)
            output.WriteLine($"  where the called AE title is checked: {title}");
        if (options.CallingAETitle is { } calling)
            output.WriteLine($"  where a stranger is rejected, the positive control: calling AE title {calling}, verification only");
        if (options.TryDefaultCalled)
            output.WriteLine("  where the called AE title is checked: at most ten products' default ones");

        output.WriteLine();
        output.WriteLine("On a web server");
        output.WriteLine($"  with the header Origin: {WebPaths.ForeignOrigin}");
        output.WriteLine($"  GET {WebPaths.Control(options.Sentinels)}/studies?{options.Sentinels.QidoQuery}, the control: nothing is there");
        foreach (var prefix in WebPaths.Prefixes)
            output.WriteLine($"  GET {prefix}/studies?{options.Sentinels.QidoQuery}");
        output.WriteLine("  GET /system, and /statistics where that is open");
        output.WriteLine();
        output.WriteLine("Where TLS is spoken, unless it is a web server without DICOMweb");
        output.WriteLine(options.Pace.TlsBudget == 0
            ? "  nothing more: --tls-budget is 0"
            : string.Create(CultureInfo.InvariantCulture,
                $"  at most {options.Pace.TlsBudget:N0} connections to each such port, {options.Pace.Pause.TotalMilliseconds:0} ms between them; what they do not suffice for is not known"));
        if (options.Pace.TlsBudget > 0)
        {
            output.WriteLine("  ClientHellos of every version from SSL 2.0 to TLS 1.3, which end at the server's answer: versions, suites, groups, signatures, extensions");
            output.WriteLine("  up to eight whole handshakes, with no client certificate and with made-up ones, and inside them an A-ASSOCIATE-RQ for verification, or HEAD /");
        }

        output.WriteLine();
        output.WriteLine("Never sent: C-STORE, C-MOVE, C-GET, any N-service, a query that could match a patient, an idle connection, half a message.");
    }
}
