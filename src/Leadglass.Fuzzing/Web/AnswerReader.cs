using System.Globalization;
using System.Text;

namespace Leadglass.Fuzzing.Web;

/// <summary>Takes answers apart as they come. Bounded in everything: bodies are counted, and only the beginning of some is kept. Source: RFC 9112 §4 to §7.</summary>
/// <param name="methods">The methods of the requests, because the answer to HEAD has no body.</param>
/// <param name="keepsAll">Whether bodies of answers that succeed are kept too.</param>
internal sealed class AnswerReader(IReadOnlyList<string> methods, bool keepsAll)
{
    private const int LongestHead = 64 * 1024;
    private const int LongestLine = 1024;
    private const int KeptOfErrors = 16 * 1024;
    private const int KeptOfAll = 1024 * 1024;

    private enum State
    {
        Head,
        Counted,
        UntilClose,
        ChunkSize,
        Chunk,
        ChunkEnd,
        Trailer,
        Over,
    }

    private readonly List<HttpAnswer> _answers = [];
    private readonly List<byte> _line = [];
    private readonly List<byte> _kept = [];
    private State _state;
    private int _status;
    private string _mediaType = "";
    private long _length;
    private long _left;

    /// <summary>Whether an answer to every request is there.</summary>
    public bool HasAll => _answers.Count >= methods.Count || _state == State.Over;

    /// <summary>The answers; one that has begun but is not all there comes last.</summary>
    /// <param name="isClosed">Whether the server closed in order: the end of an answer that has no length.</param>
    public IReadOnlyList<HttpAnswer> Answers(bool isClosed) => _state switch
    {
        State.Over => _answers,
        State.Head => _line.Count == 0 ? _answers : [.. _answers, new HttpAnswer(0, "", _line.Count, false, default)],
        State.UntilClose => [.. _answers, Present(isClosed)],
        _ => [.. _answers, Present(false)],
    };

    /// <summary>Takes bytes.</summary>
    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !HasAll)
        {
            switch (_state)
            {
                case State.Head:
                    bytes = Head(bytes);
                    break;
                case State.Counted or State.UntilClose or State.Chunk:
                    bytes = Body(bytes);
                    break;
                default:
                    bytes = Line(bytes);
                    break;
            }
        }
    }

    private ReadOnlySpan<byte> Head(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (used < bytes.Length)
        {
            _line.Add(bytes[used++]);
            if (_line[^1] == '\n' && EndsWithEmptyLine())
            {
                Begin(Encoding.Latin1.GetString([.. _line]));
                _line.Clear();
                break;
            }
            if (_line.Count > LongestHead)
            {
                _answers.Add(new HttpAnswer(0, "", _line.Count, false, default));
                _state = State.Over;
                break;
            }
        }
        return bytes[used..];
    }

    private bool EndsWithEmptyLine() =>
        _line.Count >= 2 && (_line[^2] == '\n' || (_line.Count >= 4 && _line[^2] == '\r' && _line[^3] == '\n'));

    private void Begin(string head)
    {
        var lines = head.Split('\n', StringSplitOptions.TrimEntries);
        var words = lines[0].Split(' ', 3);
        if (!lines[0].StartsWith("HTTP/", StringComparison.Ordinal) || words.Length < 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out _status))
        {
            _answers.Add(new HttpAnswer(0, "", head.Length, false, default));
            _state = State.Over;
            return;
        }
        // Interim answers announce a final one; after a switch of protocols nothing that follows is HTTP (RFC 9110 §15.2).
        if (_status is >= 100 and < 200 and not 101)
            return;
        (_length, _left) = (0, 0);
        _kept.Clear();
        var type = Value(lines, "Content-Type");
        _mediaType = type.Split(';', 2)[0].Trim().ToLowerInvariant() is { Length: <= 80 } known ? known : "";
        if (_status is 101 or 204 or 304 || methods[_answers.Count].Equals("HEAD", StringComparison.OrdinalIgnoreCase))
            End(_status == 101 ? State.Over : State.Head);
        else if (Value(lines, "Transfer-Encoding").Contains("chunked", StringComparison.OrdinalIgnoreCase))
            _state = State.ChunkSize;
        else if (!long.TryParse(Value(lines, "Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out _left))
            _state = State.UntilClose;
        else if (_left == 0)
            End(State.Head);
        else
            _state = State.Counted;
    }

    private ReadOnlySpan<byte> Body(ReadOnlySpan<byte> bytes)
    {
        var count = _state == State.UntilClose ? bytes.Length : (int)Math.Min(bytes.Length, _left);
        _length += count;
        var room = (keepsAll ? KeptOfAll : _status >= 400 ? KeptOfErrors : 0) - _kept.Count;
        _kept.AddRange(bytes[..Math.Clamp(count, 0, Math.Max(0, room))]);
        if (_state == State.UntilClose)
            return default;
        _left -= count;
        if (_left == 0 && _state == State.Counted)
            End(State.Head);
        else if (_left == 0)
            _state = State.ChunkEnd;
        return bytes[count..];
    }

    // A line of the chunked coding: a size, the empty one behind a chunk, a trailer.
    private ReadOnlySpan<byte> Line(ReadOnlySpan<byte> bytes)
    {
        var used = 0;
        while (used < bytes.Length)
        {
            var next = bytes[used++];
            if (next != '\n')
            {
                if (_line.Count < LongestLine)
                    _line.Add(next);
                continue;
            }
            var line = Encoding.Latin1.GetString([.. _line]).Trim();
            _line.Clear();
            if (_state == State.Trailer && line.Length == 0)
                End(State.Head);
            else if (_state == State.ChunkEnd)
                _state = State.ChunkSize;
            else if (_state == State.ChunkSize)
                Chunk(line);
            break;
        }
        return bytes[used..];
    }

    private void Chunk(string line)
    {
        if (!long.TryParse(line.Split(';', 2)[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left) || _left < 0)
        {
            _answers.Add(Present(false));
            _state = State.Over;
            return;
        }
        _state = _left == 0 ? State.Trailer : State.Chunk;
    }

    private void End(State next)
    {
        _answers.Add(Present(true));
        _state = next;
    }

    private HttpAnswer Present(bool isComplete) => new(_status, _mediaType, _length, isComplete, _kept.ToArray());

    private static string Value(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim() ?? "";
}
