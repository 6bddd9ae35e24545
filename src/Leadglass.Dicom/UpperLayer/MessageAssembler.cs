using Leadglass.Dicom.Dimse;
using Leadglass.Dicom.Network;

namespace Leadglass.Dicom.UpperLayer;

/// <summary>Puts the fragments of messages together again. Source: PS3.8 Annex E, PS3.7 §6.3.</summary>
internal sealed class MessageAssembler(int maxLength)
{
    private ByteSink? _command;
    private ByteSink? _data;
    private CommandSet? _read;
    private byte _contextId;
    private bool _discarding;

    /// <summary>The message that the last fragment completed, or whose command it completed when only commands were asked for.</summary>
    public DimseMessage? Message { get; private set; }

    /// <summary>Takes one fragment.</summary>
    /// <param name="contextId">Its presentation context.</param>
    /// <param name="control">Its message control header.</param>
    /// <param name="fragment">Its bytes; they are copied, or not looked at.</param>
    /// <param name="commandOnly">Complete a message with its command; its data set is then discarded as it comes.</param>
    /// <param name="log">Where to say what is wrong.</param>
    /// <returns>Whether the fragment could be taken; if not, the stream of messages makes no sense any more.</returns>
    public bool TryTake(byte contextId, byte control, ReadOnlySpan<byte> fragment, bool commandOnly, AnomalyLog log)
    {
        Message = null;
        var startsMessage = _command is null && _read is null && !_discarding;
        if (!startsMessage && contextId != _contextId)
            return Refuse(log, "PS3.8 §E.2", $"a fragment of context {contextId} inside a message of context {_contextId}");

        _contextId = contextId;
        return MessageControl.IsCommand(control)
            ? TryTakeCommand(MessageControl.IsLast(control), fragment, commandOnly, log)
            : TryTakeData(MessageControl.IsLast(control), fragment, log);
    }

    private bool TryTakeCommand(bool isLast, ReadOnlySpan<byte> fragment, bool commandOnly, AnomalyLog log)
    {
        if (_read is not null || _discarding)
            return Refuse(log, "PS3.8 §E.2", "a command fragment where the data set was to follow");

        _command ??= new ByteSink(fragment.Length);
        if (!TryAppend(_command, fragment, log))
            return false;
        if (!isLast)
            return true;

        var read = CommandSetReader.ReadOwned(_command.WrittenMemory, log).Command;
        if (read is null)
            return false;

        var commandLength = _command.Length;
        _command = null;
        if (read.HasDataSet && !commandOnly)
        {
            _read = read;
            _data = new ByteSink(Math.Min(commandLength, maxLength));
            return true;
        }
        _discarding = read.HasDataSet;
        Message = new DimseMessage(_contextId, read);
        return true;
    }

    private bool TryTakeData(bool isLast, ReadOnlySpan<byte> fragment, AnomalyLog log)
    {
        if (_discarding)
        {
            _discarding = !isLast;
            return true;
        }
        if (_read is null || _data is null)
            return Refuse(log, "PS3.8 §E.2", "a data set fragment without a command before it");
        if (!TryAppend(_data, fragment, log))
            return false;
        if (!isLast)
            return true;

        Message = new DimseMessage(_contextId, _read, _data.WrittenMemory);
        (_read, _data) = (null, null);
        return true;
    }

    private bool TryAppend(ByteSink sink, ReadOnlySpan<byte> fragment, AnomalyLog log)
    {
        if (fragment.Length > maxLength - sink.Length)
            return Refuse(log, "PS3.7 §6.3", $"the message is longer than the {maxLength} bytes that are accepted");
        sink.Write(fragment);
        return true;
    }

    private static bool Refuse(AnomalyLog log, string clause, string message)
    {
        log.Fault(0, "P-DATA-TF", clause, message);
        return false;
    }
}
