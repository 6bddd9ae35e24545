using Leadglass.Exposure.Inventory;
using Leadglass.Findings;

namespace Leadglass.Exposure.Tests.Inventory;

public sealed class InventoryFileTests
{
    [Fact]
    public void Read_Whole_HasEveryValue()
    {
        var inventory = Read("""
            netblocks: [10.20.0.0/24, "fd00:20::/64"]
            systems:
              - name: Röntgen-PACS
                owner: PACS team
                addresses: [10.20.0.8, pacs1.example.org, "fd00:20::8"]
                aeTitles: [PACS1]
                product: Orthanc
                ports:
                  - {port: 2762, protocol: dicom-tls, tls: B.12, callers: registered, reachableFrom: outside}
                  - port: 80
            """);

        var system = Assert.Single(inventory.Systems);
        Assert.Equal(("Röntgen-PACS", "PACS team", "Orthanc"), (system.Name, system.Owner, system.Product));
        Assert.Equal(["10.20.0.8", "pacs1.example.org", "fd00:20::8"], system.Addresses);
        Assert.Equal(["PACS1"], system.AETitles);
        Assert.Equal([new AssetPort(2762) { Protocol = "dicom-tls", TlsProfile = "B.12", Callers = Callers.Registered, IsReachableFromOutside = true }, new AssetPort(80)], system.Ports);
        Assert.True(inventory.IsOurs(System.Net.IPAddress.Parse("fd00:20::1")));
        Assert.False(inventory.IsOurs(System.Net.IPAddress.Parse("10.21.0.1")));
    }

    [Theory]
    [InlineData("systems: []", "there is no system in it")]
    [InlineData("systems: 1", "must be a list")]
    [InlineData("systems: [a]", "this is something else")]
    [InlineData("- a", "not an inventory")]
    [InlineData("", "not an inventory")]
    [InlineData("systems:\n- {name: a, addresses: [b], port: 1}", ":2: 'port' is not known; the keys are name, owner, addresses, aeTitles, product, ports")]
    [InlineData("systems:\n- {name: a, addresses: [10.0.0.256:4]}", "neither an address nor a DNS name")]
    [InlineData("systems:\n- {name: a}", "at least one address")]
    [InlineData("systems:\n- {addresses: [b]}", "'name' is missing")]
    [InlineData("systems:\n- {name: '', addresses: [b]}", "'name' must be filled in")]
    [InlineData("systems:\n- {name: a, addresses: [b], aeTitles: [AETITLE-THAT-IS-LONG]}", "not an AE title")]
    [InlineData("systems:\n- {name: a, addresses: [b], ports: [{port: 0}]}", "number from 1 to 65535")]
    [InlineData("systems:\n- {name: a, addresses: [b], ports: [{port: 104, protocol: ftp}]}", "'protocol' is dicom or dicom-tls")]
    [InlineData("systems:\n- {name: a, addresses: [b], ports: [{port: 104}, {port: 104}]}", "port 104 stands here twice")]
    [InlineData("systems:\n- {name: a, addresses: [b]}\n- {name: a, addresses: [c]}", "two systems have the name 'a'")]
    [InlineData("systems:\n- {name: a, addresses: [B]}\n- {name: c, addresses: [b]}", "two systems have the address 'b'")]
    [InlineData("netblocks: [10.0.0.1/8]\nsystems:\n- {name: a, addresses: [b]}", "not a netblock")]
    [InlineData("systems: &x\n- *x", "refers to parts of itself")]
    [InlineData("systems: [[[[[[[[a]]]]]]]]", "nests deeper")]
    public void Read_Wrong_SaysWhere(string yaml, string expected)
    {
        var (inventory, errors) = InventoryFile.Read(new StringReader(yaml), "assets.yaml");

        Assert.Null(inventory);
        Assert.Contains(errors, error => error.StartsWith("assets.yaml:", StringComparison.Ordinal) && error.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Write_HostileReport_IsReadAgain_AndSaysWhatWasSeen()
    {
        var report = Reports.Of(
            Reports.Target("10.20.0.8:104", ("service", "dicom"), ("aePolicy", "open")) with { Name = "pacs: \"1\"\n- x", Product = "Orthanc 1.10.1" },
            Reports.Target("10.20.0.8:2762", ("service", "dicom-tls"), ("aePolicy", "both")) with { Name = "pacs: \"1\"\n- x", Assessments = [new Assessment { Subject = "B.12", Title = "", Verdict = Verdict.Pass, Summary = "", Details = [] }] },
            Reports.Target("[fd00::1]:80", ("service", "silent")));
        var writer = new StringWriter();

        InventoryFile.Write(report, writer);

        var inventory = Read(writer.ToString());
        Assert.Equal(["pacs: \"1\"\\u{A}- x", "fd00::1"], inventory.Systems.Select(static system => system.Name));
        Assert.Equal("Orthanc", inventory.Systems[0].Product);
        Assert.Equal(
            [new AssetPort(104) { Protocol = "dicom", Callers = Callers.Anyone }, new AssetPort(2762) { Protocol = "dicom-tls", TlsProfile = "B.12", Callers = Callers.Registered }],
            inventory.Systems[0].Ports);
        Assert.Equal([new AssetPort(80)], inventory.Systems[1].Ports);
    }

    private static SiteInventory Read(string yaml)
    {
        var (inventory, errors) = InventoryFile.Read(new StringReader(yaml), "assets.yaml");
        Assert.True(inventory is not null, string.Join('\n', errors));
        return inventory;
    }
}
