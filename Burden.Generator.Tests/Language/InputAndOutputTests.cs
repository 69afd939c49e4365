using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class InputAndOutputTests
{
    [Fact]
    public void A_modules_output_is_its_last_layer_or_the_one_marked()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class LastAttribute : ModuleAttribute
            {
                [Conv2d(4, 1)] Layer A { get; }
                [Conv2d(5, 1)] Layer B { get; }
            }
            public sealed class MarkedAttribute : ModuleAttribute
            {
                [Output, Conv2d(4, 1)] Layer A { get; }
                [Conv2d(5, 1)] Layer B { get; }
            }
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Last] public static partial Layer A { get; }
                [Marked] public static partial Layer B { get; }
            }
            """);
        Assert.Equal("5x8x8", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal("4x8x8", generated.Constant("Net.Cost.B.OutputShape"));
    }

    [Fact]
    public void Outputs_live_to_the_end()
    {
        const string Layers = """
                [Conv2d(4, 1)] public static partial Layer A { get; }
                {0} public static partial Layer B { get; }
                [Conv2d(1, 1)] public static partial Layer C { get; }
                [Conv2d(9, 1)] public static partial Layer D { get; }
                [Conv2d(1, 1)] public static partial Layer E { get; }
            """;
        long Peak(string b, string e) => Generated.From($$"""
            using Burden;
            [Network(1, 2, 2)]
            public partial class Net
            {
            {{Layers.Replace("{0}", b).Replace("[Conv2d(1, 1)] public static partial Layer E", $"[{e}Conv2d(1, 1)] public static partial Layer E")}}
            }
            """).Compiles().Figure("Net.Cost.PeakFeatureBytes");
        // C and D alive together, or D and E: 10 values of 4 pixels of 4 bytes; with B kept 6 more.
        Assert.Equal(10 * 16, Peak("[Conv2d(6, 1)]", ""));
        Assert.Equal(16 * 16, Peak("[Output, Conv2d(6, 1)]", "Output, "));
    }

    [Fact]
    public void Further_inputs_are_named_and_are_not_the_previous_layer()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                private const int Values = 5;
                [Conv2d(4, 1)] public static partial Layer A { get; }
                [Input(Values, "Input.Height", 8)] public static partial Layer Second { get; }
                [Conv2d(6, 1)] public static partial Layer B { get; }
                [Concat(nameof(B), nameof(Second))] public static partial Layer C { get; }
                [Input(7)] public Layer Third { get; }
                [Linear(2, From = nameof(Third))] public static partial Layer D { get; }
                [GlobalAvgPool2d(From = nameof(C)), Flatten, Concat(nameof(D))] public static partial Layer E { get; }
            }
            """).Compiles();
        Assert.Equal((4 * 6) + 6, generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal("11x8x8", generated.Constant("Net.Cost.C.OutputShape"));
        Assert.Equal("13", generated.Constant("Net.Cost.E.OutputShape"));
        Assert.DoesNotContain(generated.Paths("Net"), static p => p.StartsWith("Second", StringComparison.Ordinal));
    }

    [Fact]
    public void An_inputs_property_has_its_shape_at_run_time()
    {
        var assembly = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Input(5, 6)] public static partial Layer Second { get; }
                [Linear(2, From = nameof(Second)), Flatten] public static partial Layer A { get; }
                [Flatten(From = Layer.Input), Concat(nameof(A))] public static partial Layer B { get; }
            }
            """).Compiles().Load();
        var layer = (Layer)assembly.GetType("Net")!.GetProperty("Second")!.GetValue(null)!;
        Assert.Equal("5x6", layer.OutputShape);
        Assert.Equal(0, layer.FeatureElements);
    }
}
