using Burden.Generator.Costs.Receptive;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>Which part of the input a value of each layer's output is computed from.</summary>
internal sealed class ReceptiveFieldAnalysis() : Analysis("ReceptiveFields")
{
    public override AnalysisResult Measure(AnalysisCall call)
    {
        var fields = new ReceptiveFields(call.Graph);
        var last = call.Graph.Layers.Where(static l => l.Node >= 0).Select(l => (Layer: l, Field: fields.Of(l.Node))).LastOrDefault(static l => l.Field is not null);
        return new AnalysisResult(
            Kind,
            last.Field is { } field ? $"{last.Layer.Declaration.Name} sees {Join(field.Size.Select(Text.Of))} of the input" : "No layer's receptive field is known",
            [])
        {
            OfLayer = layer => layer.Node >= 0 && fields.Of(layer.Node) is { } known ? Constants(layer, known) : [],
        };
    }

    private static IReadOnlyList<AnalysisConstant> Constants(GraphLayer layer, ReceptiveField field) =>
    [
        new("ReceptiveField", Join(field.Size.Select(Text.Of)), "The part of the network's input that one value is computed from, along each axis"),
        new("ReceptiveFieldStride", Join(field.Stride.Select(Text.Of)), "How far that part moves from one value to the next; 0 along an axis that is seen whole"),
        new("ReceptiveFieldCenter", Join(field.Center.Select(Text.Of)), "The middle of the first value's part, the first value of the input being 0"),
    ];

    private static string Join(IEnumerable<string> numbers) => string.Join("x", numbers);
}
