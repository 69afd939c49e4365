using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <content>Operators and conversions.</content>
internal sealed partial class Interpreter
{
    private Value Binary(IBinaryOperation binary, Frame frame)
    {
        if (binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr)
        {
            return ShortCircuit(binary, frame);
        }

        return Operate(binary.OperatorKind, Evaluate(binary.LeftOperand, frame), Evaluate(binary.RightOperand, frame), binary.OperatorMethod, binary.IsChecked, binary);
    }

    private Value ShortCircuit(IBinaryOperation binary, Frame frame)
    {
        var decides = binary.OperatorKind == BinaryOperatorKind.ConditionalOr;
        var left = Evaluate(binary.LeftOperand, frame);
        if (left is KnownValue { Boxed: bool known })
        {
            return known == decides ? left : Evaluate(binary.RightOperand, frame);
        }

        // The other side may decide it all the same.
        return left is UnknownValue && Evaluate(binary.RightOperand, frame) is KnownValue { Boxed: bool right } && right == decides
            ? KnownValue.Of(right)
            : left is UnknownValue ? left : throw CodeFault.Unknown($"the condition is {left.Noun}", binary.LeftOperand.Syntax);
    }

    private Value Operate(BinaryOperatorKind kind, Value left, Value right, IMethodSymbol? method, bool isChecked, IOperation site)
    {
        if (left is TensorValue || right is TensorValue)
        {
            // With null, or by reference.
            if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
                && (left is KnownValue { Boxed: null } || right is KnownValue { Boxed: null } || method is null))
            {
                return KnownValue.Of(ReferenceEquals(left, right) == (kind == BinaryOperatorKind.Equals));
            }

            return torch.Operator(kind, left, right, site);
        }

        if (method is not null && sources.HasBody(method))
        {
            return CallMethod(method, null, [left, right], site);
        }

        if (left is UnknownValue or VoidValue)
        {
            return left;
        }

        if (right is UnknownValue)
        {
            return right;
        }

        if (left is KnownValue a && right is KnownValue b)
        {
            if (kind == BinaryOperatorKind.Add && site is { Type.SpecialType: SpecialType.System_String })
            {
                return new KnownValue(CSharpOperators.TextOf(a, null) + CSharpOperators.TextOf(b, null));
            }

            try
            {
                return CSharpOperators.Binary(kind, a.Boxed, b.Boxed, isChecked) is { } result
                    ? new KnownValue(result)
                    : kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && b.Boxed is not null
                        ? throw CodeFault.Unknown("the code divides by zero", site.Syntax)
                        : a.Boxed is null || b.Boxed is null ? KnownValue.Null
                        : throw CodeFault.Unknown("Burden doesn't follow this operator", site.Syntax);
            }
            catch (OverflowException)
            {
                throw new CodeFault(FaultId.Overflow, "the result is beyond the range of its type", site.Syntax);
            }
        }

        return kind switch
        {
            BinaryOperatorKind.Equals => KnownValue.Of(AreEqual(left, right)),
            BinaryOperatorKind.NotEquals => KnownValue.Of(!AreEqual(left, right)),
            BinaryOperatorKind.Add when left is DelegateValue => right,
            _ => throw CodeFault.Unknown($"Burden doesn't follow this operator on {left.Noun} and {right.Noun}", site.Syntax),
        };
    }

    /// <summary>Equality of references, of known values, and by value of records and tuples.</summary>
    internal static bool AreEqual(Value left, Value right) => (left, right) switch
    {
        (KnownValue a, KnownValue b) => CSharpOperators.AreEqual(a.Boxed, b.Boxed),
        (TupleValue a, TupleValue b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items, AreEqual).All(static same => same),
        (TypeValue a, TypeValue b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type),
        (ObjectValue { Type.IsRecord: true } a, ObjectValue b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type)
            && a.Fields.All(f => b.Fields.TryGetValue(f.Key, out var other) && AreEqual(f.Value, other)),
        _ => ReferenceEquals(left, right),
    };

    private Value Compare(ITupleBinaryOperation binary, Frame frame)
        => KnownValue.Of(AreEqual(Evaluate(binary.LeftOperand, frame), Evaluate(binary.RightOperand, frame)) == (binary.OperatorKind == BinaryOperatorKind.Equals));

    private Value Unary(IUnaryOperation unary, Frame frame)
    {
        var operand = Evaluate(unary.Operand, frame);
        if (unary.OperatorKind == UnaryOperatorKind.Hat)
        {
            return new FromEndValue(operand);
        }

        switch (operand)
        {
            case TensorValue tensor:
                return torch.Operator(unary.OperatorKind, tensor, unary);
            case UnknownValue:
                return operand;
            case KnownValue known:
                return CSharpOperators.Unary(unary.OperatorKind, known.Boxed) is { } result ? new KnownValue(result)
                    : known.Boxed is null ? known
                    : throw CodeFault.Unknown("Burden doesn't follow this operator", unary.Syntax);
            default:
                return unary.OperatorMethod is { } method && sources.HasBody(method)
                    ? CallMethod(method, null, [operand], unary)
                    : throw CodeFault.Unknown($"Burden doesn't follow this operator on {operand.Noun}", unary.Syntax);
        }
    }

    private Value Convert(IConversionOperation conversion, Frame frame)
    {
        var value = Evaluate(conversion.Operand, frame);
        var type = conversion.Type is null ? null : frame.Resolve(conversion.Type);
        if (conversion.OperatorMethod is { } method)
        {
            return sources.HasBody(method) ? CallMethod(method, null, [value], conversion)
                : TorchNames.IsTensor(type) ? torch.ToTensor(value, conversion)
                : value is TensorValue && type?.SpecialType is not (null or SpecialType.None) ? TensorFunctions.Item((TensorValue)value)
                : value;
        }

        if (conversion.IsTryCast)
        {
            return type is null || Test(value, type, conversion, conversion.Operand.Type) ? value : KnownValue.Null;
        }

        if (value is KnownValue { Boxed: not null, Enum: null } number && conversion.Operand.Type is { TypeKind: TypeKind.Enum } from && type is { IsReferenceType: true })
        {
            return new KnownValue(number.Boxed) { Enum = from };
        }

        if (conversion.Operand.Type is { IsReferenceType: true } && type is { IsValueType: true } && value is KnownValue { Boxed: not null } boxed && !Test(boxed, type, conversion, conversion.Operand.Type))
        {
            throw CodeFault.Unknown($"{boxed.Noun} is no {type.Name}; the code throws InvalidCastException here", conversion.Syntax);
        }

        return value is KnownValue known && type is not null && type.SpecialType != SpecialType.System_Object
            ? ReferenceEquals(CSharpOperators.Convert(known.Boxed, type), known.Boxed) ? value : new KnownValue(CSharpOperators.Convert(known.Boxed, type))
            : value;
    }

    private Value CompoundAssign(ICompoundAssignmentOperation assignment, Frame frame)
    {
        var place = PlaceOf(assignment.Target, frame);
        var left = place.Read();
        var right = Evaluate(assignment.Value, frame);
        var result = Operate(assignment.OperatorKind, left, right, assignment.OperatorMethod, assignment.IsChecked, assignment);
        return place.Write(result is KnownValue known ? new KnownValue(CSharpOperators.Convert(known.Boxed, assignment.Type)) : result);
    }

    private Value Increment(IIncrementOrDecrementOperation increment, Frame frame)
    {
        var place = PlaceOf(increment.Target, frame);
        var before = place.Read();
        var kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        var result = Operate(kind, before, new KnownValue(1), null, increment.IsChecked, increment);
        var after = place.Write(result is KnownValue known ? new KnownValue(CSharpOperators.Convert(known.Boxed, increment.Type)) : result);
        return increment.IsPostfix ? before : after;
    }
}
