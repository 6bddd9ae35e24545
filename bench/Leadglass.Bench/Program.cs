using System.Globalization;
using System.Text.Json;
using Leadglass.Bench;

// Serves until standard input ends. Each line "report" there is answered with what happened since the one before.
if (args is not ["accept", var port])
{
    Console.Error.WriteLine("usage: Leadglass.Bench accept PORT");
    return 2;
}

using var acceptor = new Acceptor(int.Parse(port, CultureInfo.InvariantCulture));
acceptor.Start();
Console.WriteLine("ready");
while (Console.ReadLine() is { } line)
{
    if (line == "report")
        Console.WriteLine(JsonSerializer.Serialize(acceptor.TakeCounts()));
}

return 0;
