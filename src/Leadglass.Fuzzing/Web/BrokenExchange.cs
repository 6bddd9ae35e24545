namespace Leadglass.Fuzzing.Web;

/// <summary>An exchange that was broken, and how.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="What">What was done: <c>Content-Length says -1</c>.</param>
internal sealed record BrokenExchange(HttpExchange Exchange, string What);
