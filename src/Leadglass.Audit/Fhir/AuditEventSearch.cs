using System.Globalization;
using System.Text;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Storage;
using Microsoft.Extensions.Primitives;

namespace Leadglass.Audit.Fhir;

/// <summary>
/// A search of IHE ITI-81, Retrieve ATNA Audit Event: what a store is asked for, and what is compared after that. The parameters are those of R4; the names of
/// DSTU2 and STU3 are taken and reported.
/// </summary>
internal sealed class AuditEventSearch
{
    /// <summary>How many records a page has unless <c>_count</c> says otherwise.</summary>
    public const int UsualCount = 50;

    /// <summary>The largest page; a search for more gets this.</summary>
    public const int MostCount = 1_000;

    /// <summary>Names the record after which a page begins.</summary>
    public const string AfterName = "_after";

    private const int MostParameters = 32;
    private const int MostTerms = 8;

    private readonly List<SearchCondition> _conditions = [];
    private readonly List<string> _remarks = [];

    private AuditEventSearch()
    {
    }

    /// <summary>What the store is asked for, without <see cref="AuditQuery.After"/>: all that matches, and perhaps more.</summary>
    public AuditQuery Query { get; private set; } = new();

    /// <summary>How many records a page has.</summary>
    public int Count { get; private set; } = UsualCount;

    /// <summary>The number of the record after which the page begins; <see langword="null"/> for the first page.</summary>
    public long? After { get; private set; }

    /// <summary>What the one who searches should know: older names, and what was passed over.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Reads the parameters of a search. Pure.</summary>
    /// <param name="parameters">Names and values, unescaped. Untrusted.</param>
    /// <param name="isLenient">Whether unknown parameters are passed over with a remark (<c>Prefer: handling=lenient</c>); otherwise they are errors, since a search that passes over a condition shows too much.</param>
    /// <param name="errors">Takes everything that is wrong.</param>
    public static AuditEventSearch Parse(IEnumerable<KeyValuePair<string, StringValues>> parameters, bool isLenient, List<string> errors)
    {
        var search = new AuditEventSearch();
        var given = parameters.SelectMany(static parameter => parameter.Value.Select(value => (parameter.Key, Value: value ?? ""))).ToList();
        if (given.Count > MostParameters)
            errors.Add($"{given.Count} parameters are more than the {MostParameters} that are read.");
        foreach (var (name, value) in given.Take(MostParameters))
            search.Take(name, value, isLenient, errors);
        if (!given.Exists(static parameter => parameter.Key is "date" or "_id"))
            errors.Add("date is missing: ITI-81 wants the time that is searched, for example date=ge2026-03-01&date=le2026-03-31.");
        return search;
    }

    /// <summary>Whether a message has everything that is searched for.</summary>
    public bool Holds(AuditMessage message) => _conditions.TrueForAll(condition => condition.Holds(message));

    private void Take(string name, string value, bool isLenient, List<string> errors)
    {
        var (plain, modifier) = name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (name[..colon], name[(colon + 1)..]) : (name, "");
        if (modifier == "identifier")
            (plain, modifier) = ($"{plain}.identifier", "");
        if (SearchParameter.Find(plain) is { } parameter)
        {
            TakeCondition(parameter, plain, modifier, value, errors);
            return;
        }

        switch (name)
        {
            case "date":
                TakeDate(value, errors);
                break;
            case "_id":
                if (Number(value) is { } number)
                    Query = Query with { Sequence = number };
                else
                    errors.Add("_id must be the number of a record.");
                break;
            case "_count":
                if (Number(value) is > 0 and var count)
                    Count = (int)Math.Min(count, MostCount);
                else
                    errors.Add($"_count must be a number from 1 to {MostCount}.");
                break;
            case AfterName:
                After = Number(value);
                if (After is null)
                    errors.Add($"{AfterName} must come from the next link of a page.");
                break;
            case "_sort" when value is "date" or "-date":
                Query = Query with { NewestFirst = value[0] == '-' };
                break;
            case "_sort":
                errors.Add("_sort must be date or -date.");
                break;
            case "_format" or "_pretty":
                break; // the form of the answer, not what is searched
            case "_total":
                _remarks.Add("_total is passed over: matches are counted where they fit one page.");
                break;
            default:
                var words = $"{Short(name)} is no parameter that is known here";
                if (isLenient)
                    _remarks.Add($"{words}, and was passed over.");
                else
                    errors.Add($"{words}. It is never passed over silently; Prefer: handling=lenient does so with a remark.");
                break;
        }
    }

    private void TakeCondition(SearchParameter parameter, string name, string modifier, string value, List<string> errors)
    {
        if (modifier.Length > 0 && !(parameter.Kind == SearchKind.Text && modifier is "exact" or "contains"))
        {
            errors.Add($"{parameter.Name} has no modifier {Short(modifier)} here.");
            return;
        }

        var wanted = Separate(value, ',').Select(one => Wanted(parameter, one)).ToList();
        if (wanted.Exists(static one => one.Value.Length == 0 && string.IsNullOrEmpty(one.System)))
        {
            errors.Add($"{Short(name)} has an empty value.");
            return;
        }

        if (name != parameter.Name)
            _remarks.Add($"{name} is the name in an earlier release of FHIR; in R4 it is {parameter.Name}.");
        if (parameter.Kind == SearchKind.Identifier && wanted.Exists(static one => !string.IsNullOrEmpty(one.System)))
            _remarks.Add($"The system in {parameter.Name} was not compared: messages of DICOM name none for identifiers.");
        _conditions.Add(new SearchCondition(parameter, modifier, wanted));
        // Several values are an alternative, which the terms of a store are not; what is compared afterwards is complete in any case.
        if (parameter.Index is { } kind && wanted is [{ Value.Length: > 0 } only] && Query.Terms.Count < MostTerms)
            Query = Query with { Terms = [.. Query.Terms, new AuditTerm(kind, only.Value)] };
    }

    private void TakeDate(string value, List<string> errors)
    {
        var prefix = value.Length > 2 && char.IsAsciiLetter(value[0]) ? value[..2] : "eq";
        if (SearchDate.Parse(char.IsAsciiLetter(value.FirstOrDefault()) && value.Length > 2 ? value[2..] : value) is not { } date || prefix is not ("eq" or "ge" or "gt" or "le" or "lt" or "sa" or "eb"))
        {
            errors.Add($"date={Short(value)} is no date; write eq, ge, gt, le or lt and then 2026-03-04 or 2026-03-04T05:06:07Z.");
            return;
        }

        var from = prefix switch { "ge" or "eq" => date.Begin, "gt" or "sa" => date.End, _ => (DateTimeOffset?)null };
        var to = prefix switch { "le" or "eq" => date.End, "lt" or "eb" => date.Begin, _ => (DateTimeOffset?)null };
        Query = Query with { From = Query.From > from ? Query.From : from ?? Query.From, To = Query.To < to ? Query.To : to ?? Query.To };
    }

    private static (string? System, string Value) Wanted(SearchParameter parameter, string text)
    {
        if (parameter.Kind is not (SearchKind.Token or SearchKind.Identifier))
            return (null, Unescaped(text).Trim());
        var parts = Separate(text, '|');
        return parts.Count == 1 ? (null, Unescaped(text).Trim()) : (Unescaped(parts[0]), Unescaped(string.Join('|', parts.Skip(1))).Trim());
    }

    /// <summary>Cuts at a character that has no backslash before it; escapes stay.</summary>
    private static List<string> Separate(string text, char separator)
    {
        var parts = new List<string>();
        var begin = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == separator)
            {
                parts.Add(text[begin..at]);
                begin = at + 1;
            }
        }

        parts.Add(text[begin..]);
        return parts;
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
            plain.Append(text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at]);
        return plain.ToString();
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Short(string text) => text.Length <= 64 ? text : $"{text.AsSpan(0, 64)}…";
}
