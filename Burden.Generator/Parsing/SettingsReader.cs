using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads the attributes on a network's class.</summary>
internal static class SettingsReader
{
    /// <summary>The settings of <c>[Network]</c>; those it leaves out are taken from the nearest base network.</summary>
    /// <param name="symbol">The class, or the member.</param>
    /// <param name="id">Its id.</param>
    public static NetworkSettings Network(ISymbol symbol, AttributeData attribute, string id, Compilation compilation, CancellationToken cancellation)
    {
        var settings = NetworkSettings.Default;
        for (var @base = (symbol as INamedTypeSymbol)?.BaseType; @base is { SpecialType: SpecialType.None }; @base = @base.BaseType)
        {
            if (@base.FindAttribute(WellKnownNames.NetworkAttribute) is { } inherited)
            {
                settings = Network(@base, inherited, CompilationNames.Of(compilation).Register(@base), compilation, cancellation) with { Name = null };
                break;
            }
        }

        var values = AttributeValues.Read(attribute, compilation, cancellation);
        if (values.Positional.Count > 0)
        {
            settings = settings with { Input = values.Positional.Select(static v => (long)(AttributeValues.Integer(v) ?? 0)).ToEquatableArray() };
        }

        foreach (var argument in values.Named)
        {
            settings = (argument.Key, AttributeValues.Integer(argument.Value)) switch
            {
                ("Name", _) when argument.Value is string name => settings with { Name = name },
                ("Batch", int batch) => settings with { Batch = batch },
                ("ParameterType", int type) => settings with { ParameterType = (DataType)type },
                ("FeatureType", int type) => settings with { FeatureType = (DataType)type },
                ("InputType", int type) => settings with { InputType = (DataType)type },
                ("CountExponentials", _) when argument.Value is bool count => settings with { CountExponentials = count },
                _ => settings,
            };
        }

        var rejects = values.IsRejected || (values.Unknown.Count == 0 && values.Positional.Any(static v => AttributeValues.Integer(v) is null));
        var faults = values.Unknown.Select(u => u.Named is { } name
            ? new Fault(FaultId.UnknownFigure, new Place(id, null, Place.Network, Named: name), $"{name} is {u.Reason}")
            : new Fault(FaultId.UnknownFigure, new Place(id, null, Place.Network, u.Item), $"dimension {Text.Of(u.Item)} of the input is {u.Reason}"));
        return settings with { IsRejected = settings.IsRejected || rejects, Faults = settings.Faults.Concat(faults).ToEquatableArray() };
    }

    /// <summary>The settings of <c>[Report]</c>, on the network or on its nearest base network.</summary>
    public static ReportSettings? Report(INamedTypeSymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        AttributeData? attribute = null;
        var owner = symbol;
        for (INamedTypeSymbol? type = symbol; type is { SpecialType: SpecialType.None } && attribute is null; type = type.BaseType)
        {
            (attribute, owner) = (type.FindAttribute(WellKnownNames.Report), type);
        }

        if (attribute is null)
        {
            return null;
        }

        var values = AttributeValues.Read(attribute, compilation, cancellation);
        var report = new ReportSettings();
        foreach (var argument in values.Named)
        {
            report = (argument.Key, argument.Value) switch
            {
                ("At", string at) => report with { At = at },
                ("Inputs", IReadOnlyList<object?> inputs) => report with { Inputs = inputs.Select(static v => v as string ?? "").ToEquatableArray() },
                ("Scales", IReadOnlyList<object?> scales) => report with { Scales = scales.Select(static v => AttributeValues.Real(v) ?? 0).ToEquatableArray() },
                ("Lengths", IReadOnlyList<object?> lengths) => report with { Lengths = Integers(lengths) },
                ("LengthAxis", _) when AttributeValues.Integer(argument.Value) is { } axis => report with { LengthAxis = axis },
                ("Batch", _) when AttributeValues.Integer(argument.Value) is { } batch => report with { Batch = batch },
                ("Batches", IReadOnlyList<object?> batches) => report with { Batches = Integers(batches) },
                _ => report,
            };
        }

        var id = CompilationNames.Of(compilation).Register(owner);
        return report with
        {
            IsRejected = values.IsRejected,
            Faults = values.Unknown.Select(u => new Fault(
                FaultId.UnknownFigure, new Place(id, null, Place.Report, Item: u.Item, Named: u.Named), $"{u.Named} is {u.Reason}")).ToEquatableArray(),
        };
    }

    private static EquatableArray<long> Integers(IReadOnlyList<object?> values) => values.Select(static v => (long)(AttributeValues.Integer(v) ?? 0)).ToEquatableArray();

    /// <summary>The expressions in the attributes that a network's figures follow from.</summary>
    public static IEnumerable<ExpressionSyntax> Expressions(ISymbol type, CancellationToken cancellation)
        => type.GetAttributes()
            .Where(static a => a.AttributeClass.IsBurden(WellKnownNames.NetworkAttribute) || a.AttributeClass.IsBurden(WellKnownNames.Report)
                || a.AttributeClass.IsBurden(WellKnownNames.Arguments) || a.AttributeClass.IsBurden(WellKnownNames.TensorInput))
            .Select(a => a.ApplicationSyntaxReference?.GetSyntax(cancellation))
            .OfType<AttributeSyntax>()
            .SelectMany(static a => a.ArgumentList?.Arguments.Select(static argument => argument.Expression) ?? [])
            .Concat(AnalysisReader.Expressions(type, cancellation));
}
