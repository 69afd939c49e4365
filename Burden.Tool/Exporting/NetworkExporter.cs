using Burden.Generator.Binding;
using Burden.Generator.Expansion;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Onnx.Reading;
using Burden.Onnx.Values;
using Burden.Tool.Exporting.Forms;

namespace Burden.Tool.Exporting;

/// <summary>
/// Writes a declared network as an ONNX model. A layer whose figures follow from its operators is written as these; any other is a
/// function of the model's own, whose call says which layer it is: readers that don't know Burden see the operators inside.
/// </summary>
internal sealed class NetworkExporter
{
    /// <summary>The oldest and the newest version of ONNX's operators that can be written.</summary>
    public const long OldestOpset = 17, NewestOpset = 26;

    private readonly Graph graph;
    private readonly NetworkSettings settings;
    private readonly OnnxFile file;
    private readonly (string Name, ElementType Type)[] values;
    private readonly Dictionary<string, string> functions = new(StringComparer.Ordinal);
    private readonly HashSet<string> stored = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<int> outputs;

    /// <summary>Which nodes are written: all, or what one layer follows from.</summary>
    private readonly bool[] isWritten;

    /// <summary>The custom layers as operators; null where they are errors.</summary>
    private readonly CustomOperators? custom;

    private NetworkExporter(NetworkDeclaration network, string name, string? output, CustomOperators? custom, long opset, CancellationToken cancellation)
    {
        this.custom = custom;
        settings = network.Settings;
        graph = GraphBuilder.BuildWithCalls(BoundNetwork.Of(network), cancellation);
        file = new OnnxFile(name, opset);
        values = new (string, ElementType)[graph.Nodes.Count];
        outputs = output is null ? graph.Outputs : [Find(output, name)];
        isWritten = new bool[graph.Nodes.Count];
        Array.Fill(isWritten, output is null);
        foreach (var node in outputs)
        {
            isWritten[node] = true;
        }

        for (var i = isWritten.Length - 1; i >= 0; i--)
        {
            foreach (var read in isWritten[i] ? graph.Nodes[i].Reads : [])
            {
                isWritten[read] = true;
            }
        }
    }

    /// <summary>Writes a network.</summary>
    /// <param name="network">A declared network, all of whose figures are known.</param>
    /// <param name="output">The layer that is the output, a property's name or a layer's path: nothing else is written than what it follows from. Null for the whole network.</param>
    /// <param name="custom">Takes the rules of custom layers, which are operators without a definition; null where they are errors.</param>
    /// <param name="opset">The version of ONNX's operators.</param>
    /// <param name="cancellation">Stops the writing.</param>
    /// <exception cref="ToolException">A layer has no form in ONNX, or there is no such output.</exception>
    public static OnnxFile Export(NetworkDeclaration network, string? output, CustomOperators? custom, long opset, CancellationToken cancellation)
    {
        var name = network.Settings.Name ?? network.Class.Name;
        if (network.Code is not null)
        {
            throw new ToolException($"'{name}' is a TorchSharp module, which has code and no declared layers; expected a network that is declared");
        }

        var exporter = new NetworkExporter(network, name, output, custom, opset, cancellation);
        exporter.Check(name);
        exporter.Write();
        return exporter.file;
    }

    private void Check(string name)
    {
        var missing = graph.Nodes.Where((n, i) => isWritten[i] && !n.IsInput && n.Call is null).ToList();
        if (missing.Count > 0 && custom is null)
        {
            const int Most = 5;
            throw new ToolException(
                $"'{name}' can't be exported: no operators are known for the custom layer{(missing.Count == 1 ? "" : "s")} {string.Join(", ", missing.Take(Most).Select(static n => $"'{n.Path}' ({n.Kind})"))}"
                + (missing.Count > Most ? $" and {missing.Count - Most} more" : "") + "; --custom-layers FILE writes operators without a definition, and rules for them to the file");
        }

        if (missing.Find(static n => n.Costs.Weights.Any(static w => w.Type is not null)) is { } typed)
        {
            throw new ToolException($"'{name}' can't be exported: the custom layer '{typed.Path}' ({typed.Kind}) counts what it stores by types, which rules files don't say");
        }

        if (graph.Nodes.FirstOrDefault(static n => n.Precision is not null) is { } precise)
        {
            throw new ToolException($"'{name}' can't be exported: a [Precision] is stated for '{precise.Path}', whose scales and conversions aren't exported; leave it out, or state the types in [Network]");
        }

        foreach (var type in graph.Nodes.Where((_, i) => isWritten[i]).SelectMany(TypesOf).Distinct())
        {
            if (ElementTypesOf.Since(type) is var since && since > file.Opset)
            {
                throw new ToolException($"'{name}' has values of {type.Name()}, which ONNX converts since opset {since}; expected --opset {since} or more");
            }
        }
    }

    private int Find(string output, string name)
    {
        var property = graph.Layers.FirstOrDefault(l => l.Declaration.Name == output && l.Node >= 0);
        var node = property?.Node ?? graph.Nodes.ToList().FindIndex(n => n.Path == output);
        if (node >= 0 && graph.Nodes[node].Costs.Storage != Storage.None)
        {
            return node;
        }

        var near = Nearest.Of(output, graph.Layers.Select(static l => l.Declaration.Name).Concat(graph.Nodes.Select(static n => n.Path)));
        throw new ToolException(node >= 0 ? $"the layer '{output}' of '{name}' is never run" : $"'{name}' has no layer '{output}'; {(near is null ? $"'burden show' lists them" : $"did you mean '{near}'?")}");
    }

    private IEnumerable<ElementType> TypesOf(GraphNode node) => node.Costs.Weights.Select(StoredType).Append(OutputType(node.Costs));

    private ElementType StoredType(Weight weight) => ElementTypesOf.Of(weight.Type ?? settings.ParameterType);

    private ElementType OutputType(LayerCosts costs) => ElementTypesOf.Of(costs.OutputType ?? settings.FeatureType);

    private long[] Sizes(Shape shape) => [checked(settings.Batch * shape.Count), .. shape.Dimensions];

    private void Write()
    {
        if (settings.CountExponentials)
        {
            file.Notes[Burden.Onnx.OnnxModel.ExponentialsKey] = "true";
        }

        var readers = new HashSet<string>?[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            foreach (var read in node.Reads)
            {
                (readers[read] ??= new HashSet<string>(StringComparer.Ordinal)).Add(node.Kind);
            }
        }

        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            // What only embeddings read are tokens' numbers.
            values[i] = (node.Path, node is { IsInput: true, Costs.OutputType: null } && readers[i] is { Count: 1 } kinds && kinds.Contains("Embedding") ? ElementType.Int64 : OutputType(node.Costs));
            if (!isWritten[i])
            {
                continue;
            }

            if (node.IsInput)
            {
                file.AddInput(node.Path, values[i].Type, Sizes(node.Costs.Output));
            }
            else
            {
                Write(node, i);
            }
        }

        foreach (var output in outputs.Distinct())
        {
            var (name, type) = values[output];
            if (graph.Nodes[output].IsInput)
            {
                // An input can't be an output, too.
                file.Add(new OnnxNode("Identity", [name], [name += "_output"], []) { Name = name });
            }

            file.AddOutput(name, type, Sizes(graph.Nodes[output].Costs.Output));
        }
    }

    private void Write(GraphNode node, int index)
    {
        foreach (var weight in node.Costs.Weights)
        {
            // A shared one is stored once, with the first layer that has it.
            if (NameOf(node, weight) is var name && stored.Add(name))
            {
                file.Add(StoredWeight.Of(name, node.Kind, weight, StoredType(weight)));
            }
        }

        if (node.Costs.Storage == Storage.None)
        {
            NeverRun(node);
            return;
        }

        if (node.Call is null)
        {
            var inputs = node.Reads.Select(r => values[r].Name).ToList();
            if (node.Costs.Parameters + node.Costs.SharedParameters + node.Costs.Buffers is > 0 and var count)
            {
                // A custom layer states a number alone; what shares it with another names the other's.
                var owner = node.SharesWith >= 0 ? graph.Nodes[node.SharesWith] : node;
                inputs.Add($"{owner.Path}.parameters");
                if (stored.Add(inputs[^1]))
                {
                    file.Add(new StoredWeight(inputs[^1], ElementTypesOf.Of(settings.ParameterType), [count], 0, 0));
                }
            }

            file.Add(new OnnxNode(custom!.Add(node, settings.Batch, node.Reads.Count > 0 && values[node.Reads[0]].Type != values[index].Type ? values[index].Type.Name() : null), inputs, [node.Path], []) { Domain = CustomOperators.Domain, Name = "/" + node.Path.Replace('.', '/') });
            return;
        }

        var reads = node.Reads.Select(r => (graph.Nodes[r].Costs.Output, values[r].Type)).ToList();
        var body = new LayerBody(node, reads, StoredType, settings.Batch, file.Opset);
        var output = LayerForms.Find(node.Kind)!(body);
        var isPlain = !body.IsComposed && values[index].Type == ElementType.Float
            && reads.All(r => r.Type == ElementType.Float || (node.Kind == "Embedding" && r.Type == ElementType.Int64))
            && node.Costs.Weights.All(w => StoredType(w) == ElementType.Float);
        if (isPlain)
        {
            Inline(node, body, output);
        }
        else
        {
            var yields = values[index].Type == ElementType.Float ? output : body.Op("Cast", [output], ("to", (long)values[index].Type));
            Call(node, body, yields);
        }
    }

    /// <summary>The layer's operators in the graph itself.</summary>
    private void Inline(GraphNode node, LayerBody body, string output)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { [output] = node.Path, [""] = "" };
        for (var i = 0; i < node.Reads.Count; i++)
        {
            names[LayerBody.ReadName(i)] = values[node.Reads[i]].Name;
        }

        foreach (var weight in node.Costs.Weights)
        {
            names[weight.Name] = NameOf(node, weight);
        }

        // The operator that works has the layer's name, those that only bring values into shape one below it.
        var main = body.Nodes.LastOrDefault(static n => n.Operator is not ("Reshape" or "Transpose" or "Constant")) ?? body.Nodes[^1];
        var way = "/" + node.Path.Replace('.', '/');
        for (var i = 0; i < body.Nodes.Count; i++)
        {
            var inner = body.Nodes[i];
            file.Add(inner.Renamed(n => names.TryGetValue(n, out var known) ? known : $"{node.Path}/{n}", ReferenceEquals(inner, main) ? way : $"{way}/{inner.Operator}_{i}"));
        }
    }

    /// <summary>The layer as a call of a function; layers that are alike have one together.</summary>
    private void Call(GraphNode node, LayerBody body, string output)
    {
        List<string> reads = [.. Enumerable.Range(0, node.Reads.Count).Select(LayerBody.ReadName)];
        List<string> inputs = [.. node.Reads.Select(r => values[r].Name)];
        if (reads.Count == 0)
        {
            // That it runs with the rest is told by an input that it doesn't use.
            reads.Add(LayerBody.ReadName(0));
            inputs.Add(FirstInput());
        }

        Call(node, [.. reads, .. node.Costs.Weights.Select(static w => w.Name)], [.. inputs, .. node.Costs.Weights.Select(w => NameOf(node, w))], output, body.Nodes, LayerNoteText.Of(node, settings.Batch));
    }

    private void Call(GraphNode node, IReadOnlyList<string> reads, IReadOnlyList<string> inputs, string output, IReadOnlyList<OnnxNode> body, string note)
    {
        var key = string.Join('\n', body.Select(static n => Convert.ToHexString(n.Write().ToArray())).Prepend($"{output} {string.Join(' ', reads)}"));
        if (!functions.TryGetValue(key, out var name))
        {
            functions.Add(key, name = $"{node.Kind}_{functions.Count + 1}");
            file.AddFunction(name, reads, output, body);
        }

        file.Add(new OnnxNode(name, inputs, [node.Path], []) { Domain = OnnxFile.Domain, Name = "/" + node.Path.Replace('.', '/'), Note = note });
    }

    /// <summary>A layer that is built and never run: only what it stores matters.</summary>
    private void NeverRun(GraphNode node)
    {
        if (node.Costs.Weights.Count > 0)
        {
            Call(
                node,
                [LayerBody.ReadName(0), .. node.Costs.Weights.Select(static w => w.Name)],
                [FirstInput(), .. node.Costs.Weights.Select(w => NameOf(node, w))],
                "y",
                [new OnnxNode("Identity", [LayerBody.ReadName(0)], ["y"], [])],
                LayerNoteText.NeverRun(node));
        }
    }

    /// <summary>An input of the network that is written; one is where none is read.</summary>
    private string FirstInput()
    {
        if (!isWritten[0])
        {
            isWritten[0] = true;
            file.AddInput(values[0].Name, values[0].Type, Sizes(graph.Nodes[0].Costs.Output));
        }

        return values[0].Name;
    }

    /// <summary>A stored tensor's name; a shared one has that of the layer that it is shared with.</summary>
    private string NameOf(GraphNode node, Weight weight)
    {
        while (weight.IsShared && node.SharesWith >= 0)
        {
            node = graph.Nodes[node.SharesWith];
            weight = node.Costs.Weights.First(w => w.Name == weight.Name);
        }

        return $"{node.Path}.{weight.Name}";
    }
}
