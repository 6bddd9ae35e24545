using Leadglass.Knowledge.Versions;

namespace Leadglass.Knowledge.Tests;

/// <summary>
/// Twenty advisories as they are shipped, each against versions at its boundary. What is expected was read out of the advisories by people, not by the program.
/// </summary>
public sealed class AdvisoryTruthTests
{
    [Theory]
    [InlineData("ICSMA-22-174-01", "DCMTK", "3.6.6", "3.6.7")]
    [InlineData("ICSMA-24-200-01", "Vue PACS", "12.2.8.409", "12.2.8.410")]
    [InlineData("ICSMA-23-285-02", "Sante FFT Imaging", "1.4.0", "1.4.1")]
    [InlineData("ICSMA-24-058-01", "Sante DICOM Viewer Pro", "14.0.3", "14.0.4")]
    [InlineData("ICSMA-24-151-01", "Welch Allyn Product Configuration Tool", "1.9.4.1", "1.10")]
    [InlineData("ICSMA-23-194-01", "BD Alaris Guardrails Editor", "12.1.3", "12.1.4")]
    [InlineData("ICSMA-21-196-01", "Ypsomed mylife App", "1.7.4", "1.7.5")]
    [InlineData("ICSMA-21-196-01", "Ypsomed mylife Cloud", "1.7.1", "1.7.2")]
    [InlineData("ICSMA-21-161-01", "Defibrillator Dashboard", "2.1.9", "2.2.0")]
    [InlineData("ICSMA-21-047-01", "T1 Ventilator", "2.2.3", "2.2.4")]
    [InlineData("ICSMA-20-261-01", "Clinical Collaboration Platform", "12.2.1", "12.2.2")]
    [InlineData("ICSMA-20-212-01", "DreamMapper", "2.3", "2.25")]
    [InlineData("ICSMA-19-120-01", "Tasy EMR", "3.01.1744", "3.01.1745")]
    [InlineData("ICSMA-19-120-01", "Tasy WebPortal", "3.02.1757", "3.02.1758")]
    [InlineData("ICSMA-18-137-02", "EncoreAnywhere APAC", "2.36.3.3", "2.36.3.4")]
    [InlineData("ICSMA-18-123-01", "Brilliance iCT", "4.1.6", "4.1.7")]
    [InlineData("ICSMA-17-255-01", "IntelliVue MX40 Patient Worn Monitor (WLAN only)", "B.06.17", "B.06.18")]
    [InlineData("ICSMA-17-082-01", "KLA Journal Service", "1.0.51", "1.0.52")]
    [InlineData("ICSMA-21-007-01", "VC150", "1.7.14", "1.7.15")]
    [InlineData("ICSMA-21-322-01", "IntelliBridge EC 40 Hub", "C.00.04", "C.00.05")]
    [InlineData("ICSMA-22-062-02", "BD Viper LT system", "2.0", "1.9")]
    public void Shipped_Advisory_HoldsAtItsBoundary(string source, string product, string inside, string outside)
    {
        var affected = KnowledgeFile.Shipped.Vulnerabilities.SelectMany(static one => one.Affected).Where(one => one.Source == source && one.Product == product).ToList();

        // An advisory may name a product several times, each with a range of its own.
        Assert.Contains(affected, one => one.ReadRange().Contains(ProductVersion.Parse(inside)!) == RangeAnswer.Inside);
        Assert.All(affected, one => Assert.Equal(RangeAnswer.Outside, one.ReadRange().Contains(ProductVersion.Parse(outside)!)));
    }
}
