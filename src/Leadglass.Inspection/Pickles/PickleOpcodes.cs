namespace Leadglass.Inspection.Pickles;

/// <summary>What follows each instruction in the stream. Origin of the facts: the table <c>opcodes</c> in CPython's Lib/pickletools.py.</summary>
internal static class PickleOpcodes
{
    private static readonly PickleArgument[] Arguments = Table();

    /// <summary>The argument of an instruction; <see cref="PickleArgument.NotAnOpcode"/> for the bytes that are none.</summary>
    public static PickleArgument ArgumentOf(byte opcode) => Arguments[opcode];

    private static PickleArgument[] Table()
    {
        var table = new PickleArgument[256];   // NotAnOpcode
        foreach (var (opcode, argument) in Known)
            table[(byte)opcode] = argument;
        return table;
    }

    private static IEnumerable<(PickleOpcode Opcode, PickleArgument Argument)> Known =>
    [
        (PickleOpcode.Int, PickleArgument.DecimalLine),
        (PickleOpcode.Binint, PickleArgument.Bytes4),
        (PickleOpcode.Binint1, PickleArgument.Bytes1),
        (PickleOpcode.Binint2, PickleArgument.Bytes2),
        (PickleOpcode.Long, PickleArgument.DecimalLine),
        (PickleOpcode.Long1, PickleArgument.Counted1),
        (PickleOpcode.Long4, PickleArgument.Counted4),
        (PickleOpcode.String, PickleArgument.QuotedLine),
        (PickleOpcode.Binstring, PickleArgument.Counted4),
        (PickleOpcode.ShortBinstring, PickleArgument.Counted1),
        (PickleOpcode.Binbytes, PickleArgument.Counted4),
        (PickleOpcode.ShortBinbytes, PickleArgument.Counted1),
        (PickleOpcode.Binbytes8, PickleArgument.Counted8),
        (PickleOpcode.Bytearray8, PickleArgument.Counted8),
        (PickleOpcode.NextBuffer, PickleArgument.None),
        (PickleOpcode.ReadonlyBuffer, PickleArgument.None),
        (PickleOpcode.None, PickleArgument.None),
        (PickleOpcode.Newtrue, PickleArgument.None),
        (PickleOpcode.Newfalse, PickleArgument.None),
        (PickleOpcode.Unicode, PickleArgument.Line),
        (PickleOpcode.ShortBinunicode, PickleArgument.Counted1),
        (PickleOpcode.Binunicode, PickleArgument.Counted4),
        (PickleOpcode.Binunicode8, PickleArgument.Counted8),
        (PickleOpcode.Float, PickleArgument.FloatLine),
        (PickleOpcode.Binfloat, PickleArgument.Bytes8),
        (PickleOpcode.EmptyList, PickleArgument.None),
        (PickleOpcode.Append, PickleArgument.None),
        (PickleOpcode.Appends, PickleArgument.None),
        (PickleOpcode.List, PickleArgument.None),
        (PickleOpcode.EmptyTuple, PickleArgument.None),
        (PickleOpcode.Tuple, PickleArgument.None),
        (PickleOpcode.Tuple1, PickleArgument.None),
        (PickleOpcode.Tuple2, PickleArgument.None),
        (PickleOpcode.Tuple3, PickleArgument.None),
        (PickleOpcode.EmptyDict, PickleArgument.None),
        (PickleOpcode.Dict, PickleArgument.None),
        (PickleOpcode.Setitem, PickleArgument.None),
        (PickleOpcode.Setitems, PickleArgument.None),
        (PickleOpcode.EmptySet, PickleArgument.None),
        (PickleOpcode.Additems, PickleArgument.None),
        (PickleOpcode.Frozenset, PickleArgument.None),
        (PickleOpcode.Pop, PickleArgument.None),
        (PickleOpcode.Dup, PickleArgument.None),
        (PickleOpcode.Mark, PickleArgument.None),
        (PickleOpcode.PopMark, PickleArgument.None),
        (PickleOpcode.Get, PickleArgument.DecimalLine),
        (PickleOpcode.Binget, PickleArgument.Bytes1),
        (PickleOpcode.LongBinget, PickleArgument.Bytes4),
        (PickleOpcode.Put, PickleArgument.DecimalLine),
        (PickleOpcode.Binput, PickleArgument.Bytes1),
        (PickleOpcode.LongBinput, PickleArgument.Bytes4),
        (PickleOpcode.Memoize, PickleArgument.None),
        (PickleOpcode.Ext1, PickleArgument.Bytes1),
        (PickleOpcode.Ext2, PickleArgument.Bytes2),
        (PickleOpcode.Ext4, PickleArgument.Bytes4),
        (PickleOpcode.Global, PickleArgument.TwoLines),
        (PickleOpcode.StackGlobal, PickleArgument.None),
        (PickleOpcode.Reduce, PickleArgument.None),
        (PickleOpcode.Build, PickleArgument.None),
        (PickleOpcode.Inst, PickleArgument.TwoLines),
        (PickleOpcode.Obj, PickleArgument.None),
        (PickleOpcode.Newobj, PickleArgument.None),
        (PickleOpcode.NewobjEx, PickleArgument.None),
        (PickleOpcode.Proto, PickleArgument.Bytes1),
        (PickleOpcode.Stop, PickleArgument.None),
        (PickleOpcode.Frame, PickleArgument.Bytes8),
        (PickleOpcode.Persid, PickleArgument.Line),
        (PickleOpcode.Binpersid, PickleArgument.None),
    ];
}
