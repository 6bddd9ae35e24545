using Leadglass.Dicom;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The association is asked for, or accepted, in ways that nobody does: contexts, sizes, titles, identities. Source: PS3.8 §9.3.2, §9.3.3, PS3.7 Annex D.</summary>
internal sealed class Negotiation : SessionOperator
{
    private static readonly byte[][] Titles =
    [
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"u8.ToArray(), "                "u8.ToArray(), "..\\..\\..\\..\\..\\.."u8[..16].ToArray(), "../../../../../."u8.ToArray(), "%s%s%n%n%99999d%"u8.ToArray(),
        "a\r\nb: c\r\n\r\nLEADGLASS"u8[..16].ToArray(), "$(true)`true`;\"'"u8.ToArray(), [0xFF, 0xFE, 0x1B, 0x24, 0x42, 0x80, 0x81, 0xC0, 0xC1, 0xF5, 0x7F, 0x0A, 0x0D, 0x09, 0x08, 0x07],
    ];

    public override string Id => "negotiation";

    public override string What => "contexts without number, syntaxes without end, maximum lengths of 0 or 1, titles and identities that are dangerous, items of unknown type";

    public override IReadOnlyList<string> Because => ["CVE-2024-23914"];

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(Negotiates);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(Negotiates) is not { } at || PduReader.Read(((SendStep)input.Program.Steps[at]).Bytes, Conformance.Lenient).Pdu is not AssociatePdu pdu)
            return null;
        var (changed, what) = Changed(pdu, input.Random);
        try
        {
            return new BrokenSession(input.With(at, 1, new SendStep(PduWriter.ToBytes(changed))), $"{MessageParts.NameOf(pdu.Type)}: {what}");
        }
        catch (InvalidOperationException)
        {
            return null;    // an item holds more than its length can say
        }
    }

    private static (AssociatePdu Changed, string What) Changed(AssociatePdu pdu, CaseRandom random)
    {
        switch (random.Below(10))
        {
            case 0:
                var count = random.Pick((int[])[0, 2, 128, 129, 300]);
                return (Contexts(pdu, Enumerable.Range(0, count).Select(static i => (byte)((2 * i) + 1))), $"{count} presentation contexts");
            case 1:
                var id = random.Pick((byte[])[0, 2, 254, 255]);
                return (First(pdu, context => context with { Id = id }, result => result with { Id = id }), $"presentation context ID {id}");
            case 2:
                var syntaxes = random.Pick((int[])[0, 2, 200, 900]);
                if (pdu is AssociateRequest)
                    return (First(pdu, context => context with { TransferSyntaxes = [.. Enumerable.Repeat(Uids.ImplicitVRLittleEndian, syntaxes)] }, null), $"{syntaxes} transfer syntaxes");
                return (First(pdu, null, result => result with { Result = (PresentationContextResultReason)syntaxes }), $"a presentation context with result {(byte)syntaxes}");
            case 3:
                var uid = random.Pick((string[])["", "1", new string('1', 65), new string('1', 4000), "1.2.840.10008.1.1\0\0", "../../x"]);
                return (First(pdu, context => random.OneIn(2) ? context with { AbstractSyntax = uid } : context with { TransferSyntaxes = [uid] }, result => result with { TransferSyntax = uid }), $"a syntax of {uid.Length} characters");
            case 4:
                var maximum = random.Pick((uint[])[0, 1, 6, 7, 12, 0x7FFFFFFF, 0xFFFFFFFF]);
                return (pdu with { UserInformation = [new MaximumLength(maximum), .. pdu.UserInformation.Where(static item => item is not MaximumLength)] }, $"a maximum length of {maximum}");
            case 5:
                var title = random.Pick(Titles);
                return (random.OneIn(2) ? pdu with { CalledAETitleBytes = title } : pdu with { CallingAETitleBytes = title }, "an AE title that is dangerous elsewhere");
            case 6:
                var type = (UserIdentityType)random.Below(8);
                var length = random.Pick((int[])[0, 1, 64, 8000, 30000]);
                if (pdu is AssociateAccept)
                    return (More(pdu, new UserIdentityResponse(random.Bytes(length))), $"a response to a user identity with {length} bytes");
                return (More(pdu, new UserIdentityRequest(type, random.OneIn(2), random.Bytes(length), random.Bytes(random.Below(2) * length))), $"a user identity of type {(byte)type} with {length} bytes");
            case 7:
                var item = new UnknownItem((byte)random.Below(256), random.Bytes(random.Pick((int[])[0, 1, 3, 4, 5, 60, 3000])));
                return (random.OneIn(2) ? pdu with { Items = [.. pdu.Items, item] } : More(pdu, item), $"an item of type {item.Type:X2}H with {item.Content.Length} bytes");
            case 8:
                var version = random.Pick((ushort[])[0, 2, 3, 0xFFFF]);
                return (pdu with { ProtocolVersion = version }, $"protocol version {version}");
            default:
                return random.Below(3) switch
                {
                    0 => (pdu with { ApplicationContextName = random.OneIn(2) ? null : "1.2.3" }, "another application context, or none"),
                    1 => (More(pdu, new RoleSelection(Uids.Verification, random.OneIn(2), random.OneIn(2)), new RoleSelection(new string('1', random.Below(300)), true, true)), "odd role selections"),
                    _ => (More(pdu, new AsynchronousOperationsWindow(0, 0xFFFF), new ExtendedNegotiation(Uids.Verification, random.Bytes(random.Below(2000)))), "an endless window of operations"),
                };
        }
    }

    private static AssociatePdu Contexts(AssociatePdu pdu, IEnumerable<byte> ids) => pdu switch
    {
        AssociateRequest request => request with { PresentationContexts = [.. ids.Select(static id => new PresentationContextRequest(id, Uids.Verification, [Uids.ImplicitVRLittleEndian]))] },
        AssociateAccept accept => accept with { PresentationContexts = [.. ids.Select(static id => new PresentationContextResult(id, PresentationContextResultReason.Acceptance, Uids.ImplicitVRLittleEndian))] },
        _ => pdu,
    };

    private static AssociatePdu First(AssociatePdu pdu, Func<PresentationContextRequest, PresentationContextRequest>? asked, Func<PresentationContextResult, PresentationContextResult>? answered) => pdu switch
    {
        AssociateRequest request when asked is not null => request with { PresentationContexts = [.. request.PresentationContexts.Select((context, i) => i == 0 ? asked(context) : context)] },
        AssociateAccept accept when answered is not null => accept with { PresentationContexts = [.. accept.PresentationContexts.Select((result, i) => i == 0 ? answered(result) : result)] },
        _ => pdu,
    };

    private static AssociatePdu More(AssociatePdu pdu, params IEnumerable<AssociateItem> items) => pdu with { UserInformation = [.. pdu.UserInformation, .. items] };

    private static bool Negotiates(SessionStep step) => SessionMutation.Is(step, PduType.AssociateRequest) || SessionMutation.Is(step, PduType.AssociateAccept);
}
