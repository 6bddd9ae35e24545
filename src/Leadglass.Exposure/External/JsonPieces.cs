namespace Leadglass.Exposure.External;

/// <summary>
/// Cuts a stream into the JSON objects in it, whether they stand one a line, in a list, or spread over many lines. Holds one object at a time.
/// What is broken is told with its line, and reading goes on at the next one.
/// </summary>
internal sealed class JsonPieces(ExportStream stream, int limit)
{
    private const int Chunk = 1 << 16;

    private byte[] _buffer = new byte[Chunk];
    private int _length;
    private int _at;
    private int _start = -1;
    private int _startLine;
    private int _line = 1;
    private int _depth;
    private bool _inString;
    private bool _skipping;
    private bool? _oneALine;

    public IEnumerable<ExportPiece> Read()
    {
        do
        {
            while (_at < _length)
            {
                if (Step() is { } piece)
                    yield return piece;
            }
        }
        while (Fill());

        if (_start >= 0)
            yield return new ExportPiece(default, _startLine, "the file ends in the middle of an object");
    }

    private ExportPiece? Step()
    {
        if (_skipping || _inString)
        {
            var skip = _skipping ? _buffer.AsSpan(_at, _length - _at).IndexOf((byte)'\n') : _buffer.AsSpan(_at, _length - _at).IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
            _at = skip < 0 ? _length : _at + skip;
            if (_at == _length)
                return TooLong();
        }

        var value = _buffer[_at++];
        if (value == '\n')
            return EndLine();
        if (_inString)
        {
            // An escaped character is stepped over, also where the next chunk brings it.
            if (value == '\\')
                _at++;
            else
                _inString = false;
            return null;
        }

        if (_start < 0)
            return Between(value);
        switch (value)
        {
            case (byte)'"':
                _inString = true;
                break;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']' when --_depth == 0:
                return Whole();
            default:
                break;
        }

        return TooLong();
    }

    private ExportPiece? Between(byte value)
    {
        switch (value)
        {
            case (byte)'{':
                (_start, _startLine, _depth) = (_at - 1, _line, 1);
                return null;
            case (byte)'[' or (byte)']' or (byte)',' or (byte)' ' or (byte)'\t' or (byte)'\r':
                return null;
            default:
                _skipping = true;
                return new ExportPiece(default, _line, "neither an object nor a list of objects");
        }
    }

    private ExportPiece Whole()
    {
        var piece = new ExportPiece(_buffer.AsMemory(_start, _at - _start), _startLine, null);
        _oneALine ??= _line == _startLine;
        _start = -1;
        return piece;
    }

    // Where every object has a line of its own, one that does not end there must not swallow the next.
    private ExportPiece? EndLine()
    {
        _line++;
        _skipping = false;
        if (_start < 0 || (!_inString && _oneALine != true))
            return null;
        Drop();
        return new ExportPiece(default, _startLine, "an object that does not end on its line");
    }

    private ExportPiece? TooLong()
    {
        if (_start < 0 || _at - _start <= limit)
            return null;
        Drop();
        _skipping = true;
        return new ExportPiece(default, _startLine, $"an object longer than {limit:N0} bytes");
    }

    private void Drop() => (_start, _depth, _inString) = (-1, 0, false);

    private bool Fill()
    {
        // An escape at the very end has stepped one byte beyond what is there.
        var ahead = _at - _length;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _length - _start).CopyTo(_buffer);
            _length -= _start;
            _start = 0;
        }
        else if (_start < 0)
        {
            _length = 0;
        }

        if (_length == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.Read(_buffer.AsSpan(_length));
        _at = _length + ahead;
        _length += read;
        return read > 0;
    }
}
