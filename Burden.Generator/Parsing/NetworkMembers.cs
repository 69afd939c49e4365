using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Networks that are static members: methods and properties that have <c>[Network]</c> and return a module.</summary>
internal static class NetworkMembers
{
    /// <summary>The members of a type that are networks, in the order of the text, except those of a name that an earlier one has.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        return Marked(type, cancellation).Where(m => Fault(m) is null && names.Add(m.Name));
    }

    /// <summary>Whether a type has members that are networks.</summary>
    public static bool Any(INamedTypeSymbol type, CancellationToken cancellation) => Of(type, cancellation).Any();

    /// <summary>The methods and properties of a type that have <c>[Network]</c>, networks or not.</summary>
    public static IEnumerable<ISymbol> Marked(INamedTypeSymbol type, CancellationToken cancellation)
        => Attributed(type, cancellation).Where(static m => m.FindAttribute(WellKnownNames.NetworkAttribute) is not null);

    /// <summary>The methods and properties of a type that have attributes which concern networks, and are not layers.</summary>
    public static IEnumerable<ISymbol> Attributed(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax node)
            {
                continue;
            }

            foreach (var member in PartReader.Read(node).Members)
            {
                if (type.GetMembers(NameOf(member)).FirstOrDefault(m => m.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == member.SyntaxTree && r.Span == member.Span)) is { } symbol)
                {
                    yield return symbol;
                }
            }
        }
    }

    /// <summary>Why a member that has <c>[Network]</c> can be no network; null where it can.</summary>
    public static string? Fault(ISymbol member) => member switch
    {
        { IsStatic: false } => $"Network has no effect on '{member.Name}', which is not static; expected {Expected}",
        IPropertySymbol { IsIndexer: true } => $"Network has no effect on an indexer; expected {Expected}",
        IPropertySymbol { GetMethod: null } => $"Network has no effect on '{member.Name}', which can't be read; expected {Expected}",
        _ when ReturnType(member) is { TypeKind: not TypeKind.Error } type && !MayBeModule(type)
            => $"Network has no effect on '{member.Name}', which returns {type.ToMinimalText()}; expected {Expected}",
        _ => null,
    };

    /// <summary>What a member that is a network must be.</summary>
    public const string Expected = "a static method or property that returns a TorchSharp module";

    /// <summary>The type that a network's constants stand in: the class itself, or the one around a member.</summary>
    public static INamedTypeSymbol TypeOf(ISymbol network) => network as INamedTypeSymbol ?? network.ContainingType;

    /// <summary>The type of what a method or property returns.</summary>
    public static ITypeSymbol? ReturnType(ISymbol member) => member switch
    {
        IMethodSymbol method => method.ReturnType,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    /// <summary>Whether a member bears an attribute that concerns networks whose code is followed, as far as its syntax shows.</summary>
    public static bool MayBe(MemberDeclarationSyntax member)
        => member.AttributeLists.Count > 0
            && (member is MethodDeclarationSyntax || (member is PropertyDeclarationSyntax property && PartReader.RightmostName(property.Type) != WellKnownNames.Layer))
            && member.AttributeLists.Any(static l => l.Attributes.Any(static a => PartReader.RightmostName(a.Name) is { } name && (Array.IndexOf(Attributes, WellKnownNames.WithoutSuffix(name)) >= 0 || IsAlias(a, name))));

    private static readonly string[] Attributes =
        [.. new[] { WellKnownNames.NetworkAttribute, WellKnownNames.Arguments, WellKnownNames.TensorInput, WellKnownNames.Budget, WellKnownNames.Precision, WellKnownNames.CostRule }.Select(WellKnownNames.WithoutSuffix)];

    /// <summary>Whether a name is another name for something in its file.</summary>
    private static bool IsAlias(AttributeSyntax attribute, string name)
        => attribute.Ancestors().Any(n => n switch
        {
            CompilationUnitSyntax unit => unit.Usings,
            BaseNamespaceDeclarationSyntax @namespace => @namespace.Usings,
            _ => default,
        } is var usings && usings.Any(u => u.Alias?.Name.Identifier.ValueText == name));

    /// <summary>Whether a member is generic, so that its arguments are not known.</summary>
    public static bool IsGeneric(ISymbol network) => network is IMethodSymbol { TypeParameters.Length: > 0 };

    // An interface or a base class may be a module's, and the code tells.
    private static bool MayBeModule(ITypeSymbol type) => TorchModule.Is(type) || type.TypeKind is TypeKind.Interface or TypeKind.TypeParameter || type.SpecialType == SpecialType.System_Object;

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => "",
    };

    private static string ToMinimalText(this ITypeSymbol type) => type.SpecialType == SpecialType.System_Void ? "nothing" : type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
