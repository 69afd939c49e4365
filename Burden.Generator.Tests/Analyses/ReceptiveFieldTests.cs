using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Analyses;

/// <summary>The receptive fields of layers: published ones, and random networks whose values are followed one by one.</summary>
public sealed class ReceptiveFieldTests
{
    private static Generated Of(string input, params string[] chains) => Generated.From($$"""
        using Burden;
        [Network({{input}}), ReceptiveFields]
        public partial class Net
        {
            {{string.Join("\n    ", chains.Select(static (c, i) => $"[{c}] public static partial Layer L{i.ToString(CultureInfo.InvariantCulture)} {{ get; }}"))}}
        }
        """).Compiles();

    private static (object?, object?, object?) Field(Generated generated, string layer) => (
        generated.Constant($"Net.Cost.{layer}.ReceptiveField"),
        generated.Constant($"Net.Cost.{layer}.ReceptiveFieldStride"),
        generated.Constant($"Net.Cost.{layer}.ReceptiveFieldCenter"));

    [Fact]
    public void A_convolution_sees_its_window_and_all_channels()
        => Assert.Equal(("3x7x5", "0x2x1", "1x0x1"), Field(Of("3, 64, 64", "Conv2d(8, \"(7, 5)\", Stride = \"(2, 1)\", Padding = \"(3, 1)\")"), "L0"));

    [Fact]
    public void A_dilated_kernel_spans_its_gaps() => Assert.Equal(("3x9x9", "0x1x1", "1x4x4"), Field(Of("3, 64, 64", "Conv2d(8, 3, Dilation = 4)"), "L0"));

    /// <summary>A map as a sequence of pixels, as transformers take it, and back: each pixel stays where it is.</summary>
    [Fact]
    public void Rows_and_columns_of_a_sequence_are_told_apart_again()
    {
        var generated = Of("3, 16, 16", "Conv2d(4, 3, Padding = 1)", "Flatten(StartAxis = 1), Permute(1, 0), LayerNorm", "Permute(1, 0), Reshape(4, 16, 16), Conv2d(4, 3, Padding = 1)");
        Assert.Equal("3x3x3", generated.Constant("Net.Cost.L1.ReceptiveField"));
        Assert.Equal(("3x5x5", "0x1x1", "1x0x0"), Field(generated, "L2"));
    }

    /// <summary>212 at the last pool, a stride of 32: Araujo, Norris and Sim (2019).</summary>
    [Fact]
    public void Vgg_16_is_as_published()
    {
        static string Block(int convolutions) => string.Join(", ", Enumerable.Repeat("Conv2d(4, 3, Padding = 1), ReLU", convolutions)) + ", MaxPool2d(2)";
        Assert.Equal(("3x212x212", "0x32x32", "1x15.5x15.5"), Field(Of("3, 224, 224", Block(2), Block(2), Block(3), Block(3), Block(3)), "L4"));
    }

    /// <summary>483 at the last block of ResNet-50, 1,027 of ResNet-101: Araujo, Norris and Sim (2019).</summary>
    [Theory]
    [InlineData(3, 4, 6, 3, 483)]
    [InlineData(3, 4, 23, 3, 1027)]
    public void ResNet_is_as_published(int first, int second, int third, int fourth, int size)
    {
        // The strides are at the end of each stage, on the 3x3 kernel: where they stand changes what the last block sees.
        static string Stage(int blocks, int stride) => string.Join(", ", Enumerable.Repeat("Block(1)", blocks - 1).Append($"Block({stride})"));
        var generated = Generated.From($$"""
            using Burden;
            public sealed class BlockAttribute(int stride) : ModuleAttribute
            {
                [Conv2d(4, 1), ReLU, Conv2d(4, 3, Stride = nameof(stride), Padding = 1), ReLU, Conv2d(4, 1)] Layer Residual { get; }
                [Conv2d(4, 1, Stride = nameof(stride), From = Input)] Layer Shortcut { get; }
                [Add(nameof(Residual), nameof(Shortcut)), ReLU] Layer Output { get; }
            }
            [Network(3, 224, 224), ReceptiveFields]
            public partial class Net
            {
                [Conv2d(4, 7, Stride = 2, Padding = 3), ReLU, MaxPool2d(3, Stride = 2, Padding = 1)] public static partial Layer Stem { get; }
                [{{Stage(first, 2)}}, {{Stage(second, 2)}}, {{Stage(third, 2)}}, {{Stage(fourth, 1)}}] public static partial Layer Body { get; }
            }
            """).Compiles();
        var text = size.ToString(CultureInfo.InvariantCulture);
        Assert.Equal($"3x{text}x{text}", generated.Constant("Net.Cost.Body.ReceptiveField"));
    }

    [Fact]
    public void A_global_pool_sees_the_whole_input()
        => Assert.Equal(("3x32x32", "0x0x0", "1x15.5x15.5"), Field(Of("3, 32, 32", "Conv2d(8, 3, Padding = 1)", "GlobalAvgPool2d, Flatten, Linear(10)"), "L1"));

    /// <summary>
    /// A stride of 2 undone by a transposed convolution, behind which kernels with a stride of 3 lie alike only every 6 values:
    /// every second one sees 25 values, as if each value is followed back, the others 23.
    /// </summary>
    [Fact]
    public void The_largest_field_is_found_among_all_that_differ()
        => Assert.Equal("1x25x25", Of("1, 97, 97", "AvgPool2d(3, Stride = 2)", "Conv2d(2, 2), Sigmoid", "ConvTranspose2d(2, 3, Stride = 2, OutputPadding = 1)", "Conv2d(2, 3, Padding = 1, Dilation = 3)", "Conv2d(4, 5, Stride = 3, Padding = 2, Dilation = 3)").Constant("Net.Cost.L4.ReceptiveField"));

    /// <summary>2 and 3 outputs of the first convolution, 3 apart, with kernels that span 4.</summary>
    [Fact]
    public void A_concatenation_sees_what_any_of_its_channels_does()
        => Assert.Equal("3x7x7", Of("3, 96, 96", "AvgPool2d(2, Stride = 1)", "Conv2d(8, 2, Stride = 3, Dilation = 2)", "ConvTranspose2d(4, 4, Stride = 3, OutputPadding = 1)", "Concat(nameof(L2), nameof(L0))").Constant("Net.Cost.L3.ReceptiveField"));

    [Fact]
    public void An_interpolated_concatenation_has_a_field()
        => Assert.Equal("2x2x2", Of("2, 96, 96", "Conv2d(2, 1)", "ReLU(InPlace = false)", "Concat(nameof(L1), nameof(L0))", "Upsample(5, Mode = \"bilinear\")").Constant("Net.Cost.L3.ReceptiveField"));

    [Fact]
    public void A_layer_whose_reach_is_unknown_has_no_field()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class OddAttribute : LayerAttribute { public const string Output = "Input", Parameters = "0", Macs = "0", Flops = "0"; }
            [Network(3, 32, 32), ReceptiveFields]
            public partial class Net
            {
                [Conv2d(8, 3)] public static partial Layer A { get; }
                [Odd, Conv2d(8, 3)] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal("3x3x3", generated.Constant("Net.Cost.A.ReceptiveField"));
        Assert.DoesNotContain("ReceptiveField", generated.Text("Net")[generated.Text("Net").IndexOf("class B", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_network_can_use_them()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 32, 32), ReceptiveFields]
            public partial class Net { [Conv2d(8, 3)] public static partial Layer A { get; } }
            [Network(3, 32, 32, Name = Net.Cost.A.ReceptiveField)]
            public partial class Other { [Conv2d(8, 3)] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Contains("What 3x3x3 costs", generated.Text("Other"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_effect_it_is_reported()
    {
        var diagnostics = await Generated.From("using Burden; [ReceptiveFields] public class Plain { }").Diagnostics(new DeclarationAnalyzer());
        Assert.Equal(("BRD0025", "ReceptiveFields has no effect on 'Plain', which is not a network"), (Assert.Single(diagnostics).Id, diagnostics[0].GetMessage(CultureInfo.InvariantCulture)));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    /// <summary>Random chains with branches over a long signal, against the values that each output is really computed from.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_networks_see_what_their_outputs_are_computed_from(int seed)
    {
        var random = new Random(seed);
        var signal = new Signal(512);
        var layers = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var kernel = random.Next(1, 5);
            var stride = random.Next(1, 4);
            var dilation = random.Next(1, 3);
            var padding = random.Next(0, 3);
            var extent = (dilation * (kernel - 1)) + 1;
            if (signal.Length < 40 * stride || signal.Length > 4000)
            {
                break;
            }

            switch (random.Next(5))
            {
                case 0:
                    layers.Add(FormattableString.Invariant($"Upsample({stride + 1})"));
                    signal = signal.Nearest(signal.Length * (stride + 1));
                    break;
                case 1:
                    layers.Add(FormattableString.Invariant($"Upsample({stride + 1}, Mode = \"linear\")"));
                    signal = signal.Linear(signal.Length * (stride + 1));
                    break;
                case 2 when padding < kernel:
                    layers.Add(FormattableString.Invariant($"ConvTranspose1d(2, {kernel}, Stride = {stride}, Dilation = {dilation}, Padding = {padding})"));
                    signal = signal.Transposed(kernel, stride, dilation, padding);
                    break;
                case 3:
                    layers.Add(FormattableString.Invariant($"Conv1d(2, {kernel}, Dilation = {dilation}, Padding = \"same\")"));
                    layers.Add(FormattableString.Invariant($"Add(nameof(L{layers.Count - 1}), {(layers.Count == 1 ? "Layer.Input" : $"nameof(L{layers.Count - 2})")})"));
                    signal = signal.Window(kernel, 1, dilation, (extent - 1) / 2, signal.Length).With(signal);
                    break;
                default:
                    layers.Add(FormattableString.Invariant($"Conv1d(2, {kernel}, Stride = {stride}, Dilation = {dilation}, Padding = {padding})"));
                    signal = signal.Window(kernel, stride, dilation, padding, ((signal.Length + (2 * padding) - extent) / stride) + 1);
                    break;
            }
        }

        var generated = Of("2, 512", [.. layers]);
        var last = $"L{(layers.Count - 1).ToString(CultureInfo.InvariantCulture)}";
        Assert.Equal($"2x{signal.Length.ToString(CultureInfo.InvariantCulture)}", generated.Constant($"Net.Cost.{last}.OutputShape"));
        Assert.Equal(signal.Largest().ToString(CultureInfo.InvariantCulture), ((string)generated.Constant($"Net.Cost.{last}.ReceptiveField")!).Split('x')[1]);
    }

    /// <summary>For each value of a signal, the values of the first signal that it is computed from.</summary>
    private sealed class Signal(IReadOnlyList<SortedSet<int>> values)
    {
        public Signal(int length)
            : this([.. Enumerable.Range(0, length).Select(static i => new SortedSet<int> { i })])
        {
        }

        public int Length => values.Count;

        /// <summary>The widest span among values in the middle, whose fields don't reach beyond the signal.</summary>
        public int Largest() => values.Skip((Length / 2) - 40).Take(80).Max(static v => v.Count == 0 ? 0 : v.Max - v.Min + 1);

        public Signal With(Signal other) => new([.. Enumerable.Range(0, Length).Select(i => new SortedSet<int>(values[i].Concat(other[i])))]);

        public Signal Window(int kernel, int stride, int dilation, int padding, int length)
            => Of(length, i => Enumerable.Range(0, kernel).Select(k => (i * stride) - padding + (k * dilation)));

        public Signal Transposed(int kernel, int stride, int dilation, int padding)
            => Of(
                ((Length - 1) * stride) + (dilation * (kernel - 1)) + 1 - (2 * padding),
                i => Enumerable.Range(0, kernel).Select(k => i + padding - (k * dilation)).Where(p => p % stride == 0).Select(p => p / stride));

        public Signal Nearest(int length) => Of(length, i => [i * Length / length]);

        public Signal Linear(int length) => Of(length, i => ((i + 0.5) * Length / length) - 0.5 is var at && at == Math.Floor(at) ? [(int)at] : [(int)Math.Floor(at), (int)Math.Floor(at) + 1]);

        private SortedSet<int> this[int index] => values[index];

        private Signal Of(int length, Func<int, IEnumerable<int>> reads)
            => new([.. Enumerable.Range(0, length).Select(i => new SortedSet<int>(reads(i).Where(p => p >= 0 && p < Length).SelectMany(p => values[p])))]);
    }
}
