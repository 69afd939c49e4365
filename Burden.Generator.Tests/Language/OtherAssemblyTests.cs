using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>Modules and custom layers of another assembly, whose source is not at hand.</summary>
public sealed class OtherAssemblyTests
{
    private const string Library = """
        using System.ComponentModel;
        using Burden;
        namespace Lib
        {
            public sealed class InnerAttribute(object width, int size = 3) : ModuleAttribute
            {
                [Conv2d(nameof(width), nameof(size), Padding = $"{nameof(size)}/2")] public Layer Only { get; }
            }
            public sealed class BlockAttribute(int width) : ModuleAttribute
            {
                public const int Twice = 2;
                [DefaultValue(1)] public object Stride { get; set; } = 1;
                [DefaultValue(nameof(width))] public object Other { get; set; } = nameof(width);
                [Inner(nameof(width))] public Layer First { get; }
                [When($"{nameof(Stride)} > 1"), MaxPool2d(nameof(Stride))] public Layer Pool { get; }
                [Inner($"{nameof(Other)}*{nameof(Twice)}", 1)] public Layer Second { get; }
                [Conv2d($"{nameof(Other)}*2", 1, Stride = nameof(Stride), From = Input)] public Layer Side { get; }
                [Output, Add(nameof(Second), nameof(Side))] public Layer Sum { get; }
            }
            public sealed class GainAttribute(params object[] sizes) : LayerAttribute
            {
                public const string Output = "Input";
                public const string Parameters = "Input.Channels*sizes[0]";
                public const string Macs = "0";
                public const string Flops = "Output.Elements";
            }
        }
        """;

    [Fact]
    public void Modules_from_metadata_have_the_same_figures_as_from_source()
    {
        const string Source = """
            using Burden;
            using Lib;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Block(4)] public static partial Layer A { get; }
                [Block(4, Stride = 2, Other = 6), Gain(2, 3)] public static partial Layer B { get; }
            }
            """;
        var library = Generated.From(Compile.Sources([Library], assembly: "Library")).Compiles();
        var apart = Generated.From(Compile.Sources([Source], references: [library.Reference()])).Compiles();
        var together = Generated.From(Source, Library).Compiles();
        Assert.Equal("12x4x4", apart.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal(together.Text("Net"), apart.Text("Net"));
        Assert.Equal((4 * 27) + 4 + (8 * 4) + 8 + (8 * 3) + 8, apart.Figure("Net.Cost.A.Parameters"));
    }

    [Fact]
    public void Modules_from_a_compilation_reference_have_the_same_figures()
    {
        var library = Compile.Sources([Library], assembly: "Library");
        var generated = Generated.From(Compile.Sources(
            ["using Burden; using Lib; [Network(3, 8, 8)] public partial class Net { [Block(4)] public static partial Layer A { get; } }"],
            references: [library.ToMetadataReference()])).Compiles();
        Assert.Equal("8x8x8", generated.Constant("Net.Cost.A.OutputShape"));
    }
}
