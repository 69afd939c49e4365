using System.Globalization;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Training of TorchSharp networks: the code is followed again as in training.</summary>
public sealed class CodeTrainingTests
{
    private static readonly string[] Constants = ["Batch", "ParameterBytes", "GradientBytes", "OptimizerBytes", "SavedBytes", "TrainingBytes", "TrainingFlops"];

    private static Generated Of(string fields, string forward, string constructor = "", string training = "Training", string network = "3, 8, 8")
        => TorchCode.Generated(TorchCode.Module(network, fields, constructor, forward).Replace("[Network(", $"[{training}, Network(", StringComparison.Ordinal)).Compiles();

    private static long Saved(string fields, string forward, string constructor = "", string training = "Training", string network = "3, 8, 8")
        => Of(fields, forward, constructor, training, network).Figure("Net.Cost.Training.SavedBytes");

    private static async Task<string> Fault(string fields, string forward, string constructor = "")
    {
        var generated = TorchCode.Generated(TorchCode.Module("3, 8, 8", fields, constructor, forward).Replace("[Network(", "[Training, Network(", StringComparison.Ordinal));
        var fault = Assert.Single(await generated.Diagnostics());
        Assert.Equal("Training", fault.Location.SourceTree!.GetText().ToString(fault.Location.SourceSpan));
        // Inference is known all the same.
        Assert.True(generated.Figure("Net.Cost.Flops") >= 0);
        return $"{fault.Id}: {fault.GetMessage(CultureInfo.InvariantCulture)}";
    }

    /// <summary>The same network as code and as a declaration.</summary>
    [Theory]
    [InlineData(
        "Batch = 2, Optimizer = Optimizer.Adam", "3, 8, 8",
        "readonly Module<Tensor, Tensor> conv = Conv2d(3, 4, 3, padding: 1, bias: false), norm = BatchNorm2d(4), head = Linear(256, 10);",
        "return head.forward(functional.relu(norm.forward(conv.forward(x))).flatten(1));",
        "[Conv2d(4, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU, Flatten, Linear(10)] public static partial Layer A { get; }")]
    [InlineData(
        "Batch = 4, Precision = TrainingPrecision.Mixed", "3, 8, 8",
        "readonly Module<Tensor, Tensor> all = Sequential(Conv2d(3, 4, 3, stride: 2, padding: 1), GELU(), MaxPool2d(2), Dropout(0.2), Flatten(), Linear(16, 5), Softmax(1));",
        "return all.forward(x);",
        "[Conv2d(4, 3, Stride = 2, Padding = 1), GELU, MaxPool2d(2), Dropout(0.2), Flatten, Linear(5), Softmax] public static partial Layer A { get; }")]
    [InlineData(
        "Batch = 3", "4, 8, 8",
        "readonly Module<Tensor, Tensor> a = Conv2d(4, 4, 3, padding: 1), b = Conv2d(4, 4, 1), pool = AdaptiveAvgPool2d(1), scale = Conv2d(4, 4, 1);",
        "var y = a.forward(x).silu(); var s = scale.forward(pool.forward(y)).sigmoid(); return b.forward(y * s) + x;",
        "[Conv2d(4, 3, Padding = 1), SiLU] public static partial Layer Y { get; } [AdaptiveAvgPool2d(1), Conv2d(4, 1), Sigmoid] public static partial Layer S { get; } [Multiply(nameof(Y), nameof(S)), Conv2d(4, 1)] public static partial Layer B { get; } [Add(nameof(B), \"Input\")] public static partial Layer Z { get; }")]
    [InlineData(
        "Batch = 2, Optimizer = Optimizer.Momentum", "6, 12",
        "readonly Module<Tensor, Tensor> norm = LayerNorm(12), up = Linear(12, 24), down = Linear(24, 12);",
        "return x + down.forward(up.forward(norm.forward(x)).gelu());",
        "[LayerNorm, Linear(24), GELU, Linear(12)] public static partial Layer A { get; } [Add(nameof(A), \"Input\")] public static partial Layer B { get; }")]
    public void Code_and_a_declaration_of_the_same_network_train_alike(string training, string input, string fields, string forward, string layers)
    {
        var code = Of(fields, forward, "", $"Training({training})", input);
        var declared = Generated.From($"using Burden; [Network({input}), Training({training})] public static partial class Same {{ {layers} }}");
        Assert.Equal(
            Constants.Select(c => $"{c} = {declared.Figure($"Same.Cost.Training.{c}")}"),
            Constants.Select(c => $"{c} = {code.Figure($"Net.Cost.Training.{c}")}"));
    }

    /// <summary>What is not asked of training stays as it is in inference.</summary>
    [Fact]
    public void Inference_costs_what_it_costs_without_the_attribute()
    {
        const string Fields = "readonly Module<Tensor, Tensor> conv = Conv2d(3, 4, 3), drop = Dropout(0.5), norm = BatchNorm2d(4);";
        const string Forward = "x = functional.dropout(drop.forward(norm.forward(conv.forward(x))), 0.5, this.training); return training ? x * x : x;";
        var plain = TorchCode.Generated(TorchCode.Module("3, 8, 8", Fields, "", Forward)).Compiles();
        var trained = Of(Fields, Forward);
        foreach (var figure in new[] { "Parameters", "Flops", "FeatureElements", "TrafficBytes", "ArenaBytes" })
        {
            Assert.Equal(plain.Figure($"Net.Cost.{figure}"), trained.Figure($"Net.Cost.{figure}"));
        }

        Assert.Equal(plain.Paths("Net"), trained.Paths("Net"));
    }

    /// <summary>By hand, of 32-bit values: the image is 3 x 64, the features of either convolution 4 x 64.</summary>
    [Theory]
    // Both inputs.
    [InlineData("return b.forward(a.forward(x));", 4 * 64 * (3 + 4))]
    // Nothing is kept without gradients, nor before them.
    [InlineData("using (torch.no_grad()) { x = a.forward(x); } return b.forward(x);", 4 * 64 * 4)]
    [InlineData("using (var mode = torch.inference_mode()) x = a.forward(x); return b.forward(x);", 4 * 64 * 4)]
    [InlineData("if (true) { using var mode = torch.no_grad(); x = a.forward(x); } return b.forward(x);", 4 * 64 * 4)]
    [InlineData("var mode = torch.set_grad_enabled(false); x = a.forward(x); mode.Dispose(); return b.forward(x);", 4 * 64 * 4)]
    [InlineData("using var mode = torch.no_grad(); using (torch.enable_grad()) { x = a.forward(x); } return b.forward(x);", 0)]
    [InlineData("using (torch.inference_mode(false)) { x = a.forward(x); } return b.forward(x);", 4 * 64 * (3 + 4))]
    [InlineData("return b.forward(a.forward(x).detach());", 4 * 64 * 4)]
    [InlineData("var y = a.forward(x); y.detach_(); return b.forward(y);", 4 * 64 * 4)]
    // What nobody reads is freed.
    [InlineData("var y = a.forward(x); _ = c.forward(y).exp(); return b.forward(y);", 4 * 64 * (3 + 4))]
    // The mode of modules, and of gradients, is known.
    [InlineData("return training ? b.forward(a.forward(x)) : a.forward(x);", 4 * 64 * (3 + 4))]
    [InlineData("return torch.is_grad_enabled() ? b.forward(a.forward(x)) : a.forward(x);", 4 * 64 * (3 + 4))]
    // A parameter that is used as it is, or seen otherwise.
    [InlineData("return x * scale;", 4 * 64 * 3)]
    [InlineData("return x * scale.expand(3, 8, 8);", 4 * 64 * 3)]
    [InlineData("return functional.conv2d(x, a.weight, a.bias, padding: new long[] { 1, 1 });", 4 * 64 * 3)]
    [InlineData("return functional.linear(x, w.t());", 4 * 64 * 3)]
    [InlineData("return x + scale;", 0)]
    // One storage counts once, however often it is kept; a square of the image needs no gradient.
    [InlineData("var y = a.forward(x); return (y * y).exp() + y.log() + (x * x).sum();", 4 * 64 * (3 + 4 + 4))]
    // A view keeps all that it is of.
    [InlineData("return a.forward(x)[.., 0..1].log();", 4 * 64 * (3 + 4))]
    // Dropout keeps a byte a value; in place a factor for each.
    [InlineData("return functional.dropout(a.forward(x), 0.3, training);", (4 * 64 * 3) + (64 * 4))]
    [InlineData("return functional.dropout(a.forward(x), 0.3, training, inplace: true);", (4 * 64 * 3) + (4 * 64 * 4))]
    [InlineData("return functional.dropout(a.forward(x), 0);", 4 * 64 * 3)]
    [InlineData("return none.forward(a.forward(x)).log();", 4 * 64 * (3 + 4))]
    [InlineData("return functional.dropout2d(a.forward(x));", (4 * 64 * 3) + (4 * 4))]
    // In place: ReLU works from its output; what sees its input keeps a copy.
    [InlineData("return b.forward(a.forward(x).relu_());", 4 * 64 * (3 + 4))]
    [InlineData("return functional.silu(a.forward(x), inplace: true);", 4 * 64 * (3 + 4))]
    public void What_is_kept_follows_the_code(string forward, int bytes)
        => Assert.Equal(bytes, Saved("readonly Conv2d a = Conv2d(3, 4, 3, padding: 1), b = Conv2d(4, 4, 1), c = Conv2d(4, 4, 1); readonly Dropout none = Dropout(0.0); readonly Parameter scale = Parameter(ones(3, 1, 1)), w = Parameter(ones(8, 8));", forward));

    /// <summary>Parameters without a gradient have none, nor a state; 112 of 132 parameters stay in the first convolution.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("foreach (var p in a.parameters()) p.requires_grad = false;")]
    [InlineData("foreach (var p in a.parameters()) p.requires_grad_(false);")]
    [InlineData("a.weight!.requires_grad = false; a.bias!.requires_grad = false;")]
    public void Frozen_parameters_have_no_gradient(string constructor)
    {
        var generated = Of("readonly Conv2d a = Conv2d(3, 4, 3, padding: 1), b = Conv2d(4, 4, 1);", "return b.forward(a.forward(x));", constructor, "Training(Optimizer = Optimizer.Adam)");
        var trained = constructor.Length == 0 ? 132 : 20;
        Assert.Equal(4 * 132, generated.Figure("Net.Cost.Training.ParameterBytes"));
        Assert.Equal(4 * trained, generated.Figure("Net.Cost.Training.GradientBytes"));
        Assert.Equal(8 * trained, generated.Figure("Net.Cost.Training.OptimizerBytes"));
        Assert.Equal(4 * 64 * (constructor.Length == 0 ? 3 + 4 : 4), generated.Figure("Net.Cost.Training.SavedBytes"));
    }

    /// <summary>A gradient reaches what the output follows from: of three convolutions of 112, 20 and 20 parameters, some or all.</summary>
    [Theory]
    [InlineData("return c.forward(b.forward(a.forward(x)));", 152)]
    [InlineData("return b.forward(a.forward(x));", 132)]
    [InlineData("using (torch.no_grad()) { x = a.forward(x); } return b.forward(x);", 20)]
    [InlineData("return b.forward(a.forward(x).detach());", 20)]
    [InlineData("var y = a.forward(x); _ = c.forward(y); return y;", 112)]
    [InlineData("return functional.conv2d(a.forward(x), b.weight);", 112 + 16)]
    [InlineData("return a.forward(x) + a.weight.sum();", 112)]
    [InlineData("return b.forward(b.forward(a.forward(x)));", 132)]
    public void Parameters_that_no_gradient_reaches_have_none(string forward, int trained)
    {
        var generated = Of("readonly Conv2d a = Conv2d(3, 4, 3, padding: 1), b = Conv2d(4, 4, 1), c = Conv2d(4, 4, 1);", forward.Replace(".weight", ".weight!", StringComparison.Ordinal));
        Assert.Equal(4 * 152, generated.Figure("Net.Cost.Training.ParameterBytes"));
        Assert.Equal(4 * trained, generated.Figure("Net.Cost.Training.GradientBytes"));
    }

    /// <summary>20 parameters, each of them once: of a module that runs twice, of one whose weights a function takes, of weights that are made of others.</summary>
    [Theory]
    [InlineData("return l.forward(l.forward(x));")]
    [InlineData("return functional.linear(x, l.weight!, l.bias);")]
    [InlineData("return functional.linear(x, l.weight! * 2, l.bias);")]
    [InlineData("return functional.linear(l.forward(x), l.weight!);")]
    [InlineData("return functional.conv1d(x.unsqueeze(-1), l.weight!.unsqueeze(-1), l.bias).squeeze(-1);")]
    public void Parameters_are_stored_once(string forward)
    {
        var generated = Of("readonly Linear l = Linear(4, 4);", forward, "", "Training(Optimizer = Optimizer.Adam)", "4");
        Assert.Equal(20, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal((4 * 20, 4 * 20, 8 * 20), (generated.Figure("Net.Cost.Training.ParameterBytes"), generated.Figure("Net.Cost.Training.GradientBytes"), generated.Figure("Net.Cost.Training.OptimizerBytes")));
    }

    /// <summary>36 products, forwards once and backwards once for each factor that needs a gradient; what is added is no factor, and its 6 sums count once more.</summary>
    [Theory]
    [InlineData("return addmm(p[0], x, p, 1, 1);", (2 * 36) + (2 * 6))]
    [InlineData("return addmm(x, x, p, 1, 1);", (2 * 36) + (2 * 6))]
    [InlineData("return addmm(p[0], x, w, 1, 1);", 36 + (2 * 6))]
    [InlineData("return functional.linear(x, p, p[0]);", (2 * 36) + (2 * 6))]
    [InlineData("return functional.linear(x, w, p[0]);", 36 + (2 * 6))]
    [InlineData("return matmul(x, p);", 2 * 36)]
    public void Products_run_backwards_for_each_factor(string forward, int flops)
        => Assert.Equal(flops, Of("readonly Parameter p = Parameter(ones(6, 6)); readonly Tensor w = ones(6, 6);", forward, "", "Training", "6").Figure("Net.Cost.Training.TrainingFlops"));

    /// <summary>A frozen linear layer passes gradients on and keeps no input; a frozen convolution keeps it all the same.</summary>
    [Theory]
    [InlineData("Linear(8, 8)", 0)]
    [InlineData("Conv2d(3, 3, 1)", 4 * 64 * 3)]
    public void A_frozen_layer_behind_a_trained_one_keeps_what_PyTorch_keeps(string frozen, int bytes)
        => Assert.Equal(bytes, Saved($"readonly Parameter p = Parameter(ones(3, 8, 8)); readonly Module<Tensor, Tensor> f = {frozen};", "return f.forward(x + p);", "foreach (var w in f.parameters()) w.requires_grad_(false);"));

    [Theory]
    [InlineData("Embedding_from_pretrained(randn(10, 4))", 0, 0)]
    [InlineData("Embedding_from_pretrained(randn(10, 4), freeze: false)", 160, 8 * 6)]
    [InlineData("Embedding(10, 4)", 160, 8 * 6)]
    public void An_embedding_that_is_given_is_frozen_unless_it_says_otherwise(string embedding, int gradients, int bytes)
    {
        var generated = Of($"readonly Module<Tensor, Tensor> e = {embedding};", "return e.forward(x);", "", "Training", "6, InputType = DataType.Int64");
        Assert.Equal((gradients, bytes), (generated.Figure("Net.Cost.Training.GradientBytes"), generated.Figure("Net.Cost.Training.SavedBytes")));
    }

    [Fact]
    public void The_code_is_followed_at_the_batch_of_training()
    {
        var generated = Of("readonly Linear l = Linear(4, 4);", "return x.shape[0] > 1 ? l.forward(x).exp() : l.forward(x);", "", "Training(Batch = 2)", "4");
        Assert.Equal(2 * 2 * 4 * 4, generated.Figure("Net.Cost.Training.SavedBytes"));
        Assert.Equal(2, generated.Figure("Net.Cost.Training.Batch"));
    }

    /// <summary>The block keeps its input and what its second convolution reads; computed again, only its input stays while the block is not.</summary>
    [Fact]
    public void A_module_can_be_computed_again()
    {
        const string Fields = "readonly Module<Tensor, Tensor> first = Conv2d(3, 4, 1), block = Sequential(Conv2d(4, 4, 1), ReLU(), Conv2d(4, 4, 1), ReLU()), last = Conv2d(4, 2, 1);";
        const string Forward = "return last.forward(block.forward(first.forward(x)));";
        var kept = Of(Fields, Forward);
        // The image, the block's input, both outputs of ReLU.
        Assert.Equal(4 * 64 * (3 + 4 + 4 + 4), kept.Figure("Net.Cost.Training.SavedBytes"));
        Assert.Equal(4 * 64 * 3, kept.Figure("Net.Cost.first.SavedBytes"));
        Assert.Equal(4 * 64 * (4 + 4 + 4), kept.Figure("Net.Cost.block.SavedBytes"));
        Assert.Equal(0, kept.Figure("Net.Cost.last.SavedBytes"));
        var again = Of(Fields, Forward, "", "Training(Checkpoints = [\"block\"])");
        Assert.Equal(kept.Figure("Net.Cost.Training.SavedBytes"), again.Figure("Net.Cost.Training.SavedBytes"));
        Assert.Equal(kept.Figure("Net.Cost.Training.TrainingFlops") + kept.Figure("Net.Cost.block.Flops"), again.Figure("Net.Cost.Training.TrainingFlops"));
        // Of two blocks, the larger counts while it is computed again: the second, whose output nobody else keeps.
        const string Two = "readonly Module<Tensor, Tensor> first = Conv2d(3, 4, 1), block = Sequential(Conv2d(4, 4, 1), ReLU(), Conv2d(4, 4, 1), ReLU()), second = Sequential(Conv2d(4, 4, 1), ReLU(), Conv2d(4, 4, 1), ReLU());";
        Assert.Equal(4 * 64 * (3 + 4 + 4 + (4 + 4)), Saved(Two, "return second.forward(block.forward(first.forward(x)));", "", "Training(Checkpoints = [\"block\", \"second\"])"));
    }

    [Fact]
    public async Task Memory_over_its_budget_is_reported()
    {
        var generated = Of("readonly Conv2d a = Conv2d(3, 4, 3, padding: 1);", "return a.forward(x);", "", "Training(MaxMemory = 1000)");
        Assert.StartsWith("training 'Net' takes ", Assert.Single(await generated.Diagnostics(new Analyzers.BudgetAnalyzer())).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("return a.forward(x).heaviside(a.forward(x));", "in 'a.forward(x).heaviside(a.forward(x))', what 'heaviside' keeps for the backward pass isn't known")]
    [InlineData("a.eval(); return a.forward(x);", "in 'a.eval()', Burden follows training with all modules in training mode; 'eval' changes that")]
    [InlineData("var y = a.forward(x).exp(); y.mul_(2); return y;", "in 'y.mul_(2)', 'mul' overwrites what 'exp' keeps for the backward pass, which PyTorch then refuses")]
    [InlineData("var y = a.forward(x); var z = y.log(); y[.., 0..1] = 0; return z + y;", "in 'y[.., 0..1]', 'index_put' overwrites what 'log' keeps for the backward pass, which PyTorch then refuses")]
    [InlineData("cache.add_(a.forward(x).mean()); return cache * x;", "in 'cache.add_(a.forward(x).mean())', 'add' writes values that need a gradient into a stored tensor; Burden doesn't follow its gradient further")]
    [InlineData("x.requires_grad = true; return a.forward(x);", "in 'x.requires_grad', Burden follows no gradient that begins or ends at this tensor: it is no parameter")]
    [InlineData("return a.forward(x).to(ScalarType.Float16);", "in 'a.forward(x).to(ScalarType.Float16)', Burden follows training in the type of the network's features alone; here values are converted to another")]
    [InlineData("return functional.dropout(a.forward(x), Random.Shared.NextDouble());", "in 'Random.Shared.NextDouble()', dropout: p isn't known: Random.Shared isn't known")]
    [InlineData("return training ? x.view(1, 5) : x;", "in 'x.view(1, 5)', view: 1x3x8x8 has 192 values, which don't fit 1x5")]
    public async Task What_training_cannot_follow_is_an_error_that_names_the_place(string forward, string reason)
        => Assert.Equal($"BRD0030: Training: {reason}", await Fault("readonly Conv2d a = Conv2d(3, 4, 3, padding: 1); Tensor cache = zeros(3, 8, 8);", forward));

    /// <summary>A type is another where the network's own is another.</summary>
    [Theory]
    [InlineData("x.to(x.dtype)", true)]
    [InlineData("x.bfloat16()", true)]
    [InlineData("x.@float()", false)]
    [InlineData("l.forward(x).to(ScalarType.Float32)", false)]
    public async Task Conversions_are_measured_by_the_type_of_features(string converted, bool isKnown)
    {
        var generated = Of("readonly Linear l = Linear(4, 4);", $"return l.forward({converted});", "", "Training", "4, FeatureType = DataType.BFloat16");
        Assert.Equal(isKnown, (await generated.Diagnostics()).IsEmpty);
    }

    /// <summary>Values that choose are kept in their own types, and a tensor in another type is another.</summary>
    [Theory]
    [InlineData("var y = a.forward(x); return torch.where(y > 0, y, zeros(1));", (4 * 64 * 3) + (64 * 4))]
    [InlineData("var y = a.forward(x); return y * (y > 0).to_type(ScalarType.Float32);", (4 * 64 * 3) + (4 * 64 * 4))]
    [InlineData("var y = a.forward(x).flatten(1); return y.topk(5, 1).Item1;", (4 * 64 * 3) + (8 * 5))]
    [InlineData("var y = a.forward(x).flatten(1); var (v, i) = y.topk(5, 1); return y.gather(1, i) + v;", (4 * 64 * (3 + 4)) + (8 * 5))]
    public void Masks_and_indices_are_kept_in_their_types(string forward, int bytes)
        => Assert.Equal(bytes, Saved("readonly Conv2d a = Conv2d(3, 4, 3, padding: 1);", forward));

    /// <summary>The sums of weights are kept for all queries, whatever the mask.</summary>
    [Fact]
    public void Causal_attention_keeps_a_sum_for_each_query()
    {
        // Queries, keys and values are views of one tensor.
        Assert.Equal(
            4 * ((2 * 6 * 8) + (2 * 6 * 3 * 8) + (2 * 6 * 8) + (2 * 2 * 6)),
            Saved("readonly Linear qkv = Linear(8, 24);", "var p = qkv.forward(x).view(x.shape[0], 6, 3, 2, 4).permute(2, 0, 3, 1, 4); return functional.scaled_dot_product_attention(p[0], p[1], p[2], is_casual: true);", "", "Training(Batch = 2)", "6, 8"));
        var declared = Generated.From("using Burden; [Network(6, 8), Training(Batch = 2)] public static partial class Net { [MultiheadAttention(2, Causal = true)] public static partial Layer A { get; } }");
        var open = Generated.From("using Burden; [Network(6, 8), Training(Batch = 2)] public static partial class Net { [MultiheadAttention(2)] public static partial Layer A { get; } }");
        Assert.Equal(open.Figure("Net.Cost.Training.SavedBytes"), declared.Figure("Net.Cost.Training.SavedBytes"));
    }
}
