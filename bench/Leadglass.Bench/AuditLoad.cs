using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Leadglass.Audit.Storage;
using Leadglass.Audit.Syslog;
using Leadglass.Audit.Validation;

namespace Leadglass.Bench;

/// <summary>Audit messages made from one, each of another patient and a second later than the one before, all of the same length, and what is measured with them.</summary>
internal sealed class AuditLoad
{
    private const string Patient = "PID-1";
    private const string Time = "EventDateTime=\"";

    private static readonly DateTime First = new(2026, 1, 1);

    private readonly string _beforeTime;
    private readonly string _beforePatient;
    private readonly string _after;

    public AuditLoad(string path)
    {
        var text = File.ReadAllText(path).ReplaceLineEndings("");
        var time = text.IndexOf(Time, StringComparison.Ordinal) + Time.Length;
        var patient = text.IndexOf(Patient, StringComparison.Ordinal);
        (_beforeTime, _beforePatient, _after) = (text[..time], text[text.IndexOf('"', time)..patient], text[(patient + Patient.Length)..]);
    }

    public static string PatientOf(int number) => number.ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>How many messages the validator reads and judges in a second, on the thread that asks.</summary>
    public void Validate(int seconds)
    {
        var message = Message(0);
        var (count, since) = (0, Stopwatch.GetTimestamp());
        for (; Stopwatch.GetElapsedTime(since).TotalSeconds < seconds; count++)
            AuditValidator.Examine(message);
        Say(count, since);
    }

    /// <summary>Receives into a store, without a network: reads, judges, indexes, chains, commits.</summary>
    public async Task StoreAsync(string path, int count, int connections)
    {
        using var store = new AuditStoreAddress(path).Open(AuditStoreMode.Create);
        var since = Stopwatch.GetTimestamp();
        using var journal = AuditJournal.Open(path + AuditJournal.Extension, Console.Error.WriteLine);
        var recorder = new AuditRecorder(store, journal, TimeProvider.System, Console.Error.WriteLine);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            for (var number = connection; number < count; number += connections)
                await recorder.TakeAsync(new ReceivedMessage { Transport = SyslogTransport.Tls, Remote = new IPEndPoint(IPAddress.Loopback, connection), Octets = Message(number) });
        })));
        await recorder.DisposeAsync();
        if (store.End().Sequence != count)
            throw new InvalidOperationException($"{store.End().Sequence} of {count} stored");
        Say(count, since);
    }

    /// <summary>How long indexed questions take, in milliseconds: a patient, a minute, the newest page of an event that all records have, and of one patient's.</summary>
    public static void Search(string path, int count)
    {
        using var store = new AuditStoreAddress(path).Open(AuditStoreMode.Read);
        var export = new AuditTerm(AuditTermKind.Event, "110106");
        foreach (var part in new[] { 0.1, 0.5, 0.9 })
        {
            var patient = new AuditTerm(AuditTermKind.Patient, PatientOf((int)(part * count)));
            var from = new DateTimeOffset(First.AddSeconds((int)(part * count)), TimeSpan.Zero);
            Ask("patient", new AuditQuery { Terms = [patient] });
            Ask("minute", new AuditQuery { From = from, To = from.AddMinutes(1) });
            Ask("event, newest", new AuditQuery { Terms = [export], NewestFirst = true });
            Ask("event and patient", new AuditQuery { Terms = [export, patient], NewestFirst = true });
            Ask("event since", new AuditQuery { From = from, Terms = [export] });
        }

        void Ask(string what, AuditQuery query)
        {
            var since = Stopwatch.GetTimestamp();
            var found = store.Search(query with { Most = 51 }).Count();
            Console.WriteLine($"{what,-18} {found,3} in {Stopwatch.GetElapsedTime(since).TotalMilliseconds:0.0} ms");
        }
    }

    /// <summary>Sends over TLS, on several connections at once, and closes each properly, or as a program does that ends.</summary>
    public async Task SendAsync(int port, int count, int connections, bool tls13, bool properly)
    {
        var since = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port);
            var tls = new SslStream(new NetworkStream(socket));
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "localhost",
                EnabledSslProtocols = tls13 ? SslProtocols.Tls13 : SslProtocols.Tls12,
                RemoteCertificateValidationCallback = static (_, _, _, _) => true, // a benchmark on loopback
            });
            using var frames = new MemoryStream();
            for (var number = connection; number < count; number += connections)
            {
                frames.Write(SyslogWriter.Frame([.. "<85>1 2026-03-04T05:06:07Z bench bench 1 DICOM+RFC3881 - "u8, .. Message(number)]));
                if (frames.Length < 60_000 && number + connections < count)
                    continue;
                await tls.WriteAsync(frames.GetBuffer().AsMemory(0, (int)frames.Length));
                frames.SetLength(0);
            }

            if (!properly)
                return; // the socket is closed, and nobody said goodbye
            await tls.ShutdownAsync();
            socket.Shutdown(SocketShutdown.Send);
            while (await tls.ReadAsync(new byte[1024]) > 0)
            {
                // Session tickets.
            }
        })));
        Say(count, since);
    }

    private static void Say(int count, long since) => Console.WriteLine($"{count / Stopwatch.GetElapsedTime(since).TotalSeconds:0}");

    private byte[] Message(int number) =>
        Encoding.UTF8.GetBytes(_beforeTime + First.AddSeconds(number).ToString("s", CultureInfo.InvariantCulture) + "Z" + _beforePatient + PatientOf(number) + _after);
}
