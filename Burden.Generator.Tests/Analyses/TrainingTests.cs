using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Analyses;

/// <summary>What it takes to train a network, counted by hand.</summary>
public sealed class TrainingTests
{
    private static Generated Of(string members, string training = "Training", string input = "3, 8, 8", string settings = "") => Generated.From($$"""
        using Burden;
        [Network({{input}}{{settings}}), {{training}}]
        public partial class Net
        {
            {{members}}
        }
        """).Compiles();

    private const string Small = """
        [Conv2d(4, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU] public static partial Layer A { get; }
        [Flatten, Linear(10)] public static partial Layer B { get; }
        """;

    private const long Parameters = 108 + 8 + 2560 + 10;

    private static long Saved(Generated generated) => generated.Figure("Net.Cost.Training.SavedBytes");

    [Theory]
    [InlineData("Sgd", 0)]
    [InlineData("Momentum", 1)]
    [InlineData("Adam", 2)]
    [InlineData("AdamW", 2)]
    public void The_optimizer_keeps_its_moments(string optimizer, int moments)
    {
        var generated = Of(Small, $"Training(Optimizer = Optimizer.{optimizer}, Batch = 2)");
        Assert.Equal(4 * (Parameters + 8), generated.Figure("Net.Cost.Training.ParameterBytes"));
        Assert.Equal(4 * Parameters, generated.Figure("Net.Cost.Training.GradientBytes"));
        Assert.Equal(4 * Parameters * moments, generated.Figure("Net.Cost.Training.OptimizerBytes"));
        Assert.Equal((4 * (Parameters + 8)) + (4 * Parameters * (1 + moments)) + Saved(generated), generated.Figure("Net.Cost.Training.TrainingBytes"));
    }

    /// <summary>2 bytes of parameters and gradients; 4 of the parameters' 32-bit copy, and of each moment.</summary>
    [Fact]
    public void Mixed_precision_keeps_parameters_twice()
    {
        var generated = Of(Small, "Training(Precision = TrainingPrecision.Mixed)");
        Assert.Equal(2 * (Parameters + 8), generated.Figure("Net.Cost.Training.ParameterBytes"));
        Assert.Equal(2 * Parameters, generated.Figure("Net.Cost.Training.GradientBytes"));
        Assert.Equal(12 * Parameters, generated.Figure("Net.Cost.Training.OptimizerBytes"));
        Assert.Equal((2 * (192 + 256 + 256)) + (2 * 4 * 4), Saved(generated));
    }

    /// <summary>The convolution keeps the image, batch norm its input and two statistics a channel, ReLU its output, which the linear layer keeps too.</summary>
    [Fact]
    public void Each_feature_is_kept_once()
    {
        var generated = Of(Small, "Training(Batch = 2)");
        Assert.Equal((4 * 2 * (192 + 256 + 256)) + (4 * 2 * 4), Saved(generated));
        Assert.Equal(Saved(generated), generated.Figure("Net.Cost.A.SavedBytes"));
        Assert.Equal(0, generated.Figure("Net.Cost.B.SavedBytes"));
    }

    /// <summary>The first convolution needs no gradient of the image: its products run twice, the linear layer's three times.</summary>
    [Fact]
    public void A_step_computes_forwards_and_backwards()
        => Assert.Equal(2 * ((2 * 6912) + (2 * 512) + (3 * 2560) + (2 * 10)), Of(Small, "Training(Batch = 2)").Figure("Net.Cost.Training.TrainingFlops"));

    [Theory]
    [InlineData("[Conv2d(4, 1), Sigmoid, Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 256)]
    [InlineData("[Conv2d(4, 1), GELU, Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 256 + 256)]
    [InlineData("[Conv2d(4, 1), AvgPool2d(2), Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 256 + 64)]
    [InlineData("[Conv2d(4, 1), MaxPool2d(2), Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 256 + 64 + (2 * 64))]
    [InlineData("[Conv2d(4, 1), GlobalAvgPool2d, Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 4)]
    [InlineData("[Conv2d(4, 1), Upsample(2), Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 1024)]
    [InlineData("[Conv2d(4, 1)] public static partial Layer A { get; } [Conv2d(4, 1)] public static partial Layer B { get; } [Add(nameof(A), nameof(B))] public static partial Layer C { get; }", 192 + 256)]
    [InlineData("[Conv2d(4, 1)] public static partial Layer A { get; } [Conv2d(4, 1)] public static partial Layer B { get; } [Multiply(nameof(A), nameof(B))] public static partial Layer C { get; }", 192 + 256 + 256)]
    [InlineData("[MaxPool2d(2), Conv2d(4, 1)] public static partial Layer A { get; }", 48)]
    [InlineData("[Conv2d(4, 1), Dropout(0.0), Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 256)]
    // A mask of a byte a value, and the output that the next layer keeps.
    [InlineData("[Conv2d(4, 1), ReLU, Dropout, Conv2d(4, 1)] public static partial Layer A { get; }", 192 + 256 + 256 + 64)]
    public void Layers_keep_what_their_gradients_need(string members, long values) => Assert.Equal(4 * values, Saved(Of(members)));

    /// <summary>Of 2 x 32 values that may be dropped: a byte each, or on a CPU a factor each. The image has 2 x 4 values.</summary>
    [Theory]
    [InlineData("Training(Batch = 2)", (4 * 2 * 4) + (2 * 32))]
    [InlineData("Training(Batch = 2, OnCpu = true)", (4 * 2 * 4) + (4 * 2 * 32))]
    [InlineData("Training(Batch = 2, OnCpu = true, Precision = TrainingPrecision.Mixed)", (2 * 2 * 4) + (2 * 2 * 32))]
    public void Dropout_keeps_a_byte_for_each_value_or_on_a_CPU_a_factor(string training, int bytes)
        => Assert.Equal(bytes, Generated.From($"using Burden; [Network(4), {training}] public static partial class Net {{ [Linear(32), Dropout(0.5)] public static partial Layer A {{ get; }} }}").Figure("Net.Cost.Training.SavedBytes"));

    /// <summary>Between two convolutions, at a batch of 2: bytes beside the image (1,536), the first convolution's output and what the second reads, as measured with saved_tensors_hooks.</summary>
    [Theory]
    [InlineData("ReLU", 0)]
    [InlineData("LeakyReLU", 0)]
    [InlineData("ELU(InPlace = true)", 0)]
    [InlineData("ELU", 8192)]
    // What works from its input keeps a copy of it where it overwrites it.
    [InlineData("ReLU6", 8192)]
    [InlineData("ReLU6(InPlace = false)", 8192)]
    [InlineData("Hardswish(InPlace = true)", 8192)]
    [InlineData("SiLU(InPlace = true)", 8192)]
    [InlineData("LocalResponseNorm(5)", 8192 + 10240 + 8192 + 8192)]
    [InlineData("InstanceNorm2d(Affine = false)", 8192 + (2 * 128))]
    [InlineData("InstanceNorm2d(Affine = true)", 8192 + (3 * 128))]
    [InlineData("GroupNorm(4)", 8192 + (2 * 32))]
    [InlineData("L2Norm(Scale = false)", 8192 + (2 * 512))]
    [InlineData("AdaptiveAvgPool2d(8)", 8192)]
    [InlineData("Dropout", 2048)]
    [InlineData("StochasticDepth", 8)]
    [InlineData("AvgPool2d(1)", 8192)]
    [InlineData("MaxPool2d(1)", 8192 + 16384)]
    [InlineData("Upsample(1)", 0)]
    [InlineData("PReLU", 8192)]
    public void A_layer_keeps_what_autograd_keeps(string layer, long bytes)
        => Assert.Equal(1536 + 8192 + bytes, Saved(Of($"[Conv2d(16, 1, Bias = false), {layer}, Conv2d(4, 1)] public static partial Layer A {{ get; }}", "Training(Batch = 2)")));

    /// <summary>A mean keeps nothing, so that the convolution's output goes; the pool's index is of one value each.</summary>
    [Fact]
    public void An_adaptive_average_of_one_value_is_a_mean()
        => Assert.Equal(4 * (192 + 16), Saved(Of("[Conv2d(16, 1), AdaptiveAvgPool2d(1), Conv2d(4, 1)] public static partial Layer A { get; }")));

    /// <summary>The sum may not overwrite what ReLU works backwards from: image, ReLU's output, the sum.</summary>
    [Fact]
    public void What_is_kept_is_not_overwritten()
        => Assert.Equal(4 * (192 + 192 + 192), Saved(Of("[Conv2d(3, 1), ReLU, Add(Layer.Input), Conv2d(4, 1)] public static partial Layer A { get; }")));

    /// <summary>Every kind has a rule of its own: what isn't known would be taken for a custom layer.</summary>
    [Fact]
    public void Each_kind_of_layer_has_a_rule()
        => Assert.Empty(Generator.Layers.LayerKinds.List.Where(static k => Generator.Costs.Analyses.SavedTensorRules.Find(k.Name) is null).Select(static k => k.Name));

    /// <summary>Image, and the ids of an embedding: 8 bytes each.</summary>
    [Fact]
    public void An_embedding_keeps_its_ids()
        => Assert.Equal((8 * 12) + (4 * 12 * 16), Saved(Of("[Embedding(100, 16), Linear(4)] public static partial Layer A { get; }", input: "12")));

    [Fact]
    public void Layer_norm_keeps_two_statistics_for_each_position()
        => Assert.Equal(4 * ((12 * 16) + (12 * 16) + (2 * 12)), Saved(Of("[Linear(16), LayerNorm] public static partial Layer A { get; }", input: "12, 16")));

    /// <summary>The input; queries, keys, values and what is gathered; a sum for each query of a head; nothing of the scores.</summary>
    [Fact]
    public void Fused_attention_keeps_no_scores()
        => Assert.Equal(4 * ((12 * 16) + (12 * 16) + (4 * 12 * 16) + (2 * 12)), Saved(Of("[Linear(16), MultiheadAttention(2)] public static partial Layer A { get; }", input: "12, 16")));

    /// <summary>A's inner features are gone until it is computed again; its output is kept, for B needs it.</summary>
    [Fact]
    public void A_checkpointed_layer_keeps_its_input_and_is_computed_again()
    {
        const string Members = """
            [Conv2d(4, 1), GELU] public static partial Layer Stem { get; }
            [Conv2d(4, 1), GELU, Conv2d(4, 1), GELU] public static partial Layer A { get; }
            [Conv2d(4, 1), GELU, Conv2d(4, 1), GELU] public static partial Layer B { get; }
            """;
        Assert.Equal(4 * (192 + (256 * 9)), Saved(Of(Members)));
        // Image, stem's convolution and output, A's output; and of A or B three more while it is computed again.
        var generated = Of(Members, "Training(Checkpoints = new[] { nameof(A), nameof(B) })");
        Assert.Equal(4 * (192 + (256 * 3) + (256 * 3)), Saved(generated));
        Assert.Equal(
            Of(Members).Figure("Net.Cost.Training.TrainingFlops") + generated.Figure("Net.Cost.A.Flops") + generated.Figure("Net.Cost.B.Flops"),
            generated.Figure("Net.Cost.Training.TrainingFlops"));
    }

    [Theory]
    [InlineData("Training(Batch = -1)", "-1: BRD0010: Training: Batch is -1; expected at least 1")]
    [InlineData("Training(Checkpoints = new[] { \"a\" })", "\"a\": BRD0002: Training: Checkpoints names 'a', which is no layer of the network; did you mean 'A'?")]
    [InlineData("Training(Optimizer = (Optimizer)9)", "(Optimizer)9: BRD0010: Training: Optimizer is 9; expected a value of Optimizer")]
    [InlineData("Training(Batch = 2, MaxMemory = 40e3)", "40e3: BRD1013: training 'Net' takes 48,672 bytes (47.5 KB), 21.7% over its budget of 40,000 bytes (39.1 KB); 5,664 of them are activations")]
    public async Task Faults_and_breaches_are_reported_where_they_are(string training, string expected)
    {
        var diagnostics = await Of(Small, training).Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer());
        Assert.Equal([expected], diagnostics.Select(static d => $"{d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}: {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}").ToList());
    }

    [Fact]
    public void The_generator_knows_the_same_choices()
    {
        Assert.Equal(Enum.GetNames<Burden.Optimizer>(), Enum.GetNames<Generator.Costs.Analyses.Optimizer>());
        Assert.Equal(Enum.GetNames<Burden.TrainingPrecision>(), Enum.GetNames<Generator.Costs.Analyses.TrainingPrecision>());
    }
}
