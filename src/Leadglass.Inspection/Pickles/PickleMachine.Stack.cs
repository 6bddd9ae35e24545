using System.Globalization;
using System.Text;

namespace Leadglass.Inspection.Pickles;

/// <summary>The stack with its marks, and the memo.</summary>
internal sealed partial class PickleMachine
{
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

    /// <summary>A number as Python's <c>int</c> reads it: with a sign, and with underscores between digits.</summary>
    private static uint? Number(ReadOnlySpan<byte> data, int at, int length)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign;
        var digits = Encoding.Latin1.GetString(data.Slice(at, length)).Replace("_", "", StringComparison.Ordinal);
        return uint.TryParse(digits, Styles, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

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
}
