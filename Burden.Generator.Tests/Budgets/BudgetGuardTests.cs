using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Budgets;

/// <summary>Figures that aren't known for sure are held to nothing, and nothing to them.</summary>
public sealed class BudgetGuardTests
{
    private static async Task<IEnumerable<string>> Ids(ProjectFiles files, params string[] sources)
        => (await Generated.From(sources).Diagnostics(files, new DeclarationAnalyzer(), new BudgetAnalyzer(), new LedgerAnalyzer())).Select(static d => d.Id);

    [Fact]
    public async Task A_budget_of_a_network_in_several_files_is_checked()
    {
        string[] sources =
        [
            "using Burden; [assembly: Budget(Flops = 1)] [Network(3)] [Budget(Parameters = 1)] public partial class Spread { [Linear(4)] public Layer A { get; } }",
            "using Burden; public partial class Spread { [Linear(5)] public Layer B { get; } }",
            "using Burden; [Network(3)] [Budget(RelativeTo = typeof(Spread), Flops = 0.001)] public partial class Relative { [Linear(1)] public Layer A { get; } }",
        ];
        Assert.Equal(["BRD0013", "BRD1005"], (await Ids(new ProjectFiles(), sources)).Order());
    }

    [Fact]
    public async Task A_large_excess_is_reported_as_a_multiple()
        => Assert.Equal("'Net' has 3,000 parameters, 1,500 times its budget of 2; the heaviest layer is 'A' with 3,000, 100.0%", Assert.Single(await Markup.Verify("""
            using Burden;
            [Network(2)] [Budget({|BRD1001:Parameters = 2|})] public partial class Net { [Linear(1000)] public static partial Layer A { get; } }
            """, new BudgetAnalyzer())));

    [Theory]
    [InlineData("Budget({|BRD0022:Parameters = 2 * Net.Cost.Parameters|})", "Parameters follows from figures of 'Net' itself, so the budget can never be exceeded, or never be met")]
    [InlineData("Budget(Flops = 1e6, {|BRD0022:Macs = Limits.Macs|})", "Macs follows from figures of 'Net' itself, so the budget can never be exceeded, or never be met")]
    [InlineData("Budget({|BRD0026:Parameters = Faulty.Cost.Parameters|})", "Parameters is Faulty.Cost.Parameters, which is not known: 'Faulty' has a fault")]
    [InlineData("Budget({|BRD1001:Parameters = 0|})", "'Net' has 6 parameters, over its budget of 0; the heaviest layer is 'A' with 6, 100.0%")]
    [InlineData("Budget({|BRD1001:Parameters = Small.Cost.Parameters / 4|})", "'Net' has 6 parameters, 500.0% over its budget of 1; the heaviest layer is 'A' with 6, 100.0%")]
    public async Task A_limit_may_be_a_figure_but_not_the_networks_own(string budget, string message)
        => Assert.Equal(message, Assert.Single(await Markup.Verify($$"""
            using Burden;
            internal static class Limits { public const double Macs = 1.1 * Net.Cost.Macs; }
            [Network(2)] [{{budget}}] public partial class Net { [Linear(2)] public static partial Layer A { get; } }
            [Network(2)] public partial class Faulty { [Linear(0)] public static partial Layer A { get; } }
            [Network(1)] public partial class Small { [Linear(2)] public static partial Layer A { get; } }
            """, new BudgetAnalyzer())));

    [Fact]
    public async Task A_layers_limit_may_be_a_share_of_its_network()
        => Assert.Empty(await Markup.Verify("using Burden; [Network(2)] public partial class Net { [Linear(2), Budget(Parameters = Net.Cost.Parameters * 0.5)] public static partial Layer A { get; } [Linear(9)] public static partial Layer B { get; } }", new BudgetAnalyzer()));

    [Fact]
    public async Task A_limit_of_zero_is_met_by_a_network_without_parameters()
        => Assert.Empty(await Markup.Verify("using Burden; [Network(2)] [Budget(Parameters = 0, Macs = 0)] public partial class Net { [ReLU] public static partial Layer A { get; } }", new BudgetAnalyzer()));
}
