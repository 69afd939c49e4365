using System.Runtime.CompilerServices;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>Reads a network that is a TorchSharp module: its constructor and <c>forward</c> are followed.</summary>
internal static class CodeReader
{
    // Weak: the last reading lives as long as the syntax that bears [Network].
    private static readonly ConditionalWeakTable<SyntaxNode, Remembered> Last = new();

    /// <summary>A reading, and what it rests on: the files that its code stands in, and what their names could mean.</summary>
    private sealed record Remembered(CodeReading Reading, IReadOnlyCollection<SyntaxTree> Reached, object Meanings);

    /// <summary>Whether a network is a TorchSharp module, whose code is to be followed.</summary>
    public static bool IsCode(INamedTypeSymbol symbol) => TorchModule.Is(symbol);

    /// <summary>Reads a network; where nothing it rests on has changed, the result is the very same object as last time.</summary>
    /// <returns>The network; null where the class bears no <c>[Network]</c> attribute in source.</returns>
    public static CodeReading? Read(INamedTypeSymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol.FindAttribute(WellKnownNames.NetworkAttribute) is not { ApplicationSyntaxReference: { } application } attribute)
        {
            return null;
        }

        var node = application.GetSyntax(cancellation);
        var meanings = DeclaredMeanings.Of(compilation, cancellation);
        if (Last.TryGetValue(node, out var last) && last.Meanings.Equals(meanings) && last.Reached.All(compilation.ContainsSyntaxTree))
        {
            return last.Reading;
        }

        var (reading, reached) = Follow(symbol, attribute, node, compilation, cancellation);
        Last.Remove(node);
        Last.GetValue(node, _ => new Remembered(reading, reached, meanings));
        return reading;
    }

    private static (CodeReading Reading, IReadOnlyCollection<SyntaxTree> Reached) Follow(
        INamedTypeSymbol symbol, AttributeData attribute, SyntaxNode node, Compilation compilation, CancellationToken cancellation)
    {
        var names = CompilationNames.Of(compilation);
        var settings = SettingsReader.Network(symbol, attribute, names.Register(symbol), compilation, cancellation);
        var source = TypeSourceReader.Read(symbol, HidesCost(symbol), cancellation);
        var @class = new ClassDeclaration(names.Register(symbol), symbol.Name, ClassRole.Network, Signature.Of(), [], []);
        var empty = new CodeGraph([], [], [], IsComplete: false);
        if (!settings.IsValid)
        {
            // Reported with the settings.
            return (new CodeReading(new NetworkDeclaration(@class, [], settings, null, source, empty), null, null, []), [node.SyntaxTree]);
        }

        var inputs = new List<TraceInput> { new(settings.Input, InputType(attribute)) };
        foreach (var further in symbol.GetAttributes().Where(static a => a.AttributeClass.IsBurden(WellKnownNames.TensorInput)))
        {
            if (further.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false, Values: var sizes }])
            {
                inputs.Add(new TraceInput(sizes.Select(static v => v.Value is int size ? size : 0L).ToEquatableArray(), InputType(further)));
            }
        }

        var given = symbol.FindAttribute(WellKnownNames.Arguments) is { ConstructorArguments: [var list] } ? Arguments(list) : [];
        var trace = CodeTracer.Follow(symbol, given, inputs, settings.Batch, compilation, cancellation);
        var graph = trace.Fault is null ? TraceGraphs.Of(trace, settings.Batch) : empty;
        var declaration = new NetworkDeclaration(@class, [], settings, null, source, graph);
        return (new CodeReading(declaration, trace.Fault, trace.FaultSite ?? node, [.. Unregistered(trace)]), [.. trace.Reached, node.SyntaxTree]);
    }

    private static bool HidesCost(INamedTypeSymbol symbol)
    {
        for (var @base = symbol.BaseType; @base is { SpecialType: SpecialType.None }; @base = @base.BaseType)
        {
            if (@base.FindAttribute(WellKnownNames.NetworkAttribute) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The element type that an attribute names.</summary>
    private static ElementType InputType(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key is "InputType" or "Type" && argument.Value.Value is int type)
            {
                return (DataType)type is DataType.Int64 or DataType.Int32 or DataType.Int16 or DataType.Int8 or DataType.UInt8 ? ElementType.Integer : ElementType.Real;
            }
        }

        return ElementType.Real;
    }

    /// <summary>The values of <c>[Arguments]</c>.</summary>
    private static IReadOnlyList<Value> Arguments(TypedConstant list) => list is { Kind: TypedConstantKind.Array, IsNull: false } ? [.. list.Values.Select(ValueOf)] : [KnownValue.Null];

    private static Value ValueOf(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array => constant.IsNull ? KnownValue.Null : new ListValue(constant.Values.Select(ValueOf), constant.Type),
        TypedConstantKind.Type => constant.Value is ITypeSymbol type ? new TypeValue(type) : KnownValue.Null,
        TypedConstantKind.Error => new UnknownValue("an argument has an error"),
        _ => new KnownValue(constant.Value) { Enum = constant.Kind == TypedConstantKind.Enum ? constant.Type : null },
    };

    private static IEnumerable<(string, SyntaxNode)> Unregistered(Trace trace)
    {
        foreach (var module in trace.Tracer.Unregistered)
        {
            if (module.Site is { } site)
            {
                yield return ($"the {module.Kind} is not registered, so that parameters() doesn't list its {Text.Grouped(module.Parameters.Sum(static p => p.Tensor.Elements))} parameters; assign it to a field before RegisterComponents() runs, or call register_module", site.Syntax);
            }
        }
    }
}
