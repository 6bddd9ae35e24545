using System.Security.Cryptography;
using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Seeds;

/// <summary>A corpus on disk: read with all its faults reported at once, written file by file.</summary>
public static class SeedFolder
{
    /// <summary>Larger files make slow campaigns and are no seeds.</summary>
    public const int LargestSeed = 4 * 1024 * 1024;

    private static readonly Tag[] Identifying = [new(0x0010, 0x0010), new(0x0010, 0x0020), new(0x0010, 0x0030)];

    /// <summary>Reads every file of a folder, by name.</summary>
    /// <param name="folder">The folder; folders in it are not read.</param>
    /// <param name="allowsPatients">Whether files may name a patient.</param>
    /// <param name="errors">Takes what is wrong with them, one sentence each.</param>
    /// <param name="needsDicom">Whether a file that is no DICOM is wrong.</param>
    /// <returns>The files that are seeds.</returns>
    /// <exception cref="IOException">The folder or a file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static IReadOnlyList<Seed> Read(string folder, bool allowsPatients, ICollection<string> errors, bool needsDicom = true)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var seeds = new List<Seed>();
        var otherErrors = errors.Count;
        foreach (var path in Directory.GetFiles(folder).Order(StringComparer.Ordinal))
        {
            if (new FileInfo(path).Length > LargestSeed)
            {
                errors.Add($"{path}: larger than {LargestSeed / 1024 / 1024} MiB: seeds should be small");
                continue;
            }
            var bytes = File.ReadAllBytes(path);
            using var file = DicomFile.Read(ByteSource.From(bytes), DataSetLimits.Default);
            if (needsDicom && !file.IsRecognised)
                errors.Add($"{path}: not DICOM");
            else if (bytes.Length == 0)
                errors.Add($"{path}: empty");
            else if (file.IsRecognised && !allowsPatients && Identifying.Any(tag => file.DataSet.Find(tag) is { Value.IsEmpty: false }))
                errors.Add($"{path}: seems to be of a patient (name, ID or birth date is there); take it out, or say --allow-patient-data");
            else
                seeds.Add(new Seed(Path.GetFileName(path), bytes));
        }
        if (seeds.Count == 0 && errors.Count == otherErrors)
            errors.Add($"{folder}: there is no file in it");
        return seeds;
    }

    /// <summary>Writes seeds into a folder, which is made; files that are there already stay as they are.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="seeds">The seeds.</param>
    /// <exception cref="IOException">A file cannot be written, or is there already.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder must not be written.</exception>
    public static void Write(string folder, IEnumerable<Seed> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        Directory.CreateDirectory(folder);
        foreach (var seed in seeds)
        {
            using var file = new FileStream(Path.Combine(folder, seed.Name), FileMode.CreateNew);
            file.Write(seed.Bytes.Span);
        }
    }

    /// <summary>SHA-256 over names and contents, in hexadecimal.</summary>
    /// <param name="seeds">The seeds, in order.</param>
    public static string HashOf(IEnumerable<Seed> seeds)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var seed in seeds)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{seed.Name}\n{seed.Bytes.Length}\n"));
            hash.AppendData(seed.Bytes.Span);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
