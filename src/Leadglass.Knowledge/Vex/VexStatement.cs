namespace Leadglass.Knowledge.Vex;

/// <summary>What somebody says of one vulnerability in one installation.</summary>
/// <param name="Vulnerability">Its code.</param>
/// <param name="Target">The installation: the target of a report.</param>
/// <param name="Product">Product and version that it was said of, as <see cref="VexFile.PackageOf"/> writes them.</param>
/// <param name="Status">What is said.</param>
/// <param name="Words">Why. Untrusted.</param>
/// <param name="Author">Who says so. Untrusted.</param>
public sealed record VexStatement(string Vulnerability, string Target, string Product, VexStatus Status, string Words, string Author)
{
    /// <summary>Whether nothing is to be done any more.</summary>
    public bool Clears => Status is VexStatus.NotAffected or VexStatus.Fixed;
}
