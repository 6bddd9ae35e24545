using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Leadglass.Tls.Registry;

/// <summary>The registry of cipher suites, read on first use. Source: IANA, TLS Cipher Suites, with the deployed suites that never got there and those of SSL 2.0.</summary>
public static class CipherSuites
{
    /// <summary>TLS_EMPTY_RENEGOTIATION_INFO_SCSV: the client knows RFC 5746.</summary>
    public const int EmptyRenegotiationInfo = 0x00FF;

    /// <summary>TLS_FALLBACK_SCSV: the client has tried a higher version before (RFC 7507).</summary>
    public const int Fallback = 0x5600;

    private static readonly Lazy<IReadOnlyList<CipherSuite>> Rows = new(static () => [.. ReadAll()]);

    private static readonly Lazy<FrozenDictionary<int, CipherSuite>> ByCode = new(static () => Rows.Value.ToFrozenDictionary(static suite => suite.Code));

    private static readonly Lazy<FrozenDictionary<string, CipherSuite>> ByName = new(static () => Index());

    /// <summary>Every suite, by ascending code; signalling values included.</summary>
    public static IReadOnlyList<CipherSuite> All => Rows.Value;

    /// <summary>The suite with a code; one that is not <see cref="CipherSuite.IsKnown"/> and named by its code where the registry does not have it.</summary>
    /// <param name="code">A code from the wire.</param>
    public static CipherSuite Of(int code) => ByCode.Value.TryGetValue(code, out var suite) ? suite : new CipherSuite(code, $"{code:X4}H");

    /// <summary>Looks up a suite by the name that IANA or OpenSSL gives it.</summary>
    /// <param name="name">For example <c>TLS_RSA_WITH_AES_128_CBC_SHA</c> or <c>AES128-SHA</c>.</param>
    /// <returns>The suite; <see langword="null"/> where neither has that name.</returns>
    public static CipherSuite? Find(string name) => ByName.Value.GetValueOrDefault(name);

    /// <summary>The suites whose code and name make sense in a version, by ascending code; between SSL 3.0 and TLS 1.2 all do, because servers mix them.</summary>
    /// <param name="version">The version.</param>
    public static IReadOnlyList<CipherSuite> For(TlsVersion version) => [.. All.Where(suite => suite.Fits(version))];

    private static FrozenDictionary<string, CipherSuite> Index()
    {
        var names = All.ToDictionary(static suite => suite.Name);
        foreach (var suite in All)
        {
            if (suite.OpenSslName is { } name)
                names.TryAdd(name, suite);
        }
        return names.ToFrozenDictionary();
    }

    private static List<CipherSuite> ReadAll()
    {
        var suites = new List<CipherSuite>();
        foreach (var line in Encoding.ASCII.GetString(CipherSuiteTable.Lines).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.Split('|');
            var code = int.Parse(fields[0], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            suites.Add(SuiteName.Describe(new CipherSuite(code, fields[1]) { OpenSslName = fields[2] is "" ? null : fields[2] }));
        }
        return suites;
    }
}
