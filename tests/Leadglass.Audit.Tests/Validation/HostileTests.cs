using System.Text;
using FsCheck.Fluent;
using Leadglass.Audit.Validation;
using Leadglass.TestKit;

namespace Leadglass.Audit.Tests.Validation;

/// <summary>What somebody sends to stop a repository.</summary>
public sealed class HostileTests
{
    private static IssueKind[] Kinds(byte[] octets) => [.. AuditValidator.Examine(octets).Issues.Select(issue => issue.Kind)];

    private static IssueKind[] Kinds(string xml) => Kinds(Encoding.UTF8.GetBytes(xml));

    [Fact]
    public void BillionLaughs_IsRefusedUnread() => Assert.Equal(
        [IssueKind.DocumentType],
        Kinds("<!DOCTYPE a [<!ENTITY l0 \"lol\"><!ENTITY l1 \"&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;&l0;\"><!ENTITY l2 \"&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;&l1;\">]><AuditMessage>&l2;</AuditMessage>"));

    [Fact]
    public void MegabyteAttribute_IsTooLarge() => Assert.Contains(IssueKind.TooLarge, Kinds($"<AuditMessage a=\"{new string('x', 1 << 20)}\"/>"));

    [Fact]
    public void ThousandLevels_AreTooLarge() => Assert.Contains(IssueKind.TooLarge, Kinds(string.Concat(Enumerable.Repeat("<a>", 1000))));

    [Fact]
    public void MillionElements_AreTooLarge() => Assert.Contains(IssueKind.TooLarge, Kinds($"<AuditMessage>{string.Concat(Enumerable.Repeat("<a/>", 900_000))}</AuditMessage>"));

    [Fact]
    public void FiveMebibytes_AreTooLarge() => Assert.Contains(IssueKind.TooLarge, Kinds(new byte[5 << 20]));

    [Fact]
    public void InvalidUtf8_IsNamedWithItsOffset()
    {
        var octets = Sample.Read("06-instances-accessed");
        octets[100] = 0xFF;

        var issue = Assert.Single(AuditValidator.Examine(octets).Issues);

        Assert.Equal((IssueKind.NotUtf8, "octet FFH at offset 100 is not UTF-8"), (issue.Kind, issue.What));
    }

    [Fact]
    public void Utf16_IsSaidToBeUtf16() => Assert.Contains("UTF-16", AuditValidator.Examine(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("<AuditMessage/>")).ToArray()).Issues[0].What, StringComparison.Ordinal);

    [Fact]
    public void AnotherDeclaredEncoding_IsReported() => Assert.Contains(IssueKind.NotUtf8, Kinds(Sample.Text("06-instances-accessed").Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal)));

    [Fact]
    public void TruncatedMessage_IsNotWellFormedWhereverItIsCut()
    {
        var octets = Sample.Read("06-instances-accessed");
        var end = octets.AsSpan().TrimEnd((byte)'\n').Length;

        for (var length = 0; length < end; length++)
            Assert.Equal([IssueKind.NotWellFormed], Kinds(octets[..length]));
    }

    [Fact]
    public void RemarksByTheThousand_DoNotHideWhatIsWrong()
    {
        var titles = string.Concat(Enumerable.Repeat("<ActiveParticipant UserID=\"x\" UserIsRequestor=\"false\" AlternativeUserID=\"AETITLES=A\"/>", 5_000));
        var xml = Sample.Text("14-patient-record").Replace("<AuditSourceIdentification", titles + "<AuditSourceIdentification", StringComparison.Ordinal).Replace("+01:00\"", "\"", StringComparison.Ordinal);

        Assert.Equal(AuditVerdict.Wrong, AuditValidator.Examine(Encoding.UTF8.GetBytes(xml)).Verdict);
        Assert.Contains(IssueKind.NoTimeZone, Kinds(xml));
    }

    [Fact]
    public void SixtyThousandEqualParticipants_AreJudgedAndCounted()
    {
        // Each is compared by itself: as values they would all be one, and comparing them would take hours.
        var many = string.Concat(Enumerable.Repeat("<ActiveParticipant UserID=\"x\" UserIsRequestor=\"false\"/>", 60_000));
        var xml = Sample.Text("14-patient-record").Replace("<AuditSourceIdentification", many + "<AuditSourceIdentification", StringComparison.Ordinal);

        Assert.Equal([IssueKind.LongerThanReceiversMustTake, IssueKind.ParticipantCount], Kinds(xml).Distinct());
    }

    [Fact]
    public void AnyBytes_NeverThrow() => Property.Check(
        Gen.OneOf(ArbitraryBytes.Any(), ArbitraryBytes.Near([.. Sample.Names.Select(Sample.Read)])),
        octets => { _ = AuditValidator.Examine(octets); });
}
