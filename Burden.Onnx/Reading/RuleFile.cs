using System.Text.Json;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Reading;

/// <summary>
/// The user's rules for operators that Burden doesn't know, in JSON: an operator's name, its domain before it where it has
/// one, and the expressions of a custom layer: <c>{ "my.domain::Gain": { "Output": "Input", "Macs": "0", "Flops": "Output.Elements" } }</c>.
/// </summary>
internal sealed class RuleFile
{
    public static readonly RuleFile Empty = new([]);

    private static readonly string[] Names = ["Output", "Parameters", "Buffers", "Macs", "Flops", "Exponentials", "InPlace", Type];

    /// <summary>The rule that states the type of what an operator yields.</summary>
    private const string Type = "ElementType";

    private readonly Dictionary<string, OwnRule> rules;

    private RuleFile(Dictionary<string, OwnRule> rules) => this.rules = rules;

    /// <summary>What an operator is called in the file: <c>Conv</c>, <c>com.microsoft::FusedConv</c>.</summary>
    public static string NameOf(NodeMessage node) => node.Domain.Length == 0 ? node.Operator : $"{node.Domain}::{node.Operator}";

    /// <exception cref="OnnxException">The text is no JSON of this form.</exception>
    public static RuleFile Parse(string text)
    {
        var rules = new Dictionary<string, OwnRule>(StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Fault("", "the file is no object of operators");
            }

            foreach (var entry in json.RootElement.EnumerateObject())
            {
                rules[entry.Name] = Rule(entry);
            }
        }
        catch (JsonException fault)
        {
            throw Fault("", fault.Message);
        }

        return new RuleFile(rules);
    }

    public OwnRule? Find(NodeMessage node) => rules.GetValueOrDefault(NameOf(node));

    private static OwnRule Rule(JsonProperty entry)
    {
        var place = $"the rules of '{entry.Name}'";
        if (entry.Value.ValueKind != JsonValueKind.Object)
        {
            throw Fault(place, "expected an object of expressions");
        }

        var expressions = new Dictionary<string, Expression>(StringComparer.Ordinal);
        ElementType? type = null;
        foreach (var rule in entry.Value.EnumerateObject())
        {
            if (Array.IndexOf(Names, rule.Name) < 0)
            {
                throw Fault(place, $"'{rule.Name}' is no rule; {(Nearest.Of(rule.Name, Names) is { } near ? $"did you mean '{near}'?" : $"expected {string.Join(", ", Names)}")}");
            }

            if (rule.Name == Type)
            {
                var word = rule.Value.ValueKind == JsonValueKind.String ? rule.Value.GetString()! : rule.Value.GetRawText();
                type = TypeOf(word) ?? throw Fault(place, $"{Type}: '{word}' is no type{(Nearest.Of(word, Types) is { } near ? $"; did you mean '{near}'?" : $"; expected one of {string.Join(", ", Types)}")}");
                continue;
            }

            try
            {
                expressions[rule.Name] = Expression.Parse(rule.Value.ValueKind == JsonValueKind.String ? rule.Value.GetString()! : rule.Value.GetRawText());
            }
            catch (ExpressionException fault)
            {
                throw Fault(place, $"{rule.Name}: {fault.Message}");
            }
        }

        // What is left out is unknown, and never taken for zero.
        return Array.Find(["Output", "Macs", "Flops"], r => !expressions.ContainsKey(r)) is { } missing
            ? throw Fault(place, $"{missing} is missing")
            : new OwnRule(entry.Name, expressions, type);
    }

    /// <summary>The types as ONNX names them, and 32 and 64 bits as the rest of Burden does.</summary>
    private static readonly string[] Types = [.. Enum.GetValues<ElementType>().Where(ElementTypes.IsDefined).Select(static t => t.Name()), "float32", "float64"];

    private static ElementType? TypeOf(string word) => word switch
    {
        "float32" => ElementType.Float,
        "float64" => ElementType.Double,
        _ => Enum.GetValues<ElementType>().Where(t => ElementTypes.IsDefined(t) && t.Name() == word).Select(static t => (ElementType?)t).FirstOrDefault(),
    };

    private static OnnxException Fault(string place, string message) => new(OnnxFaultKind.Rules, message, place);
}

/// <summary>The user's rule for one operator.</summary>
/// <param name="type">The type of what it yields; null for that of the first input.</param>
internal sealed class OwnRule(string name, IReadOnlyDictionary<string, Expression> expressions, ElementType? type)
{
    /// <summary>Works out a node. Shapes are whole: the batch is their first dimension.</summary>
    public void Apply(OperatorCall call)
    {
        var inputs = call.Tensors.ToList();
        if (inputs.Count == 0)
        {
            throw call.Fault("it has no inputs, so that no rule over them can hold");
        }

        var scope = new Names(call);
        for (var i = 0; i < inputs.Count; i++)
        {
            var layer = new LayerValue($"Input{Text.Of(i)}", new Shape(inputs[i].Sizes.ToEquatableArray()), -1);
            scope[$"Input{Text.Of(i)}"] = layer;
            if (i == 0)
            {
                scope["Input"] = layer;
            }
        }

        scope["Inputs"] = TupleValue.Of(inputs.Select((_, i) => scope[$"Input{Text.Of(i)}"]));
        var sizes = Evaluate(scope, "Output") switch
        {
            LayerValue layer => [.. layer.Shape.Dimensions],
            IntegerValue { Number: >= 0 and var size } => [size],
            TupleValue tuple when tuple.Items.All(static i => i is IntegerValue { Number: >= 0 }) => tuple.Items.Select(static i => ((IntegerValue)i).Number).ToArray(),
            var other => throw call.Fault($"its rule Output gives {other.Noun}; expected a tuple of sizes, or an input"),
        };
        scope["Output"] = new LayerValue("Output", new Shape(sizes.ToEquatableArray()), -1);
        var inPlace = expressions.ContainsKey("InPlace") && Evaluate(scope, "InPlace") is BooleanValue { Truth: true };
        var costs = new LayerCosts(Shape.Of())
        {
            Macs = Amount(scope, "Macs"),
            Flops = Amount(scope, "Flops"),
            Exponentials = Amount(scope, "Exponentials"),
            Storage = inPlace ? Storage.InPlace : Storage.Own,
        };
        call.Yield(call.Operator, costs, sizes, type ?? inputs[0].Type);

        // Weights are the file's own; a rule may say that there are more or fewer.
        if (expressions.ContainsKey("Parameters") || expressions.ContainsKey("Buffers"))
        {
            call.StateStored(Amount(scope, "Parameters"), Amount(scope, "Buffers"));
        }
    }

    private Value Evaluate(Names scope, string rule)
    {
        try
        {
            return expressions[rule].Evaluate(scope);
        }
        catch (ExpressionException fault)
        {
            throw new OnnxException(OnnxFaultKind.Rules, $"the rule {rule} of '{name}': {fault.Message}");
        }
    }

    private long Amount(Names scope, string rule) => !expressions.ContainsKey(rule) ? 0 : Evaluate(scope, rule) switch
    {
        IntegerValue { Number: >= 0 and var number } => number,
        var other => throw new OnnxException(OnnxFaultKind.Rules, $"the rule {rule} of '{name}' gives {(other is IntegerValue ? "less than 0" : other.Noun)}; expected an integer of at least 0"),
    };

    /// <summary>The inputs, the output, and the node's attributes.</summary>
    private sealed class Names(OperatorCall call) : IScope
    {
        private readonly Dictionary<string, Value> known = new(StringComparer.Ordinal);

        public Value this[string name]
        {
            get => known[name];
            set => known[name] = value;
        }

        IEnumerable<string> IScope.Names => known.Keys.Concat(call.Node.Attributes.Select(static a => a.Name));

        public Value? Resolve(string name) => known.TryGetValue(name, out var value) ? value : call.Attribute(name) switch
        {
            null => null,
            { Integer: { } integer } => new IntegerValue(integer),
            { Real: { } real } => new RealValue(real),
            { Integers.Count: > 0 } list => TupleValue.Of(list.Integers.Select(static i => new IntegerValue(i))),
            { Reals.Count: > 0 } list => TupleValue.Of(list.Reals.Select(static r => new RealValue(r))),
            _ => null,
        };
    }
}
