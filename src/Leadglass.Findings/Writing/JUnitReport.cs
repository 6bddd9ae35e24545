using System.Globalization;
using System.Text;
using System.Xml;

namespace Leadglass.Findings.Writing;

/// <summary>
/// JUnit XML: a suite a target, a case a rule. A failure is exactly what makes the command exit with 1, so that a build server and the exit code agree;
/// a problem below the threshold passes with its evidence as output. What could not be concluded or was not tested is skipped with the reason.
/// A run that was cut short is an error, as its exit code is not 0.
/// </summary>
internal sealed class JUnitReport
{
    private readonly ReportView _view;
    private readonly ReportOptions _options;
    private readonly XmlWriter _xml;

    private JUnitReport(Report report, ReportOptions options, XmlWriter xml)
    {
        _view = new ReportView(report);
        _options = options;
        _xml = xml;
    }

    public static void Write(Report report, TextWriter writer, ReportOptions options)
    {
        writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using var xml = XmlWriter.Create(writer, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        new JUnitReport(report, options, xml).Write();
        xml.Flush();
        writer.Write('\n');
    }

    private void Write()
    {
        var report = _view.Report;
        _xml.WriteStartElement("testsuites");
        Attribute("name", $"leadglass {report.Command}");
        Counts(report.Findings, report.Interruption is null ? 0 : 1);
        Attribute("time", (report.FinishedAt - report.StartedAt).TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture));
        if (report.Interruption is not null)
            WriteInterruption(report.Interruption);
        foreach (var target in _view.Targets)
            WriteSuite(target);
        _xml.WriteEndElement();
    }

    private void WriteInterruption(string interruption)
    {
        _xml.WriteStartElement("testsuite");
        Attribute("name", "run");
        Counts([], errors: 1);
        _xml.WriteStartElement("testcase");
        Attribute("classname", "run");
        Attribute("name", "The run was completed");
        _xml.WriteStartElement("error");
        Attribute("message", interruption);
        _xml.WriteEndElement();
        _xml.WriteEndElement();
        _xml.WriteEndElement();
    }

    private void WriteSuite(TargetView view)
    {
        _xml.WriteStartElement("testsuite");
        Attribute("name", Wording.Identity(view.Target));
        Attribute("timestamp", _view.Report.StartedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        Counts(view.Findings, errors: 0);
        foreach (var finding in view.Findings)
            WriteCase(finding);
        _xml.WriteEndElement();
    }

    private void WriteCase(Finding finding)
    {
        _xml.WriteStartElement("testcase");
        Attribute("classname", finding.Target);
        Attribute("name", $"{finding.Rule.Id} {finding.Rule.Title}");
        if (IsFailure(finding))
            WriteFailure(finding);
        else if (IsSkipped(finding))
            WriteSkipped(finding);
        else
            WriteOutput(finding);
        _xml.WriteEndElement();
    }

    private void WriteFailure(Finding finding)
    {
        _xml.WriteStartElement("failure");
        Attribute("type", Wording.Of(finding.Severity));
        Attribute("message", finding.Rule.Title);
        _xml.WriteString(Body(finding));
        _xml.WriteEndElement();
    }

    private void WriteSkipped(Finding finding)
    {
        _xml.WriteStartElement("skipped");
        Attribute("message", $"{Wording.Of(finding.Verdict)}: {string.Join("; ", finding.Evidence)}");
        _xml.WriteEndElement();
    }

    private void WriteOutput(Finding finding)
    {
        _xml.WriteStartElement("system-out");
        _xml.WriteString(Body(finding));
        _xml.WriteEndElement();
    }

    private static string Body(Finding finding)
    {
        var body = new StringBuilder().Append(Wording.Of(finding.Verdict)).Append(", ").Append(Wording.Of(finding.Severity)).Append('\n');
        foreach (var fact in finding.Evidence)
            body.Append(VisibleText.Of(fact)).Append('\n');
        foreach (var line in finding.Remedy.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            body.Append("Fix: ").Append(VisibleText.Of(line)).Append('\n');
        return body.ToString();
    }

    private void Counts(IReadOnlyList<Finding> findings, int errors)
    {
        Attribute("tests", $"{findings.Count + errors}");
        Attribute("failures", $"{findings.Count(IsFailure)}");
        Attribute("errors", $"{errors}");
        Attribute("skipped", $"{findings.Count(IsSkipped)}");
    }

    private bool IsFailure(Finding finding) => _options.ExitPolicy.Counts(finding, _view.Report.Baseline);

    private static bool IsSkipped(Finding finding) => finding.Verdict is Verdict.Inconclusive or Verdict.NotTested;

    private void Attribute(string name, string text) => _xml.WriteAttributeString(name, VisibleText.Of(text));
}
