using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// Rewrites an assembly so that it tells what runs in it: how often each basic block does, in a map of bytes, or what it compares. Blocks are
/// numbered when the assembly is rewritten: there is no hash to collide and no state between blocks that threads could disturb.
/// </summary>
internal static class AssemblyInstrumenter
{
    /// <summary>The type that is added to each assembly.</summary>
    public const string ProbeType = "LeadglassCoverage";

    /// <summary>Its static field: the address of the counter of block 0.</summary>
    public const string MapField = "Map";

    /// <summary>Rewrites an assembly in place; symbols are kept where there are some.</summary>
    /// <param name="file">The assembly.</param>
    /// <param name="kind">What it shall tell.</param>
    /// <param name="first">The number of its first block, or of its first place that compares numbers.</param>
    /// <returns>The number behind its last one.</returns>
    /// <exception cref="BadImageFormatException">It is no assembly.</exception>
    public static int Instrument(string file, ProbeKind kind, int first)
    {
        using var assembly = AssemblyDefinition.ReadAssembly(file, new ReaderParameters
        {
            InMemory = true,
            ReadSymbols = true,
            SymbolReaderProvider = new DefaultSymbolReaderProvider(throwIfNoSymbol: false),
        });
        var module = assembly.MainModule;
        var probe = new TypeDefinition("", ProbeType, TypeAttributes.NotPublic | TypeAttributes.Abstract | TypeAttributes.Sealed | TypeAttributes.BeforeFieldInit, module.TypeSystem.Object);
        var methods = module.GetTypes().SelectMany(static type => type.Methods).Where(static method => method is { HasBody: true, Body.Instructions.Count: > 0 }).ToList();
        module.Types.Add(probe);
        // A cause is known by its frames: they must be the same before and after the compiler has seen how often a method runs.
        methods.ForEach(static method => (method.AggressiveInlining, method.NoInlining) = (false, true));
        var next = kind == ProbeKind.Blocks ? AddBlocks(probe, methods, first) : AddComparisons(probe, methods, first);
        assembly.Write(file, new WriterParameters { WriteSymbols = module.HasSymbols });
        return next;
    }

    private static int AddComparisons(TypeDefinition probe, List<MethodDefinition> methods, int first)
    {
        var comparisons = new ComparisonProbes(probe, first);
        foreach (var method in methods)
        {
            method.Body.SimplifyMacros();
            comparisons.AddTo(method.Body, Leaders(method.Body));
            method.Body.OptimizeMacros();
        }
        return comparisons.Next;
    }

    private static int AddBlocks(TypeDefinition probe, List<MethodDefinition> methods, int first)
    {
        var map = new FieldDefinition(MapField, FieldAttributes.Public | FieldAttributes.Static, probe.Module.TypeSystem.IntPtr);
        probe.Fields.Add(map);
        return methods.Aggregate(first, (blocks, method) => Instrument(method.Body, map, blocks));
    }

    private static int Instrument(MethodBody body, FieldDefinition map, int blocks)
    {
        body.SimplifyMacros();      // a branch of one byte could not reach over the probes
        var writer = body.GetILProcessor();
        var probes = new Dictionary<Instruction, Instruction>();
        foreach (var leader in Leaders(body))
        {
            var first = writer.Create(OpCodes.Ldsfld, map);
            Instruction[] probe =
            [
                first, writer.Create(OpCodes.Ldc_I4, blocks++), writer.Create(OpCodes.Add), writer.Create(OpCodes.Dup), writer.Create(OpCodes.Ldind_U1),
                writer.Create(OpCodes.Ldc_I4_1), writer.Create(OpCodes.Add), writer.Create(OpCodes.Conv_U1), writer.Create(OpCodes.Stind_I1),
            ];
            foreach (var instruction in probe)
                writer.InsertBefore(leader, instruction);
            probes[leader] = first;
        }
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target && probes.TryGetValue(target, out var probe))
                instruction.Operand = probe;
            else if (instruction.Operand is Instruction[] targets)
                instruction.Operand = targets.Select(each => probes.GetValueOrDefault(each, each)).ToArray();
        }
        foreach (var handler in body.ExceptionHandlers)
        {
            handler.TryStart = Moved(handler.TryStart);
            handler.TryEnd = Moved(handler.TryEnd);
            handler.FilterStart = Moved(handler.FilterStart);
            handler.HandlerStart = Moved(handler.HandlerStart);
            handler.HandlerEnd = Moved(handler.HandlerEnd);
        }
        body.OptimizeMacros();
        return blocks;

        Instruction? Moved(Instruction? instruction) => instruction is null ? null : probes.GetValueOrDefault(instruction, instruction);
    }

    /// <summary>Where blocks begin: the entry, targets of branches, what follows a branch, and handlers (ECMA-335 I.12.4).</summary>
    private static HashSet<Instruction> Leaders(MethodBody body)
    {
        var leaders = new HashSet<Instruction> { body.Instructions[0] };
        foreach (var instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
                leaders.Add(target);
            else if (instruction.Operand is Instruction[] targets)
                leaders.UnionWith(targets);
            if (instruction.OpCode.FlowControl == FlowControl.Cond_Branch && instruction.Next is { } next)
                leaders.Add(next);
        }
        foreach (var handler in body.ExceptionHandlers)
            leaders.UnionWith(new[] { handler.TryStart, handler.FilterStart, handler.HandlerStart }.OfType<Instruction>());
        return leaders;
    }
}
