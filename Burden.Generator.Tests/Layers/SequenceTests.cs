using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

public sealed class SequenceTests
{
    [Fact]
    public void Embedding() => new LayerTest("Embedding", "128").With("count", 30522).With("features", 768).Costing("128x768", parameters: 30522L * 768);

    [Fact]
    public void ClassToken()
    {
        new LayerTest("ClassToken", "196x768").Costing("197x768", parameters: 768);
        new LayerTest("ClassToken", "196x768").With("count", 2).Costing("198x768", parameters: 2L * 768);
    }

    [Fact]
    public void LearnedTensor()
    {
        new LayerTest("LearnedTensor").With("shape", LayerTest.List(100, 256)).Costing("100x256", parameters: 100 * 256, storage: Storage.Parameters);
        new LayerTest("LearnedTensor").With("shape", LayerTest.List()).Failing(FaultId.OutOfRange, "shape is empty; expected at least one size", "shape");
    }

    [Fact]
    public void PositionalEmbedding()
    {
        new LayerTest("PositionalEmbedding", "197x768").Costing("197x768", parameters: 197L * 768, flops: 197L * 768);
        new LayerTest("PositionalEmbedding", "128x768").With("Length", 1024).Costing("128x768", parameters: 1024L * 768, flops: 128L * 768);
        new LayerTest("PositionalEmbedding", "128x768").With("Learned", false).Costing("128x768", buffers: 128L * 768, flops: 128L * 768);
    }

    /// <summary>ViT-B/16: 12 heads of 64, 197 tokens.</summary>
    [Fact]
    public void MultiheadAttention() => new LayerTest("MultiheadAttention", "197x768").With("heads", 12)
        .Costing(
            "197x768",
            parameters: (4L * 768 * 768) + (4 * 768),
            macs: (4L * 197 * 768 * 768) + (2L * 12 * 197 * 197 * 64),
            flops: (4L * 197 * 768 * 768) + (2L * 12 * 197 * 197 * 64) + (4L * 197 * 768),
            exponentials: 11L * 12 * 197 * 197,
            extra: (4L * 197 * 768) + (2L * 12 * 197 * 197));

    /// <summary>Swin-T's first stage: 64 windows of 49 tokens.</summary>
    [Fact]
    public void MultiheadAttention_in_windows() => new LayerTest("MultiheadAttention", "64*49x96").With("heads", 3)
        .Costing(
            "64*49x96",
            parameters: (4L * 96 * 96) + (4 * 96),
            macs: 64 * ((4L * 49 * 96 * 96) + (2L * 3 * 49 * 49 * 32)),
            flops: 64 * ((4L * 49 * 96 * 96) + (2L * 3 * 49 * 49 * 32) + (4L * 49 * 96)),
            exponentials: 64L * 11 * 3 * 49 * 49,
            extra: 64 * ((4L * 49 * 96) + (2L * 3 * 49 * 49)));

    /// <summary>A 7x7 window has 13 x 13 relative positions, with a bias in each head that is added to the scores.</summary>
    [Fact]
    public void MultiheadAttention_with_relative_positions() => new LayerTest("MultiheadAttention", "64*49x96").With("heads", 3).With("RelativePositions", 13 * 13)
        .Costing(
            "64*49x96",
            parameters: (4L * 96 * 96) + (4 * 96) + (13 * 13 * 3),
            macs: 64 * ((4L * 49 * 96 * 96) + (2L * 3 * 49 * 49 * 32)),
            flops: 64 * ((4L * 49 * 96 * 96) + (2L * 3 * 49 * 49 * 32) + (4L * 49 * 96) + (3L * 49 * 49)),
            exponentials: 64L * 11 * 3 * 49 * 49,
            extra: 64 * ((4L * 49 * 96) + (2L * 3 * 49 * 49)));

    /// <summary>32 heads share 8 of keys and values, heads of 80 in 4,096 features, no biases but the output's.</summary>
    [Fact]
    public void MultiheadAttention_of_shared_heads() => new LayerTest("MultiheadAttention", "100x4096").With("heads", 32)
        .With("KeyValueHeads", 8).With("HeadFeatures", 80).With("Bias", false).With("OutputBias", true)
        .Costing(
            "100x4096",
            parameters: (2L * 4096 * 32 * 80) + (2L * 4096 * 8 * 80) + 4096,
            macs: (2L * 100 * 4096 * 32 * 80) + (2L * 100 * 4096 * 8 * 80) + (2L * 32 * 100 * 100 * 80),
            flops: (2L * 100 * 4096 * 32 * 80) + (2L * 100 * 4096 * 8 * 80) + (2L * 32 * 100 * 100 * 80) + (100L * 4096),
            exponentials: 11L * 32 * 100 * 100,
            extra: (2L * 100 * 32 * 80) + (2L * 100 * 8 * 80) + (2L * 32 * 100 * 100));

    [Fact]
    public void MultiheadAttention_to_another_layer() => new LayerTest("MultiheadAttention", "100x512").With("heads", 8).With("KeyValue", "Image").Layer("Image", "850x256")
        .Costing(
            "100x512",
            parameters: (2L * 512 * 512) + (2L * 256 * 512) + (4 * 512),
            macs: (2L * 100 * 512 * 512) + (2L * 850 * 256 * 512) + (2L * 8 * 100 * 850 * 64),
            flops: (2L * 100 * 512 * 512) + (2L * 850 * 256 * 512) + (2L * 8 * 100 * 850 * 64) + (2L * 100 * 512) + (2L * 850 * 512),
            exponentials: 11L * 8 * 100 * 850,
            extra: (2L * 100 * 512) + (2L * 850 * 512) + (2L * 8 * 100 * 850));

    /// <summary>10 queries: all 10 keys, 4 of them, those up to their own (55), and 4 of those (1 + 2 + 3 + 7 x 4).</summary>
    [Theory]
    [InlineData(0, false, 10 * 10)]
    [InlineData(4, false, 10 * 4)]
    [InlineData(40, false, 10 * 10)]
    [InlineData(0, true, 55)]
    [InlineData(4, true, 1 + 2 + 3 + (7 * 4))]
    [InlineData(40, true, 55)]
    public void MultiheadAttention_to_some_keys(int window, bool causal, long pairs)
    {
        var costs = new LayerTest("MultiheadAttention", "10x8").With("heads", 2).With("Window", window).With("Causal", causal).Costs;
        Assert.Equal((4L * 10 * 8 * 8) + (2 * 2 * pairs * 4), costs.Macs);
        Assert.Equal(11 * 2 * pairs, costs.Exponentials);
        Assert.Equal((4L * 10 * 8) + (2 * 2 * pairs), costs.ExtraElements);
    }

    /// <summary>Attention costs what its parts cost one by one.</summary>
    [Fact]
    public void MultiheadAttention_is_the_sum_of_its_parts()
    {
        var whole = new LayerTest("MultiheadAttention", "50x96").With("heads", 6).Costs;
        var linear = new LayerTest("Linear", "50x96").With("outFeatures", 96).Costs;
        var scores = new LayerTest("MatMul", "6x50x16", "6x50x16").With("Transpose", true).Costs;
        var weights = new LayerTest("Softmax", "6x50x50").Costs;
        var context = new LayerTest("MatMul", "6x50x50", "6x50x16").Costs;
        Burden.Generator.Layers.LayerCosts[] parts = [linear, linear, linear, scores, weights, context, linear];
        Assert.Equal(parts.Sum(static p => p.Parameters), whole.Parameters);
        Assert.Equal(parts.Sum(static p => p.Macs), whole.Macs);
        Assert.Equal(parts.Sum(static p => p.Flops), whole.Flops);
        Assert.Equal(parts.Sum(static p => p.Exponentials), whole.Exponentials);
        Assert.Equal(parts.Sum(static p => p.Output.Elements), whole.Output.Elements + whole.ExtraElements);
    }

    [Fact]
    public void ScaledDotProductAttention()
    {
        new LayerTest("ScaledDotProductAttention", "100x512").With("keys", "K").With("values", "V").With("Heads", 8).Layer("K", "80x512").Layer("V", "80x256")
            .Costing(
                "100x256",
                macs: (8L * 100 * 80 * 64) + (8L * 100 * 80 * 32),
                flops: (8L * 100 * 80 * 64) + (8L * 100 * 80 * 32),
                exponentials: 11L * 8 * 100 * 80,
                extra: 2L * 8 * 100 * 80);
        new LayerTest("ScaledDotProductAttention", "3*10x64").With("keys", "K").With("values", "V").With("Heads", 4).With("KeyValueHeads", 2).With("Causal", true)
            .Layer("K", "3*10x32").Layer("V", "3*10x32")
            .Costing("3*10x64", macs: 3L * 4 * 55 * (16 + 16), flops: 3L * 4 * 55 * (16 + 16), exponentials: 3L * 11 * 4 * 55, extra: 3L * 2 * 4 * 55);
    }

    /// <summary>LLaMA 7B's feed-forward layer.</summary>
    [Fact]
    public void SwiGLU()
    {
        new LayerTest("SwiGLU", "128x4096").With("hidden", 11008)
            .Costing(
                "128x4096",
                parameters: 3L * 4096 * 11008,
                macs: 3L * 128 * 4096 * 11008,
                flops: (3L * 128 * 4096 * 11008) + (2L * 128 * 11008),
                exponentials: 3L * 128 * 11008,
                extra: 4L * 128 * 11008);
        new LayerTest("SwiGLU", "10x8").With("hidden", 6).With("OutFeatures", 4).With("Bias", true)
            .Costing(
                "10x4",
                parameters: (2L * 8 * 6) + (6 * 4) + (2 * 6) + 4,
                macs: 10L * ((2 * 8 * 6) + (6 * 4)),
                flops: 10L * ((2 * 8 * 6) + (6 * 4) + (2 * 6) + 4 + (2 * 6)),
                exponentials: 10L * 3 * 6,
                extra: 10L * 4 * 6);
    }

    [Fact]
    public void LSTM() => new LayerTest("LSTM", "20x128").With("hidden", 256)
        .Costing(
            "20x256",
            parameters: (4L * 256 * (128 + 256)) + (2L * 4 * 256),
            macs: 20L * 4 * 256 * (128 + 256),
            flops: 20L * ((4 * 256 * (128 + 256)) + (2 * 4 * 256) + (3 * 256)),
            exponentials: 20L * 256 * ((3 * 3) + (2 * 5)),
            extra: 20L * 256 * (4 + 1));

    /// <summary>The first layer reads 128 features, the second and third 2 x 256 of both directions; of 6 runs, 2 are the output.</summary>
    [Fact]
    public void LSTM_of_several_layers_both_ways() => new LayerTest("LSTM", "20x128").With("hidden", 256).With("Layers", 3).With("Bidirectional", true).With("Bias", false)
        .Costing(
            "20x512",
            parameters: (2L * 4 * 256 * (128 + 256)) + (2L * 2 * 4 * 256 * (512 + 256)),
            macs: 20 * ((2L * 4 * 256 * (128 + 256)) + (2L * 2 * 4 * 256 * (512 + 256))),
            flops: 20 * ((2L * 4 * 256 * (128 + 256)) + (2L * 2 * 4 * 256 * (512 + 256)) + (6 * 3 * 256)),
            exponentials: 20L * 6 * 256 * 19,
            extra: 20L * 256 * ((6 * (4 + 2)) - 2));

    [Fact]
    public void GRU() => new LayerTest("GRU", "20x128").With("hidden", 256)
        .Costing(
            "20x256",
            parameters: (3L * 256 * (128 + 256)) + (2L * 3 * 256),
            macs: 20L * 3 * 256 * (128 + 256),
            flops: 20L * ((3 * 256 * (128 + 256)) + (2 * 3 * 256) + (4 * 256)),
            exponentials: 20L * 256 * ((2 * 3) + 5),
            extra: 20L * 256 * 3);

    [Fact]
    public void GRUCell() => new LayerTest("GRUCell", "128").With("hidden", 256)
        .Costing(
            "256",
            parameters: (3L * 256 * (128 + 256)) + (2L * 3 * 256),
            macs: 3L * 256 * (128 + 256),
            flops: (3 * 256 * (128 + 256)) + (2 * 3 * 256) + (4 * 256),
            exponentials: 256L * ((2 * 3) + 5),
            extra: 256L * 3);

    [Fact]
    public void LSTMCell()
    {
        new LayerTest("LSTMCell", "128").With("hidden", 256).With("Bias", false).With("State", "Before").Layer("Before", "256")
            .Costing(
                "256",
                parameters: 4L * 256 * (128 + 256),
                macs: 4L * 256 * (128 + 256),
                flops: (4L * 256 * (128 + 256)) + (3 * 256),
                exponentials: 256L * ((3 * 3) + (2 * 5)),
                extra: 256L * 5);
        new LayerTest("LSTMCell", "128").With("hidden", 256).With("State", "Before").Layer("Before", "255")
            .Failing(FaultId.ShapeMismatch, "State is 255; expected 256", "State");
    }

    [Fact]
    public void RNNCell() => new LayerTest("RNNCell", "8").With("hidden", 4)
        .Costing("4", parameters: (4L * (8 + 4)) + 8, macs: 4L * (8 + 4), flops: (4L * (8 + 4)) + 8, exponentials: 4L * 5, extra: 4);

    [Fact]
    public void RNN() => new LayerTest("RNN", "20x128").With("hidden", 256)
        .Costing(
            "20x256",
            parameters: (256L * (128 + 256)) + (2L * 256),
            macs: 20L * 256 * (128 + 256),
            flops: 20L * ((256 * (128 + 256)) + (2 * 256)),
            exponentials: 20L * 256 * 5,
            extra: 20L * 256);

    [Fact]
    public void Faults()
    {
        new LayerTest("Embedding", "128x3").With("count", 10).With("features", 8).Failing(FaultId.ShapeMismatch, "the input is 128x3; expected length, the number of tokens");
        new LayerTest("Embedding", "128").With("count", 0).With("features", 8).Failing(FaultId.OutOfRange, "count is 0; expected at least 1", "count");
        new LayerTest("ClassToken", "768x14x14").Failing(FaultId.ShapeMismatch, "the input is 768x14x14; expected length x features");
        new LayerTest("PositionalEmbedding", "128x768").With("Length", 100).Failing(FaultId.OutOfRange, "Length is 100; expected at least the 128 positions of the input", "Length");
        new LayerTest("MultiheadAttention", "768").With("heads", 12).Failing(FaultId.ShapeMismatch, "the input is 768; expected length x features");
        new LayerTest("MultiheadAttention", "10x100").With("heads", 12).Failing(FaultId.NotDivisible, "100 features are not divisible by heads = 12", "heads");
        new LayerTest("MultiheadAttention", "10x96").With("heads", 12).With("KeyValueHeads", 5).Failing(FaultId.NotDivisible, "12 heads are not divisible by KeyValueHeads = 5", "KeyValueHeads");
        new LayerTest("MultiheadAttention", "10x96").With("heads", 12).With("Window", -1).Failing(FaultId.OutOfRange, "Window is -1; expected at least 0", "Window");
        new LayerTest("MultiheadAttention", "10x96").With("heads", 12).With("Causal", true).With("KeyValue", "Other").Layer("Other", "20x96")
            .Failing(FaultId.ShapeMismatch, "there are 10 queries and 20 keys; causal attention is of a sequence to itself", "Causal");
        new LayerTest("MultiheadAttention", "10x96").With("heads", 12).With("KeyValue", "Other").Layer("Other", "2*20x96")
            .Failing(FaultId.ShapeMismatch, "KeyValue is 2x20x96; expected length x features, for each item of the input 10x96", "KeyValue");
        Attention("10x64", "10x64", "9x64", 4).Failing(FaultId.ShapeMismatch, "the keys 10x64 and the values 9x64 differ in length", "values");
        Attention("10x64", "10x32", "10x64", 4).Failing(FaultId.ShapeMismatch, "the queries 10x64 in 4 heads don't fit the keys 10x32 in 4", "keys");
        Attention("10x64", "10x64", "10x63", 4).Failing(FaultId.NotDivisible, "63 features of values are not divisible by Heads = 4", "Heads");
        Attention("10x64", "10x64", "10x64", 5).Failing(FaultId.NotDivisible, "64 features of queries are not divisible by Heads = 5", "Heads");
        new LayerTest("SwiGLU", "10x8").With("hidden", 0).Failing(FaultId.OutOfRange, "hidden is 0; expected at least 1", "hidden");
        new LayerTest("LSTM", "128").With("hidden", 8).Failing(FaultId.ShapeMismatch, "the input is 128; expected length x features");
        new LayerTest("GRU", "10x8").With("hidden", 8).With("Layers", 0).Failing(FaultId.OutOfRange, "Layers is 0; expected at least 1", "Layers");
    }

    [Fact]
    public void MixtureOfExperts()
    {
        new LayerTest("MixtureOfExperts", "10x8").With("experts", 4).With("active", 2).With("hidden", 6)
            .Storing("router.weight 4x8, gate.weight 4x6x8, up.weight 4x6x8, down.weight 4x8x6")
            .Costing(
                "10x8",
                parameters: (4L * 8) + (4 * 3 * 8 * 6),
                macs: 10L * ((4 * 8) + (2 * 3 * 8 * 6)),
                flops: 10L * ((4 * 8) + (2 * ((3 * 8 * 6) + (2 * 6) + 8))),
                exponentials: 10L * ((11 * 4) + (2 * 3 * 6)),
                extra: 10L * (4 + (2 * ((4 * 6) + 8))));
        new LayerTest("MixtureOfExperts", "10x8").With("experts", 2).With("active", 3).With("hidden", 6)
            .Failing(FaultId.OutOfRange, "active is 3; expected at most the 2 experts", "active");
    }

    private static LayerTest Attention(string queries, string keys, string values, int heads)
        => new LayerTest("ScaledDotProductAttention", queries).With("keys", "K").With("values", "V").With("Heads", heads).Layer("K", keys).Layer("V", values);
}
