using Leadglass.Dicom;
using Leadglass.Dicom.Dictionary;
using Leadglass.Dicom.Network;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The association is asked for in ways that nobody does: contexts, sizes, titles, identities. Source: PS3.8 §9.3.2, PS3.7 Annex D.</summary>
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

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(IsRequest);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(IsRequest) is not { } at || PduReader.Read(((SendStep)input.Program.Steps[at]).Bytes, Conformance.Lenient).Pdu is not AssociateRequest request)
            return null;
        var (changed, what) = Changed(request, input.Random);
        try
        {
            return new BrokenSession(input.With(at, 1, new SendStep(PduWriter.ToBytes(changed))), $"A-ASSOCIATE-RQ: {what}");
        }
        catch (InvalidOperationException)
        {
            return null;    // an item holds more than its length can say
        }
    }

    private static (AssociateRequest Changed, string What) Changed(AssociateRequest request, CaseRandom random)
    {
        switch (random.Below(10))
        {
            case 0:
                var count = random.Pick((int[])[0, 2, 128, 129, 300]);
                return (request with { PresentationContexts = [.. Enumerable.Range(0, count).Select(i => new PresentationContextRequest((byte)((2 * i) + 1), Uids.Verification, [Uids.ImplicitVRLittleEndian]))] }, $"{count} presentation contexts");
            case 1:
                var id = random.Pick((byte[])[0, 2, 254, 255]);
                return (WithContext(request, context => context with { Id = id }), $"presentation context ID {id}");
            case 2:
                var syntaxes = random.Pick((int[])[0, 2, 200, 900]);
                return (WithContext(request, context => context with { TransferSyntaxes = [.. Enumerable.Repeat(Uids.ImplicitVRLittleEndian, syntaxes)] }), $"{syntaxes} transfer syntaxes");
            case 3:
                var uid = random.Pick((string[])["", "1", new string('1', 65), new string('1', 4000), "1.2.840.10008.1.1\0\0", "../../x"]);
                return (WithContext(request, context => random.OneIn(2) ? context with { AbstractSyntax = uid } : context with { TransferSyntaxes = [uid] }), $"a syntax of {uid.Length} characters");
            case 4:
                var maximum = random.Pick((uint[])[0, 1, 6, 7, 12, 0x7FFFFFFF, 0xFFFFFFFF]);
                return (request with { UserInformation = [new MaximumLength(maximum), .. request.UserInformation.Where(static item => item is not MaximumLength)] }, $"a maximum length of {maximum}");
            case 5:
                var title = random.Pick(Titles);
                return (random.OneIn(2) ? request with { CalledAETitleBytes = title } : request with { CallingAETitleBytes = title }, "an AE title that is dangerous elsewhere");
            case 6:
                var type = (UserIdentityType)random.Below(8);
                var length = random.Pick((int[])[0, 1, 64, 8000, 30000]);
                return (More(request, new UserIdentityRequest(type, random.OneIn(2), random.Bytes(length), random.Bytes(random.Below(2) * length))), $"a user identity of type {(byte)type} with {length} bytes");
            case 7:
                var item = new UnknownItem((byte)random.Below(256), random.Bytes(random.Pick((int[])[0, 1, 3, 4, 5, 60, 3000])));
                return (random.OneIn(2) ? request with { Items = [.. request.Items, item] } : More(request, item), $"an item of type {item.Type:X2}H with {item.Content.Length} bytes");
            case 8:
                var version = random.Pick((ushort[])[0, 2, 3, 0xFFFF]);
                return (request with { ProtocolVersion = version }, $"protocol version {version}");
            default:
                return random.Below(3) switch
                {
                    0 => (request with { ApplicationContextName = random.OneIn(2) ? null : "1.2.3" }, "another application context, or none"),
                    1 => (More(request, new RoleSelection(Uids.Verification, random.OneIn(2), random.OneIn(2)), new RoleSelection(new string('1', random.Below(300)), true, true)), "odd role selections"),
                    _ => (More(request, new AsynchronousOperationsWindow(0, 0xFFFF), new ExtendedNegotiation(Uids.Verification, random.Bytes(random.Below(2000)))), "an endless window of operations"),
                };
        }
    }

    private static AssociateRequest WithContext(AssociateRequest request, Func<PresentationContextRequest, PresentationContextRequest> change) =>
        request with { PresentationContexts = [.. request.PresentationContexts.Select((context, i) => i == 0 ? change(context) : context)] };

    private static AssociateRequest More(AssociateRequest request, params IEnumerable<AssociateItem> items) => request with { UserInformation = [.. request.UserInformation, .. items] };

    private static bool IsRequest(SessionStep step) => SessionMutation.Is(step, PduType.AssociateRequest);
}
