using System.Text;

namespace Leadglass.Fuzzing.Web.Operators;

/// <summary>Random changes of a few bytes, anywhere in what is sent but the method.</summary>
internal sealed class WireHavoc : WebOperator
{
    private const int MostChanges = 6;

    private static readonly byte[] Interesting = [0, 0x09, 0x0A, 0x0D, 0x20, 0x22, 0x25, 0x2C, 0x2D, 0x2F, 0x3A, 0x3B, 0x3D, 0x5B, 0x5C, 0x7B, 0x7F, 0x80, 0xFF];

    public override string Id => "wire-havoc";

    public override string What => "random changes of bytes in target, headers or body";

    public override IReadOnlyList<string> Because => [];

    public override bool AppliesTo(WrittenRequest request) => true;

    internal override BrokenExchange? Apply(HttpExchange exchange, int place, CaseRandom random)
    {
        var request = exchange.Requests[place];
        var changes = 1 + random.Below(MostChanges);
        for (var i = 0; i < changes; i++)
        {
            var field = random.Below(4);
            if (field == 0)
                request = request with { Target = Text(request.Target) };
            else if (field == 1 && request.Headers.Count > 0)
                request = request with { Headers = Changed(request.Headers, Text) };
            else if (request.Body.Count > 0)
                request = request with { Body = Changed(request.Body, part => part with { Bytes = Bytes([.. part.Bytes.Span]) }) };
        }
        return new BrokenExchange(exchange.With(place, request), $"{changes} random changes of bytes");

        string Text(string text) => Encoding.Latin1.GetString(Bytes(Encoding.Latin1.GetBytes(text)));

        List<T> Changed<T>(IReadOnlyList<T> all, Func<T, T> change)
        {
            var list = all.ToList();
            var at = random.Below(list.Count);
            list[at] = change(list[at]);
            return list;
        }

        byte[] Bytes(byte[] bytes)
        {
            var at = random.Below(bytes.Length + 1);
            return random.Below(4) switch
            {
                0 when at < bytes.Length => [.. bytes[..at], (byte)(bytes[at] ^ (1 << random.Below(8))), .. bytes[(at + 1)..]],
                1 when at < bytes.Length => [.. bytes[..at], random.Pick(Interesting), .. bytes[(at + 1)..]],
                2 => [.. bytes[..at], random.Pick(Interesting), .. bytes[at..]],
                _ => [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + random.Below(8))..]],
            };
        }
    }
}
