using Burden.CodeFixes;
using Burden.Generator.Analyzers;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Tests.Harness;
using CsCheck;

namespace Burden.Generator.Tests.CodeFixes;

public sealed class BudgetFixTests
{
    private static Fixed Of(params string[] sources) => Fixed.Of(new BudgetAnalyzer(), sources);

    private static string Net(string budget, string usings = "using Burden;\n", string width = "4")
        => $"{usings}[Network(2)]\n[{budget}]\npublic partial class Net {{ [Linear({width})] public static partial Layer A {{ get; }} }}\n";

    private static async Task IsFixed(Fixed @fixed, string expected, int source = 0)
    {
        Assert.Equal(expected, await @fixed.Source(source));
        Assert.Empty(await @fixed.Diagnostics());
    }

    [Theory]
    [InlineData("Parameters = 10", "Parameters = 12", "4")]
    [InlineData("Parameters = 1e3", "Parameters = 1.2e3", "400")]
    [InlineData("Macs = 1e3", "Macs = 2.47e3", "1234")]
    [InlineData("Macs = 1e3", "Macs = 1e6", "499999")]
    [InlineData("Target = \"phone\", ParameterMemory = 40", "Target = \"phone\", ParameterMemory = 48", "4")]
    public async Task A_budget_is_raised_to_the_current_figure(string before, string after, string width)
        => await IsFixed(
            await Of(Net($"Budget({before})", width: width)).Apply(new RaiseBudgetFix(), $"Raise the budget to {after.Split(" = ")[^1]}"),
            Net($"Budget({after})", width: width));

    [Theory]
    [InlineData("using Burden;\n", "Units.MiB")]
    [InlineData("using Burden;\nusing static Burden.Units;\n", "MiB")]
    [InlineData("using Network = Burden.NetworkAttribute; using Budget = Burden.BudgetAttribute; using Linear = Burden.LinearAttribute; using Layer = Burden.Layer;\n", "global::Burden.Units.MiB")]
    public async Task A_memory_limit_is_written_with_the_unit_in_scope(string usings, string unit)
        => await IsFixed(
            await Of(Net("Budget(ParameterMemory = 1)", usings, "100000")).Apply(new RaiseBudgetFix(), $"Raise the budget to 1.15 * {unit}"),
            Net($"Budget(ParameterMemory = 1.15 * {unit})", usings, "100000"));

    [Fact]
    public async Task A_factor_is_raised_too()
    {
        const string baseline = "using Burden; [Network(2)] public partial class Baseline { [Linear(3)] public static partial Layer A { get; } }";
        await IsFixed(
            await Of(Net("Budget(RelativeTo = typeof(Baseline), Parameters = 1.1)"), baseline).Apply(new RaiseBudgetFix(), "Raise the budget to 1.34"),
            Net("Budget(RelativeTo = typeof(Baseline), Parameters = 1.34)"));
    }

    [Fact]
    public async Task Fix_all_raises_each_budget_to_its_largest_figure()
    {
        var @fixed = await Of(
            Net("Budget(Parameters = 10, Macs = 7)"),
            "[assembly: Burden.Budget(Parameters = 1)]",
            "using Burden; [Network(2)] public partial class Other { [Linear(5)] public static partial Layer A { get; } }").ApplyToAll(new RaiseBudgetFix(), "Raise the budget to 12");
        await IsFixed(@fixed, Net("Budget(Parameters = 12, Macs = 8)"));
        await IsFixed(@fixed, "[assembly: Burden.Budget(Parameters = 15)]", 1);
    }

    [Fact]
    public async Task A_modules_budget_is_raised_at_its_declaration()
    {
        const string module = "using Burden; [Budget(Parameters = 3)] public class OneAttribute : ModuleAttribute { [Linear(4)] Layer A { get; } }";
        await IsFixed(
            await Of("using Burden; [Network(2)] public partial class Net { [One] public static partial Layer A { get; } }", module).Apply(new RaiseBudgetFix(), "Raise the budget to 12"),
            module.Replace("= 3", "= 12", StringComparison.Ordinal),
            1);
    }

    [Fact]
    public async Task A_network_without_a_budget_gets_one_that_is_met()
    {
        const string source = """
            using Burden;
            public partial class Outer
            {
                [Network(1, 28, 28)]
                public partial class Net
                {
                    [Conv2d(32, 3), ReLU] public static partial Layer Conv { get; }
                    [Flatten, Linear(10)] public static partial Layer Out { get; }
                }
            }
            """;
        var project = Of(source);
        var action = Assert.Single(await project.Actions(new AddBudgetRefactoring(), "Net\n"));
        Assert.Equal("Add a budget from the current costs", action.Title);
        await IsFixed(await project.Apply(action), source.Replace(
            "28)]\n",
            "28)]\n    [Budget(Parameters = 217e3, ParameterMemory = 847 * Units.KiB, FeatureMemory = 84.6 * Units.KiB, PeakFeatureMemory = 87.6 * Units.KiB, Flops = 476e3, Macs = 412e3, Arena = 87.6 * Units.KiB, Traffic = 1.16 * Units.MiB)]\n",
            StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[Network(2), Budget(Macs = 1e3)] public partial class Net { [Linear(4)] public static partial Layer A { get; } }")]
    [InlineData("[Network(2)] public partial class Net { [Linear(0)] public static partial Layer A { get; } }")]
    [InlineData("public partial class Net { }")]
    public async Task Other_classes_and_networks_with_a_budget_get_none(string source)
        => Assert.Empty(await Of("using Burden; " + source).Actions(new AddBudgetRefactoring(), "Net {"));

    [Fact]
    public void A_raised_limit_is_met_and_close()
        => Gen.Select(Gen.Long[1, 4_000_000_000_000_000_000], Gen.Int[1, 62], Gen.Int[1, 6]).Sample(static (number, shift, figure) =>
        {
            var amount = Math.Max(1, number >> shift);
            var model = Shared.GetSemanticModel(Shared.SyntaxTrees[0]);
            var text = BudgetNumbers.Limit(BudgetFigure.All[figure - 1], amount, model, Shared.SyntaxTrees[0].Length - 1);
            var limit = new DeclaredLimit(BudgetFigure.All[figure - 1], Value(text)).Most(null);
            return limit >= amount && limit <= amount * 1.01 + 1;
        });

    private static readonly Microsoft.CodeAnalysis.CSharp.CSharpCompilation Shared = Compile.Source("using static Burden.Units; class C { }");

    private static double Value(string text)
    {
        var parts = text.Split(" * ");
        var number = double.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture);
        return parts.Length == 1 ? number : number * parts[1] switch { "KiB" => Units.KiB, "MiB" => Units.MiB, _ => Units.GiB };
    }
}
