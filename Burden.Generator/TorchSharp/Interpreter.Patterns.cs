using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <content>Patterns and type tests.</content>
internal sealed partial class Interpreter
{
    private bool Matches(IPatternOperation pattern, Value value, Frame frame)
    {
        Step(pattern);
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                var expected = Evaluate(constant.Value, frame);
                return expected is KnownValue { Boxed: null } ? IsNull(value, pattern)
                    : value is KnownValue { Boxed: { } boxed } known ? CSharpOperators.AreEqual(boxed, (expected as KnownValue)?.Boxed)
                        // Of an object its type is tested too.
                        && (pattern.InputType is not { IsReferenceType: true } || boxed is string || Test(known, constant.Value.Type!, pattern, pattern.InputType))
                    : value is KnownValue ? false
                    : value is UnknownValue unknown ? throw CodeFault.Unknown($"whether the value matches isn't known: {unknown.Why}", pattern.Syntax)
                    : AreEqual(value, expected);
            case IDeclarationPatternOperation declaration:
                if (!declaration.MatchesNull && !Test(value, frame.Resolve(declaration.MatchedType!), pattern, pattern.InputType))
                {
                    return false;
                }

                if (declaration.DeclaredSymbol is { } symbol)
                {
                    frame.Declare(symbol, value);
                }

                return true;
            case ITypePatternOperation type:
                return Test(value, frame.Resolve(type.MatchedType), pattern, pattern.InputType);
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value, frame);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Matches(both.LeftPattern, value, frame) && Matches(both.RightPattern, value, frame);
            case IBinaryPatternOperation either:
                return Matches(either.LeftPattern, value, frame) || Matches(either.RightPattern, value, frame);
            case IRelationalPatternOperation relation:
                return CSharpOperators.Binary(relation.OperatorKind, Known(value, relation, "the value"), EvaluateKnown(relation.Value, frame, "the bound"), isChecked: false) is true;
            case IRecursivePatternOperation recursive:
                return MatchesParts(recursive, value, frame);
            case IListPatternOperation list:
                return MatchesList(list, value, frame);
            default:
                throw CodeFault.Unknown("Burden doesn't follow this kind of pattern", pattern.Syntax);
        }
    }

    private bool MatchesParts(IRecursivePatternOperation recursive, Value value, Frame frame)
    {
        if (IsNull(value, recursive)
            || (!SymbolEqualityComparer.Default.Equals(recursive.MatchedType, recursive.InputType) && !Test(value, frame.Resolve(recursive.MatchedType), recursive, recursive.InputType)))
        {
            return false;
        }

        if (recursive.DeconstructionSubpatterns.Length > 0)
        {
            var parts = Parts(value, recursive.DeconstructionSubpatterns.Length, recursive);
            for (var i = 0; i < parts.Count; i++)
            {
                if (!Matches(recursive.DeconstructionSubpatterns[i], parts[i], frame))
                {
                    return false;
                }
            }
        }

        foreach (var property in recursive.PropertySubpatterns)
        {
            frame.Receivers.Push(value);
            Value member;
            try
            {
                member = Evaluate(property.Member, frame);
            }
            finally
            {
                frame.Receivers.Pop();
            }

            if (!Matches(property.Pattern, member, frame))
            {
                return false;
            }
        }

        if (recursive.DeclaredSymbol is { } symbol)
        {
            frame.Declare(symbol, value);
        }

        return true;
    }

    private bool MatchesList(IListPatternOperation list, Value value, Frame frame)
    {
        if (IsNull(value, list))
        {
            return false;
        }

        var items = Items(value, list);
        var patterns = list.Patterns;
        var slice = -1;
        for (var i = 0; i < patterns.Length; i++)
        {
            slice = patterns[i] is ISlicePatternOperation ? i : slice;
        }

        if (slice < 0 ? items.Count != patterns.Length : items.Count < patterns.Length - 1)
        {
            return false;
        }

        for (var i = 0; i < patterns.Length; i++)
        {
            var rest = items.Count - (patterns.Length - 1);
            if (i == slice)
            {
                if (((ISlicePatternOperation)patterns[i]).Pattern is { } inner && !Matches(inner, new ListValue(items.Skip(i).Take(rest)), frame))
                {
                    return false;
                }
            }
            else if (!Matches(patterns[i], items[slice >= 0 && i > slice ? i + rest - 1 : i], frame))
            {
                return false;
            }
        }

        if (list.DeclaredSymbol is { } symbol)
        {
            frame.Declare(symbol, value);
        }

        return true;
    }

    private Value Switch(ISwitchExpressionOperation @switch, Frame frame)
    {
        var value = Evaluate(@switch.Value, frame);
        foreach (var arm in @switch.Arms)
        {
            if (Matches(arm.Pattern, value, frame) && (arm.Guard is null || IsTrue(arm.Guard, frame)))
            {
                return Evaluate(arm.Value, frame);
            }
        }

        throw CodeFault.Unknown($"no arm of the switch matches {value.Noun}", @switch.Syntax);
    }

    /// <summary>Whether a value is of a type.</summary>
    /// <param name="from">The type that the expression has.</param>
    internal static bool Test(Value value, ITypeSymbol type, IOperation site, ITypeSymbol? from)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
        {
            type = underlying;
        }

        switch (value)
        {
            case KnownValue { Boxed: null }:
                return false;
            case UnknownValue unknown:
                throw CodeFault.Unknown($"the value's type isn't known: {unknown.Why}", site.Syntax);
        }

        if (type.SpecialType == SpecialType.System_Object)
        {
            return true;
        }

        return value switch
        {
            KnownValue { Enum: { } own } => SymbolEqualityComparer.Default.Equals(own, type) || type.SpecialType is SpecialType.System_Enum or SpecialType.System_ValueType || type.TypeKind == TypeKind.Interface,
            KnownValue when type.TypeKind == TypeKind.Enum => from is { IsValueType: true },
            KnownValue known => known.Boxed!.GetType().Name == type.Name || type.SpecialType == SpecialType.System_ValueType && known.Boxed is not string || type.TypeKind == TypeKind.Interface,
            TensorValue tensor => TorchNames.IsTensor(type) || (tensor.Stored is { IsParameter: true } && type.Name == "Parameter"),
            UserModule { Type: { } own } => IsA(own, type),
            ModuleValue { Type: { } own } => IsA(own, type),
            ModuleValue module => type.Name == module.Kind || (TorchModule.Is(type) && type.IsAbstract),
            ObjectValue @object => IsA(@object.Type, type),
            ListValue { Type: { } own } => IsA(own, type),
            SequenceValue => type.TypeKind == TypeKind.Interface,
            DictionaryValue { Type: { } own } => IsA(own, type),
            TupleValue tuple => type is INamedTypeSymbol { IsTupleType: true } named && named.TupleElements.Length == tuple.Items.Length,
            DelegateValue => type.TypeKind == TypeKind.Delegate,
            _ => throw CodeFault.Unknown($"whether {value.Noun} is {type.Name} isn't known", site.Syntax),
        };
    }

    private static bool IsA(ITypeSymbol type, ITypeSymbol other)
    {
        for (ITypeSymbol? @base = type; @base is not null; @base = @base.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(@base, other))
            {
                return true;
            }
        }

        return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, other))
            || (type is IArrayTypeSymbol && other is IArrayTypeSymbol or { Name: "IEnumerable" or "IList" or "IReadOnlyList" });
    }
}
