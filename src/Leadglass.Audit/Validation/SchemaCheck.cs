using Leadglass.Audit.Xml;

namespace Leadglass.Audit.Validation;

/// <summary>Holds a tree against the schema of A.5.1. The differences that dialects are known for are told apart from mistakes.</summary>
internal sealed class SchemaCheck(IssueLog log)
{
    private const string Clause = "PS3.15 A.5.1";
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Checks a document from its root.</summary>
    /// <returns>Whether it is an audit message at all, so that the other layers have something to look at.</returns>
    public bool Check(AuditElement root)
    {
        if (root is { Name: "IHEYr4" })
        {
            log.Add(IssueKind.YearFour, root.Line, root.Name, Clause, "the message is in the format that IHE used in its fourth year, 2002", "Send the message of A.5.1; ask the vendor for a release of this decade.");
            return false;
        }

        if (root.Name != "AuditMessage" || root.Namespace.Length > 0)
        {
            log.Add(IssueKind.Root, root.Line, root.Name, Clause,
                root.Name == "AuditMessage" ? "the root element is in a namespace" : "the root element is not AuditMessage", "Write <AuditMessage> without xmlns.");
            return false;
        }

        Check(root, Schema.AuditMessage);
        return true;
    }

    // The shapes nest six deep and end there: what the schema does not have is reported and not entered.
    private void Check(AuditElement element, ElementShape shape)
    {
        CheckAttributes(element, shape);
        CheckText(element, shape);
        var counts = new int[shape.Children.Length];
        var reached = 0;
        foreach (var child in element.Children)
        {
            var place = child.Namespace.Length > 0 ? -1 : Array.FindIndex(shape.Children, candidate => candidate.Element.Name == child.Name);
            if (place < 0)
            {
                ReportUnknown(element, child);
                continue;
            }

            if (place < reached)
                log.Add(IssueKind.ElementPlace, child.Line, child.Name, Clause, $"it stands after {shape.Children[reached].Element.Name}", $"The order is {string.Join(", ", shape.Children.Select(candidate => candidate.Element.Name))}.");
            reached = Math.Max(reached, place);
            if (++counts[place] == shape.Children[place].Max + 1L)
                ReportRepeated(child, shape.Children[place].Max);
            Check(child, shape.Children[place].Element);
        }

        CheckCounts(element, shape, counts);
    }

    private void CheckAttributes(AuditElement element, ElementShape shape)
    {
        foreach (var attribute in element.Attributes)
        {
            var known = attribute.Namespace.Length > 0 ? null : Array.Find(shape.Attributes, candidate => candidate.Name == attribute.Name);
            if (known is null)
                ReportUnknown(element, attribute, shape);
            else if (attribute.Value.Length > 0 && !known.Value.Holds(attribute.Value))
                log.Add(IssueKind.Value, attribute.Line, element.Name, Clause, $"{attribute.Name} is not {known.Value.Wanted}", $"Write {known.Value.Wanted}.");
        }

        foreach (var required in shape.Attributes)
        {
            if (!required.Required || element[required.Name] is not null || (required.Name == "csd-code" && element["code"] is not null))
                continue;
            log.Add(required.WhenMissing, element.Line, element.Name, Clause, $"{required.Name} is missing", $"Add {required.Name}: {required.Value.Wanted}.");
        }
    }

    private void CheckText(AuditElement element, ElementShape shape)
    {
        var text = element.Text;
        if (shape.Text is null && text.AsSpan().Trim().Length > 0)
        {
            if (shape.Name == "ParticipantObjectDescription" && element.Children.Count == 0)
                log.Add(IssueKind.DescriptionType, element.Line, element.Name, Clause, "it holds plain text", "Put the text into a ParticipantObjectDetail; the description holds elements.");
            else
                log.Add(IssueKind.UnexpectedText, element.Line, element.Name, Clause, "it holds text between its elements", "Remove the text.");
        }
        else if (shape.Text is { } wanted && text.Length > 0 && !wanted.Holds(text))
        {
            log.Add(IssueKind.Value, element.Line, element.Name, Clause, $"it is not {wanted.Wanted}", $"Write {wanted.Wanted}.");
        }
    }

    private void CheckCounts(AuditElement element, ElementShape shape, int[] counts)
    {
        var chosen = 0;
        var choices = 0;
        foreach (var (place, child) in shape.Children.Index())
        {
            if (child.InChoice)
            {
                choices++;
                chosen += Math.Min(1, counts[place]);
            }
            else if (counts[place] < child.Min && !(child.Element.Name == "MediaType" && element.First("MediaType") is not null))
            {
                log.Add(IssueKind.ElementMissing, element.Line, element.Name, Clause, $"{child.Element.Name} is missing", $"Add {child.Element.Name}.");
            }
        }

        if (choices > 0 && chosen == 0)
            log.Add(IssueKind.NameOrQueryMissing, element.Line, element.Name, Clause, "it has neither ParticipantObjectName nor ParticipantObjectQuery", "Add ParticipantObjectName after ParticipantObjectIDTypeCode; for a query ParticipantObjectQuery.");
        else if (chosen > 1)
            log.Add(IssueKind.ElementPlace, element.Line, element.Name, Clause, "it has both ParticipantObjectName and ParticipantObjectQuery", "Keep one of them.");
    }

    private void ReportRepeated(AuditElement element, int most)
    {
        if (element.Name == "AuditSourceIdentification")
            log.Add(IssueKind.SourceRepeated, element.Line, element.Name, Clause, "it is there more than once", "Keep the one source that reports the event.");
        else
            log.Add(IssueKind.ElementPlace, element.Line, element.Name, Clause, $"it is there more than {(most == 1 ? "once" : $"{most} times")}", "Remove what is too much.");
    }

    private void ReportUnknown(AuditElement parent, AuditElement child)
    {
        switch (parent.Name, child.Name)
        {
            case ("ActiveParticipant", "MediaType"):
                log.Add(IssueKind.MediaTypeOutside, child.Line, child.Name, Clause, "it stands directly in ActiveParticipant", "Put it into MediaIdentifier: <MediaIdentifier><MediaType .../></MediaIdentifier>.");
                break;
            case ("ActiveParticipant", "UserIDTypeCode"):
                log.Add(IssueKind.UserTypeCode, child.Line, child.Name, Clause, "the schema has no such element", "Remove it; what the user is, RoleIDCode says.");
                break;
            case ("ParticipantObjectIdentification", "ParticipantObjectDescriptionType"):
                log.Add(IssueKind.DescriptionType, child.Line, child.Name, Clause, "the schema has no such element", "Rename it to ParticipantObjectDescription.");
                break;
            case ("EventIdentification", "PurposeOfUse"):
                log.Add(IssueKind.PurposeOfUse, child.Line, child.Name, Clause, "the schema has no such element", "IHE profiles want it; say so in the conformance statement, or remove it.");
                break;
            default:
                log.Add(IssueKind.UnknownElement, child.Line, child.Name, Clause, $"the schema has no such element in {parent.Name}", $"Remove it, or correct its name{(child.Namespace.Length > 0 ? " and its namespace" : "")}.");
                break;
        }
    }

    private void ReportUnknown(AuditElement element, AuditAttribute attribute, ElementShape shape)
    {
        var isCode = Array.Exists(shape.Attributes, candidate => candidate.Name == "csd-code");
        switch (attribute.Name)
        {
            case var _ when attribute.Namespace == SchemaInstance:
                log.Add(IssueKind.SchemaLocation, attribute.Line, element.Name, Clause, $"xsi:{IssueLog.Short(attribute.Name)} is not in the schema of the standard", "Leave it out of what is sent.");
                break;
            case var _ when attribute.Namespace.Length > 0:
                log.Add(IssueKind.UnknownAttribute, attribute.Line, element.Name, Clause, $"{IssueLog.Short(attribute.Name)} is in a namespace", "Remove it.");
                break;
            case "code" when isCode:
                log.Add(IssueKind.CodeAttribute, attribute.Line, element.Name, Clause, "the code is in the attribute code", "Rename code to csd-code.");
                break;
            case "codeSystem" when isCode:
                log.Add(IssueKind.CodeSystemAttribute, attribute.Line, element.Name, Clause, "it has the attribute codeSystem", "Name the system, or give its OID, in codeSystemName.");
                break;
            case "UserIDTypeCode" or "UserTypeCode" when shape.Name == "ActiveParticipant":
                log.Add(IssueKind.UserTypeCode, attribute.Line, element.Name, Clause, $"it has the attribute {attribute.Name}", "Remove it; what the user is, RoleIDCode says.");
                break;
            default:
                log.Add(IssueKind.UnknownAttribute, attribute.Line, element.Name, Clause, $"the schema has no attribute {IssueLog.Short(attribute.Name)} here", "Remove it, or correct its name.");
                break;
        }
    }
}
