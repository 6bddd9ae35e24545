using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// Makes an assembly tell what it compares: numbers before <c>ceq</c>, <c>beq</c>, <c>blt</c> and their relatives and <c>switch</c>; texts and bytes
/// in calls such as <see cref="string.Equals(string, string)"/> and <c>MemoryExtensions.SequenceEqual</c>. The probes call through addresses that the
/// worker writes into static fields, so that the assembly refers to nothing that it did not before.
/// </summary>
/// <param name="probe">The type that is added to the assembly.</param>
/// <param name="first">The number of its first place that compares numbers.</param>
internal sealed class ComparisonProbes(TypeDefinition probe, int first)
{
    public const string NumbersField = "Numbers";
    public const string SwitchField = "Switch";
    public const string StringsField = "Strings";
    public const string BytesField = "Bytes";
    public const string CharsField = "Chars";

    private static readonly string[] OfString = ["Equals", "op_Equality", "op_Inequality", "StartsWith", "Contains", "IndexOf", "Compare", "CompareOrdinal"];
    private static readonly string[] OfSpans = ["SequenceEqual", "StartsWith", "IndexOf", "Equals", "CompareTo", "Contains"];

    private readonly ModuleDefinition _module = probe.Module;
    private readonly Dictionary<string, FieldDefinition> _fields = new[] { NumbersField, SwitchField, StringsField, BytesField, CharsField }.ToDictionary(static name => name, name => Added(probe, name));
    private readonly Dictionary<string, MethodDefinition> _wrappers = [];

    /// <summary>The number of the next place.</summary>
    public int Next { get; private set; } = first;

    /// <summary>Rewrites a method.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="leaders">Where its blocks begin.</param>
    public void AddTo(MethodBody body, IReadOnlySet<Instruction> leaders)
    {
        var writer = body.GetILProcessor();
        var stack = new OperandStack();
        var locals = new Dictionary<OperandType, (VariableDefinition Left, VariableDefinition Right)>();
        foreach (var instruction in body.Instructions.ToList())
        {
            if (leaders.Contains(instruction))
                stack.Clear();
            if (IsComparison(instruction.OpCode.Code) && stack.Compared() is var width and not OperandType.Unknown)
                BeforeComparison(writer, instruction, LocalsOf(width));
            else if (instruction.OpCode.Code == Code.Switch && stack.Top() == OperandType.Int32)
                BeforeSwitch(writer, instruction, LocalsOf(OperandType.Int32).Left);
            else if (instruction is { OpCode.Code: Code.Call or Code.Callvirt, Previous: not { OpCode.OpCodeType: OpCodeType.Prefix }, Operand: MethodReference called } && FieldFor(called) is { } field)
                (instruction.OpCode, instruction.Operand) = (OpCodes.Call, WrapperOf(called, instruction.OpCode, field));
            stack.Follow(instruction);
        }

        (VariableDefinition Left, VariableDefinition Right) LocalsOf(OperandType width)
        {
            if (locals.TryGetValue(width, out var known))
                return known;
            var type = width == OperandType.Int64 ? _module.TypeSystem.Int64 : _module.TypeSystem.Int32;
            (VariableDefinition Left, VariableDefinition Right) pair = (new(type), new(type));
            body.Variables.Add(pair.Left);
            body.Variables.Add(pair.Right);
            return locals[width] = pair;
        }
    }

    private static FieldDefinition Added(TypeDefinition probe, string name)
    {
        var field = new FieldDefinition(name, FieldAttributes.Public | FieldAttributes.Static, probe.Module.TypeSystem.IntPtr);
        probe.Fields.Add(field);
        return field;
    }

    private static bool IsComparison(Code code) => code is Code.Ceq or Code.Beq or Code.Bne_Un || IsOrder(code);

    private static bool IsOrder(Code code) =>
        code is Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un
            or Code.Bge or Code.Bge_Un or Code.Bgt or Code.Bgt_Un or Code.Ble or Code.Ble_Un or Code.Blt or Code.Blt_Un;

    private void BeforeComparison(ILProcessor writer, Instruction comparison, (VariableDefinition Left, VariableDefinition Right) locals) => Insert(writer, comparison,
    [
        writer.Create(OpCodes.Stloc, locals.Right), writer.Create(OpCodes.Stloc, locals.Left),
        writer.Create(OpCodes.Ldloc, locals.Left), writer.Create(OpCodes.Conv_I8), writer.Create(OpCodes.Ldloc, locals.Right), writer.Create(OpCodes.Conv_I8),
        writer.Create(OpCodes.Ldc_I4, IsOrder(comparison.OpCode.Code) ? 1 : 0), .. CallWithPlace(writer, NumbersField),
        writer.Create(OpCodes.Ldloc, locals.Left), writer.Create(OpCodes.Ldloc, locals.Right),
    ]);

    private void BeforeSwitch(ILProcessor writer, Instruction instruction, VariableDefinition value)
    {
        // Compilers subtract the smallest constant before they switch.
        var smallest = instruction.Previous is { OpCode.Code: Code.Sub, Previous: { OpCode.Code: Code.Ldc_I4, Operand: int constant } } ? constant : 0;
        Insert(writer, instruction,
        [
            writer.Create(OpCodes.Stloc, value), writer.Create(OpCodes.Ldloc, value), writer.Create(OpCodes.Conv_I8), writer.Create(OpCodes.Ldc_I8, (long)smallest),
            writer.Create(OpCodes.Ldc_I4, ((Instruction[])instruction.Operand).Length), .. CallWithPlace(writer, SwitchField), writer.Create(OpCodes.Ldloc, value),
        ]);
    }

    private Instruction[] CallWithPlace(ILProcessor writer, string field) =>
    [
        writer.Create(OpCodes.Ldc_I4, Next++), writer.Create(OpCodes.Ldsfld, _fields[field]),
        writer.Create(OpCodes.Calli, Signature(_module.TypeSystem.Int64, _module.TypeSystem.Int64, _module.TypeSystem.Int32, _module.TypeSystem.Int32)),
    ];

    private static void Insert(ILProcessor writer, Instruction before, Instruction[] added)
    {
        foreach (var instruction in added)
            writer.InsertBefore(before, instruction);
    }

    private CallSite Signature(params TypeReference[] parameters)
    {
        var site = new CallSite(_module.TypeSystem.Void);
        foreach (var parameter in parameters)
            site.Parameters.Add(new ParameterDefinition(parameter));
        return site;
    }

    /// <summary>Where the operands of a call go; null where it is none that compares texts or bytes.</summary>
    private static string? FieldFor(MethodReference called)
    {
        if (called.DeclaringType.FullName == "System.String" && OfString.Contains(called.Name))
            return OperandsOf(called) is ["System.String", "System.String", ..] ? StringsField : null;
        return called.DeclaringType.FullName == "System.MemoryExtensions" && OfSpans.Contains(called.Name)
            ? OperandsOf(called) switch
            {
                ["System.ReadOnlySpan`1<System.Byte>", "System.ReadOnlySpan`1<System.Byte>", ..] => BytesField,
                ["System.ReadOnlySpan`1<System.Char>", "System.ReadOnlySpan`1<System.Char>", ..] => CharsField,
                _ => null,
            }
            : null;
    }

    private static string[] OperandsOf(MethodReference called) =>
        [.. called.HasThis ? [called.DeclaringType.FullName] : (string[])[], .. called.Parameters.Select(parameter => Closed(parameter.ParameterType, called).FullName)];

    /// <summary>A method that tells the first two operands, and then does what was called.</summary>
    private MethodDefinition WrapperOf(MethodReference called, OpCode how, string field)
    {
        if (_wrappers.TryGetValue(called.FullName, out var known))
            return known;
        var wrapper = new MethodDefinition($"{called.Name}{_wrappers.Count}", MethodAttributes.Public | MethodAttributes.Static, Closed(called.ReturnType, called));
        if (called.HasThis)
            wrapper.Parameters.Add(new ParameterDefinition(called.DeclaringType));
        foreach (var parameter in called.Parameters)
            wrapper.Parameters.Add(new ParameterDefinition(Closed(parameter.ParameterType, called)));

        var writer = wrapper.Body.GetILProcessor();
        writer.Emit(OpCodes.Ldarg, wrapper.Parameters[0]);
        writer.Emit(OpCodes.Ldarg, wrapper.Parameters[1]);
        writer.Emit(OpCodes.Ldsfld, _fields[field]);
        writer.Emit(OpCodes.Calli, Signature(wrapper.Parameters[0].ParameterType, wrapper.Parameters[1].ParameterType));
        foreach (var parameter in wrapper.Parameters)
            writer.Emit(OpCodes.Ldarg, parameter);
        writer.Emit(how, called);
        writer.Emit(OpCodes.Ret);
        wrapper.Body.OptimizeMacros();
        probe.Methods.Add(wrapper);
        return _wrappers[called.FullName] = wrapper;
    }

    /// <summary>A type of a signature, with the arguments of a generic call in the places of its parameters.</summary>
    private static TypeReference Closed(TypeReference type, MethodReference called)
    {
        if (type is GenericParameter parameter && called is GenericInstanceMethod instance)
            return instance.GenericArguments[parameter.Position];
        if (type is not GenericInstanceType generic)
            return type;
        var closed = new GenericInstanceType(generic.ElementType);
        foreach (var argument in generic.GenericArguments)
            closed.GenericArguments.Add(Closed(argument, called));
        return closed;
    }
}
