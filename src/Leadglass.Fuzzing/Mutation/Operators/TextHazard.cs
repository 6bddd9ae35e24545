using System.Text;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;

namespace Leadglass.Fuzzing.Mutation.Operators;

/// <summary>Family 9: text that is harmless in a data set and dangerous where it goes: paths, shells, formats, markup, logs.</summary>
internal sealed class TextHazard : MutationOperator
{
    // The commands make an empty file and nothing else: whether they run is for a canary to see.
    private static readonly (string Name, string Text)[] Hazards =
    [
        ("a path upwards", $"../../../../{Canaries.PathName}"),
        ("an absolute path", Canaries.AbsolutePath),
        ("a shell command", $"$(>{Canaries.CommandName})`>{Canaries.CommandName}`"),
        ("a shell command behind others", $";>{Canaries.CommandName};|>{Canaries.CommandName}"),
        ("a shell command behind quotes", $"';>{Canaries.CommandName};'\";>{Canaries.CommandName};\""),
        ("a format string", "%s%s%s%n%n%99999d"),
        ("markup", "<script>alert(1)</script>"),
        ("line breaks", "a\r\nb\rc\nd"),
        ("control characters", "\0\u001b]0;x\u0007\u001b[2J"),
        ("backslashes", new string('\\', 300)),
        ("a name of 5000 characters", new string('A', 5000)),
        ("a number out of range", "99999999999999999999"),
        ("an exponent out of range", "1e999999"),
        ("a number with two signs", "--1"),
        ("an odd length", "ABC"),
    ];

    public override string Id => "text-hazard";

    public override string What => "text that is dangerous where it goes: paths, shell, format strings, markup, numbers out of range, odd lengths";

    public override IReadOnlyList<string> Because => ["CVE-2022-2119", "CVE-2026-5663", "CVE-2025-14607", "CVE-2026-56445", "CVE-2026-32711", "CVE-2024-23914"];

    public override bool AppliesTo(DicomFile file) => MutationInput.Has(file, IsText);

    internal override BrokenFile? Apply(MutationInput input)
    {
        if (input.Pick(IsText) is not { } node)
            return null;
        var (name, text) = input.Random.Pick(Hazards);
        var edit = new DicomFileEdit(input.File, input.AnyPolicy());
        input.Of(edit, node).ReplaceValue(node, Encoding.Latin1.GetBytes(text));
        return MutationInput.Written(edit, $"{ElementName.Of(node)} is {name}");
    }

    private static bool IsText(DataNode node) => node.Kind == DataNodeKind.Element && node.Vr.Rule is { Padding: 0x20 } or { Vr: { Code: ('U' << 8) | 'I' } };
}
