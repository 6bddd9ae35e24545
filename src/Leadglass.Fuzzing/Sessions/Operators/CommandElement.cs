using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>An element of the command set is not what it should be. Source: PS3.7 §E.1.</summary>
internal sealed class CommandElement : SessionOperator
{
    private static readonly uint[] Lengths = [0, 1, 2, 3, 0x7FFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    public override string Id => "command-element";

    public override string What => "an element of the command set is empty, too long, out of range, missing, twice, or lies about its length";

    public override IReadOnlyList<string> Because => ["CVE-2024-34508", "CVE-2024-34509", "CVE-2022-2119"];

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(static step => step is MessageStep);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(static step => step is MessageStep) is not { } at)
            return null;
        var message = (MessageStep)input.Program.Steps[at];
        var tree = DataTree.Read(message.Command, DataSetEncoding.ImplicitLittleEndian, DataSetLimits.Default);
        var nodes = Enumerable.Range(0, tree.Count).Select(i => tree[i]).Where(static node => node.Kind == DataNodeKind.Element).ToList();
        if (nodes.Count == 0)
            return null;
        var random = input.Random;
        var node = random.Pick(nodes);
        // A command whose group length is wrong as well hides what a wrong element alone does: both are tried.
        var edit = new DataTreeEdit(tree, random.OneIn(4) ? LengthPolicy.Keep : LengthPolicy.Repair);
        string what;
        switch (random.Below(7))
        {
            case 0:
                edit.Remove(node);
                what = "is missing";
                break;
            case 1:
                edit.ReplaceValue(node, default);
                what = "is empty";
                break;
            case 2:
                byte[] number = [.. random.Bytes(2)];
                if (random.OneIn(2))
                    number = random.Pick((byte[][])[[0, 0], [1, 0], [0xFF, 0xFF], [0, 0x80], [0x30, 0x80], [0xFF, 0x0F], [1, 1]]);
                edit.ReplaceValue(node, number);
                what = $"is {Convert.ToHexString(number)}";
                break;
            case 3:
                var (name, text) = random.Pick(Texts);
                edit.ReplaceValue(node, Encoding.Latin1.GetBytes(text));
                what = $"is {name}";
                break;
            case 4:
                var bytes = new byte[node.Bytes.Length];
                tree.Source.Read(node.Offset, bytes);
                edit.InsertBefore(node, bytes);
                what = "is there twice";
                break;
            case 5:
                var length = random.Pick(Lengths);
                edit.SetLength(node, length);
                what = $"declares {length} bytes";
                break;
            default:
                edit.InsertBefore(node, ElementBytes.Of(DataSetEncoding.ImplicitLittleEndian, new Tag(0x0000, (ushort)random.Below(0x10000)), Vr.UN, random.Bytes(random.Below(12))));
                what = "has an unknown element in front";
                break;
        }
        byte[] command;
        try
        {
            command = MessageParts.Written(edit);
        }
        catch (InvalidOperationException)
        {
            return null;    // a repaired length does not fit its field
        }
        return new BrokenSession(input.With(at, 1, message with { Command = command }), $"{SessionMutation.NameOf(message)}: {ElementName.Of(node)} {what}");
    }

    private static readonly (string Name, string Text)[] Texts =
    [
        ("a UID of 65 characters", "1." + new string('2', 63)),
        ("a UID of 5000 characters", "1." + new string('2', 4998)),
        ("a path upwards", "../../../leadglass-canary"),
        ("an unknown UID", "1.2.3"),
        ("text that is no UID", "LEADGLASS"),
        ("a format string", "%s%n%s%n%99999d"),
        ("control characters", "\0\u001b[2J\r\n"),
        ("dots alone", "...."),
    ];
}
