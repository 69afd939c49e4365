using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.HoverTexts;

/// <summary>What the editor shows where a reader looks.</summary>
public sealed class HoverTests
{
    private const string Source = """
        using Burden;

        /// <summary>1x1 down, 3x3, and back, beside the block's input.</summary>
        public sealed class BlockAttribute(int width) : ModuleAttribute
        {
            [Conv2d(nameof(width), 1), ReLU]                    Layer Reduce { get; }
            [Conv2d("Input.Channels", 3, Padding = 1)]          Layer Expand { get; }
            [Add(nameof(Expand), Input), ReLU]                  Layer Output { get; }
        }

        /// <summary>A small classifier of <b>digits</b> &amp; letters.</summary>
        [Network(1, 28, 28)]
        public sealed partial class DigitNet
        {
            /// <summary>Finds edges.</summary>
            [Conv2d(32, 3), ReLU, MaxPool2d(2)]     public static partial Layer Edges { get; }
            [Block(16), Block(16, Repeat = 2)]      public static partial Layer Blocks { get; }
            [Flatten, Linear(10), Softmax]          public static partial Layer Output { get; }
        }

        public static class Use
        {
            public static long Of() => DigitNet.Cost.Flops + DigitNet.Cost.Edges.ParameterBytes + DigitNet.Blocks.Flops + DigitNet.Cost.PeakFeatureBytes;
        }
        """;

    public static TheoryData<string, string> Positions => new()
    {
        { "A property with a summary", "public static partial Layer $$Edges" },
        { "A property of modules", "public static partial Layer $$Blocks" },
        { "A property without a summary", "public static partial Layer $$Output" },
        { "A network where it is declared", "public sealed partial class $$DigitNet" },
        { "A network where it is used", "=> $$DigitNet.Cost.Flops" },
        { "Cost", "=> DigitNet.$$Cost.Flops" },
        { "A figure of the network", "=> DigitNet.Cost.$$Flops" },
        { "The class of a layer", "DigitNet.Cost.$$Edges.ParameterBytes" },
        { "A figure of a layer", "DigitNet.Cost.Edges.$$ParameterBytes" },
        { "A property where it is used", "DigitNet.$$Blocks.Flops" },
        { "Peak", "DigitNet.Cost.$$PeakFeatureBytes" },
        { "A layer attribute", "[$$Conv2d(32, 3)" },
    };

    [Theory]
    [MemberData(nameof(Positions))]
    public async Task Hover_text_matches_its_snapshot(string name, string place)
    {
        var unmarked = place.Replace("$$", "", StringComparison.Ordinal);
        Assert.Contains(unmarked, Source, StringComparison.Ordinal);
        Snapshot.Verify(await Hover.At(Source.Replace(unmarked, place, StringComparison.Ordinal)), name.Replace(' ', '-'), "txt");
    }

    [Fact]
    public async Task Constants_are_shown_even_if_the_project_parses_no_documentation()
        => Assert.Contains(
            "(constant) long DigitNet.Cost.Flops",
            await Hover.At(Source.Replace("Cost.Flops +", "Cost.$$Flops +", StringComparison.Ordinal), Microsoft.CodeAnalysis.DocumentationMode.None),
            StringComparison.Ordinal);
}
