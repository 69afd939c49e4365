using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class WindowTests
{
    [Theory]
    [InlineData("Conv2d(4, \"(1,7)\", Padding = \"(0,3)\")", "4x17x19")]
    [InlineData("Conv2d(4, 3, Stride = \"(1,2)\")", "4x15x9")]
    [InlineData("Conv2d(4, 3, Padding = \"((0,1),(0,1))\", Stride = 2)", "4x8x9")]
    [InlineData("Conv2d(4, 3, Padding = \"((2,1),(0,0))\")", "4x18x17")]
    [InlineData("Conv2d(4, 3, Dilation = \"(2,1)\")", "4x13x17")]
    [InlineData("Conv2d(4, 3, Padding = \"same\", Stride = 2)", "4x9x10")]
    [InlineData("Conv2d(4, 3, Padding = \"valid\")", "4x15x17")]
    [InlineData("Conv2d(4, new object[] { 1, \"2+1\" })", "4x17x17")]
    [InlineData("Conv2d(4, new[] { 1, 3 })", "4x17x17")]
    [InlineData("Conv2d(4, (1 + 2) * 1)", "4x15x17")]
    [InlineData("Conv2d(4, 3.0)", "4x15x17")]
    [InlineData("Conv2d(4u, 3L)", "4x15x17")]
    [InlineData("Conv2d((object)4, (object)\"3\")", "4x15x17")]
    [InlineData("MaxPool2d(2)", "3x8x9")]
    [InlineData("MaxPool2d(2, CeilMode = true)", "3x9x10")]
    [InlineData("MaxPool2d(3, Stride = 2, CeilMode = true)", "3x8x9")]
    [InlineData("MaxPool2d(\"(3,2)\", Stride = \"(2,3)\")", "3x8x6")]
    [InlineData("AvgPool2d(3, Stride = 2, Padding = 1)", "3x9x10")]
    [InlineData("AdaptiveAvgPool2d(\"(5,6)\")", "3x5x6")]
    [InlineData("ConvTranspose2d(4, 4, Stride = 2, Padding = 1)", "4x34x38")]
    [InlineData("Upsample(2)", "3x34x38")]
    [InlineData("Upsample(Size = \"(20, 30)\", Mode = \"bilinear\")", "3x20x30")]
    public void Arguments_may_be_given_for_each_axis(string layer, string output)
    {
        var generated = Generated.From($$"""
            using Burden;
            [Network(3, 17, 19)]
            public partial class Net { [{{layer}}] public static partial Layer A { get; } }
            """).Compiles();
        Assert.Equal(output, generated.Constant("Net.Cost.A.OutputShape"));
    }

    [Theory]
    [InlineData("Padding = \"same\"")]
    [InlineData("Padding = \"valid\"")]
    [InlineData("Padding = \"(1, 0)\"")]
    [InlineData("Padding = \"{|BRD0002:full|}\"")]
    public Task A_padding_word_is_not_a_name(string padding)
        => Markup.Verify("using Burden; [Network(3, 17, 19)] public partial class Net { [Conv2d(4, 3, " + padding + ")] public static partial Layer A { get; } }");
}
