using Leadglass.Audit.Messages;
using Leadglass.Audit.Validation;

namespace Leadglass.Audit;

/// <summary>Translates messages of a dialect into the standard's format. Invents nothing: what the standard demands and the message does not say stays missing.</summary>
public static class AuditConversion
{
    /// <summary>Translates a message.</summary>
    /// <param name="examined">The message.</param>
    /// <returns>The message with every value in the standard's place; <see langword="null"/> if it is not one whose values have such a place (unreadable, or IHE year 4).</returns>
    public static AuditMessage? Convert(AuditExamination examined)
    {
        ArgumentNullException.ThrowIfNull(examined);
        if (examined.Message is not { Event.Id: not null } message)
            return null;

        // RFC 3881 §5.2: a participant that says nothing is the requestor, there.
        var whenSilent = examined.Dialect == Dialect.Rfc3881 ? "true" : null;
        return message with
        {
            Event = message.Event with { Id = Code(message.Event.Id), TypeCodes = Codes(message.Event.TypeCodes) },
            Participants =
            [
                .. message.Participants.Select(participant => participant with
                {
                    UserIsRequestor = participant.UserIsRequestor ?? whenSilent,
                    Roles = Codes(participant.Roles),
                    MediaType = participant.MediaType is { } media ? Code(media) : null,
                }),
            ],
            Source = message.Source with { TypeCodes = Codes(message.Source.TypeCodes) },
            Objects = [.. message.Objects.Select(static item => item with { IdTypeCode = item.IdTypeCode is { } type ? Code(type) : null })],
        };
    }

    private static IReadOnlyList<CodedValue> Codes(IReadOnlyList<CodedValue> values) => [.. values.Select(Code)];

    // What RFC 3881 calls the display name is what the standard calls the original text. One or two digits are RFC 3881's own codes.
    private static CodedValue Code(CodedValue value) => value with
    {
        OriginalText = value.OriginalText ?? value.DisplayName,
        DisplayName = value.OriginalText is null ? null : value.DisplayName,
        SystemName = value.SystemName ?? (value.OriginalText ?? value.DisplayName) switch { not null when value.Code.Length <= 2 => "RFC-3881", _ => null },
    };
}
