namespace Leadglass.Lab;

/// <summary>
/// The practice CD: files as a person receives them from outside, each with one known fault, and one without. They are made when they are asked
/// for, the same bytes every time; there is no patient in them, and nothing in them can run (<see cref="InertContents"/> says why not).
/// </summary>
public static class PracticeCd
{
    private const string EncapsulatedPdf = "1.2.840.10008.5.1.4.1.1.104.1";

    /// <summary>Makes every file, in the order of their names.</summary>
    public static IReadOnlyList<PracticeFile> Files =>
    [
        new("DICOMDIR", "a directory whose record leads out of the CD", PracticeDicom.Directory(@"..\..\..\ETC\PASSWD")),
        new("clean.dcm", "an image, and nothing else", PracticeDicom.Image(1)),
        new("length.dcm", "an image with a length that runs past the end of the file", Joined(PracticeDicom.Image(2), PracticeDicom.OverlongElement)),
        new("model.pkl", "an AI model that calls a function when it is loaded", InertContents.CallingPickle()),
        new("object.dcm", "an image with a Python object in a private element, which calls a function when it is loaded", PracticeDicom.Image(3, @private: InertContents.CallingPickle())),
        new("payload.dcm", "an image with a Linux program in a private element", PracticeDicom.Image(4, @private: InertContents.Elf())),
        new("program.dcm", "an image that is also a Windows program: its preamble points to a program header in a private element", ImageAndProgram()),
        new("report.dcm", "a report as PDF that runs JavaScript when it is opened", PracticeDicom.Document(6, EncapsulatedPdf, "application/pdf", InertContents.ActivePdf())),
        new("script.dcm", "an image that is also a script", PracticeDicom.Image(7, preamble: InertContents.Script())),
        new("stowaway.dcm", "an image with a ZIP archive behind its last element", Joined(PracticeDicom.Image(8), InertContents.Zip())),
    ];

    /// <summary>Writes the files into a folder of their own.</summary>
    /// <param name="folder">The folder. It is made; if it exists, it is empty.</param>
    /// <exception cref="IOException">The folder holds something, or cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void WriteTo(string folder)
    {
        // Practice files among real ones would be taken for real ones.
        if (Directory.CreateDirectory(folder).EnumerateFileSystemInfos().Any())
            throw new IOException($"{folder} is not empty.");
        foreach (var file in Files)
        {
            using var stream = new FileStream(Path.Combine(folder, file.Name), FileMode.CreateNew);
            stream.Write(file.Bytes.Span);
        }
    }

    private static byte[] Joined(ReadOnlySpan<byte> image, ReadOnlySpan<byte> rest) => [.. image, .. rest];

    private static byte[] ImageAndProgram()
    {
        var header = InertContents.PeHeader();
        var image = PracticeDicom.Image(5, preamble: InertContents.DosHeader(0), @private: header);
        InertContents.DosHeader(image.AsSpan().IndexOf(header)).CopyTo(image, 0);
        return image;
    }
}
