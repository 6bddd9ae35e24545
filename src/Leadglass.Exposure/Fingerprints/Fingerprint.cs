namespace Leadglass.Exposure.Fingerprints;

/// <summary>A known use of implementation class UID and version name.</summary>
/// <param name="Family">Product or toolkit.</param>
/// <param name="Kind">Toolkit, product or vendor.</param>
/// <param name="Uid">An exact UID, or a root when it ends with a dot.</param>
/// <param name="NamePrefix">How the version name begins; empty when it says nothing.</param>
/// <param name="VersionStyle">How the version is written: <c>joined</c>, <c>dotted</c>, <c>version-first</c> or empty.</param>
/// <param name="Evidence">Where the pair was seen.</param>
public sealed record Fingerprint(string Family, FingerprintKind Kind, string Uid, string NamePrefix, string VersionStyle, string Evidence);
