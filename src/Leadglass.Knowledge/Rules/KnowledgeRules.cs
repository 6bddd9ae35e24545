using Leadglass.Findings;
using Leadglass.Knowledge.Versions;
using Leadglass.Knowledge.Vex;

namespace Leadglass.Knowledge.Rules;

/// <summary>Rules about what is published for a product.</summary>
public static class KnowledgeRules
{
    private const int Named = 8;

    // A quarter: longer than that, silence says little about what is published.
    private const int FreshDays = 90;

    /// <summary>The rules with their functions.</summary>
    public static RuleSet<KnownProduct> All { get; } = new([new(KnownVulnerabilities, Judge)]);

    private static Rule KnownVulnerabilities => new()
    {
        Id = "LG-KNW-001",
        Title = "Vulnerabilities are published for this version",
        Severity = Severity.Medium,
        What = "Product and version, as far as the system gives them away, lie within the affected versions of published advisories. High where one of them is known to be exploited.",
        Why = "What is published is tried: by those who test your network, and by those who do not ask.",
        Detection = "The product that was recognised, and its version, held against the knowledge file (leadglass knowledge list). Nothing is sent for it.",
        Limits = "A version alone proves nothing, so the verdict is never more than potential: distributions mend a version without changing its name (Debian's DCMTK 3.6.7-9~deb12u4 still says 3.6.7), "
            + "a flaw may sit in a part that is not in use, and programs built with a toolkit introduce themselves as the toolkit. The knowledge is as old as the date in the evidence; "
            + "where it is older than 90 days, a version that it does not name is Inconclusive; a product that no advisory in it names gets no verdict.",
        Remedies =
        [
            new("Orthanc", "Compare the installed package with the fixed version or with the security tracker of your distribution; update, and leadglass knowledge show CVE-… for the source."),
            new("DCMTK", "Compare the installed package with the fixed version or with the security tracker of your distribution; where DCMTK is built into a product, ask its maker."),
            new(null, "Ask the maker whether this installation is affected, with the CVE codes; update, or separate the system from the network until then."),
        ],
        Proof = "leadglass check HOST:PORT --only LG-KNW-001",
        References = [Reference.Cwe(1395), new("CSAF 2.0", "https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html")],
    };

    private static Judgement? Judge(KnownProduct product)
    {
        if (product.Matches.Count == 0)
            return null;
        var data = product.DataDate is { } date ? $"Knowledge of {date:yyyy-MM-dd}." : "Knowledge without a date.";
        var published = product.Matches.Count == 1 ? "1 vulnerability is" : $"{product.Matches.Count} vulnerabilities are";
        if (product.Version is null)
            return Judgement.Inconclusive($"{published} published for {product.Family}; its version is not known.", data);

        var potential = product.Matches.Where(static match => match.IsPotential).ToList();
        var settled = product.Matches.Where(static match => match.Answer != RangeAnswer.Outside && match.Statement?.Clears == true).Select(Settled).ToList();
        if (potential.Count == 0 && settled.Count > 0)
            return Judgement.Pass([.. settled.Take(Named), data]);
        if (potential.Count == 0)
            return Covered(product, $"{published} published for {product.Family}, none for version {product.Version}.", data);
        var more = potential.Count > Named ? new[] { $"And {potential.Count - Named} more: leadglass knowledge list --product \"{potential[0].Affected.Product}\"." } : [];
        return new Judgement(Verdict.Warn, [.. potential.Take(Named).Select(Line), .. more, .. settled.Take(Named), "By the version alone: a distribution may have mended it without changing the version.", data])
        {
            Severity = potential.Exists(match => match is { Answer: RangeAnswer.Inside, Vulnerability.ExploitedSince: not null }) ? Severity.High : null,
        };
    }

    // What was published since cannot be in it: old knowledge has no say in what is not known.
    private static Judgement Covered(KnownProduct product, string evidence, string data) =>
        product is { DataDate: { } date, Today: { } today } && today.DayNumber - date.DayNumber <= FreshDays
            ? Judgement.Pass(evidence, data)
            : Judgement.Inconclusive(evidence, data, $"Older than {FreshDays} days, or of unknown age: what was published since is not in it. Renew it with leadglass knowledge update, and check with --knowledge.");

    private static string Said(VexStatement? statement) => statement is null ? ""
        : $" {statement.Author} says: {(statement.Status == VexStatus.Affected ? "affected" : "under investigation")}{(statement.Words.Length > 0 ? $", {statement.Words}" : "")}.";

    private static string Settled(ProductMatch match) =>
        $"{match.Vulnerability.Id}: {(match.Statement!.Status == VexStatus.Fixed ? "fixed" : "not affected")}, says {match.Statement.Author}{(match.Statement.Words.Length > 0 ? $" ({match.Statement.Words})" : "")}.";

    private static string Line(ProductMatch match)
    {
        var (vulnerability, affected) = (match.Vulnerability, match.Affected);
        var exploited = vulnerability.ExploitedSince is { } since ? $", exploited since {since:yyyy-MM-dd}" : "";
        var score = vulnerability.Score is { } value ? $" (CVSS {value:0.0}{exploited})" : exploited;
        var versions = match.Answer == RangeAnswer.Inside ? $"versions {affected.Versions}" : $"versions that cannot be compared: {affected.Versions}";
        var mended = match.FixedIn is { } version ? $"; fixed in {version}" : "";
        return $"Potential: {vulnerability.Id}{score}, {affected.Product}, {versions}{mended}; {affected.Source}{(affected.Date is { } date ? $" of {date:yyyy-MM-dd}" : "")}.{Said(match.Statement)}";
    }
}
