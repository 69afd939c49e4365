using Burden.Generator.Helpers;

namespace Burden.Generator.Tests.Helpers;

public sealed class NearestTests
{
    [Theory]
    [InlineData("widht", "width")]
    [InlineData("heigth", "height")]
    [InlineData("channel", "channels")]
    [InlineData("INPUT", "Input")]
    [InlineData("n", "N")]
    [InlineData("wdth", "width")]
    [InlineData("wiidth", "width")]
    public void A_typo_finds_the_nearest_name(string name, string expected)
        => Assert.Equal(expected, Nearest.Of(name, ["Input", "N", "channels", "height", "width"]));

    [Theory]
    [InlineData("x")]
    [InlineData("hw")]
    [InlineData("stride")]
    [InlineData("")]
    public void A_name_far_from_all_finds_none(string name)
        => Assert.Null(Nearest.Of(name, ["Input", "y", "channels", "height", "width"]));

    [Fact]
    public void The_order_of_the_candidates_does_not_matter()
    {
        Assert.Equal("conv1", Nearest.Of("conv", ["conv2", "conv1", "conv3"]));
        Assert.Equal("conv1", Nearest.Of("conv", ["conv1", "conv3", "conv2"]));
    }

    [Fact]
    public void A_wrong_case_is_nearer_than_a_wrong_letter()
        => Assert.Equal("Conv", Nearest.Of("conv", ["bonv", "Conv"]));

    [Fact]
    public void A_very_long_name_finds_none()
        => Assert.Null(Nearest.Of(new string('a', 1000), [new string('a', 999)]));
}
