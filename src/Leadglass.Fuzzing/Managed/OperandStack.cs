using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Leadglass.Fuzzing.Managed;

/// <summary>
/// Follows the types on the evaluation stack through one basic block, so that a comparison of numbers can be told from one of references: the
/// instruction is the same (ECMA-335 III.1.5). What was pushed before the block is not known.
/// </summary>
internal sealed class OperandStack
{
    private readonly Stack<OperandType> _types = [];

    /// <summary>Another block begins.</summary>
    public void Clear() => _types.Clear();

    /// <summary>The width in which the two topmost values are compared; <see cref="OperandType.Unknown"/> where they may be no numbers.</summary>
    public OperandType Compared()
    {
        var (right, left) = (Top(), Second());
        return left == right && left != OperandType.Enumeration ? left
            : left == OperandType.Enumeration && right != OperandType.Enumeration ? right
            : right == OperandType.Enumeration && left != OperandType.Enumeration ? left
            : OperandType.Unknown;
    }

    /// <summary>The topmost value.</summary>
    public OperandType Top() => _types.TryPeek(out var top) ? top : OperandType.Unknown;

    /// <summary>Follows an instruction whose macros were simplified.</summary>
    public void Follow(Instruction instruction)
    {
        var (top, second) = (Top(), Second());
        Pop(Popped(instruction));
        switch (instruction.OpCode.Code)
        {
            case Code.Dup:
                _types.Push(top);
                _types.Push(top);
                break;
            case Code.Add or Code.Sub or Code.Mul or Code.Div or Code.Div_Un or Code.Rem or Code.Rem_Un or Code.And or Code.Or or Code.Xor
                or Code.Add_Ovf or Code.Add_Ovf_Un or Code.Sub_Ovf or Code.Sub_Ovf_Un or Code.Mul_Ovf or Code.Mul_Ovf_Un:
                _types.Push(top == second ? top : OperandType.Unknown);
                break;
            case Code.Shl or Code.Shr or Code.Shr_Un:
                _types.Push(second);
                break;
            case Code.Neg or Code.Not:
                _types.Push(top);
                break;
            default:
                for (var i = Pushed(instruction); i > 0; i--)
                    _types.Push(Of(instruction));
                break;
        }
    }

    private OperandType Second() => _types.Skip(1).FirstOrDefault();

    private void Pop(int count)
    {
        for (; count > 0 && _types.Count > 0; count--)
            _types.Pop();
    }

    private static OperandType Of(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Ldc_I4 or Code.Ceq or Code.Cgt or Code.Cgt_Un or Code.Clt or Code.Clt_Un or Code.Sizeof
            or Code.Conv_I1 or Code.Conv_I2 or Code.Conv_I4 or Code.Conv_U1 or Code.Conv_U2 or Code.Conv_U4
            or Code.Conv_Ovf_I1 or Code.Conv_Ovf_I2 or Code.Conv_Ovf_I4 or Code.Conv_Ovf_U1 or Code.Conv_Ovf_U2 or Code.Conv_Ovf_U4
            or Code.Conv_Ovf_I1_Un or Code.Conv_Ovf_I2_Un or Code.Conv_Ovf_I4_Un or Code.Conv_Ovf_U1_Un or Code.Conv_Ovf_U2_Un or Code.Conv_Ovf_U4_Un
            or Code.Ldind_I1 or Code.Ldind_U1 or Code.Ldind_I2 or Code.Ldind_U2 or Code.Ldind_I4 or Code.Ldind_U4
            or Code.Ldelem_I1 or Code.Ldelem_U1 or Code.Ldelem_I2 or Code.Ldelem_U2 or Code.Ldelem_I4 or Code.Ldelem_U4 => OperandType.Int32,
        Code.Ldc_I8 or Code.Conv_I8 or Code.Conv_U8 or Code.Conv_Ovf_I8 or Code.Conv_Ovf_U8 or Code.Conv_Ovf_I8_Un or Code.Conv_Ovf_U8_Un
            or Code.Ldind_I8 or Code.Ldelem_I8 => OperandType.Int64,
        Code.Ldloc => Of(((VariableDefinition)instruction.Operand).VariableType),
        Code.Ldarg => Of(((ParameterDefinition)instruction.Operand).ParameterType),
        Code.Ldfld or Code.Ldsfld => Of(((FieldReference)instruction.Operand).FieldType),
        Code.Ldobj or Code.Ldelem_Any or Code.Unbox_Any => Of((TypeReference)instruction.Operand),
        Code.Call or Code.Callvirt => Of(ReturnTypeOf((MethodReference)instruction.Operand)),
        _ => OperandType.Unknown,
    };

    private static TypeReference ReturnTypeOf(MethodReference method) => method.ReturnType switch
    {
        GenericParameter { Type: GenericParameterType.Type } parameter when method.DeclaringType is GenericInstanceType type => type.GenericArguments[parameter.Position],
        GenericParameter { Type: GenericParameterType.Method } parameter when method is GenericInstanceMethod instance => instance.GenericArguments[parameter.Position],
        var other => other,
    };

    private static OperandType Of(TypeReference type) => type.MetadataType switch
    {
        MetadataType.Boolean or MetadataType.Char or MetadataType.SByte or MetadataType.Byte or MetadataType.Int16 or MetadataType.UInt16
            or MetadataType.Int32 or MetadataType.UInt32 => OperandType.Int32,
        MetadataType.Int64 or MetadataType.UInt64 => OperandType.Int64,
        MetadataType.ValueType when type is TypeDefinition { IsEnum: true } own => Of(own.Fields.First(static field => !field.IsStatic).FieldType),
        MetadataType.ValueType => OperandType.Enumeration,
        _ => OperandType.Unknown,
    };

    private static int Popped(Instruction instruction) => instruction.OpCode.StackBehaviourPop switch
    {
        StackBehaviour.Pop0 => 0,
        StackBehaviour.Pop1 or StackBehaviour.Popi or StackBehaviour.Popref => 1,
        StackBehaviour.Pop1_pop1 or StackBehaviour.Popi_pop1 or StackBehaviour.Popi_popi or StackBehaviour.Popi_popi8 or StackBehaviour.Popi_popr4 or StackBehaviour.Popi_popr8
            or StackBehaviour.Popref_pop1 or StackBehaviour.Popref_popi => 2,
        StackBehaviour.Varpop when instruction.Operand is IMethodSignature method =>
            method.Parameters.Count + (method is { HasThis: true, ExplicitThis: false } && instruction.OpCode.Code != Code.Newobj ? 1 : 0) + (instruction.OpCode.Code == Code.Calli ? 1 : 0),
        StackBehaviour.Varpop or StackBehaviour.PopAll => int.MaxValue,
        _ => 3,
    };

    private static int Pushed(Instruction instruction) => instruction.OpCode.StackBehaviourPush switch
    {
        StackBehaviour.Push0 => 0,
        StackBehaviour.Push1_push1 => 2,
        StackBehaviour.Varpush => instruction.Operand is IMethodSignature { ReturnType.MetadataType: not MetadataType.Void } ? 1 : 0,
        _ => 1,
    };
}
