using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>
/// A layer that Burden lacks, as an operator has it. Its rules are the plainest that hold for all of the operator's nodes; what
/// differs otherwise is a parameter.
/// </summary>
/// <param name="operator">The operator's name in the file.</param>
/// <param name="name">What the layer is called.</param>
/// <param name="isMerge">Whether it combines several layers.</param>
/// <param name="storage">Where its output lies.</param>
internal sealed class CustomLayerClass(string @operator, string name, bool isMerge, Storage storage)
{
    private readonly List<NodeView> nodes = [];
    private List<Rule> parameters = [];

    /// <summary>A rule, or a parameter that stands for it.</summary>
    /// <param name="ValueOf">The parameter's value for a node; null for a rule that needs none.</param>
    private sealed record Rule(string Name, string Text, string? Parameter = null, Func<NodeView, Constant>? ValueOf = null);

    /// <summary>The operator's name in the file.</summary>
    public string Operator { get; } = @operator;

    public bool IsMerge => isMerge;

    /// <summary>The operator, with what it reads besides layers.</summary>
    public string Summary { get; } = name.EndsWith("Constant", StringComparison.Ordinal) ? $"{@operator} with a constant"
        : name.EndsWith("Output", StringComparison.Ordinal) ? $"{@operator}, a further output of it"
        : name.StartsWith("Shared", StringComparison.Ordinal) ? $"{@operator} with weights that another layer counts"
        : name == @operator ? @operator
        : $"{@operator} with stored values";

    /// <summary>The attribute's name, which is settled when all names are known.</summary>
    public string Name { get; set; } = name;

    public Signature Signature { get; private set; } = Signature.Of();

    /// <summary>The rules by the names of their constants.</summary>
    public IReadOnlyList<(string Name, string Text)> Rules { get; private set; } = [];

    /// <summary>The type of what all of its layers yield; null where that follows from what they read, or differs.</summary>
    public DataType? ElementType { get; private set; }

    /// <summary>The constructor's parameters that stand for rules, with what each is.</summary>
    public IReadOnlyList<(string Name, string Summary)> Parameters { get; private set; } = [];

    public int Count => nodes.Count;

    public void Add(NodeView node) => nodes.Add(node);

    /// <summary>Works out the rules, now that all nodes are known.</summary>
    /// <param name="parameterType">The network's type of parameters.</param>
    /// <param name="isTypeKnown">Whether the type of what each yields follows from what it reads.</param>
    public void Settle(DataType parameterType, bool isTypeKnown)
    {
        ElementType = !isTypeKnown && nodes.TrueForAll(n => n.Type == nodes[0].Type) ? nodes[0].Type : null;
        List<Rule> rules = [OutputRule(), .. StoredRules(parameterType, isTrainable: true), MacsRule(), FlopsRule(), .. StoredRules(parameterType, isTrainable: false)];

        if (storage == Storage.View)
        {
            rules.Add(new Rule("FeatureElements", "0"));
        }
        else if (nodes.Exists(static n => n.Costs.ExtraElements > 0))
        {
            rules.Add(ElementsRule("FeatureElements", static n => checked(n.Output.Elements + n.Costs.ExtraElements), ""));
        }

        if (storage == Storage.InPlace)
        {
            rules.Add(new Rule("InPlace", "true"));
        }

        parameters = [.. rules.Where(static r => r.Parameter is not null)];
        Rules = [.. rules.Select(static r => (r.Name, r.Text))];
        Parameters = [.. parameters.Select(static p => (p.Parameter!, Meaning(p.Name, p.Parameter!)))];
        Signature = Signature.Of([.. parameters.Select(static p => p.Parameter!)]);
        if (isMerge)
        {
            Signature = Signature with { Positional = Signature.Positional.Add(new Parameter(MergeKind.LayersParameter, null)), IsVariadic = true };
        }
    }

    /// <summary>The layer that a node is.</summary>
    public IReadOnlyList<LayerArgument> ArgumentsFor(NodeView node) => [.. parameters.Select(p => new LayerArgument(p.Parameter!, p.ValueOf!(node)))];

    private static string Meaning(string rule, string parameter) => (rule, parameter) switch
    {
        ("Output", "shape") => "What it yields.",
        ("Output", _) => $"The {parameter} that it yields.",
        _ => Meaning(rule),
    };

    private static string Meaning(string rule) => rule switch
    {
        "Parameters" => "The parameters that it stores.",
        "Buffers" => "The values that it stores and that aren't trained.",
        _ when rule.EndsWith("Parameters", StringComparison.Ordinal) => $"The parameters that it stores as {rule[..^10].ToLowerInvariant()}.",
        _ when rule.EndsWith("Buffers", StringComparison.Ordinal) => $"The values that it stores as {rule[..^7].ToLowerInvariant()} and that aren't trained.",
        "Macs" => "Its multiply-adds.",
        "Flops" => "Its operations.",
        _ => "The values in memory of its own.",
    };

    private Rule OutputRule()
    {
        if (nodes.TrueForAll(static n => n.Output.Equals(n.Input)))
        {
            return new Rule("Output", "Input");
        }

        for (var i = 1; i < nodes.Min(static n => n.Inputs.Count); i++)
        {
            var at = i;
            if (nodes.TrueForAll(n => n.Output.Equals(n.Inputs[at])))
            {
                return new Rule("Output", $"Inputs[{i}]");
            }
        }

        var dimensions = Dimensions();
        if (dimensions.Count(static d => d is null) is 0 or 1 && dimensions.Count > 0)
        {
            // One size is a parameter.
            var axis = dimensions.IndexOf(null);
            var name = axis == dimensions.Count - 1 ? "features" : axis == 0 ? "channels" : "size";
            var text = dimensions.Count == 1 ? dimensions[0] ?? name : $"({string.Join(", ", dimensions.Select(d => d ?? name))})";
            return axis < 0 ? new Rule("Output", text) : new Rule("Output", text, name, n => n.Output[axis]);
        }

        return new Rule("Output", "shape", "shape", static n => Constants.Tuple(n.Output.Dimensions));
    }

    /// <summary>Sizes that are the input's, or the same in all nodes; null for others, and empty where the nodes' ranks differ.</summary>
    private List<string?> Dimensions()
        => nodes.Exists(n => n.Output.Rank != nodes[0].Output.Rank) ? [] : [.. Enumerable.Range(0, nodes[0].Output.Rank).Select(axis =>
            nodes.TrueForAll(n => n.Input.Rank == n.Output.Rank && n.Output[axis] == n.Input[axis]) ? $"Input[{Text.Of(axis)}]"
            : nodes.TrueForAll(n => n.Output[axis] == nodes[0].Output[axis]) ? Text.Of(nodes[0].Output[axis])
            : null)];

    /// <summary>A rule for what is stored in the network's type, and one for each other type.</summary>
    private List<Rule> StoredRules(DataType network, bool isTrainable)
    {
        var name = isTrainable ? "Parameters" : "Buffers";
        var rules = Enum.GetValues<DataType>().Where(t => t != network && nodes.Exists(n => n.Stores(t, isTrainable) > 0))
            .Select(t => StoredRule($"{t}{name}", n => n.Stores(t, isTrainable))).ToList();
        if (nodes.Exists(n => n.Stores(network, isTrainable) > 0) || (isTrainable && rules.Count == 0))
        {
            rules.Insert(0, StoredRule(name, n => n.Stores(network, isTrainable)));
        }

        return rules;
    }

    private Rule StoredRule(string name, Func<NodeView, long> amount)
    {
        // A few values for each channel follow from the input; more than that would be chance.
        const long Few = 4, Kernel = 49;
        var first = amount(nodes[0]);
        return first <= 1 && nodes.TrueForAll(n => amount(n) == first) ? new Rule(name, Text.Of(first))
            : Factor(amount, static n => Features(n.Input)) is { } features and <= Few ? new Rule(name, Times(features, "Input.Features"))
            : Factor(amount, static n => n.Input.Channels) is { } channels and <= Few ? new Rule(name, Times(channels, "Input.Channels"))
            : Factor(amount, static n => Features(n.Output)) is { } outputs and <= Few ? new Rule(name, Times(outputs, "Output.Features"))
            : Factor(amount, static n => n.Output.Channels) is { } filters and <= Few ? new Rule(name, Times(filters, "Output.Channels"))
            : Factor(amount, static n => checked(Features(n.Input) * Features(n.Output))) is 1 ? new Rule(name, "Input.Features * Output.Features")
            : Factor(amount, static n => checked(n.Input.Channels * n.Output.Channels)) is { } area and <= Kernel ? new Rule(name, Times(area, "Input.Channels * Output.Channels"))
            : name.EndsWith("Buffers", StringComparison.Ordinal) && nodes.TrueForAll(n => amount(n) > 0) && Factor(static n => n.Costs.Parameters, amount) is > 1 and var group ? new Rule(name, $"Parameters / {Text.Of(group)}")
            : nodes.TrueForAll(n => amount(n) == first) ? new Rule(name, Text.Of(first))
            : Factor(amount, static n => n.Input.Elements) is 1 ? new Rule(name, "Input.Elements")
            : new Rule(name, Camel(name), Camel(name), n => amount(n));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private Rule MacsRule()
    {
        if (nodes.TrueForAll(static n => n.Costs.Macs == 0))
        {
            return new Rule("Macs", "0");
        }

        return Factor(static n => n.Costs.Macs, static n => checked(Features(n.Input) * n.Output.Elements)) is 1 ? new Rule("Macs", "Input.Features * Output.Elements")
            : Factor(static n => n.Costs.Macs, static n => checked(n.Input.Channels * n.Output.Elements)) is { } area ? new Rule("Macs", Times(area, "Input.Channels * Output.Elements"))
            : Factor(static n => n.Costs.Macs, static n => n.Output.Elements) is { } factor
            ? new Rule("Macs", Times(factor, "Output.Elements"))
            : new Rule("Macs", "macs", "macs", static n => n.Costs.Macs);
    }

    private Rule FlopsRule()
    {
        if (nodes.TrueForAll(static n => n.Costs.Flops == 0))
        {
            return new Rule("Flops", "0");
        }

        if (nodes.TrueForAll(static n => n.Costs.Macs == 0))
        {
            return ElementsRule("Flops", static n => n.Costs.Flops, "");
        }

        return nodes.TrueForAll(static n => n.Costs.Flops == n.Costs.Macs) ? new Rule("Flops", "Macs") : ElementsRule("Flops", static n => n.Costs.Flops - n.Costs.Macs, "Macs + ");
    }

    private Rule ElementsRule(string name, Func<NodeView, long> amount, string before)
        => Factor(amount, static n => n.Output.Elements) is var outputs && Factor(amount, static n => n.Input.Elements) is { } inputs && !(outputs <= inputs) ? new Rule(name, before + Times(inputs, "Input.Elements"))
            : outputs is { } whole ? new Rule(name, before + Times(whole, "Output.Elements"))
            : nodes.TrueForAll(n => amount(n) == amount(nodes[0])) && before.Length == 0 ? new Rule(name, Text.Of(amount(nodes[0])))
            : new Rule(name, before + Camel(name), Camel(name), n => amount(n));

    /// <summary>The whole number by which an amount is another, in all nodes; null where there is none.</summary>
    private long? Factor(Func<NodeView, long> amount, Func<NodeView, long> of)
    {
        long? factor = null;
        foreach (var node in nodes)
        {
            var (value, unit) = (amount(node), of(node));
            if (unit == 0 || value % unit != 0 || (factor is { } known && known != value / unit))
            {
                return null;
            }

            factor = value / unit;
        }

        return factor;
    }

    private static long Features(Shape shape) => shape[shape.Rank - 1];

    private static string Times(long factor, string what) => factor switch
    {
        0 => "0",
        1 => what,
        _ => $"{Text.Of(factor)} * {what}",
    };
}
