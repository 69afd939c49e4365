using Burden.Generator.Costs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>The value of an expression that follows from figures of networks.</summary>
/// <param name="Value">The value as the compiler has it; null where it is not known.</param>
/// <param name="Unknown">Why it is not known; null where the compiler reports it, or it is known.</param>
internal sealed record CostValue(object? Value, string? Unknown)
{
    public Constant Constant => Value is not null ? ConstantReader.FromValue(Value)
        : Unknown is not null ? new UnknownFigureConstant(Unknown)
        : new UnknownConstant();
}

/// <summary>
/// Evaluates expressions that name figures of networks, directly or through constants. In the generator's compilation there
/// are no such figures yet, and in an editor they may be stale, so they are worked out from the networks' declarations.
/// </summary>
internal sealed class CostConstants(Compilation compilation, CancellationToken cancellation)
{
    /// <summary>How many constants may follow from one another.</summary>
    private const int MaxDepth = 64;

    private static readonly SyntaxAnnotation Marked = new();

    private readonly CostNameResolver resolver = new(compilation, cancellation);
    private int depth;

    /// <summary>The networks whose figures an expression follows from.</summary>
    public IEnumerable<ISymbol> NetworksIn(ExpressionSyntax expression)
    {
        var met = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var queue = new Queue<ExpressionSyntax>();
        queue.Enqueue(expression);
        while (queue.Count > 0)
        {
            foreach (var name in Names(queue.Dequeue()))
            {
                if (resolver.Resolve(name) is { } reference)
                {
                    if (met.Add(reference.Network))
                    {
                        yield return reference.Network;
                    }
                }
                else if (Field(name) is { } constant && met.Add(constant.Field))
                {
                    queue.Enqueue(constant.Value);
                }
            }
        }
    }

    /// <summary>The value of an expression; null where it depends on no network's figure, so that the compiler's value is used.</summary>
    public CostValue? Evaluate(ExpressionSyntax expression)
    {
        var values = new Dictionary<ExpressionSyntax, ExpressionSyntax>();
        foreach (var name in Names(expression))
        {
            var value = resolver.Resolve(name) is { } reference ? Figure(reference)
                : Field(name) is { } constant ? Evaluate(constant)
                : null;
            if (value is null)
            {
                continue;
            }

            if (value.Value is null || Literal(value.Value) is not { } literal)
            {
                return value with { Value = null };
            }

            values.Add(name, literal);
        }

        return values.Count == 0 ? null : new CostValue(Fold(expression, expression.ReplaceNodes(values.Keys, (name, _) => values[name])), null);
    }

    private CostValue? Evaluate((IFieldSymbol Field, ExpressionSyntax Value) constant)
    {
        if (depth >= MaxDepth)
        {
            return null;
        }

        depth++;
        try
        {
            // The compiler reports a value that the constant's type can't hold.
            return Evaluate(constant.Value) is not { } value ? null
                : value.Value is null || Convert(value.Value, constant.Field.Type.SpecialType) is not { } converted ? value with { Value = null }
                : value with { Value = converted };
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>The value of a network's constant.</summary>
    public CostValue Figure(CostReference reference)
    {
        if (NetworkDependencies.CycleOf(reference.Network, compilation, cancellation) is { } cycle)
        {
            return new CostValue(null, $"{reference}, which follows from itself: {cycle}");
        }

        if (NetworkSource.CycleThrough(reference.Network, compilation) is { } way)
        {
            return new CostValue(null, $"{reference}, which follows from itself: {way}");
        }

        var figure = NetworkSource.Read(reference.Network, compilation, cancellation) is { } network
            ? CostNames.Find(Costing.Of(network, cancellation), network.Source, reference.Path)
            : null;
        return figure switch
        {
            IntegerConstant integer => new CostValue(integer.Value, null),
            TextConstant text => new CostValue(text.Value, null),
            UnknownConstant when NetworkSource.Cycle is { } through => new CostValue(null, $"{reference}, which follows from itself: {through}"),
            UnknownConstant => new CostValue(null, $"{reference}, which is not known: '{reference.Network.Name}' has a fault"),
            // There is no such constant, which the compiler reports.
            _ => new CostValue(null, null),
        };
    }

    /// <summary>The names in an expression that may be constants, each with all its qualifiers.</summary>
    private static IEnumerable<ExpressionSyntax> Names(ExpressionSyntax expression)
    {
        var stack = new Stack<SyntaxNode>();
        stack.Push(expression);
        while (stack.Count > 0)
        {
            var node = stack.Pop();
            switch (node)
            {
                case IdentifierNameSyntax or AliasQualifiedNameSyntax or MemberAccessExpressionSyntax:
                    yield return (ExpressionSyntax)node;
                    break;
                case InvocationExpressionSyntax or TypeOfExpressionSyntax or SizeOfExpressionSyntax or DefaultExpressionSyntax or NameColonSyntax or NameEqualsSyntax:
                    break;
                case CastExpressionSyntax cast:
                    stack.Push(cast.Expression);
                    break;
                default:
                    foreach (var child in node.ChildNodes().Reverse())
                    {
                        stack.Push(child);
                    }

                    break;
            }
        }
    }

    /// <summary>The constant field of this compilation's sources that a name means, and its initial value; null for any other name.</summary>
    private (IFieldSymbol Field, ExpressionSyntax Value)? Field(ExpressionSyntax name)
        => compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol { IsConst: true, DeclaringSyntaxReferences: [var reference] } field
            && compilation.ContainsSyntaxTree(reference.SyntaxTree)
            && reference.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                ? (field, value)
                : null;

    /// <summary>The compiler's value of an expression whose names have been replaced; null where it has none.</summary>
    private object? Fold(ExpressionSyntax original, ExpressionSyntax replaced)
    {
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName("global::System.ObsoleteAttribute"),
            SyntaxFactory.AttributeArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.AttributeArgument(replaced.WithoutTrivia().WithAdditionalAnnotations(Marked)))));
        return compilation.GetSemanticModel(original.SyntaxTree).TryGetSpeculativeSemanticModel(original.SpanStart, attribute, out var model)
            && model.GetConstantValue(attribute.GetAnnotatedNodes(Marked).Single(), cancellation) is { HasValue: true, Value: var value }
                ? value
                : null;
    }

    /// <summary>A value as an expression of the same type; null for a type that figures don't lead to.</summary>
    private static ExpressionSyntax? Literal(object value)
    {
        var text = value switch
        {
            bool truth => truth ? "true" : "false",
            string => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
            int or long or uint or ulong or short or ushort or byte or sbyte or double or float or decimal =>
                $"({Keyword(value)})({SymbolDisplay.FormatPrimitive(value, quoteStrings: false, useHexadecimalNumbers: false)}{Suffix(value)})",
            _ => null,
        };
        return text is null ? null : SyntaxFactory.ParenthesizedExpression(SyntaxFactory.ParseExpression(text));
    }

    private static string Keyword(object value) => value switch
    {
        int => "int",
        long => "long",
        uint => "uint",
        ulong => "ulong",
        short => "short",
        ushort => "ushort",
        byte => "byte",
        sbyte => "sbyte",
        double => "double",
        float => "float",
        _ => "decimal",
    };

    private static string Suffix(object value) => value switch
    {
        double => "d",
        float => "f",
        decimal => "m",
        _ => "",
    };

    /// <summary>A constant's value as its type has it; null where the type can't.</summary>
    private static object? Convert(object value, SpecialType type)
    {
        try
        {
            var culture = System.Globalization.CultureInfo.InvariantCulture;
            return type switch
            {
                SpecialType.System_Int32 => System.Convert.ToInt32(value, culture),
                SpecialType.System_Int64 => System.Convert.ToInt64(value, culture),
                SpecialType.System_UInt32 => System.Convert.ToUInt32(value, culture),
                SpecialType.System_UInt64 => System.Convert.ToUInt64(value, culture),
                SpecialType.System_Int16 => System.Convert.ToInt16(value, culture),
                SpecialType.System_UInt16 => System.Convert.ToUInt16(value, culture),
                SpecialType.System_Byte => System.Convert.ToByte(value, culture),
                SpecialType.System_SByte => System.Convert.ToSByte(value, culture),
                SpecialType.System_Double => System.Convert.ToDouble(value, culture),
                SpecialType.System_Single => System.Convert.ToSingle(value, culture),
                SpecialType.System_Decimal => System.Convert.ToDecimal(value, culture),
                _ => value,
            };
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or FormatException)
        {
            return null;
        }
    }
}
