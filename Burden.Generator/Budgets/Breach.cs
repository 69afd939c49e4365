using Burden.Generator.Costs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Budgets;

/// <summary>An amount that is over its limit, or near it.</summary>
/// <param name="Amount">What the network, layer or module has.</param>
/// <param name="Most">What it may have at most.</param>
/// <param name="Heaviest">The layers that have the most of it, heaviest first, at most three.</param>
internal sealed record Breach(BudgetFigure Figure, long Amount, long Most, EquatableArray<Share> Heaviest)
{
    public bool IsOver => Amount > Most;
}

/// <summary>A layer's part of an amount.</summary>
/// <param name="Name">The layer property's name, or the path of an expanded layer.</param>
/// <param name="Place">Where it is declared; of no class where it isn't.</param>
internal sealed record Share(string Name, Place Place, long Amount);
