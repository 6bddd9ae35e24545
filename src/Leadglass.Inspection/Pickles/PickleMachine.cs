using System.Buffers;
using System.Globalization;
using System.Text;
using static System.Buffers.Binary.BinaryPrimitives;
using Ascii = Leadglass.Inspection.Contents.Ascii;

namespace Leadglass.Inspection.Pickles;

/// <summary>The abstract machine behind <see cref="PickleReader"/>: CPython's unpickler (Modules/_pickle.c) with kinds of values for values.</summary>
internal sealed class PickleMachine(PickleLimits limits)
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

    // ---- stack

    private void Push(PickleValue value)
    {
        if (_depth >= limits.Values)
        {
            _end = PickleEnd.Limit;
            return;
        }

        if (_depth == _stack.Length)
            Array.Resize(ref _stack, _depth * 2);
        _stack[_depth++] = value;
    }

    private bool Need(int count)
    {
        if (_depth - _fence >= count)
            return true;
        _end ??= PickleEnd.StackUnderflow;
        return false;
    }

    private bool Pop(int count)
    {
        if (!Need(count))
            return false;
        _depth -= count;
        return true;
    }

    private void PushMark()
    {
        if (_markCount >= limits.Values)
        {
            _end = PickleEnd.Limit;
            return;
        }

        if (_markCount == _marks.Length)
            Array.Resize(ref _marks, _markCount * 2);
        _marks[_markCount++] = _depth;
        _fence = _depth;
    }

    /// <summary>Takes everything down to the last mark, and the mark.</summary>
    private bool PopMark(out int count)
    {
        count = 0;
        if (_markCount == 0)
        {
            _end = PickleEnd.StackUnderflow;
            return false;
        }

        var mark = _marks[--_markCount];
        count = _depth - mark;
        _depth = mark;
        _fence = _markCount > 0 ? _marks[_markCount - 1] : 0;
        return true;
    }

    // ---- memo

    private static uint? Number(ReadOnlySpan<byte> data, int at, int length) =>
        uint.TryParse(data.Slice(at, length), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value) ? value : null;

    private void Memoize(uint? index)
    {
        if (!Need(1))
            return;
        if (index is not { } key)
        {
            _end = PickleEnd.InvalidArgument;
        }
        else if (key < DenseMemo)
        {
            if (key >= _memo.Length)
            {
                var size = (int)Math.Min(DenseMemo, Math.Max(key + 1, (uint)_memo.Length * 2));
                Array.Resize(ref _memo, size);
                Array.Resize(ref _memoSet, size);
            }

            _memoCount += _memoSet[key] ? 0 : 1;
            (_memo[key], _memoSet[key]) = (_stack[_depth - 1], true);
        }
        else if ((_sparseMemo ??= []).Count >= limits.Values)
        {
            _end = PickleEnd.Limit;
        }
        else
        {
            _sparseMemo[key] = _stack[_depth - 1];
        }
    }

    private void PushMemo(uint? index)
    {
        _repetitions++;
        var value = default(PickleValue);
        if (index is not { } key)
            _end = PickleEnd.InvalidArgument;
        else if (key < _memo.Length && _memoSet[key])
            Push(_memo[key]);
        else if (_sparseMemo?.TryGetValue(key, out value) == true)
            Push(value);
        else
            _end = PickleEnd.UnknownMemo;
    }

    // ---- imports and calls

    private void StackGlobal(ReadOnlySpan<byte> data, int position)
    {
        if (!Need(2))
            return;
        var (module, name) = (_stack[_depth - 2], _stack[_depth - 1]);
        _depth -= 2;
        if (module.IsText && name.IsText)
        {
            if (Import(TextOf(module, data), TextOf(name, data), position) is { } import)
                Push(import);
        }
        else if (IsNoName(module) || IsNoName(name))
        {
            _end = PickleEnd.WrongType;
        }
        else
        {
            Push(AddImport("", "", position));
        }

        static bool IsNoName(PickleValue value) => value.Kind is PickleValueKind.Constant or PickleValueKind.Tuple or PickleValueKind.Container or PickleValueKind.Import;
    }

    private static ReadOnlySpan<byte> TextOf(PickleValue value, ReadOnlySpan<byte> data)
    {
        var raw = data.Slice(value.At, value.Length);
        return value.Kind switch
        {
            PickleValueKind.UnicodeLine => PickleText.Unescape(raw.TrimEnd((byte)'\r'), unicodeOnly: true),
            PickleValueKind.QuotedLine => PickleText.Unescape(raw.TrimEnd((byte)'\r')[1..^1], unicodeOnly: false),
            _ => raw,
        };
    }

    private PickleValue? Import(ReadOnlySpan<byte> module, ReadOnlySpan<byte> name, int position)
    {
        // What cannot be a name cannot be imported: every loader fails here. A name may be very long and right: os.path.os.path …
        if (!Ascii.IsDottedName(module) || !Ascii.IsDottedName(name))
        {
            _end = PickleEnd.InvalidArgument;
            return null;
        }

        if (module.Length > LongestName || name.Length > LongestName)
            return AddImport("", "", position);
        return AddImport(Encoding.UTF8.GetString(module), Encoding.UTF8.GetString(name), position);
    }

    private PickleValue AddImport(string module, string name, int position)
    {
        if (!_importIndex.TryGetValue((module, name), out var index))
        {
            if (_imports.Count >= limits.Remembered)
                return new PickleValue(PickleValueKind.Import);
            index = _imports.Count;
            _imports.Add(new PickleImport(module, name, position));
            _importIndex.Add((module, name), index);
        }

        return new PickleValue(PickleValueKind.Import, index);
    }

    private static string ReadExtension(ReadOnlySpan<byte> argument)
    {
        var code = 0u;
        for (var i = 0; i < argument.Length; i++)
            code |= (uint)argument[i] << (8 * i);
        return code.ToString(CultureInfo.InvariantCulture);
    }

    private void CallTop(PickleOpcode opcode, int position, int arguments)
    {
        var callee = _stack[_depth - arguments - 1];
        _depth -= arguments + 1;
        // The arguments may be of any kind: the loader written in C insists on a tuple, the one written in Python takes whatever can be unpacked.
        if (callee.IsNeverCallable)
            _end = PickleEnd.WrongType;
        else
            Push(Call(opcode, callee, position));
    }

    /// <summary>Adding to something that is no plain container calls its methods.</summary>
    private void Fill(PickleOpcode opcode, int position)
    {
        if (!Need(1))
            return;
        var target = _stack[_depth - 1];
        if (target.Kind is PickleValueKind.Constant or PickleValueKind.Tuple || target.IsText)
            _end = PickleEnd.WrongType;
        else if (target.Kind is PickleValueKind.Import)
            Call(opcode, target, position);
    }

    private PickleValue Call(PickleOpcode opcode, PickleValue callee, int position)
    {
        // The state of what a constructor returned belongs to that constructor; calling what a call returned is another matter.
        var belongs = callee.Kind == PickleValueKind.Import || (callee.Kind == PickleValueKind.Result && opcode == PickleOpcode.Build);
        var import = belongs && callee.At >= 0 ? _imports[callee.At] : null;
        var isPlain = opcode == PickleOpcode.Build && callee.Kind is PickleValueKind.Container;
        if (!isPlain)
        {
            _callCount++;
            if (_calls.Count < limits.Remembered && !_calls.Exists(call => call.Opcode == opcode && call.Import == import))
                _calls.Add(new PickleCall(opcode, import, position));
        }

        return new PickleValue(PickleValueKind.Result, import is null ? -1 : callee.At);
    }

    private void Remember(int at, int length)
    {
        if (length >= LongConstant && _constants.Count < MostConstants)
            _constants.Add(at..(at + length));
    }
}
