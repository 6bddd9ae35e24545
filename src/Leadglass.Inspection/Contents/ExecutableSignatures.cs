using static System.Buffers.Binary.BinaryPrimitives;

namespace Leadglass.Inspection.Contents;

/// <summary>Machine code and byte code. Sources: PE/COFF specification, ELF gABI, Apple's loader.h, JVM specification §4.1, WebAssembly §5.5, MS-SHLLINK §2.1.</summary>
internal static class ExecutableSignatures
{
    private const int NewHeaderPointer = 0x3C;

    public static IEnumerable<Signature> All =>
    [
        new(ContentKinds.WindowsProgram, "MZ"u8.ToArray(), Pe),
        new(ContentKinds.OldWindowsProgram, "MZ"u8.ToArray(), NewExecutable),
        new(ContentKinds.DosProgram, "MZ"u8.ToArray(), Dos) { StartOnly = true },
        new(ContentKinds.Elf, [0x7F, (byte)'E', (byte)'L', (byte)'F'], Elf),
        new(ContentKinds.MachO, [0xFE, 0xED, 0xFA, 0xCE], static c => MachO(c, bigEndian: true)),
        new(ContentKinds.MachO, [0xFE, 0xED, 0xFA, 0xCF], static c => MachO(c, bigEndian: true)),
        new(ContentKinds.MachO, [0xCE, 0xFA, 0xED, 0xFE], static c => MachO(c, bigEndian: false)),
        new(ContentKinds.MachO, [0xCF, 0xFA, 0xED, 0xFE], static c => MachO(c, bigEndian: false)),
        new(ContentKinds.MachO, [0xCA, 0xFE, 0xBA, 0xBE], FatMachO),
        new(ContentKinds.JavaClass, [0xCA, 0xFE, 0xBA, 0xBE], JavaClass),
        new(ContentKinds.WebAssembly, [0, (byte)'a', (byte)'s', (byte)'m'], WebAssembly),
        new(ContentKinds.Dex, "dex\n0"u8.ToArray(), Dex),
        new(ContentKinds.LuaByteCode, [0x1B, (byte)'L', (byte)'u', (byte)'a'], Lua),
        new(ContentKinds.Shortcut, [0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46], static _ => "header size and class identifier of a shortcut"),
        new(ContentKinds.PythonByteCode, [0x0D, 0x0A, 0, 0, 0], PythonByteCode) { MagicOffset = 2 },
    ];

    /// <summary>How much of a PE header is looked at.</summary>
    public const int PeHeaderSeen = 26;

    /// <summary>Where an MZ header says that the new header is, if that is behind the bytes that can be seen.</summary>
    public static uint? FarHeader(ReadOnlySpan<byte> c) =>
        c.Length >= 64 && c.StartsWith("MZ"u8) && ReadUInt32LittleEndian(c[NewHeaderPointer..]) is var at && at > c.Length - PeHeaderSeen ? at : null;

    /// <summary>What agrees in a PE header that was found at an offset.</summary>
    public static string? PeHeader(ReadOnlySpan<byte> header, uint at)
    {
        if (header.Length < PeHeaderSeen || !header.StartsWith("PE\0\0"u8))
            return null;
        var machine = ReadUInt16LittleEndian(header[4..]);
        var sections = ReadUInt16LittleEndian(header[6..]);
        var optional = ReadUInt16LittleEndian(header[24..]);
        if (MachineName(machine) is not { } name || sections is 0 or > 96 || optional is not (0x10B or 0x20B))
            return null;
        return $"PE header at +{at:X}H, {name}, {sections} sections";
    }

    private static string? Pe(ReadOnlySpan<byte> c) => NewHeader(c) is { IsEmpty: false } header ? PeHeader(header, ReadUInt32LittleEndian(c[NewHeaderPointer..])) : null;

    private static string? MachineName(ushort machine) => machine switch
    {
        0x014C => "x86",
        0x8664 => "x64",
        0x01C0 or 0x01C2 or 0x01C4 => "ARM",
        0xAA64 => "ARM64",
        0x0200 => "Itanium",
        0x0EBC => "EFI byte code",
        0x5032 or 0x5064 => "RISC-V",
        0x6232 or 0x6264 => "LoongArch",
        _ => null,
    };

    private static string? NewExecutable(ReadOnlySpan<byte> c)
    {
        // The relocation table of the stub begins at 40H in whatever a linker made for these systems.
        if (NewHeader(c) is not { Length: >= 0x40 } header || ReadUInt16LittleEndian(c[0x18..]) != 0x40)
            return null;
        if (header.StartsWith("NE"u8) && header[0x36] <= 5 && ReadUInt16LittleEndian(header[0x22..]) is >= 0x40 and < 0x2000)
            return $"NE header at +{ReadUInt32LittleEndian(c[NewHeaderPointer..]):X}H";
        if ((header.StartsWith("LE\0\0"u8) || header.StartsWith("LX\0\0"u8)) && ReadUInt32LittleEndian(header[4..]) == 0 && ReadUInt16LittleEndian(header[8..]) is >= 1 and <= 4)
            return $"LE or LX header at +{ReadUInt32LittleEndian(c[NewHeaderPointer..]):X}H";
        return null;
    }

    private static ReadOnlySpan<byte> NewHeader(ReadOnlySpan<byte> c)
    {
        if (c.Length < 64)
            return default;
        var at = ReadUInt32LittleEndian(c[NewHeaderPointer..]);
        return at is >= 4 && at < c.Length ? c[(int)at..] : default;
    }

    private static string? Dos(ReadOnlySpan<byte> c)
    {
        if (c.Length < 28 || Pe(c) is not null || NewExecutable(c) is not null)
            return null;
        var (lastPage, pages, relocations) = (ReadUInt16LittleEndian(c[2..]), ReadUInt16LittleEndian(c[4..]), ReadUInt16LittleEndian(c[6..]));
        var (headerParagraphs, relocationTable) = (ReadUInt16LittleEndian(c[8..]), ReadUInt16LittleEndian(c[0x18..]));
        return lastPage < 512 && pages is >= 1 and <= 1280 && relocations < 4096 && headerParagraphs is >= 2 and <= 1024 && relocationTable is >= 0x1C and <= 0x200
            ? $"DOS header: {pages} pages of 512 bytes, header of {headerParagraphs * 16} bytes"
            : null;
    }

    private static string? Elf(ReadOnlySpan<byte> c)
    {
        if (c.Length < 52 || c[4] is not (1 or 2) || c[5] is not (1 or 2) || c[6] != 1 || (c[4] == 2 && c.Length < 64))
            return null;
        var big = c[5] == 2;
        var (type, machine, version) = (U16(c[16..], big), U16(c[18..], big), U32(c[20..], big));
        var headerSize = U16(c[(c[4] == 1 ? 40 : 52)..], big);
        if (type is 0 or > 4 and < 0xFE00 || machine is 0 or > 0x200 || version != 1 || headerSize != (c[4] == 1 ? 52 : 64))
            return null;
        return $"ELF of {(c[4] == 1 ? 32 : 64)} bits, {(big ? "big" : "little")} endian, machine {machine}, {type switch { 1 => "object", 2 => "executable", 3 => "shared object or position-independent executable", 4 => "core", _ => "system-specific" }}";
    }

    private static string? MachO(ReadOnlySpan<byte> c, bool bigEndian)
    {
        if (c.Length < 28)
            return null;
        var (cpu, fileType, commands, size) = (U32(c[4..], bigEndian), U32(c[12..], bigEndian), U32(c[16..], bigEndian), U32(c[20..], bigEndian));
        return IsAppleCpu(cpu) && fileType is >= 1 and <= 12 && commands is >= 1 and <= 10_000 && size >= commands * 8 && size < 1 << 24
            ? $"Mach-O, processor {cpu:X}H, {commands} load commands"
            : null;
    }

    private static string? FatMachO(ReadOnlySpan<byte> c)
    {
        if (c.Length < 28)
            return null;
        var (count, cpu, align) = (ReadUInt32BigEndian(c[4..]), ReadUInt32BigEndian(c[8..]), ReadUInt32BigEndian(c[24..]));
        return count is >= 1 and <= 30 && IsAppleCpu(cpu) && align <= 31 ? $"fat Mach-O, {count} architectures" : null;
    }

    private static bool IsAppleCpu(uint cpu) => (cpu & 0x00FF_FFFF) is 7 or 12 or 18 or 6 or 8 or 14 && (cpu >> 24) is 0 or 1 or 2;

    private static string? JavaClass(ReadOnlySpan<byte> c)
    {
        if (c.Length < 11)
            return null;
        var (minor, major, constants) = (ReadUInt16BigEndian(c[4..]), ReadUInt16BigEndian(c[6..]), ReadUInt16BigEndian(c[8..]));
        return minor is 0 or 3 or 0xFFFF && major is >= 45 and <= 90 && constants > 1 && c[10] is 1 or (>= 3 and <= 12) or (>= 15 and <= 20)
            ? $"Java class, version {major}, {constants - 1} constants"
            : null;
    }

    private static string? WebAssembly(ReadOnlySpan<byte> c) =>
        c.Length >= 8 && ReadUInt32LittleEndian(c[4..]) is 1 or 0x0001_000D ? "WebAssembly preamble and version" : null;

    private static string? Dex(ReadOnlySpan<byte> c) =>
        c.Length >= 44 && Ascii.IsDigit(c[5]) && Ascii.IsDigit(c[6]) && c[7] == 0 && ReadUInt32LittleEndian(c[36..]) == 0x70 ? "DEX magic, version and header size" : null;

    private static string? Lua(ReadOnlySpan<byte> c)
    {
        if (c.Length < 18 || c[4] is < 0x51 or > 0x54 || c[5] != 0)
            return null;
        // Up to 5.2 the sizes of int, size_t and instruction follow; from 5.3 on, bytes that a text transfer would change.
        var isSane = c[4] >= 0x53 ? c[6] == 0x19 && c[7] == 0x93 && c[8..].StartsWith("\r\n\u001A\n"u8) : c[6] <= 1 && c[7] is 4 or 8 && c[8] is 4 or 8 && c[9] == 4;
        return isSane ? $"Lua {c[4] >> 4}.{c[4] & 15}" : null;
    }

    // CPython's importlib: magic number, 0D 0A, flags 0 to 3, eight bytes about the source, then the marshalled module.
    private static string? PythonByteCode(ReadOnlySpan<byte> c) =>
        c.Length >= 48 && ReadUInt32LittleEndian(c[4..]) <= 3 && PythonMarshal.CodeObject(c[16..]) is { } evidence ? $".pyc header, {evidence}" : null;

    private static ushort U16(ReadOnlySpan<byte> bytes, bool big) => big ? ReadUInt16BigEndian(bytes) : ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool big) => big ? ReadUInt32BigEndian(bytes) : ReadUInt32LittleEndian(bytes);
}
