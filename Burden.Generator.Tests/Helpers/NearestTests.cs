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
    public void Finds_a_slip(string name, string expected)
        => Assert.Equal(expected, Nearest.Of(name, ["Input", "N", "channels", "height", "width"]));

    [Theory]
    [InlineData("x")]
    [InlineData("hw")]
    [InlineData("stride")]
    [InlineData("")]
    public void Finds_nothing_far_away(string name)
        => Assert.Null(Nearest.Of(name, ["Input", "y", "channels", "height", "width"]));

    [Fact]
    public void The_order_of_the_candidates_does_not_show()
    {
        Assert.Equal("conv1", Nearest.Of("conv", ["conv2", "conv1", "conv3"]));
        Assert.Equal("conv1", Nearest.Of("conv", ["conv1", "conv3", "conv2"]));
    }

    [Fact]
    public void A_wrong_case_is_nearer_than_a_wrong_letter()
        => Assert.Equal("Conv", Nearest.Of("conv", ["bonv", "Conv"]));

    [Fact]
    public void Nobody_mistypes_a_name_of_a_thousand_letters()
        => Assert.Null(Nearest.Of(new string('a', 1000), [new string('a', 999)]));
}
