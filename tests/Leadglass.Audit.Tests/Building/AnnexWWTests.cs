using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;
using Leadglass.Samples;

namespace Leadglass.Audit.Tests.Building;

/// <summary>The sample <c>samples/AuditMessages</c>: the roles and kinds that PS3.17 Annex WW (2026) shows for each situation.</summary>
public sealed class AnnexWWTests
{
    [Fact]
    public void DesktopExport_GoesToAFileOnAMedium() => Shows(AnnexWW.DesktopExport(), "110037", "110156 125676002", "110153 110150", "110152 110154");

    [Fact]
    public void ClipboardExport_GoesToTheProcessThatPastes()
    {
        var message = AnnexWW.ClipboardExport();

        Shows(message, "110158", "110156 125676002", "110153 110150", "110152 110150");
        Assert.Equal("chrome.exe (PID=3532)", message.Participants[^1].UserId);
    }

    [Fact]
    public void MailExport_GoesToAnAddress()
    {
        var message = AnnexWW.MailExport();

        Shows(message, "110159", "110156 125676002", "110153 110150", "110152 110150");
        Assert.Equal("mailto:clinic@example.org", message.Participants[^1].UserId);
    }

    [Fact]
    public void MailImport_ComesFromAMessage() => Shows(AnnexWW.MailImport(), "110157", "110152", "110153 110155");

    [Fact]
    public void MessagingImport_ComesFromItsClaimedSource() => Shows(AnnexWW.MessagingImport(), "110159", "110152", "110153 110150");

    private static void Shows(AuditMessage message, string mediaType, params string[] roles)
    {
        Assert.Equal(roles, message.Participants.Select(participant => string.Join(' ', participant.Roles.Select(role => role.Code))));
        Assert.Equal(mediaType, message.Participants[^1].MediaType?.Code);
        Assert.Contains(Edition.E2026, AuditValidator.Examine(AuditMessageWriter.Write(message)).Editions);
    }
}
