using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>What a figure counts, which decides how it is printed.</summary>
internal enum FigureUnit
{
    Values,
    Bytes,
    Macs,
    Flops,
}

/// <summary>
/// One figure. The table of all is here: generated constants, the ledger, budgets, hover text, JSON and the tests of the
/// documentation follow from it. A new figure is a new entry.
/// </summary>
internal sealed class Figure
{
    private static readonly List<Figure> Table = [];

    public static readonly Figure Parameters = new("Parameters", FigureUnit.Values, "trainable parameters", new BudgetFigure(1, "Parameters", "parameter"))
    {
        OfNode = static use => use.Costs.Parameters,
    };

    public static readonly Figure Buffers = new("Buffers", FigureUnit.Values, "stored values that are not trained")
    {
        OfNode = static use => use.Costs.Buffers,
    };

    public static readonly Figure ParameterBytes = new("ParameterBytes", FigureUnit.Bytes, "parameters and buffers", new BudgetFigure(2, "ParameterMemory", "parameter memory"))
    {
        OfNode = static use => use.Costs.StoredBytes(use.Settings.ParameterType),
    };

    public static readonly Figure FeatureElements = new("FeatureElements", FigureUnit.Values, "values of activations")
    {
        OfNode = static use => use.Elements,
    };

    public static readonly Figure FeatureBytes = new("FeatureBytes", FigureUnit.Bytes, "activations", new BudgetFigure(3, "FeatureMemory", "feature memory"))
    {
        OfNode = static use => (use.Costs.OutputType ?? use.Settings.FeatureType).Bytes(use.Elements),
    };

    public static readonly Figure PeakFeatureBytes = new("PeakFeatureBytes", FigureUnit.Bytes, "activations alive at once", new BudgetFigure(4, "PeakFeatureMemory", "peak feature memory"))
    {
        OfRun = static (timeline, first, count) => timeline.PeakOf(first, count),
    };

    public static readonly Figure Macs = new("Macs", FigureUnit.Macs, "multiply-adds", new BudgetFigure(6, "Macs", "MAC"))
    {
        OfNode = static use => checked(use.Costs.Macs * use.Settings.Batch),
    };

    public static readonly Figure Flops = new("Flops", FigureUnit.Flops, "", new BudgetFigure(5, "Flops", "FLOP"))
    {
        OfNode = static use => checked((use.Costs.Flops + (use.Settings.CountExponentials ? use.Costs.Exponentials : 0)) * use.Settings.Batch),
    };

    public static readonly Figure TrafficBytes = new("TrafficBytes", FigureUnit.Bytes, "weights, inputs and outputs that are read and written", new BudgetFigure(8, "Traffic", "memory traffic"))
    {
        OfNode = static use => use.Traffic,
    };

    public static readonly Figure ArenaBytes = new("ArenaBytes", FigureUnit.Bytes, "activations at fixed offsets in one block", new BudgetFigure(7, "Arena", "arena memory"))
    {
        OfRun = static (timeline, first, count) => timeline.Arena(first, count).Bytes,
    };

    private Figure(string name, FigureUnit unit, string meaning, BudgetFigure? budget = null)
    {
        Index = Table.Count;
        Name = name;
        Unit = unit;
        Meaning = meaning;
        Budget = budget;
        budget?.Limits(this);
        Table.Add(this);
    }

    /// <summary>All figures, in the order of generated constants, the ledger and JSON.</summary>
    public static IReadOnlyList<Figure> All => Table;

    /// <summary>Those that budgets limit, in the order of their rules.</summary>
    public static IReadOnlyList<BudgetFigure> Limited => field ??= [.. Table.Select(static f => f.Budget).OfType<BudgetFigure>().OrderBy(static f => f.Number)];

    /// <summary>Its place among <see cref="All"/>.</summary>
    public int Index { get; }

    /// <summary>The name of its constant: <c>ParameterBytes</c>.</summary>
    public string Name { get; }

    /// <summary>Its name in the ledger and in JSON: <c>parameterBytes</c>.</summary>
    public string Key => char.ToLowerInvariant(Name[0]) + Name.Substring(1);

    public FigureUnit Unit { get; }

    /// <summary>What it counts, in words; empty where the unit says so.</summary>
    public string Meaning { get; }

    /// <summary>How a budget limits it; null where none does.</summary>
    public BudgetFigure? Budget { get; }

    /// <summary>What a node has of it; null for a figure that does not sum over nodes.</summary>
    /// <remarks>It may throw an <see cref="OverflowException"/>, which makes the figure unknown.</remarks>
    public Func<NodeUse, long>? OfNode { get; private init; }

    /// <summary>What nodes that run one after the other have of it, for a figure that does not sum.</summary>
    public Func<MemoryTimeline, int, int, long>? OfRun { get; private init; }

    /// <summary>Whether it is the bytes of another figure's values, so that a table need not list it.</summary>
    public bool FollowsFromValues => this == ParameterBytes || this == FeatureBytes;

    /// <summary>Whether it sums over nodes, so that layers have it too.</summary>
    public bool Sums => OfNode is not null;

    /// <summary>An amount in the reader's unit with what it counts: <c>4.58 MB of parameters and buffers</c>.</summary>
    public string Describe(long amount) => Unit switch
    {
        FigureUnit.Bytes => $"{Units.Memory(amount)} of {Meaning}",
        FigureUnit.Macs => $"{Units.Count(amount, "MACs")}, {Meaning}",
        FigureUnit.Flops => Units.Count(amount, "FLOPs"),
        _ => $"{Units.Count(amount)} {Meaning}",
    };

    public override string ToString() => Name;
}
