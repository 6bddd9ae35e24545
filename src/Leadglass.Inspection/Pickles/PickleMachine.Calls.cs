using System.Globalization;
using System.Text;
using Ascii = Leadglass.Inspection.Contents.Ascii;

namespace Leadglass.Inspection.Pickles;

/// <summary>What is imported, called and remembered.</summary>
internal sealed partial class PickleMachine
{
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
