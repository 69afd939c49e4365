using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>A layer that is built and never run: its parameters are stored, and nothing is computed.</summary>
public sealed class ParametersOnlyTests
{
    private const string Head = """
        public sealed class HeadAttribute(object classes) : ModuleAttribute
        {
            [Conv2d(4, 1), BatchNorm2d, ReLU] Layer Reduce { get; }
            [Flatten, Linear(nameof(classes)), Softmax] Layer Scores { get; }
        }
        """;

    private static async Task<Generated> Sound(string members, string settings = "")
    {
        var generated = Generated.From($$"""
            using Burden;
            {{Head}}
            [Network(3, 8, 8{{settings}})]
            public partial class Net
            {
                {{members}}
            }
            """).Compiles();
        Assert.Empty(await generated.Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer()));
        return generated;
    }

    private const long HeadParameters = (4 * 4) + 4 + (2 * 4) + (4 * 64 * 10) + 10;

    [Theory]
    [InlineData("[Head(10, ParametersOnly = true)] public static partial Layer Aux { get; } [Conv2d(5, 1, From = nameof(Stem))] public static partial Layer Body { get; }")]
    [InlineData("[Conv2d(5, 1)] public static partial Layer Body { get; } [Head(10, From = nameof(Stem), ParametersOnly = true)] public static partial Layer Aux { get; }")]
    [InlineData("[Head(10, From = nameof(Stem), ParametersOnly = true)] public static partial Layer Aux { get; } [Conv2d(5, 1, From = nameof(Stem))] public static partial Layer Body { get; }")]
    public async Task An_auxiliary_head_costs_only_its_parameters(string members)
    {
        const string Stem = "[Conv2d(4, 1), ReLU] public static partial Layer Stem { get; } ";
        var with = await Sound(Stem + members, ", CountExponentials = true");
        var without = await Sound(Stem + "[Conv2d(5, 1)] public static partial Layer Body { get; }", ", CountExponentials = true");
        Assert.Equal(without.Figure("Net.Cost.Parameters") + HeadParameters, with.Figure("Net.Cost.Parameters"));
        Assert.Equal(HeadParameters, with.Figure("Net.Cost.Aux.Parameters"));
        Assert.Equal(8, with.Figure("Net.Cost.Aux.Buffers"));
        Assert.Equal("10", with.Constant("Net.Cost.Aux.OutputShape"));
        foreach (var figure in (string[])["FeatureElements", "FeatureBytes", "PeakFeatureBytes", "Macs", "Flops"])
        {
            Assert.Equal(without.Figure($"Net.Cost.{figure}"), with.Figure($"Net.Cost.{figure}"));
            Assert.Equal(0, figure == "PeakFeatureBytes" ? 0 : with.Figure($"Net.Cost.Aux.{figure}"));
        }

        Assert.Equal(without.Figure("Net.Cost.Stem.FeatureElements"), with.Figure("Net.Cost.Stem.FeatureElements"));
    }

    [Fact]
    public async Task Later_layers_of_its_chain_are_not_run_either()
    {
        var generated = await Sound("[Flatten, Linear(4, ParametersOnly = true), Tanh, Linear(5), Softmax] public static partial Layer Aux { get; } [Tanh(From = Layer.Input)] public static partial Layer Body { get; }");
        Assert.Equal((192 * 4) + 4 + (4 * 5) + 5, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(0, generated.Figure("Net.Cost.Macs"));
        Assert.Equal(192, generated.Figure("Net.Cost.FeatureElements"));
    }

    [Fact]
    public async Task It_may_read_another_such_layer_and_be_repeated()
    {
        var generated = await Sound("""
            [Head(10, Repeat = 1)] public static partial Layer Main { get; }
            [Head(10, From = Layer.Input, ParametersOnly = true)] public static partial Layer Aux { get; }
            [Linear(3, ParametersOnly = true)] public static partial Layer More { get; }
            """);
        Assert.Equal(generated.Figure("Net.Cost.Main.Parameters"), generated.Figure("Net.Cost.Aux.Parameters"));
        Assert.Equal(generated.Figure("Net.Cost.Main.Flops"), generated.Figure("Net.Cost.Flops"));
        Assert.Equal(33, generated.Figure("Net.Cost.More.Parameters"));
    }

    [Fact]
    public async Task It_is_allowed_inside_a_module()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class MAttribute : ModuleAttribute { [Linear(4)] Layer A { get; } [Linear(9, ParametersOnly = true)] Layer Aside { get; } }
            [Network(3)] public partial class Net { [M, Linear(2)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(16 + 45 + 10, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(12 + 8, generated.Figure("Net.Cost.Macs"));
    }

    [Theory]
    [InlineData("[Conv2d(4, 1, ParametersOnly = true)] public Layer A { get; } [{|BRD0011:ReLU|}] public Layer B { get; }", "ReLU reads a layer that is never run (ParametersOnly); name another in From, or let this one be never run too")]
    [InlineData("[Conv2d(3, 1, ParametersOnly = true)] public Layer A { get; } [{|BRD0011:Add(\"Input\", nameof(A))|}] public Layer B { get; }", "Add reads a layer that is never run (ParametersOnly); name another in From, or let this one be never run too")]
    [InlineData("[Conv2d(3, 1, ParametersOnly = true)] public Layer A { get; } [{|BRD0011:Head(3)|}] public Layer B { get; }", "Head reads a layer that is never run (ParametersOnly); name another in From, or let this one be never run too")]
    [InlineData("[ReLU] public Layer A { get; } [Conv2d(3, 1, ParametersOnly = true), Output] public Layer {|BRD0025:B|} { get; }", "'B' is marked with [Output] and never run (ParametersOnly); expected one of them")]
    [InlineData("[Conv2d(4, {|BRD0007:9|}, ParametersOnly = true)] public Layer A { get; } [ReLU(From = Layer.Input)] public Layer B { get; }", "Conv2d: the kernel spans 9 along the height, the padded input 8 (8 + 0 + 0)")]
    public Task Its_errors_are_reported(string members, string message) => Diagnostics.Declared.One(members, message, Head);

    [Fact]
    public async Task A_report_at_a_layer_that_is_never_run_is_an_error()
    {
        Assert.Equal("the report is at 'B', which is never run (ParametersOnly)", Assert.Single(await Markup.Verify(
            "using Burden; [Network(3), Report(At = {|BRD0021:\"B\"|}, Scales = new[] { 1.0 })] public partial class Net { [Linear(2)] public Layer A { get; } [Linear(4, ParametersOnly = true)] public Layer B { get; } }")));
        var generated = await Sound("[Conv2d(2, 1)] public static partial Layer A { get; } [Conv2d(4, 1, ParametersOnly = true)] public static partial Layer B { get; }");
        Assert.Equal(2 * 64 * 4, generated.Figure("Net.Cost.FeatureBytes"));
    }
}
