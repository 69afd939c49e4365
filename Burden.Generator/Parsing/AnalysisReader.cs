using System.Globalization;
using System.Runtime.CompilerServices;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads the attributes that ask for further figures of a network.</summary>
internal static class AnalysisReader
{
    /// <summary>The analyses of a network: its own, and of its bases' those of kinds that no nearer class has.</summary>
    /// <param name="symbol">The class, or the static member.</param>
    public static EquatableArray<AnalysisRequest> Read(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        List<AnalysisRequest>? requests = null;
        for (ISymbol? type = symbol; type is not (null or INamedTypeSymbol { SpecialType: not SpecialType.None }); type = (type as INamedTypeSymbol)?.BaseType)
        {
            var attributes = Of(type);
            if (attributes.Count == 0)
            {
                continue;
            }

            requests ??= [];
            var owner = CompilationNames.Of(compilation).IdOf(type);
            var nearer = requests.Select(static r => r.Kind).ToList();
            requests.AddRange(attributes.Select((a, i) => Read(a, owner, i, compilation, cancellation)).Where(r => !nearer.Contains(r.Kind)));
        }

        foreach (var attribute in OfAssembly(compilation, cancellation))
        {
            var request = Read(attribute, CompilationNames.Of(compilation).IdOf(symbol), -1, compilation, cancellation);
            requests ??= [];
            if (!requests.Any(r => r.Kind == request.Kind && r.Arguments.FirstOrDefault()?.Equals(request.Arguments.FirstOrDefault()) == true))
            {
                requests.Add(request);
            }
        }

        return requests is null ? [] : requests.ToEquatableArray();
    }

    /// <summary>The analyses that the assembly asks for; the compiler is asked only where a file has a likely attribute.</summary>
    private static IReadOnlyList<AttributeData> OfAssembly(Compilation compilation, CancellationToken cancellation)
    {
        if (!OfAssemblies.TryGetValue(compilation, out var known))
        {
            var isLikely = compilation.SyntaxTrees.Any(tree => (bool)MayAsk.GetValue(tree, t => t.GetRoot(cancellation) is CompilationUnitSyntax unit
                && unit.AttributeLists.Any(static l => l.Attributes.Any(static a => PartReader.RightmostName(a.Name) is { } name && Costs.Analyses.Analysis.Find(WellKnownNames.WithoutSuffix(name)) is not null))));
            known = OfAssemblies.GetValue(compilation, c => isLikely ? Of(c.Assembly) : []);
        }

        return known;
    }

    private static readonly ConditionalWeakTable<Compilation, IReadOnlyList<AttributeData>> OfAssemblies = new();

    // Weak: a file is looked through once, however many compilations have it.
    private static readonly ConditionalWeakTable<SyntaxTree, object> MayAsk = new();

    /// <summary>The attributes on a class or member that ask for analyses.</summary>
    public static IReadOnlyList<AttributeData> Of(ISymbol type)
    {
        List<AttributeData>? found = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.BaseType.IsBurden(WellKnownNames.AnalysisAttribute) == true)
            {
                (found ??= []).Add(attribute);
            }
        }

        return found ?? (IReadOnlyList<AttributeData>)[];
    }

    /// <summary>The expressions in the attributes, from which figures may follow.</summary>
    public static IEnumerable<ExpressionSyntax> Expressions(ISymbol type, CancellationToken cancellation)
        => Of(type)
            .Select(a => a.ApplicationSyntaxReference?.GetSyntax(cancellation))
            .OfType<AttributeSyntax>()
            .SelectMany(static a => a.ArgumentList?.Arguments.Select(static argument => argument.Expression) ?? []);

    private static AnalysisRequest Read(AttributeData attribute, string owner, int index, Compilation compilation, CancellationToken cancellation)
    {
        var values = AttributeValues.Read(attribute, compilation, cancellation);
        var arguments = new List<NamedConstant>();
        for (var i = 0; i < attribute.ConstructorArguments.Length && i < attribute.AttributeConstructor?.Parameters.Length; i++)
        {
            arguments.Add(new NamedConstant(attribute.AttributeConstructor.Parameters[i].Name, ConstantOf(AttributeValues.Value(attribute.ConstructorArguments[i]))));
        }

        arguments.AddRange(values.Named.Select(static a => new NamedConstant(a.Key, ConstantOf(a.Value))));
        var request = new AnalysisRequest(WellKnownNames.WithoutSuffix(attribute.AttributeClass!.Name), owner, index, arguments.ToEquatableArray()) { IsRejected = values.IsRejected };
        return request with { Faults = values.Unknown.Select(u => new Fault(FaultId.UnknownFigure, request.PlaceOf(u.Named, u.Item), $"{u.Named} is {u.Reason}")).ToEquatableArray() };
    }

    /// <summary>A value of C# as a constant.</summary>
    public static Constant ConstantOf(object? value) => value switch
    {
        null => new NullConstant(),
        bool truth => truth,
        string text => text,
        float or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        IReadOnlyList<object?> items => new ArrayConstant(items.Select(ConstantOf).ToEquatableArray()),
        int or long or uint or short or ushort or byte or sbyte => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => new OtherConstant("a value of another kind"),
    };
}
