using Leadglass.Dicom.Network;
using Leadglass.Exposure.Fingerprints;
using Leadglass.Exposure.Observations;
using Leadglass.Exposure.Probing;
using Leadglass.Exposure.Tests.Rules;
using static Leadglass.Exposure.Probing.Capability;

namespace Leadglass.Exposure.Tests.Fingerprints;

public sealed class ProductRecognitionTests
{
    private const string DcmtkUid = "1.2.276.0.7230010.3.0.3.6.7";
    private const string DcmtkName = "OFFIS_DCMTK_367";

    // What Orthanc 1.10.1 and DCMTK 3.6.7 accepted when they were asked for everything; they introduce themselves alike.
    [Theory]
    [InlineData("Orthanc (likely)", false, Verification, Query, Retrieve, Storage, StorageCommitment)]
    [InlineData("DCMTK dcmqrscp 3.6.7 (likely)", true, Verification, Query, Retrieve, Storage)]
    [InlineData("DCMTK storescp 3.6.7 (possible)", false, Verification, Storage)]
    [InlineData("DCMTK wlmscpfs 3.6.7 (likely)", false, Verification, Worklist)]
    [InlineData("DCMTK 3.6.7 (likely)", false, Verification)]
    public void Recognise_DcmtksIdentity_IsToldApartByBehaviour(string product, bool storageFirst, params Capability[] accepted) =>
        Assert.Equal(product, Recognise(Accepting(accepted, DcmtkUid, DcmtkName, storageFirst))?.ToString());

    [Fact]
    public void Recognise_AnyOtherToolkit_IsLikelyByItsIdentity() =>
        Assert.Equal("dcm4che 5.18.1 (likely)", Recognise(Accepting([Verification, Query], "1.2.40.0.13.1.3", "dcm4che-5.18.1"))?.ToString());

    [Fact]
    public void Recognise_VendorRootAlone_IsPossibleAtMost() =>
        Assert.Equal(Confidence.Possible, Recognise(Accepting([Verification], "1.3.12.2.1107.5.2.99", "XYZ"))?.Confidence);

    [Theory]
    [InlineData(null, null)]
    [InlineData("1.2.3.4", "NOBODY")]
    public void Recognise_NothingToGoBy_IsNoGuess(string? uid, string? name) => Assert.Null(Recognise(Accepting([Verification], uid, name)));

    [Fact]
    public void Recognise_OrthancThatSaysSo_IsCertain() => Assert.Equal("Orthanc 1.10.1", Recognise(OrthancWeb(104))?.ToString());

    [Fact]
    public void Recognise_DicomPortThatOrthancNamed_IsCertain()
    {
        var dicom = Accepting([Verification], DcmtkUid, DcmtkName);

        Assert.Equal("Orthanc 1.10.1", ProductRecognition.Recognise(Seen.System([dicom, OrthancWeb(dicom.Port)]), dicom)?.ToString());
    }

    [Fact]
    public void Recognise_OrthancThatNamesAnotherPort_SaysNothingAboutThisOne()
    {
        var dicom = Accepting([Verification], DcmtkUid, DcmtkName);

        Assert.Equal("DCMTK 3.6.7 (likely)", ProductRecognition.Recognise(Seen.System([dicom, OrthancWeb(dicom.Port + 1)]), dicom)?.ToString());
    }

    private static ProductGuess? Recognise(PortObservation port) => ProductRecognition.Recognise(Seen.System([port]), port);

    private static PortObservation OrthancWeb(int dicomPort) => Seen.Web(
        ServiceKind.Http,
        Seen.Searches(QidoOutcome.NotThere, 404) with { Orthanc = new() { Status = 200, Version = "1.10.1", DicomPort = dicomPort } });

    private static PortObservation Accepting(IReadOnlyList<Capability> capabilities, string? uid, string? name, bool storageFirst = false)
    {
        var attempt = Seen.Accepted(AttemptPurpose.Stranger, capabilities);
        var contexts = attempt.Accept!.PresentationContexts;
        if (storageFirst)
            contexts = [.. contexts.OrderByDescending(c => ProposedContexts.CapabilityOf(attempt.Request.PresentationContexts.Single(p => p.Id == c.Id).AbstractSyntax) == Storage)];
        var information = new List<AssociateItem> { new MaximumLength(16384) };
        if (uid is not null)
            information.Add(new ImplementationClassUid(uid));
        if (name is not null)
            information.Add(new ImplementationVersionName(name));
        return Seen.Attempts([attempt with { Accept = attempt.Accept with { PresentationContexts = contexts, UserInformation = information } }]);
    }
}
