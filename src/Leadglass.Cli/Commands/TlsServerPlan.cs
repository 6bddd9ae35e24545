using System.Net;
using Leadglass.Findings;

namespace Leadglass.Cli.Commands;

/// <summary>Says what <c>tls server</c> would send.</summary>
internal static class TlsServerPlan
{
    public static void Write(TextWriter output, IPEndPoint target, string? name, IReadOnlyList<int> clearPorts, int budget, bool intrusive)
    {
        output.WriteLine("Nothing was sent. This is what would be:");
        output.WriteLine();
        output.WriteLine($"Target {target}{(name is null ? "" : $" ({VisibleText.Of(name)})")}, one connection at a time, {budget} for TLS at most");
        output.WriteLine();
        output.WriteLine("TLS");
        output.WriteLine("  ClientHellos of every version from SSL 2.0 to TLS 1.3, about 60 and one more for each suite");
        output.WriteLine("  full handshakes with the TLS library of this machine: without a client certificate and, where one is requested, with wrong ones");
        output.WriteLine("  inside TLS: A-ASSOCIATE-RQ for verification, C-ECHO if it is accepted, A-ABORT after the answer");
        output.WriteLine();
        output.WriteLine("Clear text");
        output.WriteLine($"  A-ASSOCIATE-RQ for verification to ports {string.Join(", ", clearPorts.Append(target.Port).Distinct())} of the same host");
        if (!intrusive)
            return;

        output.WriteLine();
        output.WriteLine("Intrusive, each only where the server offers what it needs");
        output.WriteLine("  Heartbleed     1 connection: a heartbeat that claims 17 bytes and brings 16, before the key exchange; of the answer only the length is kept");
        output.WriteLine("  CCS injection  1 connection: ChangeCipherSpec before the key exchange, a second one where the first is met with silence");
        output.WriteLine("  ROBOT          10 to 20 connections: five RSA ciphertexts, one well and four badly padded, with and without a Finished; differences three times");
    }
}
