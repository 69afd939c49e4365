using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <summary>What a constructor runs: the call of another, and its body.</summary>
internal readonly record struct ConstructorCode(IInvocationOperation? Initializer, IOperation? Body);

/// <summary>The code behind symbols, as operations. It notes each file that is asked for: those are what a result rests on.</summary>
internal sealed class Sources(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    private readonly Dictionary<ISymbol, IOperation?> bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ConstructorCode> constructors = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IReadOnlyList<(ISymbol, IOperation)>> initializers = new(SymbolEqualityComparer.Default);

    /// <summary>The files that what was followed stands in.</summary>
    public IReadOnlyCollection<SyntaxTree> Reached => reached;

    private readonly HashSet<SyntaxTree> reached = [];

    /// <summary>The code that was asked for.</summary>
    public IReadOnlyCollection<SyntaxNode> Code => code;

    private readonly HashSet<SyntaxNode> code = [];

    /// <summary>Notes a file that the result rests on.</summary>
    public void Reach(SyntaxTree tree) => reached.Add(tree);

    /// <summary>Whether a symbol is declared in this compilation.</summary>
    public bool IsInSource(ISymbol symbol)
    {
        var references = symbol.OriginalDefinition.DeclaringSyntaxReferences;
        if (references.Length == 0)
        {
            // What the compiler adds to a class stands where the class does.
            return symbol.IsImplicitlyDeclared && symbol.ContainingType is { } type && symbol is not INamedTypeSymbol && IsInSource(type);
        }

        if (!compilation.ContainsSyntaxTree(references[0].SyntaxTree))
        {
            return false;
        }

        Reach(symbol);
        return true;
    }

    /// <summary>Whether a method has code that can be followed.</summary>
    public bool HasBody(IMethodSymbol? method) => method is not null && Body(method) is not null;

    /// <summary>A method's, accessor's or local function's code; null where it has none, as automatic properties.</summary>
    public IOperation? Body(IMethodSymbol method)
    {
        method = (method.PartialImplementationPart ?? method).OriginalDefinition;
        if (!bodies.TryGetValue(method, out var body))
        {
            Reach(method);
            body = null;
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                if (compilation.ContainsSyntaxTree(reference.SyntaxTree) && CodeOf(reference.GetSyntax(cancellation)) is { } node)
                {
                    body = Operation(node);
                    break;
                }
            }

            bodies.Add(method, body);
        }

        return body;
    }

    /// <summary>Whether a method's code yields its results.</summary>
    public bool IsIterator(IMethodSymbol method)
        => method.ReturnType is INamedTypeSymbol { Name: "IEnumerable" or "IEnumerator" } && Body(method) is { } body && Yields(body);

    private static bool Yields(IOperation operation)
        => operation.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak
            || operation.ChildOperations.Any(static c => c is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && Yields(c))
            || (operation is ILocalFunctionOperation { Body: { } body } && body.Operations.Any(Yields));

    /// <summary>A constructor's code.</summary>
    public ConstructorCode Constructor(IMethodSymbol constructor)
    {
        constructor = constructor.OriginalDefinition;
        if (!constructors.TryGetValue(constructor, out var code))
        {
            code = Read(constructor);
            constructors.Add(constructor, code);
        }

        return code;
    }

    /// <summary>Whether a constructor is a class's or record's parameter list.</summary>
    public bool IsPrimary(IMethodSymbol constructor)
        => constructor.OriginalDefinition.DeclaringSyntaxReferences is [var reference, ..] && reference.GetSyntax(cancellation) is TypeDeclarationSyntax;

    /// <summary>The fields and automatic properties of a class that are given a value where they are declared, in that order.</summary>
    public IReadOnlyList<(ISymbol Member, IOperation Value)> Initializers(INamedTypeSymbol type)
    {
        type = type.OriginalDefinition;
        if (!initializers.TryGetValue(type, out var known))
        {
            var list = new List<(ISymbol, IOperation)>();
            foreach (var member in type.GetMembers())
            {
                if (!member.IsStatic && member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol && Initializer(member) is { } value)
                {
                    list.Add((member, value));
                }
            }

            known = list;
            initializers.Add(type, known);
        }

        return known;
    }

    /// <summary>What a field or automatic property is given where it is declared; null where that is nothing.</summary>
    public IOperation? Initializer(ISymbol member)
    {
        Reach(member);
        foreach (var reference in member.OriginalDefinition.DeclaringSyntaxReferences)
        {
            var equals = reference.GetSyntax(cancellation) switch
            {
                VariableDeclaratorSyntax variable => variable.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            if (equals is not null && compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                return Operation(equals) switch
                {
                    ISymbolInitializerOperation initializer => initializer.Value,
                    var other => other,
                };
            }
        }

        return null;
    }

    /// <summary>Whether the compiler rejects the code around an expression, or a file that was followed can't be parsed: what is wrong there is the compiler's to say.</summary>
    public bool IsRejected(SyntaxNode? site)
    {
        var member = site?.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax or BaseFieldDeclarationSyntax or GlobalStatementSyntax);
        return (member is not null && compilation.ContainsSyntaxTree(member.SyntaxTree) && compilation.GetSemanticModel(member.SyntaxTree).GetDiagnostics(member.Span, cancellation).Any(static d => d.Severity == DiagnosticSeverity.Error))
            || reached.Any(t => t.GetDiagnostics(cancellation).Any(static d => d.Severity == DiagnosticSeverity.Error));
    }

    private static SyntaxNode? CodeOf(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or ArrowExpressionClauseSyntax => node,
        AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        AccessorDeclarationSyntax => node,
        _ => null,
    };

    private ConstructorCode Read(IMethodSymbol constructor)
    {
        foreach (var reference in constructor.DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                continue;
            }

            switch (reference.GetSyntax(cancellation))
            {
                case ConstructorDeclarationSyntax declaration:
                    var operation = Operation(declaration) as IConstructorBodyOperation;
                    return new ConstructorCode(InvocationOf(operation?.Initializer), operation?.BlockBody ?? operation?.ExpressionBody);
                case TypeDeclarationSyntax { BaseList: { } bases }:
                    return bases.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } @base
                        ? new ConstructorCode(InvocationOf(Operation(@base)), null)
                        : default;
            }
        }

        return default;
    }

    private static IInvocationOperation? InvocationOf(IOperation? operation) => operation switch
    {
        IInvocationOperation invocation => invocation,
        IExpressionStatementOperation statement => InvocationOf(statement.Operation),
        IBlockOperation { Operations: [var only] } => InvocationOf(only),
        _ => null,
    };

    /// <summary>Notes where a symbol stands, whatever is found there: that it has no code may change.</summary>
    private void Reach(ISymbol symbol)
    {
        foreach (var reference in symbol.OriginalDefinition.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                reached.Add(reference.SyntaxTree);
            }
        }
    }

    private IOperation? Operation(SyntaxNode node)
    {
        reached.Add(node.SyntaxTree);
        code.Add(node);
        if (!models.TryGetValue(node.SyntaxTree, out var model))
        {
            model = compilation.GetSemanticModel(node.SyntaxTree);
            models.Add(node.SyntaxTree, model);
        }

        return model.GetOperation(node, cancellation);
    }
}
