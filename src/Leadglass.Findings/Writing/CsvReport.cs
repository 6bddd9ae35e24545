namespace Leadglass.Findings.Writing;

/// <summary>One row a finding, and one a target without findings (RFC 4180, CRLF). No cell can become a formula.</summary>
internal static class CsvReport
{
    public static void Write(Report report, TextWriter writer)
    {
        CsvRow.Write(writer, "target", "name", "product", "summary", "rule", "title", "verdict", "severity", "evidence", "remedy", "references", "change");
        foreach (var view in new ReportView(report).Targets)
        {
            var target = view.Target;
            if (view.Findings.Count == 0)
                CsvRow.Write(writer, target.Id, target.Name ?? "", target.Product ?? "", target.Summary, "", "", "", "", "", "", "", "");
            foreach (var finding in view.Findings)
            {
                CsvRow.Write(
                    writer,
                    target.Id,
                    target.Name ?? "",
                    target.Product ?? "",
                    target.Summary,
                    finding.Rule.Id,
                    finding.Rule.Title,
                    Wording.Of(finding.Verdict),
                    Wording.Of(finding.Severity),
                    string.Join("; ", finding.Evidence),
                    finding.Remedy.ReplaceLineEndings(" "),
                    string.Join("; ", finding.Rule.References.Select(reference => reference.Name)),
                    Wording.Change(finding, report.Baseline));
            }
        }
    }
}
