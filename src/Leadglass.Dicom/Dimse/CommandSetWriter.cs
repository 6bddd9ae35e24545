using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Dimse;

/// <summary>Writes command sets: implicit VR little endian, group length first, in the order of the elements. Source: PS3.7 §6.3.1.</summary>
public static class CommandSetWriter
{
    /// <summary>The bytes of a command set; of one that was read and not changed, the bytes that were read.</summary>
    /// <param name="command">The command.</param>
    public static byte[] ToBytes(CommandSet command)
    {
        var sink = new ByteSink();
        Write(sink, command);
        return sink.Written.ToArray();
    }

    internal static void Write(ByteSink sink, CommandSet command)
    {
        ArgumentNullException.ThrowIfNull(command);
        // A command that was read keeps its group length, even a missing or a wrong one; a new one has none yet.
        var start = sink.Length;
        if (!command.WasRead)
            WriteElement(sink, CommandTags.CommandGroupLength, stackalloc byte[sizeof(uint)]);
        foreach (var element in command.Elements)
            WriteElement(sink, element.Tag, element.Value.Span);
        sink.Write(command.Trailing.Span);
        if (!command.WasRead)
            sink.PatchUInt32LittleEndian(start + 8);
    }

    private static void WriteElement(ByteSink sink, Tag tag, ReadOnlySpan<byte> value)
    {
        sink.WriteUInt16LittleEndian(tag.Group);
        sink.WriteUInt16LittleEndian(tag.Element);
        sink.WriteUInt32LittleEndian((uint)value.Length);
        sink.Write(value);
    }
}
