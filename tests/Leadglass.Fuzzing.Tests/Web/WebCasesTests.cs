using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Leadglass.Fuzzing.Mutation;
using Leadglass.Fuzzing.Web;

namespace Leadglass.Fuzzing.Tests.Web;

public sealed partial class WebCasesTests
{
    private const int Many = 3000;

    private static readonly WebTarget Target = WebTarget.Of(new Uri("http://127.0.0.1:8042/dicom-web"), IPAddress.Loopback);

    public static TheoryData<string> Operators => [.. WebOperators.All.Select(static op => op.Id)];

    [Fact]
    public void Seeds_AreSoundHttpAboutNobody()
    {
        var seeds = WebSeeds.All(stores: true).Select(static seed => (seed.Name, Exchange: ExchangeText.Read(seed.Bytes.Span, out _)!)).ToList();

        Assert.All(seeds, static seed => Assert.True(Soundness.Of(seed.Exchange, Target), seed.Name));
        // Every UID under 2.25 is one of two, with what is derived from them, and the reference inside the practice object.
        var text = string.Concat(seeds.SelectMany(static seed => seed.Exchange.Requests).Select(static request => Encoding.Latin1.GetString(request.ToBytes(Target))));
        Assert.All(Uid().Matches(text).Select(static match => match.Value).Distinct(),
            static uid => Assert.Matches(@"^2\.25\.(182839891997864888002017579177950878099|201822377120918176539215812920479923740|137428790573042687351802466953071126553|1)(\.[12])?$", uid));
        Assert.All(PatientQuery().Matches(text).Select(static match => match.Groups["id"].Value), static id => Assert.Equal("LEADGLASS-FUZZ", id));
        // A question without such a key could match anybody.
        Assert.All(seeds.Where(static seed => seed.Name.StartsWith("qido", StringComparison.Ordinal)), static seed => Assert.Matches("2\\.25\\.|LEADGLASS-FUZZ", seed.Exchange.Requests[0].Target));
    }

    [Fact]
    public void Seeds_ReadOnly_ChangeNothing() =>
        Assert.DoesNotContain(WebSeeds.All(stores: false), static seed => ExchangeText.Read(seed.Bytes.Span, out _)!.Changes);

    [Fact]
    public void Make_WithoutLeaveToStore_NeverChangesAnything()
    {
        var cases = new WebCases(1, WebSeeds.All(stores: false), stores: false);

        Assert.All(Enumerable.Range(0, Many).Select(i => Read(cases.Make(i))), static exchange => Assert.False(exchange.Changes));
    }

    [Fact]
    public void Make_WithLeaveToStore_NeverDeletesNorNamesAnAddressNorSendsMuch()
    {
        var cases = new WebCases(1, WebSeeds.All(stores: true), stores: true);

        Assert.All(Enumerable.Range(0, Many).Select(i => Read(cases.Make(i))), static exchange =>
        {
            Assert.False(exchange.Deletes);
            var text = string.Concat(exchange.Requests.Select(static request => Encoding.Latin1.GetString(request.ToBytes(Target))));
            Assert.DoesNotContain("DELETE", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("://", text, StringComparison.Ordinal);
            Assert.DoesNotContain("SYSTEM", text, StringComparison.Ordinal);
            Assert.InRange(exchange.Length, 1, 1024 * 1024);
        });
    }

    [Fact]
    public void Make_SameSeedAndIndex_IsTheSameCaseWithoutItsHistory()
    {
        var one = new WebCases(7, WebSeeds.All(stores: true), stores: true);
        var other = new WebCases(7, WebSeeds.All(stores: true), stores: true);
        var forwards = Enumerable.Range(0, 300).Select(i => one.Make(i)).ToList();

        for (var i = 299; i >= 0; i--)
            Assert.Equal(forwards[i].Bytes.ToArray(), other.Make(i).Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void Operator_ByItself_ChangesItsSeedAndSaysHow(string id)
    {
        var cases = new WebCases(3, WebSeeds.All(stores: true), stores: true);
        var place = cases.Operators.Index().Single(op => op.Item.Id == id).Index;
        var made = Enumerable.Range(0, 60).Select(n => cases.Make(((long)n * cases.Operators.Count) + place, without: 0b1110)).Where(static made => made.Steps.Count == 1).ToList();

        Assert.InRange(made.Count, 40, 60);
        Assert.InRange(made.Count(made => SeedOf(made).SequenceEqual(made.Bytes.ToArray())), 0, 6);
        Assert.InRange(made.Select(static made => Convert.ToHexString(made.Bytes.Span)).Distinct().Count(), 20, 60);
        Assert.All(made, made => Assert.Equal(id, made.Steps[0].Operator));
        Assert.All(made, made => Assert.NotEmpty(made.Steps[0].What));
    }

    [Fact]
    public void Operators_HaveIdsOfTheirOwn() =>
        Assert.Equal(WebOperators.All.Count + MutationOperators.All.Count, WebOperators.All.Select(static op => op.Id).Concat(MutationOperators.All.Select(static op => op.Id)).Distinct().Count());

    private static HttpExchange Read(FuzzCase made) => ExchangeText.Read(made.Bytes.Span, out _)!;

    private static byte[] SeedOf(FuzzCase made) => WebSeeds.All(stores: true).Single(seed => seed.Name == made.Seed).Bytes.ToArray();

    [GeneratedRegex(@"2\.25\.[0-9.]*[0-9]", RegexOptions.None, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex("PatientID=(?<id>[^& ]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PatientQuery();
}
