namespace Leadglass.Fuzzing.Web;

/// <summary>An answer, as far as it came.</summary>
/// <param name="Status">The status code; 0 where what came is no HTTP.</param>
/// <param name="MediaType">Its media type in lower case, without parameters; empty where it has none. Untrusted.</param>
/// <param name="BodyLength">Bytes of the body that came.</param>
/// <param name="IsComplete">Whether all of it came, as far as its own headers say.</param>
/// <param name="Kept">The beginning of the body where somebody looks at it, otherwise nothing: answers that succeed may hold what is of no concern to us.</param>
public sealed record HttpAnswer(int Status, string MediaType, long BodyLength, bool IsComplete, ReadOnlyMemory<byte> Kept)
{
    /// <summary>Whether a proxy says that the service behind it is not there, or did not answer. Source: RFC 9110 §15.6.3 to §15.6.5.</summary>
    public bool IsOfProxy => Status is 502 or 503 or 504;
}
