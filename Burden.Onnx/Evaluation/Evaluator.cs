using Burden.Generator.Layers;
using Burden.Onnx.Graphs;
using Burden.Onnx.Operators;
using Burden.Onnx.Proto;
using Burden.Onnx.Reading;
using Burden.Onnx.Values;

namespace Burden.Onnx.Evaluation;

/// <summary>
/// Runs a model on shapes: every operator's rule yields the sizes of its outputs from those of its inputs, and values where
/// they are few and known, which is how shapes that are computed on the way are followed.
/// </summary>
internal sealed class Evaluator(ModelMessage model, StoredTensors stored, DimensionSettings settings, RuleFile rules, GraphRecorder recorder, CancellationToken cancellation)
{
    /// <summary>Graphs and functions nest no deeper in anything that an exporter writes.</summary>
    private const int MaxDepth = 64;

    /// <summary>The most nodes that run, those of loops as often as they do.</summary>
    private const int MaxRuns = 500_000;

    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionMessage> functions = Functions(model);
    private readonly Dictionary<(string Domain, string Name, string Overload), int> calls = [];
    private readonly Dictionary<IReadOnlyList<NodeMessage>, IReadOnlyList<NodeMessage>> orders = new(ReferenceEqualityComparer.Instance);
    private int runs;

    public DimensionSettings Settings => settings;

    public GraphRecorder Recorder => recorder;

    /// <summary>Every value of the model's own graph, by its name.</summary>
    public IReadOnlyDictionary<string, OnnxValue?> Values { get; private set; } = new Dictionary<string, OnnxValue?>();

    /// <summary>Runs the model's graph.</summary>
    /// <returns>Its outputs.</returns>
    public IReadOnlyList<OnnxValue?> Run(IReadOnlyList<(string Name, OnnxValue? Value)> arguments)
    {
        var graph = model.Graph!;
        var scope = new Scope(model.Opsets);
        Values = scope.Values;
        foreach (var (name, value) in arguments)
        {
            scope.Define(name, value);
        }

        return Run(graph, scope);
    }

    /// <summary>Runs a graph in an attribute on arguments for its inputs.</summary>
    public IReadOnlyList<OnnxValue?> Run(GraphMessage graph, Scope scope, IReadOnlyList<OnnxValue?> arguments)
    {
        if (scope.Depth > MaxDepth)
        {
            throw new OnnxException(OnnxFaultKind.Limit, $"graphs nest more than {MaxDepth} deep");
        }

        for (var i = 0; i < graph.Inputs.Count && i < arguments.Count; i++)
        {
            scope.Define(graph.Inputs[i].Name, arguments[i]);
        }

        return Run(graph, scope);
    }

    /// <summary>What to do about values that aren't known.</summary>
    /// <param name="tensor">The tensor whose values they are.</param>
    public string Advice(string tensor)
    {
        var inputs = new ValueOrigins(model).SteeringInputs(tensor);
        return inputs.Count > 0
            ? $"It follows from {(inputs.Count == 1 ? "the input" : "the inputs")} {string.Join(", ", inputs.Select(static i => $"'{i}'"))}; give {(inputs.Count == 1 ? "its value" : "their values")} as a dimension: {string.Join(";", inputs.Select(static i => $"{i}:value=NUMBER"))}"
            : tensor.Length == 0 ? "" : $"Give its values as a dimension: {tensor}:value=NUMBERS";
    }

    /// <summary>Records what a node yields, and makes the value that others read.</summary>
    public TensorValue Record(
        OperatorCall call, Scope scope, int output, string kind, LayerCosts costs, IReadOnlyList<long> sizes, ElementType type, KnownData? data, IEnumerable<TensorValue> reads)
    {
        var name = output < call.Node.Outputs.Count ? call.Node.Outputs[output] : "";
        data ??= name.Length > 0 && settings.Values(name) is { } given ? Given(given, type, sizes, name) : null;
        var sources = reads.Where(static r => r.IsConstant).SelectMany(static r => r.Sources).Distinct().ToList();
        var node = recorder.Add(call, scope.Prefix, output, kind, costs, sizes, type, reads, call.IsConstant || output > 0 ? [] : sources);
        var value = new TensorValue(type, sizes, node) { Data = data, Sources = call.IsConstant ? sources : [] };
        return call.IsConstant ? value.AsConstant() : value;
    }

    /// <summary>Values that the user gives, checked against the tensor's sizes.</summary>
    public static KnownData Given(double[] values, ElementType type, IReadOnlyList<long> sizes, string name)
    {
        if (values.Length != sizes.Product())
        {
            throw new OnnxException(OnnxFaultKind.Dimensions, $"'{name}:value' gives {Text.Of(values.Length)} values; '{name}' is {TensorValue.Describe(sizes)}", "");
        }

        return type.IsReal() ? KnownData.Of(values) : KnownData.Of([.. values.Select(static v => (long)v)]);
    }

    private static Dictionary<(string Domain, string Name, string Overload), FunctionMessage> Functions(ModelMessage model)
    {
        var functions = new Dictionary<(string, string, string), FunctionMessage>();
        foreach (var function in model.Functions)
        {
            functions.TryAdd((function.Domain, function.Name, function.Overload), function);
        }

        return functions;
    }

    private OnnxValue?[] Run(GraphMessage graph, Scope scope)
    {
        foreach (var tensor in graph.Initializers)
        {
            // An input of the same name would override it, but a network is counted as the file has it.
            scope.Define(tensor.Name, stored.ValueOf(tensor));
        }

        Run(graph.Nodes, scope);
        return [.. graph.Outputs.Select(o => Find(o.Name, scope, $"the output '{o.Name}'"))];
    }

    private void Run(IReadOnlyList<NodeMessage> nodes, Scope scope)
    {
        if (!orders.TryGetValue(nodes, out var order))
        {
            orders.Add(nodes, order = NodeOrder.Of(nodes));
        }

        foreach (var node in order)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++runs > MaxRuns)
            {
                throw new OnnxException(OnnxFaultKind.Limit, $"the network runs more than {Text.Grouped(MaxRuns)} operations");
            }

            try
            {
                Run(node, scope);
            }
            catch (OnnxException fault) when (fault.Place is null)
            {
                throw new OnnxException(fault.Kind, fault.Message, Place(node, scope));
            }
            catch (OverflowException)
            {
                throw new OnnxException(OnnxFaultKind.Limit, "a figure is beyond 64 bits", Place(node, scope));
            }
            catch (Exception fault) when (fault is ArgumentException or IndexOutOfRangeException or InvalidOperationException or KeyNotFoundException or DivideByZeroException)
            {
                // A rule takes sizes and attributes as its operator is defined; others are the file's fault.
                throw new OnnxException(OnnxFaultKind.Shape, $"its inputs and attributes are not those of {node.Operator}: {Describe(node, scope)}", Place(node, scope));
            }
            catch (NotSupportedException)
            {
                throw new OnnxException(OnnxFaultKind.Shape, "values of its type can't be counted: no type of so many bits is known", Place(node, scope));
            }
        }
    }

    private static string Describe(NodeMessage node, Scope scope)
        => string.Join(", ", node.Inputs.Select(name => !scope.TryFind(name, out var value) ? "nothing" : value is TensorValue tensor ? tensor.Text : "no tensor"));

    private static string Place(NodeMessage node, Scope scope)
    {
        var name = node.Name.Length > 0 ? node.Name : node.Outputs.Find(static o => o.Length > 0) is { } output ? $"of '{output}'" : "";
        var quoted = name.StartsWith("of ", StringComparison.Ordinal) ? name : $"'{(scope.Prefix.Length == 0 ? name : $"{scope.Prefix}/{name}")}'";
        return $"node {quoted} ({node.Operator})";
    }

    private void Run(NodeMessage node, Scope scope)
    {
        var inputs = new OnnxValue?[node.Inputs.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = node.Inputs[i].Length == 0 ? null : Find(node.Inputs[i], scope, $"input {Text.Of(i)}");
        }

        if (functions.TryGetValue((node.Domain, node.Operator, node.Overload), out var function))
        {
            var first = recorder.Nodes.Count;
            Call(function, node, inputs, scope);
            if (node is { Layer.Length: > 0, Outputs: [var name] } && scope.TryFind(name, out var yielded) && yielded is TensorValue output)
            {
                scope.Define(name, LayerCalls.Merge(node, inputs, output, scope.Prefix, recorder, first));
            }

            return;
        }

        if (node is { Operator: "Constant", Domain: "" })
        {
            scope.Define(node.Outputs[0], stored.ValueOf(node, scope));
            return;
        }

        var call = new OperatorCall(this, scope, node, inputs);
        if (rules.Find(node) is { } own)
        {
            own.Apply(call);
        }
        else if (OperatorTable.Find(node.Domain, node.Operator) is { } rule)
        {
            rule(call);
        }
        else
        {
            throw MissingRules();
        }

        for (var i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Outputs[i].Length > 0)
            {
                // An output that no rule yields is unknown, and an error where something reads it.
                scope.Define(node.Outputs[i], call.Outputs[i]);
            }
        }
    }

    private void Call(FunctionMessage function, NodeMessage node, OnnxValue?[] inputs, Scope scope)
    {
        if (scope.Depth > MaxDepth)
        {
            throw new OnnxException(OnnxFaultKind.Limit, $"the function '{function.Name}' calls itself, or functions nest more than {MaxDepth} deep");
        }

        var attributes = function.Defaults.ToDictionary(static a => a.Name, StringComparer.Ordinal);
        foreach (var attribute in node.Attributes)
        {
            if (scope.Resolve(attribute) is { } value)
            {
                attributes[attribute.Name] = value;
            }
        }

        var key = (function.Domain, function.Name, function.Overload);
        var number = calls[key] = calls.GetValueOrDefault(key) + 1;
        var step = node.Name.Length > 0 ? node.Name : $"{function.Name}_{Text.Of(number)}";
        var inner = new Scope(scope, step, Opsets(function), attributes);
        for (var i = 0; i < function.Inputs.Count; i++)
        {
            inner.Define(function.Inputs[i], i < inputs.Length ? inputs[i] : null);
        }

        Run(function.Nodes, inner);
        for (var i = 0; i < node.Outputs.Count && i < function.Outputs.Count; i++)
        {
            if (node.Outputs[i].Length > 0)
            {
                scope.Define(node.Outputs[i], Find(function.Outputs[i], inner, $"the output '{function.Outputs[i]}' of the function '{function.Name}'"));
            }
        }
    }

    /// <summary>A function names the versions it is written in; what it doesn't name is the model's.</summary>
    private Dictionary<string, long> Opsets(FunctionMessage function)
    {
        var opsets = new Dictionary<string, long>(function.Opsets, StringComparer.Ordinal);
        foreach (var (domain, version) in model.Opsets)
        {
            opsets.TryAdd(domain, version);
        }

        return opsets;
    }

    private static OnnxValue? Find(string name, Scope scope, string what) => scope.TryFind(name, out var value)
        ? value
        : throw new OnnxException(OnnxFaultKind.Format, $"{what} reads '{name}', which nothing yields");

    /// <summary>All operators that have no rule, with their nodes: the user is to hear of them at once.</summary>
    private OnnxException MissingRules()
    {
        var missing = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var node in Subgraphs.AllNodes(model))
        {
            if (OperatorTable.Find(node.Domain, node.Operator) is null && rules.Find(node) is null
                && !functions.ContainsKey((node.Domain, node.Operator, node.Overload)) && node is not { Operator: "Constant", Domain: "" })
            {
                var name = RuleFile.NameOf(node);
                if (!missing.TryGetValue(name, out var nodes))
                {
                    missing.Add(name, nodes = []);
                }

                nodes.Add(node.Name.Length > 0 ? node.Name : node.Outputs.FirstOrDefault() ?? "?");
            }
        }

        const int Most = 10;
        var text = missing.Select(static m => $"{m.Key} ({string.Join(", ", m.Value.Take(Most).Select(static n => $"'{n}'"))}{(m.Value.Count > Most ? $" and {Text.Of(m.Value.Count - Most)} more" : "")})");
        return new OnnxException(
            OnnxFaultKind.Operator,
            $"{(missing.Count == 1 ? "an operator has" : $"{Text.Of(missing.Count)} operators have")} no rule: {string.Join("; ", text)}. State what {(missing.Count == 1 ? "it costs" : "they cost")} in a rules file",
            "");
    }
}
