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
    public IEnumerable<ISymbol> NetworksIn(ExpressionSyntax expression) => Generated(expression).OfType<ISymbol>();

    /// <summary>Whether an expression names what is generated, so that the compiler's own value of it does not hold.</summary>
    public bool IsGenerated(ExpressionSyntax expression) => Generated(expression).Any();

    /// <summary>What is generated and named in an expression: networks whose figures it follows from, null for a <c>nameof</c>.</summary>
    private IEnumerable<ISymbol?> Generated(ExpressionSyntax expression)
    {
        var met = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var queue = new Queue<ExpressionSyntax>();
        queue.Enqueue(expression);
        while (queue.Count > 0)
        {
            foreach (var name in Names(queue.Dequeue()))
            {
                if (NameOf(name) is not null)
                {
                    yield return null;
                }
                else if (resolver.Resolve(name) is { } reference)
                {
                    if (met.Add(reference.Network))
                    {
                        yield return reference.Network;
                    }
                }
                else if (SourceConstant.Of(name, compilation, cancellation) is { } constant && met.Add(constant.Field))
                {
                    queue.Enqueue(constant.Value);
                }
            }
        }
    }

    /// <summary>The value of an expression; null where it depends on no network's figure, so that the compiler's value is used.</summary>
    public CostValue? Evaluate(ExpressionSyntax expression)
    {
        var value = Work(expression);
        // What the compiler has no value for either, it reports.
        return value is { Value: null, Unknown: null } && compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, cancellation).HasValue
            ? value with { Unknown = $"{expression}, which can't be worked out from the networks' declarations" }
            : value;
    }

    private CostValue? Work(ExpressionSyntax expression)
    {
        var values = new Dictionary<ExpressionSyntax, ExpressionSyntax>();
        foreach (var name in Names(expression))
        {
            var constant = SourceConstant.Of(name, compilation, cancellation);
            var value = NameOf(name) is { } text ? new CostValue(text, null)
                : resolver.Resolve(name) is { } reference ? Figure(reference)
                : constant is not null ? Work(constant)
                : null;
            if (value is null)
            {
                continue;
            }

            if (value.Value is null || LiteralText.Of(value.Value) is not { } literal)
            {
                return value with { Value = null };
            }

            // Inside an enum, its members are numbers; outside, they have its type.
            var type = constant?.Field.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } @enum && name.FirstAncestorOrSelf<EnumMemberDeclarationSyntax>() is null ? @enum : null;
            values.Add(name, SyntaxFactory.ParseExpression(type is null ? $"({literal})" : $"(({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})({literal}))"));
        }

        return values.Count == 0 ? null : new CostValue(Fold(expression, expression.ReplaceNodes(values.Keys, (name, _) => values[name])), null);
    }

    private CostValue? Work(SourceConstant constant)
    {
        if (depth >= MaxDepth)
        {
            return NetworksIn(constant.Value).Any() ? new CostValue(null, $"{constant.Field.Name}, which follows from a figure through more than {Helpers.Text.Of(MaxDepth)} constants") : null;
        }

        depth++;
        try
        {
            // The compiler reports a value that the constant's type can't hold.
            return Work(constant.Value) is not { } value ? null
                : value.Value is null || constant.Convert(value.Value) is not { } converted ? value with { Value = null }
                : value with { Value = converted };
        }
        finally
        {
            depth--;
        }
    }

    /// <summary>The value of a <c>nameof</c> whose name is yet to be generated; null for anything else.</summary>
    private string? NameOf(ExpressionSyntax expression)
        => expression is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [{ Expression: var name }] }
            && compilation.GetSemanticModel(expression.SyntaxTree).GetSymbolInfo(name, cancellation) is { Symbol: null, CandidateSymbols.Length: 0 }
            ? name switch
            {
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                SimpleNameSyntax simple => simple.Identifier.ValueText,
                _ => null,
            }
            : null;

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

    /// <summary>The names in an expression that may be constants, each with all its qualifiers, and each <c>nameof</c>.</summary>
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
                case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } }:
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
}
