using System.Diagnostics;
using Leadglass.Audit.Building;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests.Building;

public sealed class AuditEventTests
{
    [Fact]
    public void Events_AreTheFifteenOfTheStandardInItsOrder() => Assert.Equal(
        // PS3.15 A.5.3.1 to A.5.3.15, codes of CID 400
        ["110100", "110101", "110102", "110106", "110107", "110103", "110104", "110105", "110108", "110112", "110113", "110114", "110109", "110110", "110111"],
        Events.All.Select(built => built.ToMessage().Event.Id!.Code));

    [Fact]
    public void EveryEvent_ReadBackAsItWasBuilt()
    {
        foreach (var message in Events.All.Select(built => built.ToMessage()))
        {
            var examined = AuditValidator.Examine(AuditMessageWriter.Write(message));
            Assert.Equal((AuditVerdict.Standard, 0), (examined.Verdict, examined.Issues.Count));
            Assert.Equal(AuditMessageWriter.Write(message), AuditMessageWriter.Write(examined.Message!));
        }
    }

    [Fact]
    public void TwoRequestors_AreRefused() => Assert.Throws<InvalidOperationException>(() => new PatientRecord
    {
        Source = Events.Source,
        Time = Events.Time,
        Actors = [Participants.Person("a", "x"), Participants.Person("b", "x")],
        Record = RecordAction.Read,
        Patient = Events.Patient,
    }.ToMessage());

    [Fact]
    public void ExportWithoutRequestor_IsRefused() => Assert.Throws<InvalidOperationException>(() => new DataExport
    {
        Source = Events.Source,
        Time = Events.Time,
        Exporters = [Participants.Person("a", "x", isRequestor: false)],
        Destination = Participants.Medium(MediaKind.Dvd, "DVD 1"),
        Patients = [Events.Patient],
    }.ToMessage());

    [Theory]
    [InlineData("")]
    [InlineData("SEVENTEEN_LETTERS")]
    [InlineData("A;B")]
    public void AETitle_ThatIsNone_IsRefused(string title) => Assert.Throws<ArgumentException>(() => Participants.ThisProcess().WithAETitles(title));

    [Fact]
    public void AETitles_AreWrittenAsInTheStandard() => Assert.Equal("AETITLES= PACS1;PACS2", Participants.ThisProcess().WithAETitles("PACS1", "PACS2").AlternativeUserId);

    [Fact]
    public void Process_IsWrittenAsInTheStandard() => Assert.Equal("chrome.exe (PID=3532)", Participants.Process("chrome.exe", 3532).UserId);

    [Fact]
    public void RunningProcess_HasTheNameOfItsFileAndItsNumber()
    {
        using var current = Process.GetCurrentProcess();

        Assert.Equal($"{Path.GetFileName(Environment.ProcessPath)} (PID={Environment.ProcessId})", Participants.Process(current).UserId);
        Assert.Equal(Participants.Process(current).UserId, Participants.ThisProcess().UserId);
    }
}
