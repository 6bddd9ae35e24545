using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Leadglass.TestKit;

/// <summary>What one side of a connection does, step by step. It sends what it is told to, however wrong, so it can lie about every length.</summary>
public sealed class PeerScript
{
    private readonly List<Step> _steps = [];

    internal IReadOnlyList<Step> Steps => _steps;

    /// <summary>Waits for a number of bytes.</summary>
    /// <param name="count">Bytes to read; more may stay for the next step.</param>
    /// <returns>This script.</returns>
    public PeerScript Expect(int count) =>
        Then($"Expect({count})", (conversation, cancellation) => conversation.ReadAsync(unread => unread.Length < count ? null : count, cancellation));

    /// <summary>Waits for exactly these bytes.</summary>
    /// <param name="hex">In the form that <see cref="Hex.Parse"/> reads.</param>
    /// <returns>This script.</returns>
    public PeerScript Expect(string hex)
    {
        var expected = Hex.Parse(hex);
        return Then($"Expect({Hex.Format(expected)})", async (conversation, cancellation) =>
        {
            await conversation.ReadAsync(unread => unread.Length < expected.Length ? null : expected.Length, cancellation);
            if (!conversation.LastRead.AsSpan().SequenceEqual(expected))
                throw new ScriptFailedException($"came: {Hex.Format(conversation.LastRead)}");
        });
    }

    /// <summary>Waits for one whole PDU: a type, a reserved byte, a length of four bytes and as many bytes as it says (PS3.8 §9.3.1).</summary>
    /// <param name="type">The PDU type that it must have, for example 1 for A-ASSOCIATE-RQ; null for any.</param>
    /// <returns>This script.</returns>
    public PeerScript ExpectPdu(byte? type = null) => Then($"ExpectPdu({type?.ToString("X2", CultureInfo.InvariantCulture)})", async (conversation, cancellation) =>
    {
        await conversation.ReadAsync(PduLength, cancellation);
        if (type is { } expected && conversation.LastRead[0] != expected)
            throw new ScriptFailedException($"came: {Hex.Format(conversation.LastRead)}");
    });

    /// <summary>Waits for a text, for example the empty line that ends the head of an HTTP request.</summary>
    /// <param name="marker">ASCII text; it is the end of what this step reads.</param>
    /// <returns>This script.</returns>
    public PeerScript ExpectUntil(string marker)
    {
        var end = Encoding.ASCII.GetBytes(marker);
        return Then($"ExpectUntil({marker})", (conversation, cancellation) => conversation.ReadAsync(
            unread => unread.IndexOf(end) is >= 0 and var at ? at + end.Length : null,
            cancellation));
    }

    /// <summary>Sends bytes.</summary>
    /// <param name="hex">In the form that <see cref="Hex.Parse"/> reads.</param>
    /// <returns>This script.</returns>
    public PeerScript Send(string hex) => Send(Hex.Parse(hex));

    /// <summary>Sends bytes.</summary>
    /// <param name="bytes">Any bytes; they go out as they are.</param>
    /// <returns>This script.</returns>
    public PeerScript Send(byte[] bytes) => Send(_ => bytes);

    /// <summary>Sends an answer made from what the step before has read.</summary>
    /// <param name="answer">From the bytes that were read last to the bytes to send.</param>
    /// <returns>This script.</returns>
    public PeerScript Send(Func<byte[], byte[]> answer) =>
        Then("Send", (conversation, cancellation) => conversation.SendAsync(answer(conversation.LastRead), cancellation));

    /// <summary>Sends text.</summary>
    /// <param name="text">Sent as UTF-8.</param>
    /// <returns>This script.</returns>
    public PeerScript SendText(string text) => Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends the same bytes over and over until the other side has gone.</summary>
    /// <param name="bytes">Any bytes.</param>
    /// <param name="pause">Between two of them; none by default.</param>
    /// <returns>This script.</returns>
    public PeerScript SendForever(byte[] bytes, TimeSpan pause = default) => Then("SendForever", async (conversation, cancellation) =>
    {
        try
        {
            while (true)
            {
                await conversation.SendAsync(bytes, cancellation);
                await Task.Delay(pause, cancellation);
            }
        }
        catch (IOException)
        {
            // It has gone: the end of for ever.
        }
    });

    /// <summary>Continues inside TLS: as the server with a certificate; as the client where the script plays a client.</summary>
    /// <param name="certificate">The certificate to show; the server makes a self-signed one where this is null.</param>
    /// <returns>This script.</returns>
    public PeerScript StartTls(X509Certificate2? certificate = null) =>
        Then("StartTls", (conversation, cancellation) => conversation.StartTlsAsync(certificate, cancellation));

    /// <summary>Does nothing until the test says so.</summary>
    /// <param name="signal">Completed by the test.</param>
    /// <returns>This script.</returns>
    public PeerScript WaitFor(Task signal) => Then("WaitFor", (_, cancellation) => signal.WaitAsync(cancellation));

    /// <summary>Answers nothing, takes whatever comes, and waits for the other side to close or reset.</summary>
    /// <returns>This script.</returns>
    public PeerScript StaySilent() => Then("StaySilent", (conversation, cancellation) => conversation.ReadToEndAsync(cancellation));

    /// <summary>Waits for the other side to close or reset; not one byte may come before.</summary>
    /// <returns>This script.</returns>
    public PeerScript ExpectClose() => Then("ExpectClose", async (conversation, cancellation) =>
    {
        await conversation.ReadToEndAsync(cancellation);
        if (conversation.LastRead.Length > 0)
            throw new ScriptFailedException($"came: {Hex.Format(conversation.LastRead)}");
    });

    /// <summary>Says that nothing more will be sent (FIN), and goes on reading.</summary>
    /// <returns>This script.</returns>
    public PeerScript HalfClose() => Then("HalfClose", (conversation, _) => conversation.HalfCloseAsync());

    /// <summary>Closes in order (FIN). Expect what the other side sends first: over bytes that nobody read, the kernel resets instead.</summary>
    /// <returns>This script.</returns>
    public PeerScript Close() => Then("Close", (conversation, _) => conversation.CloseAsync());

    /// <summary>Resets the connection (RST).</summary>
    /// <returns>This script.</returns>
    public PeerScript Reset() => Then("Reset", (conversation, _) => conversation.ResetAsync());

    private PeerScript Then(string name, Func<Conversation, CancellationToken, Task> play)
    {
        _steps.Add(new Step(name, play));
        return this;
    }

    private static int? PduLength(ReadOnlySpan<byte> unread)
    {
        if (unread.Length < 6)
            return null;
        var length = 6 + (long)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(unread[2..]);
        return unread.Length < length ? null : (int)length;
    }

    internal sealed record Step(string Name, Func<Conversation, CancellationToken, Task> Play);
}
