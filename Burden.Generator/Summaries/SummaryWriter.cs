using System.Text;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Summaries;

/// <summary>Writes summaries.</summary>
internal sealed class SummaryWriter
{
    private readonly StringBuilder text = new();

    private SummaryWriter()
    {
    }

    /// <summary>The text of a summary, which <see cref="SummaryParser"/> reads again.</summary>
    public static string Write(ModelSummary summary)
    {
        var writer = new SummaryWriter();
        writer.text.Append(SummaryFields.HeaderStart).Append(SummaryFields.Format).Append('\n');
        writer.Write(summary.Item);
        foreach (var fault in summary.Faults)
        {
            writer.Line(SummaryFields.Fault, fault.Setting, fault.Message);
        }

        foreach (var unused in summary.UnusedDimensions)
        {
            writer.Line(SummaryFields.Unused, unused);
        }

        writer.Write(summary.Settings);
        if (summary.Code is { } code)
        {
            writer.Write(code);
        }

        // As a file holds it: half a surrogate pair becomes another character there.
        var content = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(writer.text.ToString()));
        return $"{content}{SummaryFields.End}\t{SummaryFields.Checksum(content, content.Length)}\n";
    }

    private void Write(ModelItem item)
    {
        Line([SummaryFields.Item, item.File, item.Project, .. Place(item.Place)]);
        foreach (var setting in item.Settings)
        {
            Line([SummaryFields.Setting, setting.Name, setting.Value, .. Place(setting.Place)]);
        }
    }

    private static IEnumerable<string> Place(TextPlace? place) => place is null ? [] : [Text.Of(place.Line), Text.Of(place.Column)];

    private void Write(NetworkSettings settings) => Line(
        SummaryFields.Network,
        settings.Name ?? "",
        SummaryFields.Numbers(settings.Input),
        Text.Of(settings.Batch),
        settings.ParameterType.ToString(),
        settings.FeatureType.ToString(),
        settings.CountExponentials ? "1" : "0");

    private void Write(CodeGraph code)
    {
        foreach (var node in code.Nodes)
        {
            Line([SummaryFields.Node, node.Path, node.Kind, SummaryFields.Numbers(node.Reads.Select(static r => (long)r)), Text.Of(node.Module), ShapeOf(node.Costs.Output), .. Fields(node.Costs)]);
            foreach (var weight in node.Costs.Weights)
            {
                Line([SummaryFields.Weight, weight.Name, SummaryFields.Numbers(weight.Shape), .. Fields(weight)]);
            }
        }

        foreach (var module in code.Modules)
        {
            Write(module, 0);
        }

        Line(SummaryFields.Outputs, SummaryFields.Numbers(code.Outputs.Select(static o => (long)o)), code.IsComplete ? "1" : "0");
    }

    private void Write(CodeModule module, int depth)
    {
        Line(SummaryFields.Module, Text.Of(depth), module.Name, module.Kind, module.OutputShape, SummaryFields.Ranges(module.Nodes));
        foreach (var child in module.Children)
        {
            Write(child, depth + 1);
        }
    }

    private static string ShapeOf(Shape shape) => SummaryFields.Numbers(shape.Dimensions.Prepend(shape.Count));

    /// <summary>What a layer costs; what is zero, or follows from its weights, is left out.</summary>
    private static IEnumerable<string> Fields(LayerCosts costs)
    {
        var stored = new LayerCosts(costs.Output) { Weights = costs.Weights };
        IEnumerable<string?> fields =
        [
            Number(nameof(LayerCosts.Parameters), costs.Parameters, stored.Parameters),
            Number(nameof(LayerCosts.SharedParameters), costs.SharedParameters),
            Number(nameof(LayerCosts.Buffers), costs.Buffers, stored.Buffers),
            Number(nameof(LayerCosts.Macs), costs.Macs),
            Number(nameof(LayerCosts.Flops), costs.Flops),
            Number(nameof(LayerCosts.Exponentials), costs.Exponentials),
            costs.OutputType is { } type ? $"{nameof(LayerCosts.OutputType)}={type}" : null,
            costs.Storage == Storage.Own ? null : $"{nameof(LayerCosts.Storage)}={costs.Storage}",
            Number(nameof(LayerCosts.ExtraElements), costs.ExtraElements),
            Number(nameof(LayerCosts.ReadElements), costs.ReadElements, null),
            Number(nameof(LayerCosts.ActiveParameters), costs.ActiveParameters, null),
            costs.Attention is { } attention
                ? $"{nameof(LayerCosts.Attention)}={SummaryFields.Numbers([attention.IsOfItself ? 1 : 0, attention.IsCausal ? 1 : 0, attention.Window, attention.FlopsPerPair, attention.CachedPerToken])}"
                : null,
            costs.Drops ? $"{nameof(LayerCosts.Drops)}=1" : null,
            costs.Reach is { } reach ? $"{nameof(LayerCosts.Reach)}={ReachText.Of(reach)}" : null,
        ];
        return fields.OfType<string>();
    }

    private static IEnumerable<string> Fields(Weight weight)
    {
        if (!weight.IsTrainable)
        {
            yield return $"{nameof(Weight.IsTrainable)}=0";
        }

        if (weight.Type is { } type)
        {
            yield return $"{nameof(Weight.Type)}={type}";
        }

        if (weight.IsShared)
        {
            yield return $"{nameof(Weight.IsShared)}=1";
        }

        if (weight.OutputChannels is { } channels)
        {
            yield return $"{nameof(Weight.OutputChannels)}={Text.Of(channels)}";
        }

        if (weight.IsMerged)
        {
            yield return $"{nameof(Weight.IsMerged)}=1";
        }

        if (weight.IsScale)
        {
            yield return $"{nameof(Weight.IsScale)}=1";
        }
    }

    private static string? Number(string name, long? number, long? usual = 0) => number == usual || number is null ? null : $"{name}={Text.Of(number.Value)}";

    private void Line(params IEnumerable<string> fields)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            text.Append(isFirst ? "" : "\t").Append(SummaryFields.Escape(field));
            isFirst = false;
        }

        text.Append('\n');
    }
}
