using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.Incrementality;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Budgets;

public sealed class BudgetCacheTests
{
    private const string Source = """
        using Burden;
        [Network(2)]
        [Budget(Parameters = 100)]
        public partial class Net
        {
            [Linear(4), Budget(Macs = 1 + Limits.Macs)] public static partial Layer A { get; }
        }
        public static class Limits { public const int Macs = 10; }
        """;

    [Theory]
    [InlineData("Parameters = 100", "Parameters = 10", "BRD1001")]
    [InlineData("Macs = 1 +", "Macs = -9 +", "BRD1006")]
    [InlineData("Macs = 10", "Macs = 1", "BRD1006")]
    public async Task A_changed_budget_changes_diagnostics_and_no_generated_text(string old, string @new, string id)
    {
        var editing = new Editing(Source);
        Assert.Empty(await Generated.From(editing.Compilation).Diagnostics(new BudgetAnalyzer()));
        editing.Replace(0, old, @new);
        Assert.All(editing.Files(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal(id, Assert.Single(await Generated.From(editing.Compilation).Diagnostics(new BudgetAnalyzer())).Id);
    }
}
