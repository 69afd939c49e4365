using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Summaries;

/// <summary>Reads summaries. Whatever the text is, nothing is thrown.</summary>
internal sealed class SummaryParser
{
    /// <summary>How deep modules may nest.</summary>
    private const int MostDepth = 256;

    private readonly List<ModelSetting> settings = [];
    private readonly List<ModelFault> faults = [];
    private readonly List<string> unused = [];
    private readonly List<CodeNode> nodes = [];
    private readonly List<Weight> weights = [];
    private readonly List<OpenModule> modules = [];
    private readonly List<OpenModule> open = [];
    private (string File, string Project, TextPlace? Place)? item;
    private NetworkSettings? network;
    private SummaryLine? node;
    private EquatableArray<int>? outputs;
    private bool isComplete;

    private SummaryParser()
    {
    }

    /// <summary>A module whose children are still being read.</summary>
    private sealed record OpenModule(string Name, string Kind, string OutputShape, EquatableArray<int> Nodes)
    {
        public List<OpenModule> Children { get; } = [];

        public CodeModule Close() => new(Name, Kind, OutputShape, Nodes, [.. Children.Select(static c => c.Close())]);
    }

    /// <summary>Reads a summary.</summary>
    /// <param name="fault">Why it can't be read; null where it can.</param>
    /// <param name="line">The number of the line at fault, from 0.</param>
    /// <returns>The summary; null where it can't be read.</returns>
    public static ModelSummary? Parse(string text, out string? fault, out int line, CancellationToken cancellation = default)
    {
        line = 0;
        fault = null;
        try
        {
            var parser = new SummaryParser();
            var start = Header(text);
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                line++;
                var end = text.IndexOf('\n', start);
                if (end < 0)
                {
                    throw new SummaryException("it is cut off");
                }

                var fields = new SummaryLine(text.Substring(start, end - start).TrimEnd('\r'));
                if (fields.Word == SummaryFields.End)
                {
                    if (fields.Text(1) != SummaryFields.Checksum(text, start))
                    {
                        throw new SummaryException("it is damaged");
                    }

                    return parser.Result();
                }

                parser.Read(fields);
                start = end + 1;
            }
        }
        catch (Exception e) when (e is SummaryException or OverflowException)
        {
            fault = e is OverflowException ? "a number is too large" : e.Message;
            return null;
        }
    }

    /// <summary>The length of the first line, which states the format.</summary>
    private static int Header(string text)
    {
        var end = text.IndexOf('\n');
        var header = (end < 0 ? text : text.Substring(0, end)).TrimEnd('\r');
        if (!header.StartsWith(SummaryFields.HeaderStart, StringComparison.Ordinal))
        {
            throw new SummaryException($"it does not begin with '{SummaryFields.HeaderStart}{SummaryFields.Format}'");
        }

        if (header.Substring(SummaryFields.HeaderStart.Length) is var format && format != SummaryFields.Format)
        {
            throw new SummaryException($"it has format {format}; this version of Burden reads format {SummaryFields.Format}");
        }

        return end < 0 ? throw new SummaryException("it is cut off") : end + 1;
    }

    private void Read(SummaryLine line)
    {
        if (line.Word != SummaryFields.Weight)
        {
            CloseNode();
        }

        switch (line.Word)
        {
            case SummaryFields.Item:
                item = (line.Text(1), line.Text(2), Place(line, 3));
                break;
            case SummaryFields.Setting:
                settings.Add(new ModelSetting(line.Text(1), line.Text(2), Place(line, 3)));
                break;
            case SummaryFields.Fault:
                faults.Add(new ModelFault(line.Text(1), line.Text(2)));
                break;
            case SummaryFields.Unused:
                unused.Add(line.Text(1));
                break;
            case SummaryFields.Network:
                network = NetworkSettings.Default with
                {
                    Name = line.Text(1),
                    Input = line.Numbers(2),
                    Batch = line.Number(3),
                    ParameterType = SummaryLine.Member<DataType>(line.Text(4)),
                    FeatureType = SummaryLine.Member<DataType>(line.Text(5)),
                    CountExponentials = line.Flag(6),
                };
                break;
            case SummaryFields.Node:
                node = line;
                break;
            case SummaryFields.Weight:
                weights.Add(WeightOf(node is null ? throw new SummaryException("a weight belongs to no node") : line));
                break;
            case SummaryFields.Module:
                AddModule(line);
                break;
            case SummaryFields.Outputs:
                outputs = line.Integers(1, nodes.Count - 1);
                isComplete = line.Flag(2);
                break;
            default:
                throw new SummaryException($"'{line.Word}' begins no line of a summary");
        }
    }

    private static TextPlace? Place(SummaryLine line, int index)
        => line.Count > index ? new TextPlace(line.Integer(index, 0, int.MaxValue - 1), line.Integer(index + 1, 0, int.MaxValue - 1)) : null;

    /// <summary>Adds a node whose weights are all read.</summary>
    private void CloseNode()
    {
        if (node is not { } line)
        {
            return;
        }

        var reads = line.Integers(3, nodes.Count - 1);
        var costs = Costs(line, weights.ToEquatableArray());
        if (costs.Storage is Storage.View or Storage.InPlace && reads.Count == 0)
        {
            throw new SummaryException("a view has nothing that it is a view of");
        }

        nodes.Add(new CodeNode(line.Name(1), line.Name(2), reads, costs, line.Integer(4, -1, int.MaxValue)));
        node = null;
        weights.Clear();
    }

    private static LayerCosts Costs(SummaryLine line, EquatableArray<Weight> weights)
    {
        var shape = line.Numbers(5);
        if (shape.Count == 0)
        {
            throw new SummaryException("a node has no shape");
        }

        var costs = new LayerCosts(new Shape(shape.RemoveAt(0), shape[0])) { Weights = weights };
        foreach (var (name, value) in line.Named(6))
        {
            costs = name switch
            {
                nameof(LayerCosts.Parameters) => costs with { Parameters = SummaryLine.Number(value) },
                nameof(LayerCosts.SharedParameters) => costs with { SharedParameters = SummaryLine.Number(value) },
                nameof(LayerCosts.Buffers) => costs with { Buffers = SummaryLine.Number(value) },
                nameof(LayerCosts.Macs) => costs with { Macs = SummaryLine.Number(value) },
                nameof(LayerCosts.Flops) => costs with { Flops = SummaryLine.Number(value) },
                nameof(LayerCosts.Exponentials) => costs with { Exponentials = SummaryLine.Number(value) },
                nameof(LayerCosts.OutputType) => costs with { OutputType = SummaryLine.Member<DataType>(value) },
                nameof(LayerCosts.Storage) => costs with { Storage = SummaryLine.Member<Storage>(value) },
                nameof(LayerCosts.ExtraElements) => costs with { ExtraElements = SummaryLine.Number(value) },
                nameof(LayerCosts.ReadElements) => costs with { ReadElements = SummaryLine.Number(value) },
                nameof(LayerCosts.ActiveParameters) => costs with { ActiveParameters = SummaryLine.Number(value) },
                nameof(LayerCosts.Attention) => costs with { Attention = AttentionOf(value) },
                nameof(LayerCosts.Drops) => costs with { Drops = SummaryLine.Flag(value) },
                nameof(LayerCosts.Reach) => costs with { Reach = ReachText.Parse(value) ?? throw new SummaryException($"'{value}' is no reach") },
                _ => throw new SummaryException($"'{name}' is no figure of a node"),
            };
        }

        return costs;
    }

    private static AttentionProducts AttentionOf(string text) => SummaryLine.Numbers(text) is { Count: 5 } n && n[0] <= 1 && n[1] <= 1
        ? new AttentionProducts(n[0] == 1, n[1] == 1, n[2], n[3], n[4])
        : throw new SummaryException($"'{text}' is no attention");

    private static Weight WeightOf(SummaryLine line)
    {
        var weight = new Weight(line.Text(1), line.Numbers(2));
        foreach (var (name, value) in line.Named(3))
        {
            weight = name switch
            {
                nameof(Weight.IsTrainable) => weight with { IsTrainable = SummaryLine.Flag(value) },
                nameof(Weight.Type) => weight with { Type = SummaryLine.Member<DataType>(value) },
                nameof(Weight.IsShared) => weight with { IsShared = SummaryLine.Flag(value) },
                nameof(Weight.OutputChannels) => weight with { OutputChannels = SummaryLine.Number(value) },
                nameof(Weight.IsMerged) => weight with { IsMerged = SummaryLine.Flag(value) },
                nameof(Weight.IsScale) => weight with { IsScale = SummaryLine.Flag(value) },
                _ => throw new SummaryException($"'{name}' says nothing of a weight"),
            };
        }

        return weight;
    }

    private void AddModule(SummaryLine line)
    {
        var depth = line.Integer(1, 0, Math.Min(open.Count, MostDepth));
        var module = new OpenModule(line.Name(2), line.Name(3), line.Text(4), line.Ranges(5, nodes.Count - 1));
        open.RemoveRange(depth, open.Count - depth);
        (depth == 0 ? modules : open[depth - 1].Children).Add(module);
        open.Add(module);
    }

    private ModelSummary Result()
    {
        if (item is not { } read || network is null)
        {
            throw new SummaryException("it says nothing of the item or the network");
        }

        if (nodes.Exists(n => n.Module >= modules.Count))
        {
            throw new SummaryException("a node belongs to a module that there is not");
        }

        var code = outputs is { } yielded ? new CodeGraph(nodes.ToEquatableArray(), [.. modules.Select(static m => m.Close())], yielded, isComplete) : null;
        if (code is null && faults.Count == 0)
        {
            throw new SummaryException("it has neither a graph nor an error");
        }

        return new ModelSummary(
            new ModelItem(read.File, read.Project, read.Place, settings.ToEquatableArray()), network, code, faults.ToEquatableArray(), unused.ToEquatableArray());
    }
}
