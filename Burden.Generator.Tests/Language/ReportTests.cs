using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>Reports over scales, lengths and batches, of whatever input is declared.</summary>
public sealed class ReportTests
{
    private static Generated Of(string settings, string members) => Generated.From($$"""
        using Burden;
        [{{settings}}]
        public partial class Net
        {
            {{members}}
        }
        """).Compiles();

    private static async Task<string> Fault(string settings, string members)
    {
        var diagnostic = Assert.Single(await Of(settings, members).Diagnostics(new DeclarationAnalyzer()));
        return $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }

    private const string Model = "[Embedding(100, 16)] public Layer Tokens { get; } [MultiheadAttention(2, Causal = false, Bias = false)] public Layer Attended { get; }";

    /// <summary>Embedding: L x 16; four projections of 16 x 16 for each token, and two products of L x L x 16.</summary>
    [Theory]
    [InlineData(8)]
    [InlineData(20)]
    public void Lengths_are_those_of_tokens(int length)
    {
        var generated = Of("Network(512), Report(Lengths = new[] { 8, 20 })", Model);
        Assert.Equal((length * 4 * 16 * 16) + (2 * length * length * 16), generated.Figure($"Net.Cost.Report.Length{length}.Flops"));
        Assert.Equal(length, generated.Figure($"Net.Cost.Report.Length{length}.Length"));
        Assert.Equal(1, generated.Figure("Net.Cost.Report.Batch"));
    }

    [Fact]
    public void There_is_a_row_for_each_length_and_batch()
    {
        var generated = Of("Network(512), Report(Lengths = new[] { 8, 20 }, Batches = new[] { 1, 32 })", Model);
        Assert.Equal(32 * generated.Figure("Net.Cost.Report.Length20Batch1.Flops"), generated.Figure("Net.Cost.Report.Length20Batch32.Flops"));
        Assert.Equal(32 * generated.Figure("Net.Cost.Report.Length8Batch1.FeatureBytes"), generated.Figure("Net.Cost.Report.Length8Batch32.FeatureBytes"));
        Assert.Equal(32, generated.Figure("Net.Cost.Report.Length8Batch32.Batch"));
        var report = generated.Report("Net");
        Assert.Equal([(8, 1), (8, 32), (20, 1), (20, 32)], report.Rows.Select(static r => (r.Length, r.Batch)));
        Assert.Equal(0, report.Batch);
        Assert.Equal(["8", "8", "20", "20"], report.Rows.Select(static r => r.InputShape));
    }

    [Fact]
    public void Batches_alone_are_at_the_declared_size()
    {
        var generated = Of("Network(3, 8, 8), Report(Batches = new[] { 1, 8 })", "[Conv2d(4, 3)] public Layer A { get; }");
        Assert.Equal(generated.Figure("Net.Cost.Flops"), generated.Figure("Net.Cost.Report.Batch1.Flops"));
        Assert.Equal(8 * generated.Figure("Net.Cost.Flops"), generated.Figure("Net.Cost.Report.Batch8.Flops"));
    }

    [Fact]
    public void Scales_and_batches_are_combined()
        => Assert.Equal(
            [("3x4x4", 1), ("3x4x4", 2), ("3x8x8", 1), ("3x8x8", 2)],
            Of("Network(3, 8, 8), Report(Scales = new[] { 0.5, 1 }, Batches = new[] { 1, 2 })", "[Conv2d(4, 3)] public Layer A { get; }")
                .Report("Net").Rows.Select(static r => (r.InputShape, r.Batch)));

    [Theory]
    [InlineData("0", "20x16", "Linear(4)", "20x4")]
    [InlineData("1", "16x20", "Conv1d(4, 1)", "4x20")]
    [InlineData("-1", "16x20", "Conv1d(4, 1)", "4x20")]
    public void The_axis_tells_which_dimension_is_the_length(string axis, string input, string layer, string output)
    {
        var row = Assert.Single(Of($"Network(16, 16), Report(Lengths = new[] {{ 20 }}, LengthAxis = {axis})", $"[{layer}] public Layer A {{ get; }}").Report("Net").Rows);
        Assert.Equal((input, output), (row.InputShape, row.OutputShape));
    }

    /// <summary>The second input follows the first by its expression, or because the report names it.</summary>
    [Theory]
    [InlineData("Report(Lengths = new[] { 6 })", "[Input(\"Input.Length\")] public Layer Ids { get; }")]
    [InlineData("Report(Lengths = new[] { 6 }, Inputs = new[] { Layer.Input, \"Ids\" })", "[Input(10)] public Layer Ids { get; }")]
    public void Several_inputs_vary_together(string report, string second)
    {
        var generated = Of($"Network(10), {report}", $"{second} [Embedding(9, 4, From = nameof(Ids))] public Layer Second {{ get; }} [Embedding(9, 4, From = Layer.Input), Add(nameof(Second))] public Layer Joined {{ get; }}");
        Assert.Equal(6 * 4, generated.Figure("Net.Cost.Report.Length6.Flops"));
    }

    [Fact]
    public void A_further_input_varies_alone()
    {
        var generated = Of(
            "Network(3, 8, 8), Report(Lengths = new[] { 6 }, Inputs = new[] { \"Ids\" })",
            "[Conv2d(4, 8), Flatten] public Layer Image { get; } [Input(10)] public Layer Ids { get; } [Embedding(9, 4, From = nameof(Ids)), Add(nameof(Image))] public Layer Joined { get; }");
        var row = Assert.Single(generated.Report("Net").Rows);
        Assert.Equal(("6", "6x4", (4 * 3 * 64) + 4 + (6 * 4)), (row.InputShape, row.OutputShape, (int)row.Flops));
    }

    [Fact]
    public async Task A_length_that_does_not_fit_names_the_layer()
        => Assert.Equal(
            "BRD0021: the network can't take its input at length 6 in a batch of 2: in 'Joined', Add: the shapes differ: 6x4 and 10x4",
            await Fault(
                "Network(10), Report(Lengths = new[] { 10, 6 }, Batches = new[] { 2 })",
                "[Input(10)] public Layer Ids { get; } [Embedding(9, 4, From = nameof(Ids))] public Layer Second { get; } [Embedding(9, 4, From = Layer.Input), Add(nameof(Second))] public Layer Joined { get; }"));

    [Theory]
    [InlineData("Network(10), Report(Scales = new[] { 1, 2.0 })", "the input 10 has no height and width to scale; expected Lengths")]
    [InlineData("Network(4, 10), Report(Lengths = new[] { 8 })", "the input 4x10 has 2 dimensions; expected LengthAxis, which tells which of them is the length")]
    [InlineData("Network(4, 10), Report(Lengths = new[] { 8 }, LengthAxis = 2)", "the input 4x10 has 2 dimensions and no dimension 2")]
    [InlineData("Network(4, 10), Report(Inputs = new[] { \"Inptu\" })", "'Inptu' is not an input of the network; expected 'Input'")]
    public async Task What_a_report_cannot_vary_is_told(string settings, string expected)
        => Assert.Equal("BRD0021: " + expected, await Fault(settings, "[ReLU] public Layer A { get; }"));
}
