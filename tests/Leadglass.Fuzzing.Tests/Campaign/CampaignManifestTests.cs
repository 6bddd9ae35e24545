using System.Text;
using Leadglass.Fuzzing.Campaign;
using Leadglass.TestKit;

namespace Leadglass.Fuzzing.Tests.Campaign;

public sealed class CampaignManifestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CampaignManifestTests()
    {
        _folder.Write("campaign/evidence.json", "abc");
        _folder.Write("campaign/reproducers/1.dcm", "");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Compare_FolderAsItWasLeft_HasNoDifference()
    {
        var manifest = Manifest();
        _folder.Write("campaign/manifest.json", "itself is not listed");
        _folder.Write("campaign/manifest.json.sig", "nor its signature");

        var (files, differences) = CampaignManifest.Compare(Folder, manifest)!.Value;

        Assert.Equal(2, files);
        Assert.Empty(differences);
        // The hash of "abc" is an example of FIPS 180-4.
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Encoding.UTF8.GetString(manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ChangedLostAndAddedFiles_NamesEach()
    {
        var manifest = Manifest();
        _folder.Write("campaign/evidence.json", "abd");
        File.Delete(_folder.File("campaign/reproducers/1.dcm"));
        _folder.Write("campaign/reproducers/2.dcm", "new");

        Assert.Equal(
            ["reproducers/1.dcm: not there", "evidence.json: not the file that the manifest speaks of", "reproducers/2.dcm: the manifest does not know it"],
            CampaignManifest.Compare(Folder, manifest)!.Value.Differences);
    }

    [Fact]
    public void Compare_ManifestThatNamesAFileOutside_DoesNotReadIt()
    {
        _folder.Write("secret", "abc");
        var hostile = Encoding.UTF8.GetString(Manifest()).Replace("\"evidence.json\"", "\"../secret\"", StringComparison.Ordinal);

        Assert.Equal(["../secret: not there", "evidence.json: the manifest does not know it"], CampaignManifest.Compare(Folder, Encoding.UTF8.GetBytes(hostile))!.Value.Differences);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "manifestVersion": "9.0", "files": [] }""")]
    [InlineData("""{ "manifestVersion": 1, "files": [] }""")]
    [InlineData("""{ "manifestVersion": "1.0", "files": null }""")]
    [InlineData("""{ "manifestVersion": "1.0", "files": [null] }""")]
    [InlineData("""{ "manifestVersion": "1.0", "files": [{ "name": "evidence.json" }] }""")]
    public void Compare_NoManifest_IsNone(string text) => Assert.Null(CampaignManifest.Compare(Folder, Encoding.UTF8.GetBytes(text)));

    private CampaignFolder Folder => new(_folder.File("campaign"));

    private byte[] Manifest() => CampaignManifest.Write(Folder, "leadglass test", DateTimeOffset.UnixEpoch, keyId: null);
}
