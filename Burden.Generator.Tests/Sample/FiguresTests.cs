using System.Globalization;
using Burden.Reports.Rendering;

namespace Burden.Generator.Tests.Sample;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData((1024 * 1024) - 1, "1024 KB")]
    [InlineData(1024 * 1024, "1 MB")]
    [InlineData(243_860_896, "233 MB")]
    [InlineData(3_130_944, "3 MB")]
    [InlineData(4_671_847_892, "4 GB")]
    [InlineData(3L << 40, "3 TB")]
    [InlineData(5000L << 40, "5000 TB")]
    public void Memory_is_in_powers_of_1024(long bytes, string expected) => Assert.Equal(expected, Figures.Memory(bytes));

    [Theory]
    [InlineData(0, "0 FLOPs")]
    [InlineData(999, "999 FLOPs")]
    [InlineData(1000, "1 KFLOPs")]
    [InlineData(727_362_344, "727 MFLOPs")]
    [InlineData(999_999_999, "1000 MFLOPs")]
    [InlineData(3_884_069_864, "4 GFLOPs")]
    [InlineData(4_003_000_000_000, "4 TFLOPs")]
    [InlineData(long.MaxValue, "9223372 TFLOPs")]
    public void Flops_are_in_powers_of_1000(long flops, string expected) => Assert.Equal(expected, Figures.Flops(flops));

    [Theory]
    [InlineData(36.5, "36")]
    [InlineData(37.5, "38")]
    [InlineData(1.5, "2")]
    [InlineData(2.5, "2")]
    public void Exact_halves_round_to_the_even_number(double value, string expected)
    {
        Assert.Equal(expected + " MB", Figures.Memory((long)(value * 1024 * 1024)));
        Assert.Equal(expected + " GFLOPs", Figures.Flops((long)(value * 1_000_000_000)));
    }

    [Fact]
    public void Slightly_more_than_a_half_rounds_up()
    {
        Assert.Equal("37 MB", Figures.Memory((36L << 20) + (1 << 19) + 1));
        Assert.Equal("37 GFLOPs", Figures.Flops(36_500_000_001));
        Assert.Equal("37 MB", Figures.Memory((37L << 20) + (1 << 19) - 1));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("sv-SE")]
    [InlineData("ar-SA")]
    public void Figures_are_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal("25,610,216", Figures.Exact(25_610_216));
            Assert.Equal("98 MB", Figures.Memory(102_440_864));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("3x600x850", "600 x 850")]
    [InlineData("128x768", "128 x 768")]
    [InlineData("10", "10")]
    public void An_input_size_is_height_and_width(string shape, string expected) => Assert.Equal(expected, Sizes.Input(shape));

    [Theory]
    [InlineData("2048x4x7", "4 x 7 x 2048")]
    [InlineData("79x512x7x7", "79 x 512 x 7 x 7")]
    [InlineData("128x768", "128 x 768")]
    public void A_feature_size_is_height_width_and_channels(string shape, string expected) => Assert.Equal(expected, Sizes.Features(shape));
}
