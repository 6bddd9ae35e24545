using System.Buffers;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Pickles;

/// <summary>The abstract machine behind <see cref="PickleReader"/>: CPython's unpickler (Modules/_pickle.c) with kinds of values for values.</summary>
internal sealed partial class PickleMachine(PickleLimits limits)
{
    private const int LongConstant = 16;
    private const int MostConstants = 1024;
    private const int DenseMemo = 1 << 20;
    private const int LongestName = 4096;
    private static readonly SearchValues<byte> OfWholeNumbers = SearchValues.Create("0123456789+-_Lxabcdefo "u8);
    private static readonly SearchValues<byte> OfFractions = SearchValues.Create("0123456789+-_.eEinfatyINFATY "u8);

    private PickleValue[] _stack = new PickleValue[64];
    private int _depth;
    private int[] _marks = new int[16];
    private int _markCount;
    private int _fence;     // the stack below the last mark is out of reach
    private PickleValue[] _memo = new PickleValue[64];
    private bool[] _memoSet = new bool[64];
    private int _memoCount;
    private Dictionary<uint, PickleValue>? _sparseMemo;

    private readonly List<PickleImport> _imports = [];
    private readonly Dictionary<(string, string), int> _importIndex = [];
    private readonly List<PickleCall> _calls = [];
    private readonly List<Range> _constants = [];
    private long _opcodes, _callCount, _persistentIds, _buffers, _repetitions;
    private int _framingFaults, _protocol = -1;
    private long _frameEnd = -1;
    private PickleEnd? _end;

    public PickleProgram Run(ReadOnlySpan<byte> data)
    {
        var position = 0;
        while (_end is null)
        {
            if (position >= data.Length)
                _end = PickleEnd.Truncated;
            else if (_opcodes >= limits.Opcodes)
                _end = PickleEnd.Limit;
            else
                position = Step(data, position);
        }

        return new PickleProgram
        {
            End = _end.Value,
            Length = position,
            Protocol = _protocol,
            Opcodes = _opcodes,
            Imports = [.. _imports],
            Calls = [.. _calls],
            CallCount = _callCount,
            PersistentIds = _persistentIds,
            Buffers = _buffers,
            Repetitions = _repetitions,
            FramingFaults = _framingFaults,
            IsFramed = _end == PickleEnd.Stop && _frameEnd == position,
            Constants = [.. _constants],
        };
    }

    /// <summary>Carries one instruction out; on failure the position stays where it is.</summary>
    private int Step(ReadOnlySpan<byte> data, int position)
    {
        var code = data[position];
        if (!TryArgument(data, position + 1, PickleOpcodes.ArgumentOf(code), out var argument, out var length, out var next))
            return position;
        Execute((PickleOpcode)code, data, position, argument, length);
        if (_end is not (null or PickleEnd.Stop))
            return position;
        _opcodes++;
        return next;
    }

    private bool TryArgument(ReadOnlySpan<byte> data, int at, PickleArgument kind, out int argument, out int length, out int next)
    {
        (argument, length, next) = (at, 0, at);
        var remaining = data.Length - at;
        long wanted;
        switch (kind)
        {
            case PickleArgument.None:
                return true;
            case PickleArgument.NotAnOpcode:
                _end = PickleEnd.InvalidOpcode;
                return false;
            case PickleArgument.Bytes1:
                wanted = 1;
                break;
            case PickleArgument.Bytes2:
                wanted = 2;
                break;
            case PickleArgument.Bytes4:
                wanted = 4;
                break;
            case PickleArgument.Bytes8:
                wanted = 8;
                break;
            case PickleArgument.Counted1:
                argument = at + 1;
                wanted = remaining < 1 ? long.MaxValue : data[at];
                remaining -= 1;
                break;
            case PickleArgument.Counted4:
                argument = at + 4;
                wanted = remaining < 4 ? long.MaxValue : ReadUInt32LittleEndian(data[at..]);
                remaining -= 4;
                break;
            case PickleArgument.Counted8:
                argument = at + 8;
                wanted = remaining < 8 ? long.MaxValue : (long)Math.Min(ReadUInt64LittleEndian(data[at..]), long.MaxValue);
                remaining -= 8;
                break;
            default:
                return TryLines(data, kind, at, out length, out next);
        }

        if (wanted > remaining)
        {
            _end = PickleEnd.Truncated;
            return false;
        }

        length = (int)wanted;
        next = argument + length;
        return true;
    }

    private bool TryLines(ReadOnlySpan<byte> data, PickleArgument kind, int at, out int length, out int next)
    {
        length = data[at..].IndexOf((byte)'\n');
        next = at + length + 1;
        if (length >= 0 && kind == PickleArgument.TwoLines)
        {
            var second = data[next..].IndexOf((byte)'\n');
            length = second < 0 ? -1 : length + 1 + second;
            next = at + length + 1;
        }

        if (length < 0)
        {
            _end = PickleEnd.Truncated;
            return false;
        }

        var line = data.Slice(at, length).TrimEnd((byte)'\r');
        var isValid = kind switch
        {
            PickleArgument.DecimalLine => line.Length is > 0 and < 8192 && line.IndexOfAnyExcept(OfWholeNumbers) < 0,
            PickleArgument.FloatLine => line.Length is > 0 and < 128 && line.IndexOfAnyExcept(OfFractions) < 0,
            PickleArgument.QuotedLine => line.Length >= 2 && line[0] is (byte)'\'' or (byte)'"' && line[^1] == line[0],
            _ => true,
        };
        if (!isValid)
            _end = PickleEnd.InvalidArgument;
        return isValid;
    }

    private void Execute(PickleOpcode opcode, ReadOnlySpan<byte> data, int position, int argument, int length)
    {
        switch (opcode)
        {
            case PickleOpcode.Proto:
                if (_opcodes > 0)
                    _framingFaults++;
                if (data[argument] > 5)
                    _end = PickleEnd.InvalidArgument;   // loaders refuse what is newer than they are
                else
                    _protocol = Math.Max(_protocol, data[argument]);
                break;
            case PickleOpcode.Frame:
                var frame = ReadUInt64LittleEndian(data[argument..]);
                if (frame > (ulong)(data.Length - argument - 8))
                    _framingFaults++;
                else
                    _frameEnd = argument + 8 + (long)frame;
                break;
            case PickleOpcode.Stop:
                if (Pop(1))
                    _end = PickleEnd.Stop;
                break;

            case PickleOpcode.Int or PickleOpcode.Binint or PickleOpcode.Binint1 or PickleOpcode.Binint2 or PickleOpcode.Long or PickleOpcode.Float or PickleOpcode.Binfloat
                or PickleOpcode.None or PickleOpcode.Newtrue or PickleOpcode.Newfalse:
                Push(new PickleValue(PickleValueKind.Constant));
                break;
            case PickleOpcode.Long1 or PickleOpcode.Long4 or PickleOpcode.Binbytes or PickleOpcode.ShortBinbytes or PickleOpcode.Binbytes8 or PickleOpcode.Bytearray8:
                Remember(argument, length);
                Push(new PickleValue(PickleValueKind.Constant));
                break;
            case PickleOpcode.Binunicode or PickleOpcode.ShortBinunicode or PickleOpcode.Binunicode8 or PickleOpcode.Binstring or PickleOpcode.ShortBinstring:
                Remember(argument, length);
                Push(new PickleValue(PickleValueKind.Text, argument, length));
                break;
            case PickleOpcode.Unicode:
                Remember(argument, length);
                Push(new PickleValue(PickleValueKind.UnicodeLine, argument, length));
                break;
            case PickleOpcode.String:
                Remember(argument, length);
                Push(new PickleValue(PickleValueKind.QuotedLine, argument, length));
                break;

            case PickleOpcode.EmptyList or PickleOpcode.EmptyDict or PickleOpcode.EmptySet:
                Push(new PickleValue(PickleValueKind.Container));
                break;
            case PickleOpcode.EmptyTuple:
                Push(new PickleValue(PickleValueKind.Tuple));
                break;
            case PickleOpcode.Tuple1 or PickleOpcode.Tuple2 or PickleOpcode.Tuple3:
                if (Pop(opcode - PickleOpcode.Tuple1 + 1))
                    Push(new PickleValue(PickleValueKind.Tuple));
                break;
            case PickleOpcode.Tuple:
                if (PopMark(out _))
                    Push(new PickleValue(PickleValueKind.Tuple));
                break;
            case PickleOpcode.List or PickleOpcode.Dict or PickleOpcode.Frozenset:
                if (PopMark(out _))
                    Push(new PickleValue(PickleValueKind.Container));
                break;
            case PickleOpcode.Append:
                if (Pop(1))
                    Fill(opcode, position);
                break;
            case PickleOpcode.Setitem:
                if (Pop(2))
                    Fill(opcode, position);
                break;
            case PickleOpcode.Appends or PickleOpcode.Setitems or PickleOpcode.Additems:
                if (PopMark(out var count) && Need(1) && count > 0)
                    Fill(opcode, position);
                break;

            case PickleOpcode.Mark:
                PushMark();
                break;
            case PickleOpcode.Pop:
                if (_markCount > 0 && _marks[_markCount - 1] == _depth)
                    PopMark(out _);
                else
                    Pop(1);
                break;
            case PickleOpcode.PopMark:
                PopMark(out _);
                break;
            case PickleOpcode.Dup:
                _repetitions++;
                if (Need(1))
                    Push(_stack[_depth - 1]);
                break;

            case PickleOpcode.Get:
                PushMemo(Number(data, argument, length));
                break;
            case PickleOpcode.Binget:
                PushMemo(data[argument]);
                break;
            case PickleOpcode.LongBinget:
                PushMemo(ReadUInt32LittleEndian(data[argument..]));
                break;
            case PickleOpcode.Put:
                Memoize(Number(data, argument, length));
                break;
            case PickleOpcode.Binput:
                Memoize(data[argument]);
                break;
            case PickleOpcode.LongBinput:
                Memoize(ReadUInt32LittleEndian(data[argument..]));
                break;
            case PickleOpcode.Memoize:
                Memoize((uint)(_memoCount + (_sparseMemo?.Count ?? 0)));
                break;

            case PickleOpcode.Global:
                var lines = data.Slice(argument, length);
                var split = lines.IndexOf((byte)'\n');
                if (Import(lines[..split], lines[(split + 1)..], position) is { } global)
                    Push(global);
                break;
            case PickleOpcode.StackGlobal:
                StackGlobal(data, position);
                break;
            case PickleOpcode.Ext1 or PickleOpcode.Ext2 or PickleOpcode.Ext4:
                Push(AddImport(PickleImport.Extension, ReadExtension(data.Slice(argument, length)), position));
                break;
            case PickleOpcode.Persid:
                _persistentIds++;
                Push(default);
                break;
            case PickleOpcode.Binpersid:
                _persistentIds++;
                if (Pop(1))
                    Push(default);
                break;
            case PickleOpcode.NextBuffer:
                _buffers++;
                Push(default);
                break;
            case PickleOpcode.ReadonlyBuffer:
                Need(1);
                break;

            case PickleOpcode.Reduce:
                if (Need(2))
                    CallTop(opcode, position, arguments: 1);
                break;
            case PickleOpcode.Newobj:
                if (Need(2))
                    CallTop(opcode, position, arguments: 1);
                break;
            case PickleOpcode.NewobjEx:
                if (Need(3))
                    CallTop(opcode, position, arguments: 2);
                break;
            case PickleOpcode.Build:
                if (Need(2))
                {
                    _depth--;
                    Call(opcode, _stack[_depth - 1], position);
                }

                break;
            case PickleOpcode.Obj:
                var first = _markCount > 0 ? _marks[_markCount - 1] : 0;
                if (PopMark(out var items))
                {
                    if (items == 0)
                        _end = PickleEnd.StackUnderflow;
                    else if (_stack[first].IsNeverCallable)
                        _end = PickleEnd.WrongType;
                    else
                        Push(Call(opcode, _stack[first], position));
                }

                break;
            case PickleOpcode.Inst:
                var names = data.Slice(argument, length);
                var middle = names.IndexOf((byte)'\n');
                if (PopMark(out _) && Import(names[..middle], names[(middle + 1)..], position) is { } instance)
                    Push(Call(opcode, instance, position));
                break;
            default:
                _end = PickleEnd.InvalidOpcode;
                break;
        }
    }
}
