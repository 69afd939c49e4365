using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Budgets;

/// <summary>Compares the costs of a network, or of a part of one, with limits.</summary>
internal sealed class BudgetChecker
{
    /// <summary>How many of the heaviest layers a breach names.</summary>
    private const int Named = 3;

    private readonly CostTable table;
    private readonly double near;

    /// <param name="table">The costs of a network whose figures are all known.</param>
    /// <param name="near">The share of a limit from which an amount is near it.</param>
    public BudgetChecker(CostTable table, double near)
    {
        this.table = table;
        this.near = near;
    }

    /// <summary>The breach of a limit by the network; null where it is kept well.</summary>
    public Breach? CheckNetwork(BudgetFigure figure, long most) => Check(figure, most, 0, table.Nodes.Count, LayerOf, OfLayer);

    /// <summary>The breach of a limit by a network without a declaration, whose nodes have no place; null where it is kept well.</summary>
    public Breach? CheckGraph(BudgetFigure figure, long most) => Check(figure, most, 0, table.Nodes.Count, static node => node, OfUnplaced);

    /// <summary>The breach of a limit by some nodes that run one after the other; null where it is kept well.</summary>
    public Breach? CheckPart(BudgetFigure figure, long most, int first, int count) => Check(figure, most, first, count, static node => node, OfNode);

    private Breach? Check(BudgetFigure figure, long most, int first, int count, Func<int, int> groupOf, Func<int, long, Share?> shareOf)
    {
        if (table.Measure(first, count) is not { } amounts)
        {
            return null;
        }

        var amount = amounts[figure.Figure];
        return amount > most || (amount > 0 && amount >= near * most)
            ? new Breach(figure, amount, most, Heaviest(figure, first, count, groupOf, shareOf))
            : null;
    }

    private EquatableArray<Share> Heaviest(BudgetFigure figure, int first, int count, Func<int, int> groupOf, Func<int, long, Share?> shareOf)
    {
        var amounts = new Dictionary<int, long>();
        foreach (var (node, amount) in Parts(figure, first, count))
        {
            var key = groupOf(node);
            amounts[key] = (amounts.TryGetValue(key, out var sum) ? sum : 0) + amount;
        }

        return amounts
            .Where(static a => a.Value > 0)
            .OrderByDescending(static a => a.Value).ThenBy(static a => a.Key)
            .Select(a => shareOf(a.Key, a.Value))
            .OfType<Share>()
            .Take(Named)
            .ToEquatableArray();
    }

    /// <summary>What each node adds to a figure; of the peak, what it holds at that moment, whether it runs in the part or before.</summary>
    private IEnumerable<(int Node, long Amount)> Parts(BudgetFigure figure, int first, int count)
    {
        if (!figure.Figure.Sums)
        {
            return count == 0 ? [] : table.Timeline!.At(table.Timeline.PeakStep(first, count)).Select(static u => (u.Node, u.Bytes));
        }

        return Enumerable.Range(first, count).Select(i => (i, table.Nodes[i]![figure.Figure]));
    }

    private int LayerOf(int node) => table.Graph.Nodes[node].Layer;

    /// <summary>A layer property's share; null for the input.</summary>
    private Share? OfLayer(int layer, long amount)
        => layer < 0 ? null : new Share(table.Graph.Layers[layer].Declaration.Name, PlaceOf(table.Graph.Layers[layer]), amount);

    private Share? OfNode(int node, long amount)
        => table.Graph.Nodes[node] is { Place: { } place } declared ? new Share(declared.Path, place, amount) : null;

    private Share? OfUnplaced(int node, long amount)
        => table.Graph.Nodes[node].IsInput ? null : new Share(table.Graph.Nodes[node].Path, new Place(""), amount);

    private static Place PlaceOf(GraphLayer layer) => new(layer.Declaration.Owner, layer.Declaration.Name);
}
