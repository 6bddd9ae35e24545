using System.Text;
using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit.Tests;

public sealed class AuditConversionTests
{
    [Theory]
    [InlineData("csd-code=", "code=", "originalText=", "displayName=")] // RFC 3881
    [InlineData("UserIsRequestor=\"true\">", "UserIsRequestor=\"true\" UserTypeCode=\"1\">", "", "")] // dcm4che
    public void Convert_Dialect_IsTheStandardMessageItWasMadeOf(string from, string to, string from2, string to2)
    {
        var text = Sample.Text("06-instances-accessed").Replace(from, to, StringComparison.Ordinal);
        var dialect = AuditValidator.Examine(Encoding.UTF8.GetBytes(from2.Length == 0 ? text : text.Replace(from2, to2, StringComparison.Ordinal)));

        Assert.Equal(AuditVerdict.Dialect, dialect.Verdict);
        Assert.Equal(
            AuditMessageWriter.Write(AuditValidator.Examine(Sample.Read("06-instances-accessed")).Message!),
            AuditMessageWriter.Write(AuditConversion.Convert(dialect)!));
    }

    [Fact]
    public void Convert_MediaTypeOutside_PutsItInside() => Assert.Equal(
        AuditMessageWriter.Write(AuditValidator.Examine(Sample.Read("04-data-export-usb")).Message!),
        AuditMessageWriter.Write(AuditConversion.Convert(AuditValidator.Examine(Sample.Read("n07-media-type-outside-identifier")))!));

    [Fact]
    public void Convert_IheYearFour_IsNotPossible() => Assert.Null(AuditConversion.Convert(AuditValidator.Examine("<IHEYr4/>"u8)));
}
