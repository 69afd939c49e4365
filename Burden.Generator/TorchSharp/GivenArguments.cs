using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>What <c>[Arguments]</c> gives the constructor or method that makes a network, held to its parameters.</summary>
internal sealed class GivenArguments
{
    private readonly Compilation compilation;
    private readonly IReadOnlyList<(Value Value, ITypeSymbol? Type, SyntaxNode? Site)> items;
    private readonly SyntaxNode? site;

    private GivenArguments(Compilation compilation, IReadOnlyList<(Value, ITypeSymbol?, SyntaxNode?)> items, SyntaxNode? site)
        => (this.compilation, this.items, this.site) = (compilation, items, site);

    /// <summary>Reads what stands beside a network's <c>[Network]</c>.</summary>
    public static GivenArguments Of(ISymbol network, Compilation compilation, CancellationToken cancellation)
    {
        if (network.FindAttribute(WellKnownNames.Arguments) is not { } attribute)
        {
            return new GivenArguments(compilation, [], null);
        }

        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        var written = syntax?.ArgumentList?.Arguments.Where(static a => a.NameEquals is null).Select(static a => a.Expression).ToList() ?? [];
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } list])
        {
            // The list may be written out as an array.
            if (written.Count == 1 && list.Values.Length > 1)
            {
                written = [.. ConstantReader.Items(written[0]) ?? []];
            }

            if (!list.Values.Any(static v => v.Kind == TypedConstantKind.Error))
            {
                return new GivenArguments(compilation, [.. list.Values.Select((v, i) => (ValueOf(v), v.Type, i < written.Count ? (SyntaxNode)written[i] : null))], syntax);
            }
        }
        else if (attribute.ConstructorArguments is [{ IsNull: true }])
        {
            return new GivenArguments(compilation, [(KnownValue.Null, null, written.FirstOrDefault())], syntax);
        }

        // Figures of other networks, which the compiler doesn't know while they are generated.
        var values = AttributeValues.Read(attribute, compilation, cancellation);
        var unknown = values.Unknown.Where(static u => u.Named is null).ToDictionary(static u => u.Item, static u => u.Reason);
        return new GivenArguments(
            compilation,
            [.. values.Positional.Select((v, i) => (
                unknown.TryGetValue(i, out var reason) ? throw new CodeFault(FaultId.UnknownFigure, $"the argument is {reason}", i < written.Count ? written[i] : syntax)
                    : v is null ? new UnknownValue("an argument has an error")
                    : (Value)new KnownValue(v),
                TypeOf(v, compilation),
                i < written.Count ? (SyntaxNode)written[i] : null))],
            syntax);
    }

    /// <summary>The constructor that takes the arguments: of several the one that lacks the fewest, then the one whose types fit best, then the shortest.</summary>
    /// <exception cref="CodeFault">None takes them.</exception>
    public IMethodSymbol Choose(INamedTypeSymbol type)
    {
        var constructors = type.InstanceConstructors.Where(static c => !c.IsImplicitCopy()).ToList();
        var fitting = constructors.Where(c => Fault(c) is null)
            .OrderByDescending(static c => c.DeclaredAccessibility == Accessibility.Public)
            .ThenBy(c => c.Parameters.Skip(items.Count).Count(static p => !p.IsOptional && !p.IsParams))
            .ThenBy(c => items.Where((item, i) => !SymbolEqualityComparer.Default.Equals(item.Type, TypeAt(c, i))).Count())
            .ThenBy(static c => c.Parameters.Length)
            .FirstOrDefault();
        if (fitting is not null)
        {
            return fitting;
        }

        var seen = constructors.Where(static c => c.DeclaredAccessibility == Accessibility.Public).ToList() is { Count: > 0 } @public ? @public : constructors;
        throw seen is [var only] ? Fault(only)!
            : new CodeFault(FaultId.OutOfRange, $"no constructor of '{type.Name}' takes ({string.Join(", ", items.Select(static i => TextOf(i.Type)))}); expected {string.Join(" or ", seen.Select(static c => Describe(c)))}", site);
    }

    /// <summary>The values of a method's parameters, in order. One without argument and default is unknown, and no fault until something depends on it.</summary>
    /// <exception cref="CodeFault">The arguments don't fit the parameters.</exception>
    public IReadOnlyList<Value> For(IMethodSymbol method)
        => Fault(method) is { } fault ? throw fault : [.. method.Parameters.Select((p, i) =>
            p.IsParams ? i < items.Count && i == items.Count - 1 && IsConvertible(i, p.Type) ? Converted(i, p.Type) : new ListValue(items.Skip(i).Select((_, j) => Converted(i + j, ElementOf(p))), p.Type)
            : i < items.Count ? Converted(i, p.Type)
            : p.HasExplicitDefaultValue ? p.ExplicitDefaultValue is null ? Interpreter.DefaultOf(p.Type) : new KnownValue(p.ExplicitDefaultValue)
            : new UnknownValue($"the parameter '{p.Name}' has no default; give it with [Arguments]"))];

    /// <summary>Why a property can't take the arguments; null where none are given.</summary>
    public CodeFault? Fault(IPropertySymbol property)
        => items.Count == 0 ? null : new CodeFault(FaultId.OutOfRange, $"'{property.Name}' is a property and takes no arguments; {Counted(items.Count)} given", items[0].Site ?? site);

    private CodeFault? Fault(IMethodSymbol method)
    {
        var parameters = method.Parameters;
        if (items.Count > parameters.Length && !(parameters.Length > 0 && parameters[parameters.Length - 1].IsParams))
        {
            return new CodeFault(
                FaultId.OutOfRange,
                $"{Describe(method)} takes {(parameters.Length == 0 ? "no arguments" : parameters.Length == 1 ? "1 argument" : $"{parameters.Length} arguments")}; {Counted(items.Count)} given",
                items[parameters.Length].Site ?? site);
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (TypeAt(method, i) is var type && !IsConvertible(i, type) && !(i == items.Count - 1 && i < parameters.Length && IsConvertible(i, parameters[i].Type)))
            {
                var parameter = parameters[Math.Min(i, parameters.Length - 1)];
                return new CodeFault(
                    FaultId.OutOfRange,
                    $"'{parameter.Name}' of {Describe(method)} is given {Given(i)}; expected {TextOf(type)}{(CanBeConstant(type) ? "" : ", which no attribute can hold: put [Network] on a static member that creates the module with it")}",
                    items[i].Site ?? site);
            }
        }

        return null;
    }

    private static string Counted(int count) => count == 1 ? "1 is" : $"{Text.Of(count)} are";

    /// <summary>The type of the parameter that takes an argument: of a parameter array its elements'.</summary>
    private static ITypeSymbol TypeAt(IMethodSymbol method, int index)
        => index < method.Parameters.Length - 1 || !method.Parameters[method.Parameters.Length - 1].IsParams
            ? method.Parameters[index].Type
            : ElementOf(method.Parameters[method.Parameters.Length - 1]);

    private static ITypeSymbol ElementOf(IParameterSymbol parameter) => parameter.Type is IArrayTypeSymbol array ? array.ElementType
        : parameter.Type is INamedTypeSymbol { TypeArguments: [var element] } ? element
        : parameter.Type;

    private bool IsConvertible(int index, ITypeSymbol to)
    {
        var (value, from, _) = items[index];
        switch (value)
        {
            case UnknownValue:
                return true;
            case KnownValue { Boxed: null }:
                return to.IsReferenceType || IsNullable(to, out _);
        }

        if (IsNullable(to, out var underlying))
        {
            to = underlying;
        }

        if (from is null || to.TypeKind == TypeKind.Error || compilation.ClassifyCommonConversion(from, to).IsImplicit)
        {
            return true;
        }

        // A constant that the type can hold, as C# converts integers; and real numbers, whatever their suffix.
        return value is KnownValue { Boxed: { } boxed } && from.TypeKind != TypeKind.Enum
            && (IsInteger(from) && IsInteger(to) ? Holds(to, boxed) : IsReal(from) && IsReal(to));
    }

    private static bool IsNullable(ITypeSymbol type, out ITypeSymbol underlying)
    {
        underlying = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var argument] } ? argument : type;
        return !ReferenceEquals(underlying, type);
    }

    private static bool IsInteger(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64;

    private static bool IsReal(ITypeSymbol type) => type.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    private static bool Holds(ITypeSymbol type, object number)
        => CSharpOperators.Convert(number, type) is { } converted
            && Convert.ToDecimal(converted, System.Globalization.CultureInfo.InvariantCulture) == Convert.ToDecimal(number, System.Globalization.CultureInfo.InvariantCulture);

    private Value Converted(int index, ITypeSymbol type) => items[index].Value is KnownValue { Boxed: { } boxed } && type.SpecialType != SpecialType.System_Object
        ? new KnownValue(CSharpOperators.Convert(boxed, type))
        : items[index].Value;

    private string Given(int index) => items[index].Value is KnownValue { Boxed: null } ? "null"
        : items[index].Value is KnownValue known && items[index].Type is { TypeKind: not TypeKind.Enum } ? $"{known.Noun}, {Article(TextOf(items[index].Type))}"
        : Article(TextOf(items[index].Type));

    private static string Article(string type) => $"{(type.Length > 0 && "aeiou".IndexOf(type[0]) >= 0 ? "an" : "a")} {type}";

    private static bool CanBeConstant(ITypeSymbol type) => (IsNullable(type, out var underlying) ? underlying : type) switch
    {
        { SpecialType: not SpecialType.None and not SpecialType.System_Decimal } or { TypeKind: TypeKind.Enum or TypeKind.Error or TypeKind.TypeParameter } => true,
        IArrayTypeSymbol { Rank: 1, ElementType: var element } => CanBeConstant(element),
        { TypeKind: TypeKind.Interface } => true,
        { Name: "Type", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        _ => false,
    };

    /// <summary>A method as a message names it: <c>'Tagger(string name, int size)'</c>.</summary>
    private static string Describe(IMethodSymbol method)
        => $"'{(method.MethodKind == MethodKind.Constructor ? method.ContainingType.Name : method.Name)}({string.Join(", ", method.Parameters.Select(static p => $"{TextOf(p.Type)} {p.Name}"))})'";

    private static string TextOf(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) ?? "null";

    private static ITypeSymbol? TypeOf(object? value, Compilation compilation) => value switch
    {
        int => compilation.GetSpecialType(SpecialType.System_Int32),
        long => compilation.GetSpecialType(SpecialType.System_Int64),
        double => compilation.GetSpecialType(SpecialType.System_Double),
        float => compilation.GetSpecialType(SpecialType.System_Single),
        bool => compilation.GetSpecialType(SpecialType.System_Boolean),
        string => compilation.GetSpecialType(SpecialType.System_String),
        _ => null,
    };

    private static Value ValueOf(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array => constant.IsNull ? KnownValue.Null : new ListValue(constant.Values.Select(ValueOf), constant.Type),
        TypedConstantKind.Type => constant.Value is ITypeSymbol type ? new TypeValue(type) : KnownValue.Null,
        TypedConstantKind.Error => new UnknownValue("an argument has an error"),
        _ => new KnownValue(constant.Value) { Enum = constant.Kind == TypedConstantKind.Enum ? constant.Type : null },
    };
}
