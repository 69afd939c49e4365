using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>The arguments of an attribute on a class, as values of C#; those that follow from figures of networks are worked out.</summary>
internal sealed class AttributeValues
{
    private readonly Dictionary<string, object?> named = new(StringComparer.Ordinal);
    private readonly List<(string? Named, int Item, string Reason)> unknown = [];

    private AttributeValues()
    {
    }

    /// <summary>The items of a <c>params</c> array.</summary>
    public IReadOnlyList<object?> Positional { get; private set; } = [];

    /// <summary>The named arguments; an array is an <see cref="IReadOnlyList{T}"/> of its items.</summary>
    public IReadOnlyDictionary<string, object?> Named => named;

    /// <summary>Whether the compiler can't make sense of the attribute, or of one of its arguments.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>The figures that are not known: in which argument (null for the positional), in which item of it, and why.</summary>
    public IReadOnlyList<(string? Named, int Item, string Reason)> Unknown => unknown;

    /// <summary>The networks whose figures a named argument follows from.</summary>
    public IReadOnlyList<(string Named, ISymbol Network)> Networks { get; private set; } = [];

    public static AttributeValues Read(AttributeData attribute, Compilation compilation, CancellationToken cancellation)
    {
        var values = new AttributeValues();
        // A network of another assembly has no source here.
        var written = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments.ToList();
        var constants = new CostConstants(compilation, cancellation);
        if (written is not null && attribute.ApplicationSyntaxReference is { SyntaxTree: var tree } && compilation.ContainsSyntaxTree(tree) && written.Any(a => constants.IsGenerated(a.Expression)))
        {
            values.ReadSyntax(written, attribute, constants, compilation.GetSemanticModel(tree), cancellation);
        }
        else
        {
            values.ReadData(written, attribute);
        }

        return values;
    }

    private void ReadData(List<AttributeArgumentSyntax>? written, AttributeData attribute)
    {
        IsRejected = attribute.AttributeConstructor is null
            || attribute.ConstructorArguments.Any(static a => HasError(a))
            || attribute.NamedArguments.Any(static a => HasError(a.Value))
            // Arguments that are not properties of the attribute are left out.
            || (written is not null && written.Count(static a => a.NameEquals is not null) != attribute.NamedArguments.Length);
        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var items }])
        {
            Positional = [.. items.Select(Value)];
        }

        foreach (var argument in attribute.NamedArguments)
        {
            named[argument.Key] = Value(argument.Value);
        }
    }

    /// <summary>Reads what is written: the compiler has no value for figures that are yet to be generated.</summary>
    private void ReadSyntax(List<AttributeArgumentSyntax> written, AttributeData attribute, CostConstants constants, SemanticModel model, CancellationToken cancellation)
    {
        var positional = written.Where(static a => a.NameEquals is null).Select(static a => a.Expression).ToList();
        Positional = positional.Count == 1 && ConstantReader.Items(positional[0]) is { } items
            ? [.. items.Select((item, i) => Read(item, null, i))]
            : [.. positional.Select((item, i) => Read(item, null, i))];
        Networks = [.. written.Where(static a => a.NameEquals is not null)
            .SelectMany(a => constants.NetworksIn(a.Expression), static (a, network) => (a.NameEquals!.Name.Identifier.ValueText, network))];
        foreach (var argument in written.Where(static a => a.NameEquals is not null))
        {
            var name = argument.NameEquals!.Name.Identifier.ValueText;
            named[name] = ConstantReader.Items(argument.Expression) is { } values
                ? values.Select((item, i) => Read(item, name, i)).ToList()
                : Read(argument.Expression, name, -1);
            IsRejected |= attribute.AttributeClass?.GetMembers(name).Any(static m => m is IPropertySymbol) != true;
        }

        object? Read(ExpressionSyntax expression, string? name, int item)
        {
            if (constants.Evaluate(expression) is not { } figure)
            {
                var constant = model.GetConstantValue(expression, cancellation);
                IsRejected |= !constant.HasValue;
                return constant.Value;
            }

            if (figure.Unknown is { } reason)
            {
                unknown.Add((name, item, reason));
            }

            IsRejected |= figure.Value is null && figure.Unknown is null;
            return figure.Value;
        }
    }

    /// <summary>A value that C# gives to an int as it is.</summary>
    public static int? Integer(object? value) => value switch
    {
        int or short or ushort or byte or sbyte => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        char character => character,
        _ => null,
    };

    /// <summary>A value that C# gives to a double as it is.</summary>
    public static double? Real(object? value) => value is double or float or int or long or uint or ulong or short or ushort or byte or sbyte
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture)
        : null;

    private static bool HasError(TypedConstant argument)
        => argument.Kind == TypedConstantKind.Error || (argument is { Kind: TypedConstantKind.Array, IsNull: false } && argument.Values.Any(HasError));

    /// <summary>A constant as a value of C#; an array is an <see cref="IReadOnlyList{T}"/> of its items.</summary>
    public static object? Value(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => null,
        TypedConstantKind.Array => constant.IsNull ? null : constant.Values.Select(Value).ToList(),
        _ => constant.Value,
    };
}
