using Leadglass.Tls.Observations;
using Leadglass.Tls.Registry;

namespace Leadglass.Tls.Probing;

internal sealed partial class ServerExamination
{
    /// <summary>Suites in one hello when all at once get no answer: what old stacks take.</summary>
    private const int ShortList = 64;

    private bool _takesLongLists;

    /// <summary>Puts all suites of a version to the server: is the version offered, and which suite comes first?</summary>
    private async Task BeginAsync(TlsVersion version, CancellationToken cancellationToken)
    {
        var survey = _surveys[version];
        var all = Offer.AllSuites(version).ToList();
        if (await AskAsync(OfferOf(version, all), cancellationToken) is not { } flight)
            return;
        if (version == TlsVersion.Ssl2)
        {
            TakeSsl2(survey, flight);
            return;
        }

        if (flight.Chose(version))
        {
            _takesLongLists |= all.Count > ShortList;
            Take(survey, all, flight);
            survey.Lists.Enqueue(all);
            return;
        }
        await TryAgainAsync(survey, all, flight, cancellationToken);
    }

    /// <summary>SSL 2.0 lists what both sides have: one question is enough.</summary>
    private static void TakeSsl2(SuiteSurvey survey, Flight flight)
    {
        if (flight.Ssl2Hello is { } hello)
        {
            foreach (var code in hello.Suites)
                survey.Add(code, null);
            survey.Close(Offer.AllSuites(TlsVersion.Ssl2));
        }
        else
        {
            Conclude(survey, flight);
        }
    }

    /// <summary>
    /// A refusal may be of the hello rather than of the version: of a long list by an old stack, of the missing public key in TLS 1.3.
    /// Only a server that names the version, or has shown that it takes such hellos, is believed at once.
    /// </summary>
    private async Task TryAgainAsync(SuiteSurvey survey, List<int> all, Flight flight, CancellationToken cancellationToken)
    {
        if (flight.Hello is null && flight.Alert != AlertDescription.ProtocolVersion && flight.End != FlightEnd.Garbage)
        {
            var isTls13 = survey.Version == TlsVersion.Tls13;
            survey.NeedsShares = isTls13;
            var lists = isTls13 ? [all] : _takesLongLists ? [] : all.Chunk(ShortList).Select(static chunk => chunk.ToList()).ToList();
            foreach (var list in lists.Take(1))
            {
                if (await AskAsync(OfferOf(survey.Version, list), cancellationToken) is not { } again)
                    return;
                if (!again.Chose(survey.Version))
                    continue;
                Take(survey, list, again);
                foreach (var rest in lists)
                    survey.Lists.Enqueue(rest);
                return;
            }
        }
        Conclude(survey, flight);
    }

    private static void Conclude(SuiteSurvey survey, Flight flight)
    {
        if (flight.Hello is not null || flight.IsRefusal || flight.End == FlightEnd.Garbage)
            survey.Refuse(flight.Alert);
        else
            survey.StaySilent();
    }

    /// <summary>Asks for all suites but those already chosen, again and again, until the server refuses.</summary>
    private async Task CompleteAsync(TlsVersion version, CancellationToken cancellationToken)
    {
        var survey = _surveys[version];
        while (survey.Lists.TryDequeue(out var list))
        {
            var confirmed = false;
            while (list.Count > 0)
            {
                if (await AskAsync(OfferOf(version, list), cancellationToken) is not { } flight)
                    return;
                if (flight.Chose(version))
                {
                    if (!Take(survey, list, flight))
                        break;
                    continue;
                }
                if (flight is { Hello: null, IsRefusal: false })
                    break;
                // A connection that is closed without a word is a refusal only if it happens twice.
                if (flight is { Hello: null, Alert: null } && !confirmed)
                {
                    confirmed = true;
                    continue;
                }
                survey.Close(list);
                break;
            }
        }
        await CompareOrdersAsync(survey, cancellationToken);
    }

    /// <summary>Notes the choice and removes it from the list; false when the server chose what was not in it.</summary>
    private static bool Take(SuiteSurvey survey, List<int> list, Flight flight)
    {
        int code = flight.Hello!.Suite;
        if (!list.Remove(code))
            return false;
        survey.Add(code, flight.Agreement);
        return true;
    }

    private async Task CompareOrdersAsync(SuiteSurvey survey, CancellationToken cancellationToken)
    {
        if (survey.Codes is not { Count: > 1 } codes)
            return;
        var reversed = codes.Reverse().ToList();
        if (await AskAsync(OfferOf(survey.Version, reversed), cancellationToken) is { } flight && flight.Chose(survey.Version))
            survey.Order = flight.Hello!.Suite == reversed[0] ? SuiteOrder.Client : SuiteOrder.Server;
    }
}
