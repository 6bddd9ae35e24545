using System.Diagnostics;
using Leadglass.Audit.Codes;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Building;

/// <summary>Makes participants as PS3.15 A.5.2 wants them written. Roles that the table of a message demands, the message adds.</summary>
public static class Participants
{
    /// <summary>A person (A.5.2.1).</summary>
    /// <param name="loginName">The name at login.</param>
    /// <param name="domain">The domain of the login.</param>
    /// <param name="isRequestor">Whether the person asked for what happened.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public static ActiveParticipant Person(string loginName, string domain, bool isRequestor = true)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(loginName);
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        return Of($"{loginName}@{domain}", isRequestor);
    }

    /// <summary>A process, by the name and number under which system logs have it: <c>chrome.exe (PID=3532)</c>.</summary>
    /// <param name="program">The program's file name.</param>
    /// <param name="processId">The number of the process.</param>
    /// <param name="isRequestor">Whether it asked for what happened of its own accord.</param>
    /// <exception cref="ArgumentException">The name is empty. -or- The number is negative.</exception>
    public static ActiveParticipant Process(string program, int processId, bool isRequestor = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(program);
        ArgumentOutOfRangeException.ThrowIfNegative(processId);
        return Of($"{program} (PID={processId})", isRequestor);
    }

    /// <summary>A process that runs on this machine, on Linux as on Windows.</summary>
    /// <param name="process">The process.</param>
    /// <param name="isRequestor">Whether it asked for what happened of its own accord.</param>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public static ActiveParticipant Process(Process process, bool isRequestor = false)
    {
        ArgumentNullException.ThrowIfNull(process);
        return Process(FileName(process), process.Id, isRequestor);
    }

    /// <summary>The process that calls.</summary>
    /// <param name="isRequestor">Whether it asked for what happened of its own accord.</param>
    public static ActiveParticipant ThisProcess(bool isRequestor = false)
    {
        var program = Path.GetFileName(Environment.ProcessPath);
        return Process(string.IsNullOrEmpty(program) ? "unknown" : program, Environment.ProcessId, isRequestor);
    }

    /// <summary>A node of the network by its name.</summary>
    /// <param name="name">A DNS name or address, the same in all messages of the node (A.5.2.4).</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static ActiveParticipant Node(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return Of(name, isRequestor: false);
    }

    /// <summary>A medium with an identity of its own, or a place that a URI names (A.5.2.1).</summary>
    /// <param name="kind">What kind of medium.</param>
    /// <param name="identity">A URI such as <c>file:///media/usb0</c> or <c>mailto:clinic@example.org</c>, a Message-ID, or the label.</param>
    /// <exception cref="ArgumentException">The identity is empty.</exception>
    public static ActiveParticipant Medium(MediaKind kind, string identity)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        return Of(identity, isRequestor: false) with { MediaType = AuditCodeTable.Dicom($"{(int)kind}") };
    }

    /// <summary>A clipboard: the process that will paste, or the clipboard's own service (CP-2163).</summary>
    /// <param name="process">The process, made by <see cref="Process(string, int, bool)"/>.</param>
    public static ActiveParticipant Clipboard(ActiveParticipant process) => AsApplication(process, "110158");

    /// <summary>A messaging system, by the destination or the claimed source (CP-2163).</summary>
    /// <param name="address">For example <c>mailto:clinic@example.org</c>, <c>sms:+4930123</c> or a chat handle.</param>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    public static ActiveParticipant MessagingSystem(string address) => AsApplication(Node(address), "110159");

    /// <summary>Adds AE titles (A.5.2.2).</summary>
    /// <param name="participant">A process that speaks DICOM.</param>
    /// <param name="titles">Its AE titles, 1 to 16 characters each.</param>
    /// <exception cref="ArgumentException">There is no title. -or- A title is not one.</exception>
    public static ActiveParticipant WithAETitles(this ActiveParticipant participant, params string[] titles)
    {
        ArgumentNullException.ThrowIfNull(participant);
        if (titles.Length == 0 || !Array.TrueForAll(titles, static title => title.Trim().Length is >= 1 and <= 16 && !title.AsSpan().ContainsAny('\\', ';')))
            throw new ArgumentException("AE titles have 1 to 16 characters without backslash or semicolon.", nameof(titles));
        return participant with { AlternativeUserId = $"AETITLES= {string.Join(';', titles.Select(static title => title.Trim()))}" };
    }

    /// <summary>Adds where the participant is in the network.</summary>
    /// <param name="participant">Anybody.</param>
    /// <param name="kind">What <paramref name="identity"/> is.</param>
    /// <param name="identity">For example an IP address.</param>
    /// <exception cref="ArgumentException">The identity is empty.</exception>
    public static ActiveParticipant At(this ActiveParticipant participant, AccessPointKind kind, string identity)
    {
        ArgumentNullException.ThrowIfNull(participant);
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        return participant with { NetworkAccessPointTypeCode = $"{(int)kind}", NetworkAccessPointId = identity };
    }

    internal static ActiveParticipant WithRole(this ActiveParticipant participant, string code) =>
        participant.HasRole(code) ? participant : participant with { Roles = [.. participant.Roles, AuditCodeTable.Dicom(code)] };

    private static ActiveParticipant AsApplication(ActiveParticipant participant, string code)
    {
        ArgumentNullException.ThrowIfNull(participant);
        return participant with { MediaType = AuditCodeTable.Dicom(code), UserIsRequestor = "false" };
    }

    // The file's name, as task managers and ps show it; the framework drops .exe from ProcessName, and cuts it at 15 characters on Linux.
    private static string FileName(Process process)
    {
        try
        {
            if (process.MainModule?.FileName is { Length: > 0 } path)
                return Path.GetFileName(path);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // A process of somebody else: its name is all that the system tells.
        }

        return process.ProcessName;
    }

    private static ActiveParticipant Of(string userId, bool isRequestor) => new() { UserId = userId, UserIsRequestor = isRequestor ? "true" : "false" };
}
