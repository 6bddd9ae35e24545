using System.Buffers.Text;
using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Validation;

/// <summary>A type of values in the schema.</summary>
/// <param name="Wanted">What it holds, in words.</param>
/// <param name="Holds">Whether a text is of the type.</param>
internal sealed record ValueShape(string Wanted, Func<string, bool> Holds)
{
    public static ValueShape Any { get; } = new("any text", static _ => true);

    public static ValueShape DateTime { get; } = new("a date and time such as 2026-03-04T05:06:07+01:00", static text => AuditTime.Parse(text) is not null);

    public static ValueShape Boolean { get; } = new("true or false", static text => text.Trim() is "true" or "false" or "1" or "0");

    public static ValueShape Integer { get; } = new("a whole number", static text => IsInteger(text.AsSpan().Trim()));

    public static ValueShape Base64Text { get; } = new("Base64", static text => Base64.IsValid(text));

    /// <summary>One of a few words.</summary>
    public static ValueShape OneOf(params string[] words) => new(string.Join(", ", words), text => words.Contains(text.Trim()));

    /// <summary>A number of a list that starts at 1 and cannot be extended.</summary>
    public static ValueShape UpTo(int last)
    {
        var words = Enumerable.Range(1, last).Select(number => $"{number}").ToHashSet();
        return new ValueShape($"a number from 1 to {last}", text => words.Contains(text.Trim()));
    }

    private static bool IsInteger(ReadOnlySpan<char> text)
    {
        var digits = text is ['+' or '-', ..] ? text[1..] : text;
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9');
    }
}
