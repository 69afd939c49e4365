using System.Text;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Costs;

/// <summary>
/// The expanded layers as the text that <c>Burden.LayerTable</c> reads: a line for each, fields separated by <c>|</c>, 0 and
/// what is usual left empty, and empty fields at the end left out.
/// </summary>
internal sealed class LayerRows
{
    /// <summary>What the fields are.</summary>
    public const string Fields = "path | output | parameters | buffers | feature elements | MACs | FLOPs | traffic | rows before that it reads | kind | parameter bytes | feature bytes";

    /// <summary>A row of so many has its path whole, so that a reader goes back no further.</summary>
    private const int WholePath = 256;

    /// <summary>Reads nothing: a stored tensor.</summary>
    private const string Nothing = "-";

    private readonly CostTable costs;
    private readonly StringBuilder rows = new();

    /// <summary>How many rows before the first each input stands, and the row of each other node.</summary>
    private readonly int[] places;

    private LayerRows(CostTable costs)
    {
        this.costs = costs;
        var nodes = costs.Graph.Nodes;
        places = new int[nodes.Count];
        var inputs = 0;
        for (var i = 0; i < nodes.Count; i++)
        {
            places[i] = nodes[i].IsInput ? --inputs : costs.Nodes[i] is null ? int.MinValue : Count++;
        }
    }

    /// <summary>How many rows.</summary>
    public int Count { get; }

    /// <summary>The rows of a network; layers whose figures are unknown have none.</summary>
    public static LayerRows Of(CostTable costs) => new(costs);

    /// <summary>The text; each row ends in a line feed.</summary>
    public override string ToString()
    {
        if (rows.Length > 0)
        {
            return rows.ToString();
        }

        var previous = "";
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0)
            {
                continue;
            }

            var node = costs.Graph.Nodes[i];
            var path = Clean(node.Path);
            AppendPath(path, places[i] % WholePath == 0 ? "" : previous);
            rows.Append('|').Append(node.Costs.Output);
            foreach (var figure in Figure.All)
            {
                if (figure is { Sums: true, FollowsFromValues: false })
                {
                    Append(costs.Nodes[i]![figure]);
                }
            }

            AppendTail([Reads(i), KindOf(path) == node.Kind ? "" : Clean(node.Kind), .. Bytes(costs.Nodes[i]!)]);
            rows.Append('\n');
            previous = path;
        }

        return rows.ToString();
    }

    /// <summary>A name that a module is registered under is any text: what parts rows, fields and paths becomes <c>_</c>.</summary>
    private static string Clean(string path)
    {
        path = string.Join(".", path.Split('.').Select(static part => part.Length == 0 ? "_" : part));
        return path.IndexOfAny(['|', '\n', '\r', '"']) < 0 ? path : new string([.. path.Select(static c => c is '|' or '\n' or '\r' or '"' ? '_' : c)]);
    }

    /// <summary>The kind that a path tells: its last part without a number.</summary>
    private static string KindOf(string path)
    {
        var kind = path.Substring(path.LastIndexOf('.') + 1);
        var underscore = kind.LastIndexOf('_');
        return underscore > 0 && int.TryParse(kind.Substring(underscore + 1), out _) ? kind.Substring(0, underscore) : kind;
    }

    /// <summary>A path without the parts that it begins with as the one before does: a dot for each.</summary>
    private void AppendPath(string path, string previous)
    {
        var start = 0;
        for (var dot = path.IndexOf('.'); dot >= 0 && string.CompareOrdinal(path, 0, previous, 0, dot + 1) == 0; dot = path.IndexOf('.', start))
        {
            rows.Append('.');
            start = dot + 1;
        }

        rows.Append(path, start, path.Length - start);
    }

    private void Append(long figure)
    {
        rows.Append('|');
        if (figure != 0)
        {
            rows.Append(Text.Of(figure));
        }
    }

    private void AppendTail(IReadOnlyList<string> fields)
    {
        var count = fields.Count;
        while (count > 0 && fields[count - 1].Length == 0)
        {
            count--;
        }

        for (var i = 0; i < count; i++)
        {
            rows.Append('|').Append(fields[i]);
        }
    }

    /// <summary>
    /// How many rows before a node stands what it reads; the network's inputs stand before the first row, the last of them
    /// first. Empty where it reads just the row before.
    /// </summary>
    private string Reads(int node)
    {
        var distances = costs.Graph.Nodes[node].Reads.Where(r => places[r] != int.MinValue).Select(r => places[node] - places[r]).Where(static d => d > 0).ToList();
        return distances is [1] ? "" : distances.Count == 0 ? Nothing : string.Join(",", distances.Select(static d => Text.Of(d)));
    }

    /// <summary>Bytes of parameters and of features, where they don't follow from values and the network's types.</summary>
    private string[] Bytes(Figures figures)
    {
        var settings = costs.Graph.Settings;
        return figures.ParameterBytes != settings.ParameterType.Bytes(checked(figures.Parameters + figures[Figure.Buffers]))
            || figures.FeatureBytes != settings.FeatureType.Bytes(figures[Figure.FeatureElements])
            ? [Text.Of(figures.ParameterBytes), Text.Of(figures.FeatureBytes)]
            : [];
    }
}
