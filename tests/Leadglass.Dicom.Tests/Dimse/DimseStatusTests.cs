using Leadglass.Dicom.Dimse;

namespace Leadglass.Dicom.Tests.Dimse;

public class DimseStatusTests
{
    [Theory]
    [InlineData(0x0000, DimseStatusCategory.Success)]
    [InlineData(0x0001, DimseStatusCategory.Warning)]
    [InlineData(0x0105, DimseStatusCategory.Failure)]
    [InlineData(0x0107, DimseStatusCategory.Warning)]
    [InlineData(0x0116, DimseStatusCategory.Warning)]
    [InlineData(0x0124, DimseStatusCategory.Failure)]
    [InlineData(0x0213, DimseStatusCategory.Failure)]
    [InlineData(0xA700, DimseStatusCategory.Failure)]
    [InlineData(0xAFFF, DimseStatusCategory.Failure)]
    [InlineData(0xB000, DimseStatusCategory.Warning)]
    [InlineData(0xC123, DimseStatusCategory.Failure)]
    [InlineData(0xFE00, DimseStatusCategory.Cancel)]
    [InlineData(0xFF00, DimseStatusCategory.Pending)]
    [InlineData(0xFF01, DimseStatusCategory.Pending)]
    [InlineData(0x1234, DimseStatusCategory.Unknown)]
    public void Category_OfPs37AnnexC_IsByCode(int code, DimseStatusCategory expected) => Assert.Equal(expected, new DimseStatus((ushort)code).Category);

    [Theory]
    [InlineData(0x0124, "0124H Refused: not authorized")]
    [InlineData(0xA702, "A702H Refused: out of resources")]
    [InlineData(0xB006, "B006H Warning")]
    [InlineData(0x1234, "1234H Unknown status")]
    public void ToString_GivesCodeAndName(int code, string expected) => Assert.Equal(expected, new DimseStatus((ushort)code).ToString());
}
