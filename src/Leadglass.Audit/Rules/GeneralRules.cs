using Leadglass.Audit.Validation;
using Leadglass.Findings;
using static Leadglass.Audit.Rules.RuleText;

namespace Leadglass.Audit.Rules;

/// <summary>Rules of PS3.15 A.5.2, and about codes.</summary>
internal static class GeneralRules
{
    public static IEnumerable<JudgedRule<AuditExamination>> All => Rules.Select(rule => rule.Judged);

    private static AuditRule[] Rules { get; } =
    [
        new(Make(20, Severity.High, "Elements or attributes are empty",
                "An attribute is the empty string, or an element has nothing in it.",
                "An empty user or patient looks like an answer and is none; searches by it find everything or nothing.",
                "A value of blanks is not reported.",
                "Leave out what is not known.",
                Reference.Ps3(15, "A.5.2")),
            Verdict.Fail, NeedsXml: true, IssueKind.Empty),
        new(Make(21, Severity.High, "More than one participant is the requestor",
                "UserIsRequestor is true more than once.",
                "Who asked for it is the question that the log is kept for.",
                "None at all is allowed, except for export and import (LG-AUD-035).",
                "Keep true for the one that asked; if that is not known, write false everywhere.",
                Reference.Ps3(15, "A.5.2")),
            Verdict.Fail, NeedsXml: true, IssueKind.SeveralRequestors),
        new(Make(22, Severity.High, "The time of the event has no time zone",
                "EventDateTime ends with the seconds.",
                "Events of several systems cannot be put into an order, least of all in the night when clocks change.",
                "Whether the clock is right cannot be seen in a message.",
                "Write Z or the offset, such as +01:00, after the time.",
                Reference.Ps3(15, "A.5.2.5")),
            Verdict.Fail, NeedsXml: true, IssueKind.NoTimeZone),
        new(Make(23, Severity.Low, "AE titles are not written as the standard has them",
                "AlternativeUserID begins like a list of AE titles but is not of the form AETITLES= TITLE1;TITLE2.",
                "Searches for an AE title miss the message.",
                "Other uses of AlternativeUserID are not looked at.",
                "Write AETITLES= with one space after the equals sign, and semicolons between the titles.",
                Reference.Ps3(15, "A.5.2.2")),
            Verdict.Warn, NeedsXml: true, IssueKind.AETitles),
        new(Make(24, Severity.Low, "A retired code is used",
                "The kind of medium is 110031, Email, which CP-2163 replaced by 110157, Email Message.",
                "Reports on what left the house by mail count the new code and miss the old one.",
                "The code was valid until the edition 2025e; it does not make the message wrong.",
                "Write 110157, DCM, Email Message.",
                new Reference("PS3.16 CID 405")),
            Verdict.Warn, NeedsXml: true, IssueKind.RetiredCode),
        new(Make(25, Severity.Low, "A code of DICOM is not one for this place",
                "A role or an event type carries a code under DICOM's name that is not in the context group for it.",
                "Nobody but the sender knows what it means.",
                "Codes of other systems are not looked at. Context groups grow; this program knows those of 2026.",
                "Take a code of the context group, or name the system that the code is really from.",
                new Reference("PS3.16 CID 401"), new Reference("PS3.16 CID 402")),
            Verdict.Warn, NeedsXml: true, IssueKind.UnknownCode),
    ];
}
