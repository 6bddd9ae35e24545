using System.IO.Compression;
using System.Text;
using Leadglass.Inspection.Contents;

namespace Leadglass.Inspection.Tests.Contents;

/// <summary>Inert beginnings of every kind: headers as their specifications draw them, with nothing behind that could run.</summary>
internal static class ContentVectors
{
    public static IEnumerable<(ContentKind Kind, byte[] Bytes)> Anywhere =>
    [
        (ContentKinds.WindowsProgram, Pe()),
        (ContentKinds.WindowsProgram, Pe(0x40)),
        (ContentKinds.OldWindowsProgram, NewExecutable("NE")),
        (ContentKinds.OldWindowsProgram, NewExecutable("LX")),
        (ContentKinds.Elf, Hex.Parse("7F454C46 02 01 01 00 0000000000000000" // 64 bits, little endian, version 1
            + " 0300 3E00 01000000" // shared object, x64, version 1
            + " 0000000000000000 4000000000000000 0000000000000000 00000000 4000 3800 0000 4000 0000 0000")), // header of 64 bytes
        (ContentKinds.Elf, Hex.Parse("7F454C46 01 02 01 00 0000000000000000 0002 0008 00000001" // 32 bits, big endian, executable, MIPS
            + " 00000000 00000034 00000000 00000000 0034 0020 0000 0028 0000 0000")),
        (ContentKinds.MachO, Hex.Parse("CFFAEDFE 07000001 03000000 02000000 10000000 58020000 85002000 00000000")),
        (ContentKinds.MachO, Hex.Parse("FEEDFACE 00000012 00000000 00000002 00000004 00000158 00000000")),
        (ContentKinds.MachO, Hex.Parse("CAFEBABE 00000002 01000007 00000003 00004000 00010000 0000000E")),
        (ContentKinds.JavaClass, Hex.Parse("CAFEBABE 0000 0034 0010 0A 0003 000D 07 000E")),
        (ContentKinds.WebAssembly, Hex.Parse("0061736D 01000000")),
        (ContentKinds.Dex, [.. "dex\n035\0"u8, .. new byte[24], .. Hex.Parse("70020000 70000000 78563412")]),
        (ContentKinds.LuaByteCode, Hex.Parse("1B4C7561 53 00 19930D0A1A0A 04 08 04 08 08 7856000000000000")),
        (ContentKinds.LuaByteCode, Hex.Parse("1B4C7561 51 00 01 04 08 04 08 00 0000000000000000")),
        (ContentKinds.Shortcut, Hex.Parse("4C000000 0114020000000000C000000000000046 9B000800")),
        (ContentKinds.PythonByteCode, [.. Hex.Parse("A70D0D0A 00000000 00000000 00000000"), .. CodeObject()]),
        (ContentKinds.PythonMarshal, CodeObject()),
        (ContentKinds.PythonMarshal, [0x63, .. CodeObject()[1..]]),

        (ContentKinds.ShellScript, Text("#!/bin/sh\necho hello\n")),
        (ContentKinds.ShellScript, Text("#!/usr/bin/env python3\n")),
        (ContentKinds.ShellScript, Text("#! /bin/sh\n")),
        (ContentKinds.ShellScript, Text("#! /usr/bin/env perl\n")),
        (ContentKinds.BatchFile, Text("@ECHO off\r\n")),
        (ContentKinds.Php, Text("<?php echo 1; ?>")),
        (ContentKinds.ServerPage, Text("<%@ page language=\"java\" %>")),
        (ContentKinds.Html, Text("<!DOCTYPE html><p>")),
        (ContentKinds.Html, Text("<html><body>")),
        (ContentKinds.Html, Text("<iframe src=\"a.html\">")),
        (ContentKinds.HtmlScript, Text("<hta:application id=\"a\">")),
        (ContentKinds.HtmlScript, Text("<script>void 0</script>")),
        (ContentKinds.HtmlScript, Text("<SCRIPT src=\"a.js\">")),
        (ContentKinds.Svg, Text("<svg xmlns=\"http://www.w3.org/2000/svg\">")),
        (ContentKinds.ScriptUrl, Text("javascript:void(0)")),
        (ContentKinds.ScriptUrl, Text("vbscript:msgbox(1)")),
        (ContentKinds.Mime, Text("MIME-Version: 1.0\r\n")),

        (ContentKinds.Zip, Zip()),
        (ContentKinds.Zip, [.. "PK"u8, 5, 6, .. new byte[18]]),
        (ContentKinds.Rar, Hex.Parse("526172211A070100 00000000")),
        (ContentKinds.Rar, Hex.Parse("526172211A0700 CF907300")),
        (ContentKinds.SevenZip, Hex.Parse("377ABCAF271C 0004 00000000")),
        (ContentKinds.Cabinet, Hex.Parse("4D534346 00000000 60000000 00000000 2C000000 00000000 0301 0100 0100 0000 0000 0000")),
        (ContentKinds.Tar, Tar()),
        (ContentKinds.Iso9660, Hex.Parse("01 4344303031 01 00")),
        (ContentKinds.Gzip, Packed(static s => new GZipStream(s, CompressionLevel.Optimal))),
        (ContentKinds.Bzip2, Hex.Parse("425A6839 314159265359 00000000")),
        (ContentKinds.Xz, Hex.Parse("FD377A585A00 0004 E6D6B446")),
        (ContentKinds.Ar, Text("!<arch>\ndebian-binary   ")),
        (ContentKinds.Cpio, Text("070701" + new string('0', 104))),

        (ContentKinds.Pdf, Text("%PDF-1.7\n")),
        (ContentKinds.Ole, Hex.Parse("D0CF11E0A1B11AE1 0000000000000000")),
        (ContentKinds.Rtf, Text(@"{\rtf1\ansi}")),
        (ContentKinds.Help, Hex.Parse("49545346 03000000 60000000 01000000")),
        (ContentKinds.RegistryHive, Hex.Parse("72656766 01000000 01000000 0000000000000000 01000000 05000000 00000000")),

        (ContentKinds.JavaSerial, [.. Hex.Parse("ACED0005 73 72 0011"), .. "java.util.HashMap"u8, 5, 7]),
        (ContentKinds.BinaryFormatter, Hex.Parse("00 01000000 FFFFFFFF 01000000 00000000 0C 02000000")),
        (ContentKinds.PhpSerial, Text("O:8:\"stdClass\":0:{}")),
        (ContentKinds.PhpSerial, Text("C:11:\"ArrayObject\":0:{}")),
        (ContentKinds.RubyMarshal, [.. Hex.Parse("0408 6F 3A 0B"), .. "Object"u8, 0]),
        (ContentKinds.YamlObject, Text("!!python/object/apply:builtins.print []")),
        (ContentKinds.YamlObject, Text("!python/object:fractions.Fraction\n")),
        (ContentKinds.YamlObject, Text("!<tag:yaml.org,2002:python/object:fractions.Fraction>\n")[2..]),
        (ContentKinds.YamlObject, Text("!!javax.script.ScriptEngineManager []")),
        (ContentKinds.YamlObject, Text("!!java.net.URL [a]")),
        (ContentKinds.YamlObject, Text("!!com.sun.rowset.JdbcRowSetImpl {}")),
        (ContentKinds.YamlObject, Text("!ruby/object:Gem::Version\n")),
        (ContentKinds.XmlDecoder, Text("java.beans.XMLDecoder\">")),
        (ContentKinds.NumPyObjects, [0x93, .. "NUMPY"u8, 1, 0, 0x36, 0, .. Text("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }\n")]),
        (ContentKinds.NumPy, [0x93, .. "NUMPY"u8, 1, 0, 0x38, 0, .. Text("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }\n")]),
        (ContentKinds.KerasLambda, Text("\"class_name\": \"Lambda\", \"config\"")),
        (ContentKinds.Hdf5, Hex.Parse("894844460D0A1A0A 00")),
        (ContentKinds.Gguf, Hex.Parse("47475546 03000000 0100000000000000 0200000000000000")),
    ];

    /// <summary>Pickles that call <c>fractions.Fraction(1, 2)</c>, harmless and a call all the same, in the protocols whose instructions differ.</summary>
    public static IEnumerable<(ContentKind Kind, byte[] Bytes)> Pickles =>
    [
        (ContentKinds.Pickle, Text("cfractions\nFraction\n(I1\nI2\ntR.")),
        (ContentKinds.Pickle, [0x80, 2, .. "cfractions\nFraction\n"u8, 0x4B, 1, 0x4B, 2, 0x86, .. "R."u8]),
        (ContentKinds.Pickle, [0x80, 4, 0x95, 31, 0, 0, 0, 0, 0, 0, 0, 0x8C, 9, .. "fractions"u8, 0x94, 0x8C, 8, .. "Fraction"u8, 0x94, 0x93, 0x4B, 1, 0x4B, 2, 0x86, .. "R."u8]),
    ];

    public static IEnumerable<(ContentKind Kind, byte[] Bytes)> StartOnly =>
    [
        (ContentKinds.DosProgram, Hex.Parse("4D5A 9000 0300 0000 0400 0000 FFFF 0000 B800 0000 0000 0000 4000 0000 00000000")),
        (ContentKinds.ShellScript, Text("#! /opt/tool/bin/run\n")),
        (ContentKinds.ServerPage, Text("<% out.print(1) %>")),
        (ContentKinds.Zlib, Packed(static s => new ZLibStream(s, CompressionLevel.Optimal))),
        (ContentKinds.SafeTensors, [0x40, 0, 0, 0, 0, 0, 0, 0, .. Text("{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}      ")]),
        (ContentKinds.Onnx, [0x08, 0x07, 0x12, 0x07, .. "pytorch"u8, 0x1A, 0x01, (byte)'2', 0x3A, 0x00]),
        (ContentKinds.Png, Hex.Parse("89504E470D0A1A0A 0000000D")),
        (ContentKinds.Gif, Text("GIF89a")),
        (ContentKinds.Jpeg, Hex.Parse("FFD8FFE0 0010 4A464946")),
        (ContentKinds.Jpeg2000, Hex.Parse("FF4FFF51 002F")),
        (ContentKinds.Bmp, Hex.Parse("424D 46000000 0000 0000 36000000 28000000")),
        (ContentKinds.Icon, Hex.Parse("0000 0100 0100 10100000 0100 2000 68040000 16000000")),
        (ContentKinds.Photoshop, Hex.Parse("38425053 0001 000000000000 0003")),
        (ContentKinds.Riff, Hex.Parse("52494646 24000000 57415645")),
        (ContentKinds.Ogg, Hex.Parse("4F676753 00 02")),
        (ContentKinds.Flac, Hex.Parse("664C6143 00 000022")),
        (ContentKinds.Id3, Hex.Parse("494433 03 00 00 00000A76")),
        (ContentKinds.Mp4, Hex.Parse("00000018 66747970 6D703432")),
        (ContentKinds.Matroska, Hex.Parse("1A45DFA3 9F 4286 81 01 4282 84 7765626D")),
        (ContentKinds.Tiff, Hex.Parse("49492A00 08000000")),
        (ContentKinds.BigTiff, Hex.Parse("4D4D002B 0008 0000 0000000000000010")),
    ];

    /// <summary>A DOS header whose pointer leads to a PE header of x64 with three sections and no code.</summary>
    public static byte[] Pe(int at = 0x80)
    {
        var bytes = new byte[at + 26];
        "MZ"u8.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes.AsSpan(0x3C), at);
        Hex.Parse("50450000 6486 0300 00000000 00000000 00000000 F000 2200 0B02").CopyTo(bytes, at);
        return bytes;
    }

    /// <summary>The code object that <c>compile('1', '', 'exec')</c> of CPython 3.11 begins with, cut after its byte code.</summary>
    private static byte[] CodeObject() => Hex.Parse("E3 00000000 00000000 00000000 01000000 00000000 F3 06000000 9700 6400 5300 2901 4E A900");

    private static byte[] NewExecutable(string signature)
    {
        var bytes = new byte[0x80];
        "MZ"u8.CopyTo(bytes);
        bytes[0x18] = 0x40;
        bytes[0x3C] = 0x40;
        Encoding.ASCII.GetBytes(signature).CopyTo(bytes, 0x40);
        if (signature == "NE")
            (bytes[0x40 + 0x22], bytes[0x40 + 0x36]) = (0x40, 2);
        else
            bytes[0x40 + 8] = 2;
        return bytes;
    }

    private static byte[] Zip()
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        using (var member = archive.CreateEntry("readme.txt").Open())
            member.Write("hello"u8);
        return bytes.ToArray();
    }

    private static byte[] Tar()
    {
        using var bytes = new MemoryStream();
        using (var archive = new System.Formats.Tar.TarWriter(bytes, leaveOpen: true))
            archive.WriteEntry(new System.Formats.Tar.UstarTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "readme.txt"));
        return bytes.ToArray();
    }

    private static byte[] Packed(Func<Stream, Stream> pack)
    {
        using var bytes = new MemoryStream();
        using (var packer = pack(bytes))
            packer.Write(Text(string.Concat(Enumerable.Range(0, 20))));
        return bytes.ToArray();
    }

    private static byte[] Text(string text) => Encoding.ASCII.GetBytes(text);
}
