namespace Leadglass.Inspection.Contents;

/// <summary>The kinds of content that are recognised, each once.</summary>
public static class ContentKinds
{
#pragma warning disable CS1591 // A table: each line says what it is.
    public static ContentKind WindowsProgram { get; } = new("pe", "Windows program (PE)", ContentClass.Executable);
    public static ContentKind OldWindowsProgram { get; } = new("ne", "16-bit Windows or OS/2 program (NE, LE, LX)", ContentClass.Executable);
    public static ContentKind DosProgram { get; } = new("dos", "DOS program (MZ)", ContentClass.Executable);
    public static ContentKind Elf { get; } = new("elf", "Linux or Unix program (ELF)", ContentClass.Executable);
    public static ContentKind MachO { get; } = new("mach-o", "macOS program (Mach-O)", ContentClass.Executable);
    public static ContentKind JavaClass { get; } = new("java-class", "Java class", ContentClass.Executable);
    public static ContentKind WebAssembly { get; } = new("wasm", "WebAssembly module", ContentClass.Executable);
    public static ContentKind Dex { get; } = new("dex", "Android program (DEX)", ContentClass.Executable);
    public static ContentKind LuaByteCode { get; } = new("lua", "Lua byte code", ContentClass.Executable);
    public static ContentKind Shortcut { get; } = new("lnk", "Windows shortcut", ContentClass.Executable);
    public static ContentKind PythonByteCode { get; } = new("pyc", "Python byte code", ContentClass.Executable);

    public static ContentKind ShellScript { get; } = new("shebang", "script with an interpreter line (#!)", ContentClass.Script);
    public static ContentKind BatchFile { get; } = new("batch", "Windows batch file", ContentClass.Script);
    public static ContentKind Php { get; } = new("php", "PHP program", ContentClass.Script);
    public static ContentKind ServerPage { get; } = new("server-page", "ASP or JSP page", ContentClass.Script);
    public static ContentKind Html { get; } = new("html", "HTML", ContentClass.Script);
    public static ContentKind HtmlScript { get; } = new("html-script", "script for a browser", ContentClass.Script);
    public static ContentKind Svg { get; } = new("svg", "SVG drawing, which can hold scripts", ContentClass.Script);
    public static ContentKind ScriptUrl { get; } = new("script-url", "URL that runs a script", ContentClass.Script);
    public static ContentKind Mime { get; } = new("mime", "MIME message, which browsers open as a page", ContentClass.Script);

    public static ContentKind Zip { get; } = new("zip", "ZIP archive", ContentClass.Archive);
    public static ContentKind Rar { get; } = new("rar", "RAR archive", ContentClass.Archive);
    public static ContentKind SevenZip { get; } = new("7z", "7-Zip archive", ContentClass.Archive);
    public static ContentKind Cabinet { get; } = new("cab", "Windows cabinet", ContentClass.Archive);
    public static ContentKind Tar { get; } = new("tar", "TAR archive", ContentClass.Archive);
    public static ContentKind Iso9660 { get; } = new("iso", "ISO 9660 disc image", ContentClass.Archive);
    public static ContentKind Gzip { get; } = new("gzip", "gzip data", ContentClass.Archive);
    public static ContentKind Zlib { get; } = new("zlib", "zlib data", ContentClass.Archive);
    public static ContentKind Bzip2 { get; } = new("bzip2", "bzip2 data", ContentClass.Archive);
    public static ContentKind Xz { get; } = new("xz", "xz data", ContentClass.Archive);
    public static ContentKind Ar { get; } = new("ar", "ar archive or Debian package", ContentClass.Archive);
    public static ContentKind Cpio { get; } = new("cpio", "cpio archive", ContentClass.Archive);

    public static ContentKind Pdf { get; } = new("pdf", "PDF", ContentClass.Document);
    public static ContentKind Ole { get; } = new("ole", "OLE compound file (old Office, MSI)", ContentClass.Document);
    public static ContentKind Rtf { get; } = new("rtf", "Rich Text", ContentClass.Document);
    public static ContentKind Help { get; } = new("chm", "compiled HTML help", ContentClass.Document);
    public static ContentKind RegistryHive { get; } = new("regf", "Windows registry hive", ContentClass.Document);

    public static ContentKind Pickle { get; } = new("pickle", "Python pickle", ContentClass.SerialisedObject);
    public static ContentKind JavaSerial { get; } = new("java-serial", "Java object stream", ContentClass.SerialisedObject);
    public static ContentKind BinaryFormatter { get; } = new("nrbf", ".NET BinaryFormatter stream", ContentClass.SerialisedObject);
    public static ContentKind PhpSerial { get; } = new("php-serial", "serialised PHP object", ContentClass.SerialisedObject);
    public static ContentKind RubyMarshal { get; } = new("ruby-marshal", "Ruby Marshal object", ContentClass.SerialisedObject);
    public static ContentKind YamlObject { get; } = new("yaml-object", "YAML with tags that make objects", ContentClass.SerialisedObject);
    public static ContentKind XmlDecoder { get; } = new("xmldecoder", "Java XMLDecoder document", ContentClass.SerialisedObject);
    public static ContentKind PythonMarshal { get; } = new("marshal", "Python marshal code object", ContentClass.SerialisedObject);
    public static ContentKind NumPyObjects { get; } = new("npy-object", "NumPy array of Python objects", ContentClass.SerialisedObject);
    public static ContentKind KerasLambda { get; } = new("keras-lambda", "Keras layer of Python code (Lambda)", ContentClass.SerialisedObject);

    public static ContentKind NumPy { get; } = new("npy", "NumPy array", ContentClass.Model);
    public static ContentKind Hdf5 { get; } = new("hdf5", "HDF5 file", ContentClass.Model);
    public static ContentKind Gguf { get; } = new("gguf", "GGUF model", ContentClass.Model);
    public static ContentKind SafeTensors { get; } = new("safetensors", "safetensors", ContentClass.Model);
    public static ContentKind Onnx { get; } = new("onnx", "ONNX model", ContentClass.Model);

    public static ContentKind Tiff { get; } = new("tiff", "TIFF", ContentClass.Image);
    public static ContentKind BigTiff { get; } = new("bigtiff", "BigTIFF", ContentClass.Image);
    public static ContentKind Png { get; } = new("png", "PNG", ContentClass.Image);
    public static ContentKind Gif { get; } = new("gif", "GIF", ContentClass.Image);
    public static ContentKind Jpeg { get; } = new("jpeg", "JPEG", ContentClass.Image);
    public static ContentKind Jpeg2000 { get; } = new("jpeg2000", "JPEG 2000", ContentClass.Image);
    public static ContentKind Bmp { get; } = new("bmp", "Windows bitmap", ContentClass.Image);
    public static ContentKind Icon { get; } = new("ico", "Windows icon", ContentClass.Image);
    public static ContentKind Photoshop { get; } = new("psd", "Photoshop document", ContentClass.Image);

    public static ContentKind Riff { get; } = new("riff", "RIFF (WAV, AVI, WebP)", ContentClass.Media);
    public static ContentKind Ogg { get; } = new("ogg", "Ogg", ContentClass.Media);
    public static ContentKind Flac { get; } = new("flac", "FLAC", ContentClass.Media);
    public static ContentKind Id3 { get; } = new("mp3", "MP3 with ID3 tag", ContentClass.Media);
    public static ContentKind Mp4 { get; } = new("mp4", "MP4 or QuickTime", ContentClass.Media);
    public static ContentKind Matroska { get; } = new("ebml", "Matroska or WebM", ContentClass.Media);
#pragma warning restore CS1591
}
