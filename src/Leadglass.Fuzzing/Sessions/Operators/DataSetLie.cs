using Leadglass.Dicom.Data;
using Leadglass.Dicom.Files;
using Leadglass.Fuzzing.Mutation;

namespace Leadglass.Fuzzing.Sessions.Operators;

/// <summary>The data set of a message is broken by the operators for files.</summary>
internal sealed class DataSetLie : SessionOperator
{
    public override string Id => "data-set";

    public override string What => "the data set is broken in one of the ways that files are: lengths, VRs, image sizes, nesting, character sets, text that is dangerous elsewhere";

    public override IReadOnlyList<string> Because => ["CVE-2025-14841", "CVE-2026-5663", "CVE-2024-28130", "CVE-2022-2119"];

    internal override bool AppliesTo(SessionProgram program) => program.Steps.Any(HasData);

    internal override BrokenSession? Apply(SessionMutation input)
    {
        if (input.Pick(HasData) is not { } at)
            return null;
        var message = (MessageStep)input.Program.Steps[at];
        using var file = DicomFile.Read(ByteSource.From(message.Data), DataSetLimits.Default);
        var fitting = MutationOperators.All.Where(op => op.AppliesTo(file)).ToList();
        if (fitting.Count == 0)
            return null;
        try
        {
            var broken = input.Random.Pick(fitting).Apply(new MutationInput(file, message.Data, input.Random, [file]));
            return broken is { Bytes.Length: <= CaseMaker.LongestCase }
                ? new BrokenSession(input.With(at, 1, message with { Data = broken.Bytes }), $"{SessionMutation.NameOf(message)}: {broken.What}")
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;    // a repaired length does not fit its field
        }
    }

    private static bool HasData(SessionStep step) => step is MessageStep { Data.Length: > 0 };
}
