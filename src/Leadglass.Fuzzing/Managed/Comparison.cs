namespace Leadglass.Fuzzing.Managed;

/// <summary>Two operands that a target compared and that differed.</summary>
/// <param name="Left">The left number.</param>
/// <param name="Right">The right number.</param>
/// <param name="IsOrder">Whether it asked which one is larger, so that a neighbour of the other number can matter as well.</param>
/// <param name="LeftText">The beginning of the left text, one character a byte; null for numbers.</param>
/// <param name="RightText">The same for the right one.</param>
internal readonly record struct Comparison(long Left, long Right, bool IsOrder, string? LeftText = null, string? RightText = null)
{
    /// <summary>The same with its sides exchanged: nobody knows which one came from the input.</summary>
    public Comparison Turned => new(Right, Left, IsOrder, RightText, LeftText);
}
