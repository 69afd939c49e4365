using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Budgets;

public sealed class BudgetFaultTests
{
    private static Task<IReadOnlyList<string>> Verify(string marked) => Markup.Verify("using Burden;\n" + marked, new BudgetAnalyzer());

    private static Task<IReadOnlyList<string>> VerifyNetwork(string budget)
        => Verify($"[Network(2)] [{budget}] public partial class Net {{ [Linear(4)] public static partial Layer A {{ get; }} }}");

    [Theory]
    [InlineData("Budget({|BRD0022:Flops = -1|})", "Flops = -1 can never be met; expected 0, or at least 1")]
    [InlineData("Budget({|BRD0022:Flops = 1.1 - 1|})", "Flops = 0.10000000000000009 can never be met; expected 0, at least 1, or RelativeTo where it is meant as a factor")]
    [InlineData("Budget({|BRD0022:Macs = double.NaN|})", "Macs is not a number, so the budget can never be met; expected 0, or at least 1")]
    [InlineData("Budget({|BRD0022:Macs = double.PositiveInfinity|})", "Macs = Infinity can never be exceeded: no figure reaches 2^63")]
    [InlineData("Budget({|BRD0022:Parameters = 9223372036854775808.0|})", "Parameters = 9.223372036854776E+18 can never be exceeded: no figure reaches 2^63")]
    [InlineData("{|BRD0022:Budget|}", "the budget limits no figure; expected one such as Flops = 4.1e9 or Parameters = 5e6")]
    [InlineData("{|BRD0022:Budget(Target = \"phone\")|}", "the budget limits no figure; expected one such as Flops = 4.1e9 or Parameters = 5e6")]
    [InlineData("Budget(Flops = 1.1, {|BRD0022:RelativeTo = typeof(Net)|})", "a budget of 'Net' relative to itself can never be exceeded, or never be met")]
    [InlineData("Budget(Flops = 1.1, {|BRD0022:RelativeTo = typeof(string)|})", "the budget is relative to 'String', which is not a network")]
    public async Task A_budget_that_limits_nothing_is_an_error(string budget, string message)
        => Assert.Equal(message, Assert.Single(await VerifyNetwork(budget)));

    [Theory]
    [InlineData("{|BRD0022:Macs = 0|}", "Macs = 0 can never be met; expected a factor above 0, such as 1.10")]
    [InlineData("{|BRD0022:Macs = 4e18|}", "Macs = 4E+18 times 'Baseline' can never be exceeded: no figure reaches 2^63")]
    [InlineData("{|BRD0022:Macs = 9e18|}", "Macs = 9E+18 times 'Baseline' can never be exceeded: no figure reaches 2^63")]
    public async Task A_factor_that_limits_nothing_is_an_error(string argument, string message)
        => Assert.Equal(message, Assert.Single(await Verify($$"""
            [Network(2)] public partial class Baseline { [Linear(4)] public static partial Layer A { get; } }
            [Network(2)] [Budget(RelativeTo = typeof(Baseline), {{argument}})] public partial class Net { [Linear(4)] public static partial Layer A { get; } }
            """)));

    [Fact]
    public async Task Invalid_budgets_are_reported_wherever_a_budget_is_allowed()
        => await Verify("""
            [assembly: Budget({|BRD0022:Flops = -1|})]

            [Network(2)]
            public partial class Net
            {
                [Linear(4), Budget({|BRD0022:Flops = -1|})] public static partial Layer A { get; }
            }

            [Budget({|BRD0022:Flops = -1|})]
            public sealed class BlockAttribute : ModuleAttribute
            {
                [Linear(4), Budget({|BRD0022:Flops = -1|})] Layer Inner { get; }
            }
            """);

    [Fact]
    public async Task A_base_class_with_layers_may_have_a_budget()
        => await Verify("""
            [Budget(Parameters = 10)]
            public abstract class Trunk
            {
                [Linear(4)] public static Layer A { get; }
            }

            [Network(2)]
            public partial class {|BRD1001:Net|} : Trunk;
            """);

    [Fact]
    public async Task An_inherited_invalid_budget_is_reported_once()
        => await Verify("""
            [Network(2)]
            [Budget({|BRD0022:Parameters = -1|})]
            public partial class Small { [Linear(4)] public static partial Layer A { get; } }

            [Network(3)]
            public partial class Wider : Small;
            """);
}
