using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Burden.Sample.Zoo;

namespace Burden.Generator.Tests.Analyses;

/// <summary>What transformers cost while they write.</summary>
public sealed class DecodingTests
{
    private static Generated Of(string members, string decoding = "Decoding", string input = "12, 16") => Generated.From($$"""
        using Burden;
        [Network({{input}}), {{decoding}}]
        public partial class Net
        {
            {{members}}
        }
        """).Compiles();

    private const string Attention = "[MultiheadAttention(4, KeyValueHeads = 2, Causal = true, Bias = false)] public static partial Layer A { get; }";

    [Fact]
    public void Keys_and_values_of_their_own_heads_are_kept()
    {
        var generated = Of(Attention, "Decoding(Context = 100)");
        Assert.Equal(4 * 2 * 2 * 4, generated.Figure("Net.Cost.Decoding.CacheBytesPerToken"));
        Assert.Equal(100 * 4 * 2 * 2 * 4, generated.Figure("Net.Cost.Decoding.CacheBytes"));
    }

    /// <summary>The projections of one position, and products with 100 keys and values of 16 features.</summary>
    [Fact]
    public void One_more_token_sees_the_context()
        => Assert.Equal((2 * 16 * 16) + (2 * 16 * 8) + (100 * 2 * 16), Of(Attention, "Decoding(Context = 100)").Figure("Net.Cost.Decoding.DecodeFlops"));

    [Fact]
    public void A_window_bounds_what_is_kept_and_seen()
    {
        var generated = Of("[MultiheadAttention(4, Causal = true, Window = 8, Bias = false)] public static partial Layer A { get; }", "Decoding(Context = 100)");
        Assert.Equal(8 * 4 * 2 * 16, generated.Figure("Net.Cost.Decoding.CacheBytes"));
        Assert.Equal((4 * 16 * 16) + (8 * 2 * 16), generated.Figure("Net.Cost.Decoding.DecodeFlops"));
    }

    /// <summary>At the declared length, reading is what the network costs.</summary>
    [Fact]
    public void Reading_the_declared_length_is_the_networks_own_cost()
    {
        var generated = Of(Attention);
        Assert.Equal(generated.Figure("Net.Cost.Flops"), generated.Figure("Net.Cost.Decoding.PrefillFlops"));
    }

    [Fact]
    public void Of_experts_the_chosen_ones_are_active()
    {
        var generated = Of(Attention + " [MixtureOfExperts(8, 2, 32)] public static partial Layer B { get; }");
        Assert.Equal((8 * 16) + (8 * 3 * 16 * 32), generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal((2 * 16 * 16) + (2 * 16 * 8) + (8 * 16) + (2 * 3 * 16 * 32), generated.Figure("Net.Cost.Decoding.ActiveParameters"));
        Assert.Equal(12 * ((8 * 16) + (2 * 3 * 16 * 32)), generated.Figure("Net.Cost.B.Macs"));
        Assert.Equal(12 * ((8 * 16) + (2 * ((3 * 16 * 32) + (2 * 32) + 16))), generated.Figure("Net.Cost.B.Flops"));
    }

    /// <summary>4 heads add a bias to each of their scores, of which one more token has as many as there are tokens.</summary>
    [Fact]
    public void Biases_of_relative_positions_are_added_to_the_scores_of_the_context()
    {
        var generated = Of("[MultiheadAttention(4, Causal = true, RelativePositions = 23, Bias = false)] public static partial Layer A { get; }", "Decoding(Context = 100)");
        Assert.Equal((4 * 16 * 16) + (100 * ((2 * 16) + 4)), generated.Figure("Net.Cost.Decoding.DecodeFlops"));
        Assert.Equal((100 * 4 * 16 * 16) + (5050 * ((2 * 16) + 4)), generated.Figure("Net.Cost.Decoding.PrefillFlops"));
    }

    [Theory]
    [InlineData("[LayerNorm(Axes = 2)]")]
    [InlineData("[Softmax(Axis = 0)]")]
    [InlineData("[BatchNorm1d(TrackRunningStats = false)]")]
    [InlineData("[Permute(1, 0)]")]
    [InlineData("[Conv1d(16, 3, Padding = 1)]")]
    [InlineData("[Roll]")]
    [InlineData("[LSTM(16)]")]
    [InlineData("[Linear(16), MatMul(nameof(A), Transpose = true)]")]
    public async Task A_layer_that_mixes_positions_is_reported(string layer)
    {
        var generated = Of($"[MultiheadAttention(4), Linear(16)] public static partial Layer A {{ get; }} {layer} public static partial Layer B {{ get; }}", input: "16, 16");
        var diagnostic = Assert.Single(await generated.Diagnostics(new DeclarationAnalyzer()));
        Assert.Matches("^BRD0006: Decoding: B\\.\\w+ mixes positions; expected layers that work on each position alone, and attention$", $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Heads of their own, products with learned values, a router, and layers that all models have.</summary>
    [Theory]
    [InlineData("[Reshape(16, 4, 4), Permute(0, 2, 1), Flatten(StartAxis = 1)]")]
    [InlineData("[LayerNorm, SwiGLU(32), MixtureOfExperts(4, 2, 8), Softmax, Concat(nameof(A), Axis = 1), Slice(0, 8, Axis = 1), RMSNorm, GELU]")]
    [InlineData("[Linear(16), Multiply(nameof(A)), PositionalEmbedding, Dropout]")]
    public async Task A_layer_that_keeps_positions_apart_is_not(string layer)
        => Assert.Empty(await Of($"[MultiheadAttention(4), Linear(16)] public static partial Layer A {{ get; }} {layer} public static partial Layer B {{ get; }}", input: "16, 16").Diagnostics(new DeclarationAnalyzer()));

    [Theory]
    [InlineData("[Conv2d(4, 1), Flatten, Linear(2)] public static partial Layer A { get; }", "3, 8, 8", "BRD0006: Decoding: A.Conv2d yields 4x8x8; expected values for each of the 3 positions of the input")]
    [InlineData("[Linear(4)] public static partial Layer A { get; }", "12, 16", "BRD0006: Decoding: the network has no attention; expected a transformer")]
    [InlineData("[LearnedTensor(5, 16)] public static partial Layer K { get; } [MultiheadAttention(4, KeyValue = nameof(K), From = Layer.Input)] public static partial Layer A { get; }", "12, 16", "BRD0006: Decoding: A.MultiheadAttention attends to another layer; expected attention of a sequence to itself")]
    public async Task What_is_no_decoder_is_reported(string members, string input, string expected)
    {
        var diagnostic = Assert.Single(await Of(members, input: input).Diagnostics(new DeclarationAnalyzer()));
        Assert.Equal(expected, $"{diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
        Assert.Equal("Decoding", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
    }

    /// <summary>Published: 128 KiB a token for Llama 3 8B; 12.9 billion active parameters of Mixtral.</summary>
    [Fact]
    public void Published_models_are_as_published()
    {
        Assert.Equal(128 * 1024, Llama3.Cost.Decoding.CacheBytesPerToken);
        Assert.Equal(46_702_792_704, Mixtral.Cost.Parameters);
        Assert.Equal(12.9, Math.Round(Mixtral.Cost.Decoding.ActiveParameters / 1e9, 1));
        Assert.Equal(8_030_261_248, Llama3.Cost.Parameters);
        Assert.Equal(494_032_768, Qwen25.Cost.Parameters);
    }
}
