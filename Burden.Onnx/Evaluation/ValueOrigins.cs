using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Evaluation;

/// <summary>What a value follows from, going back through the file.</summary>
internal sealed class ValueOrigins
{
    /// <summary>An input that steers what runs is a number or a few.</summary>
    private const long MostValues = 8;

    private readonly Dictionary<string, NodeMessage> producers = new(StringComparer.Ordinal);
    private readonly ModelMessage model;

    public ValueOrigins(ModelMessage model)
    {
        this.model = model;
        foreach (var node in Subgraphs.WithInner(model.Graph!.Nodes))
        {
            foreach (var output in node.Outputs)
            {
                producers.TryAdd(output, node);
            }
        }
    }

    /// <summary>The model's inputs of a few integers or truth values that a value follows from.</summary>
    public IReadOnlyList<string> SteeringInputs(string tensor)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<string>([tensor]);
        while (open.TryDequeue(out var name))
        {
            // A shape is known without the values.
            if (known.Add(name) && producers.TryGetValue(name, out var node) && node.Operator is not ("Shape" or "Size"))
            {
                foreach (var input in node.Inputs)
                {
                    open.Enqueue(input);
                }
            }
        }

        return [.. model.Graph!.Inputs.Where(i => known.Contains(i.Name) && IsFew(i.Type)).Select(static i => i.Name)];
    }

    private static bool IsFew(TypeMessage? type) => type is { Kind: TypeKind.Tensor, Sizes: { } sizes } && !type.Element.IsReal() && type.Element != ElementType.String
        && sizes.All(static s => s.Number is > 0 and <= MostValues) && sizes.Aggregate(1L, static (product, s) => product * s.Number!.Value) <= MostValues;
}
