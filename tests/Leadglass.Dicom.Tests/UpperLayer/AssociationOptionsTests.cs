using Leadglass.Dicom.Tests.Support;
using Leadglass.Dicom.UpperLayer;

namespace Leadglass.Dicom.Tests.UpperLayer;

public class AssociationOptionsTests
{
    [Fact]
    public async Task Options_OutOfRange_AreReportedAllAtOnce()
    {
        var (local, _) = DuplexStream.CreatePair();
        var options = new AssociationOptions
        {
            ArtimTimeout = TimeSpan.Zero,
            ResponseTimeout = TimeSpan.FromSeconds(-2),
            PduLengthLimit = uint.MaxValue,
            MaxMessageLength = 0,
        };

        var mistake = await Assert.ThrowsAsync<ArgumentException>(() => Association.AcceptAsync(local, options, TestContext.Current.CancellationToken));

        Assert.Contains("ArtimTimeout", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("ResponseTimeout", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("PduLengthLimit", mistake.Message, StringComparison.Ordinal);
        Assert.Contains("MaxMessageLength", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_MaxPduLengthAboveTheLimit_IsTheCallersMistake()
    {
        var (local, _) = DuplexStream.CreatePair();
        var options = new AssociationOptions { MaxPduLength = 1 << 21 };

        await Assert.ThrowsAsync<ArgumentException>(() => Association.AcceptAsync(local, options, TestContext.Current.CancellationToken));
    }
}
