using System.Buffers.Binary;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Dimse;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The message says that it is another one: a response instead of a request, another service, a cancellation, none at all.</summary>
internal sealed class CommandSwap : SessionOperator
{
    private static readonly Tag Field = new(0x0000, 0x0100);

    private static readonly ushort[] Fields =
    [
        .. Enum.GetValues<CommandField>().Select(static field => (ushort)field), 0x0000, 0x0002, 0x7FFF, 0x8FFF, 0xFFFF,
    ];

    public override string Id => "command-swap";

    public override string What => "the Command Field says another service, a response instead of a request, a cancellation, or nothing known";

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(static step => step is MessageStep);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(static step => step is MessageStep) is not { } at)
            return null;
        var message = (MessageStep)input.Program.Steps[at];
        var tree = DataTree.Read(message.Command, DataSetEncoding.ImplicitLittleEndian, DataSetLimits.Default);
        if (tree.Find(Field) is not { } node)
            return null;
        var value = new byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16LittleEndian(value, input.Random.Pick(Fields));
        var edit = new DataTreeEdit(tree);
        edit.ReplaceValue(node, value);
        var swapped = message with { Command = MessageParts.Written(edit) };
        return new BrokenSession(
            input.Random.OneIn(2) ? input.With(at, 1, swapped) : input.With(at + 1, 0, swapped, new AwaitStep()), $"{SessionMutation.NameOf(message)} says {SessionMutation.NameOf(swapped)}");
    }
}
