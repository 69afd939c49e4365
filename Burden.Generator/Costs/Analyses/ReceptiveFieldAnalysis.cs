using Burden.Generator.Costs.Receptive;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>Which part of the input a value of each layer's output is computed from.</summary>
internal sealed class ReceptiveFieldAnalysis() : Analysis("ReceptiveFields")
{
    public override AnalysisResult Measure(AnalysisCall call)
    {
        var of = Fields(call);
        var last = call.Graph.Layers.Where(static l => l.Node >= 0).Select(l => (Layer: l, Field: of(l))).LastOrDefault(static l => l.Field is not null);
        return new AnalysisResult(
            Kind,
            last.Field is { } field ? $"{last.Layer.Declaration.Name} sees {Join(field.Size.Select(Text.Of))} of the input" : "No layer's receptive field is known",
            [])
        {
            OfLayer = layer => layer.Node >= 0 && of(layer) is { } known ? Constants(layer, known) : [],
        };
    }

    /// <summary>The field of each layer.</summary>
    private static Func<GraphLayer, ReceptiveField?> Fields(AnalysisCall call)
    {
        if (call.Network.Code is not CodeGraph code)
        {
            var declared = new ReceptiveFields(call.Graph);
            return layer => declared.Of(layer.Node);
        }

        // As it was followed: where values come from doesn't depend on the types that are stated for them.
        var graph = CodeGraphs.Of(call.Network, code);
        var fields = new CodeFields(graph, All(graph.Layers).Select(static l => l.Output).OfType<CodeSource>());
        return layer => layer.Output is { } output ? fields.Of(output) : null;
    }

    private static IEnumerable<GraphLayer> All(IEnumerable<GraphLayer> layers) => layers.SelectMany(static l => All(l.Children).Prepend(l));

    private static IReadOnlyList<AnalysisConstant> Constants(GraphLayer layer, ReceptiveField field) =>
    [
        new("ReceptiveField", Join(field.Size.Select(Text.Of)), "The part of the network's input that one value is computed from, along each axis"),
        new("ReceptiveFieldStride", Join(field.Stride.Select(Text.Of)), "How far that part moves from one value to the next; 0 along an axis that is seen whole"),
        new("ReceptiveFieldCenter", Join(field.Center.Select(Text.Of)), "The middle of the first value's part, the first value of the input being 0"),
    ];

    private static string Join(IEnumerable<string> numbers) => string.Join("x", numbers);
}
