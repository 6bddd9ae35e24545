using System.Globalization;
using System.Text.Json;
using Leadglass.Bench;

// The servers run until standard input ends. Each line "report" there is answered with what happened since the one before.
switch (args)
{
    case ["accept", var port]:
        using (var acceptor = new Acceptor(Number(port)))
        {
            acceptor.Start();
            Answer(() => JsonSerializer.Serialize(acceptor.TakeCounts()));
        }
        return 0;
    case ["relay", var port, var serverPort]:
        using (var relay = new CountingRelay(Number(port), Number(serverPort)))
        {
            relay.Start();
            Answer(() => $"{relay.TakeCount()}");
        }
        return 0;
    case ["tls", var port, var times]:
        await TlsEnumeration.RunAsync(Number(port), Number(times));
        return 0;
    case ["file", var path]:
        FileTree.Run(path);
        return 0;
    case ["echo", var port, var seconds, .. var server]:
        await Conversations.EchoAsync(Number(port), Number(seconds), server);
        return 0;
    case ["havoc", var port, var relayPort, var seconds, var seed, .. var server]:
        await Conversations.HavocAsync(Number(port), Number(relayPort), Number(seconds), Number(seed), server);
        return 0;
    case ["audit-validate", var message, var seconds]:
        new AuditLoad(message).Validate(Number(seconds));
        return 0;
    case ["audit-store", var message, var store, var count, var connections]:
        await new AuditLoad(message).StoreAsync(store, Number(count), Number(connections));
        return 0;
    case ["audit-search", var store, var count]:
        AuditLoad.Search(store, Number(count));
        return 0;
    case ["audit-send", var message, var port, var count, var connections, "tls1.2" or "tls1.3", "properly" or "abruptly"]:
        await new AuditLoad(message).SendAsync(Number(port), Number(count), Number(connections), args[5] == "tls1.3", args[6] == "properly");
        return 0;
    case ["shodan-export", var count]:
        SyntheticExport.Write(Number(count));
        return 0;
    default:
        Console.Error.WriteLine("usage: Leadglass.Bench accept PORT | relay PORT SERVER-PORT | tls PORT TIMES | file PATH | echo PORT SECONDS SERVER... | havoc PORT RELAY-PORT SECONDS SEED SERVER... | audit-validate MESSAGE SECONDS | audit-store MESSAGE STORE COUNT CONNECTIONS | audit-search STORE COUNT | audit-send MESSAGE PORT COUNT CONNECTIONS tls1.2|tls1.3 properly|abruptly | shodan-export COUNT");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static void Answer(Func<string> report)
{
    Console.WriteLine("ready");
    while (Console.ReadLine() is { } line)
    {
        if (line == "report")
            Console.WriteLine(report());
    }
}
