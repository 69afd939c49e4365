using System.Globalization;
using System.Text.Json;
using Burden.Generator.Graphs;
using Burden.Generator.Layers;

namespace Burden.Tool.Exporting;

/// <summary>Custom layers as operators without a definition, with the rules that tell readers what each yields and costs.</summary>
internal sealed class CustomOperators
{
    /// <summary>The domain of these operators.</summary>
    public const string Domain = "burden.custom";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Dictionary<string, string>> rules = new(StringComparer.Ordinal);

    /// <summary>The rules as a file of them has it.</summary>
    public string Rules => JsonSerializer.Serialize(rules, Indented) + "\n";

    /// <summary>The operator of a layer; layers that yield and cost the same have one together.</summary>
    /// <param name="type">The type of what it yields, where it reads another; null otherwise.</param>
    public string Add(GraphNode node, long batch, string? type)
    {
        var costs = node.Costs;
        var rule = checked(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Output"] = $"({string.Join(", ", costs.Output.Dimensions.Prepend(batch * costs.Output.Count).Select(Text))})",
            ["Macs"] = Text(batch * costs.Macs),
            ["Flops"] = Text(batch * costs.Flops),
        });
        if (costs.Exponentials > 0)
        {
            rule["Exponentials"] = Text(checked(batch * costs.Exponentials));
        }

        if (costs.Buffers > 0)
        {
            rule["Parameters"] = Text(costs.Parameters);
            rule["Buffers"] = Text(costs.Buffers);
        }

        if (type is not null)
        {
            rule["ElementType"] = type;
        }

        if (costs.Storage == Storage.InPlace)
        {
            rule["InPlace"] = "true";
        }

        var key = $"{node.Kind} {JsonSerializer.Serialize(rule)}";
        if (!names.TryGetValue(key, out var name))
        {
            names.Add(key, name = $"{node.Kind}_{names.Count + 1}");
            rules.Add($"{Domain}::{name}", rule);
        }

        return name;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
