using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads the attributes on a network's class.</summary>
internal static class SettingsReader
{
    /// <summary>What <c>[Network]</c> says; what it leaves out is that of the nearest network it derives from.</summary>
    public static NetworkSettings Network(INamedTypeSymbol symbol, AttributeData attribute)
    {
        var settings = NetworkSettings.Default;
        for (var @base = symbol.BaseType; @base is { SpecialType: SpecialType.None }; @base = @base.BaseType)
        {
            if (@base.FindAttribute(WellKnownNames.NetworkAttribute) is { } inherited)
            {
                settings = Network(@base, inherited) with { Name = null };
                break;
            }
        }

        if (attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: { Length: > 0 } values }])
        {
            settings = settings with { Input = values.Select(static v => v.Value is int size ? size : 0L).ToEquatableArray() };
        }

        foreach (var argument in attribute.NamedArguments)
        {
            settings = (argument.Key, argument.Value.Value) switch
            {
                ("Name", string name) => settings with { Name = name },
                ("Batch", int batch) => settings with { Batch = batch },
                ("ParameterType", int type) => settings with { ParameterType = (DataType)type },
                ("FeatureType", int type) => settings with { FeatureType = (DataType)type },
                ("CountExponentials", bool count) => settings with { CountExponentials = count },
                _ => settings,
            };
        }

        return IsRejected(attribute) ? settings with { IsRejected = true } : settings;
    }

    /// <summary>Whether the compiler can't make sense of an attribute, or of one of its arguments.</summary>
    private static bool IsRejected(AttributeData attribute)
    {
        return attribute.AttributeConstructor is null
            || attribute.ConstructorArguments.Any(static a => HasError(a))
            || attribute.NamedArguments.Any(static a => HasError(a.Value))
            // What is no property of the attribute is left out.
            || (attribute.ApplicationSyntaxReference?.GetSyntax() is AttributeSyntax { ArgumentList.Arguments: var written }
                && written.Count(static a => a.NameEquals is not null) != attribute.NamedArguments.Length);

        static bool HasError(TypedConstant argument)
            => argument.Kind == TypedConstantKind.Error || (argument is { Kind: TypedConstantKind.Array, IsNull: false } && argument.Values.Any(HasError));
    }

    /// <summary>What <c>[Report]</c> says, on the network or on the nearest network it derives from.</summary>
    public static ReportSettings? Report(INamedTypeSymbol symbol)
    {
        AttributeData? attribute = null;
        for (INamedTypeSymbol? type = symbol; type is { SpecialType: SpecialType.None } && attribute is null; type = type.BaseType)
        {
            attribute = type.FindAttribute(WellKnownNames.Report);
        }

        if (attribute is null)
        {
            return null;
        }

        var report = new ReportSettings(null, 128, [0.5, 1, 1.5, 2, 2.5, 3]);
        foreach (var argument in attribute.NamedArguments)
        {
            report = argument.Key switch
            {
                "At" when argument.Value.Value is string at => report with { At = at },
                "Batch" when argument.Value.Value is int batch => report with { Batch = batch },
                "Scales" when argument.Value is { Kind: TypedConstantKind.Array, IsNull: false } scales =>
                    report with { Scales = scales.Values.Select(static v => v.Value is double scale ? scale : 0).ToEquatableArray() },
                _ => report,
            };
        }

        return report;
    }
}
