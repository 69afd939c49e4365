using Burden.Generator.Costs;

namespace Burden.Generator.Budgets;

/// <summary>What budgets limit, of a network or a part of one.</summary>
internal sealed record Amounts(long Parameters, long ParameterMemory, long FeatureMemory, long PeakFeatureMemory, long Flops, long Macs)
{
    public long this[BudgetFigure figure] => figure switch
    {
        BudgetFigure.Parameters => Parameters,
        BudgetFigure.ParameterMemory => ParameterMemory,
        BudgetFigure.FeatureMemory => FeatureMemory,
        BudgetFigure.PeakFeatureMemory => PeakFeatureMemory,
        BudgetFigure.Flops => Flops,
        _ => Macs,
    };

    /// <summary>The network's; null where a figure is unknown.</summary>
    public static Amounts? Of(CostTable table) => Of(table, 0, table.Nodes.Count);

    /// <summary>Those of some nodes that run one after the other; null where a figure is unknown.</summary>
    public static Amounts? Of(CostTable table, int first, int count)
        => table.Timeline is { } timeline && table.Nodes.Sum(first, count) is { } f
            ? new Amounts(f.Parameters, f.ParameterBytes, f.FeatureBytes, timeline.PeakOf(first, count), f.Flops, f.Macs)
            : null;
}
