namespace Burden.Generator.Tests.Layers;

public sealed class ConvolutionTests
{
    [Fact]
    public void Conv1d() => new LayerTest("Conv1d", "80x3000").With("outChannels", 384).With("kernelSize", 3).With("Padding", 1)
        .Costing("384x3000", parameters: (384L * 80 * 3) + 384, macs: 384L * 3000 * 80 * 3, flops: (384L * 3000 * 80 * 3) + (384L * 3000));

    [Fact]
    public void Conv2d() => new LayerTest("Conv2d", "3x224x224").With("outChannels", 64).With("kernelSize", 7).With("Stride", 2).With("Padding", 3)
        .Costing("64x112x112", parameters: (64L * 3 * 7 * 7) + 64, macs: 64L * 112 * 112 * 3 * 7 * 7, flops: (64L * 112 * 112 * 3 * 7 * 7) + (64L * 112 * 112));

    [Fact]
    public void Conv2d_without_bias() => new LayerTest("Conv2d", "3x224x224").With("outChannels", 64).With("kernelSize", 7).With("Stride", 2).With("Padding", 3).With("Bias", false)
        .Costing("64x112x112", parameters: 64L * 3 * 7 * 7, macs: 64L * 112 * 112 * 3 * 7 * 7, flops: 64L * 112 * 112 * 3 * 7 * 7);

    [Fact]
    public void Conv2d_in_groups() => new LayerTest("Conv2d", "96x27x27").With("outChannels", 256).With("kernelSize", 5).With("Padding", 2).With("Groups", 2)
        .Costing("256x27x27", parameters: (256L * 48 * 5 * 5) + 256, macs: 256L * 27 * 27 * 48 * 5 * 5, flops: 256L * 27 * 27 * ((48 * 5 * 5) + 1));

    [Fact]
    public void Conv2d_dilated() => new LayerTest("Conv2d", "512x19x19").With("outChannels", 1024).With("kernelSize", 3).With("Padding", 6).With("Dilation", 6)
        .Costing("1024x19x19", parameters: (1024L * 512 * 9) + 1024, macs: 1024L * 19 * 19 * 512 * 9, flops: 1024L * 19 * 19 * ((512 * 9) + 1));

    /// <summary>Height: (10 + 1 + 2 - 3) / 2 + 1 = 6. Width: (20 + 0 + 0 - (2 x 4 + 1)) / 3 + 1 = 4.</summary>
    [Fact]
    public void Conv2d_of_unequal_axes() => new LayerTest("Conv2d", "8x10x20").With("outChannels", 4).With("kernelSize", "(3, 5)").With("Stride", "(2, 3)")
        .With("Padding", "((1, 2), (0, 0))").With("Dilation", "(1, 2)").With("Bias", false)
        .Costing("4x6x4", parameters: 4L * 8 * 3 * 5, macs: 4L * 6 * 4 * 8 * 3 * 5, flops: 4L * 6 * 4 * 8 * 3 * 5);

    [Theory]
    [InlineData("same", 1, "4x10x10")]
    [InlineData("same", 3, "4x4x4")]
    [InlineData("valid", 1, "4x8x8")]
    [InlineData("valid", 3, "4x3x3")]
    public void Conv2d_padded_by_word(string padding, int stride, string output)
        => Assert.Equal(LayerTest.Shape(output), new LayerTest("Conv2d", "3x10x10").With("outChannels", 4).With("kernelSize", 3).With("Stride", stride).With("Padding", padding).Costs.Output);

    /// <summary>Fully connected layers for each of 79 regions: the work is done 79 times, the weights are stored once.</summary>
    [Fact]
    public void Conv2d_of_many_items() => new LayerTest("Conv2d", "79*512x7x7").With("outChannels", 4096).With("kernelSize", 7)
        .Costing("79*4096x1x1", parameters: (4096L * 512 * 49) + 4096, macs: 79L * 4096 * 512 * 49, flops: 79L * 4096 * ((512 * 49) + 1));

    [Fact]
    public void Conv3d() => new LayerTest("Conv3d", "3x16x112x112").With("outChannels", 64).With("kernelSize", "(3, 7, 7)").With("Stride", "(1, 2, 2)").With("Padding", "(1, 3, 3)").With("Bias", false)
        .Costing("64x16x56x56", parameters: 64L * 3 * 3 * 7 * 7, macs: 64L * 16 * 56 * 56 * 3 * 3 * 7 * 7, flops: 64L * 16 * 56 * 56 * 3 * 3 * 7 * 7);

    /// <summary>(10 - 1) x 2 - 2 x 1 + 3 + 1 = 20.</summary>
    [Fact]
    public void ConvTranspose1d() => new LayerTest("ConvTranspose1d", "8x10").With("outChannels", 4).With("kernelSize", 3).With("Stride", 2).With("Padding", 1).With("OutputPadding", 1)
        .Costing("4x20", parameters: (8L * 4 * 3) + 4, macs: 8L * 10 * 3 * 4, flops: (8L * 10 * 3 * 4) + (4L * 20));

    /// <summary>FCN-32s' last layer: (16 - 1) x 32 + 64 = 544.</summary>
    [Fact]
    public void ConvTranspose2d() => new LayerTest("ConvTranspose2d", "21x16x16").With("outChannels", 21).With("kernelSize", 64).With("Stride", 32)
        .Costing("21x544x544", parameters: (21L * 21 * 64 * 64) + 21, macs: 21L * 16 * 16 * 64 * 64 * 21, flops: (21L * 16 * 16 * 64 * 64 * 21) + (21L * 544 * 544));

    /// <summary>(4 - 1) x 2 - (1 + 2) + 3 x (3 - 1) + 1 = 10, in four groups.</summary>
    [Fact]
    public void ConvTranspose2d_in_groups() => new LayerTest("ConvTranspose2d", "8x4x4").With("outChannels", 16).With("kernelSize", 3).With("Stride", 2)
        .With("Padding", "((1, 2), (1, 2))").With("Dilation", 3).With("Groups", 4).With("Bias", false)
        .Costing("16x10x10", parameters: 8L * (16 / 4) * 9, macs: 8L * 4 * 4 * 9 * (16 / 4), flops: 8L * 4 * 4 * 9 * (16 / 4));

    [Fact]
    public void ConvTranspose3d() => new LayerTest("ConvTranspose3d", "2x3x4x5").With("outChannels", 6).With("kernelSize", 2).With("Stride", 2)
        .Costing("6x6x8x10", parameters: (2L * 6 * 8) + 6, macs: 2L * 3 * 4 * 5 * 8 * 6, flops: (2L * 3 * 4 * 5 * 8 * 6) + (6L * 6 * 8 * 10));

    [Fact]
    public void Linear() => new LayerTest("Linear", "4096").With("outFeatures", 1000)
        .Costing("1000", parameters: (4096L * 1000) + 1000, macs: 4096L * 1000, flops: (4096L * 1000) + 1000);

    [Fact]
    public void Linear_on_the_last_dimension() => new LayerTest("Linear", "3*128x768").With("outFeatures", 3072).With("Bias", false)
        .Costing("3*128x3072", parameters: 768L * 3072, macs: 3L * 128 * 768 * 3072, flops: 3L * 128 * 768 * 3072);

    [Fact]
    public void Groups_that_do_not_divide_channels_are_an_error()
    {
        new LayerTest("Conv2d", "10x8x8").With("outChannels", 9).With("kernelSize", 3).With("Groups", 3)
            .Failing(FaultId.NotDivisible, "10 input channels are not divisible by Groups = 3", "Groups");
        new LayerTest("Conv2d", "9x8x8").With("outChannels", 10).With("kernelSize", 3).With("Groups", 3)
            .Failing(FaultId.NotDivisible, "10 output channels are not divisible by Groups = 3", "Groups");
        new LayerTest("ConvTranspose2d", "9x8x8").With("outChannels", 10).With("kernelSize", 3).With("Groups", 3)
            .Failing(FaultId.NotDivisible, "10 output channels are not divisible by Groups = 3", "Groups");
    }

    [Theory]
    [InlineData("Conv1d", "3x8x8", "channels x length")]
    [InlineData("Conv2d", "784", "channels x height x width")]
    [InlineData("Conv3d", "3x8x8", "channels x depth x height x width")]
    [InlineData("ConvTranspose2d", "3x8", "channels x height x width")]
    public void An_input_of_another_rank_than_the_kernel_is_an_error(string kind, string input, string expected)
        => new LayerTest(kind, input).With("outChannels", 4).With("kernelSize", 3)
            .Failing(FaultId.ShapeMismatch, $"the input is {input}; expected {expected}");

    [Fact]
    public void A_kernel_larger_than_the_padded_input_is_an_error()
    {
        new LayerTest("Conv2d", "3x8x4").With("outChannels", 4).With("kernelSize", 7).With("Padding", 1)
            .Failing(FaultId.KernelTooLarge, "the kernel spans 7 along the width, the padded input 6 (4 + 1 + 1)", "kernelSize");
        new LayerTest("Conv1d", "3x8").With("outChannels", 4).With("kernelSize", 5).With("Dilation", 3)
            .Failing(FaultId.KernelTooLarge, "the kernel spans 13 along the length, the padded input 8 (8 + 0 + 0)", "kernelSize");
    }

    [Theory]
    [InlineData("outChannels", 0, 1)]
    [InlineData("kernelSize", -3, 1)]
    [InlineData("Stride", 0, 1)]
    [InlineData("Padding", -1, 0)]
    [InlineData("Dilation", 0, 1)]
    [InlineData("Groups", 0, 1)]
    public void Integers_out_of_range_are_errors(string argument, int value, int min)
    {
        foreach (var kind in new[] { "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d" })
        {
            var test = new LayerTest(kind, kind[^2] switch { '1' => "4x8", '2' => "4x8x8", _ => "4x8x8x8" }).With(argument, value);
            foreach (var required in new[] { "outChannels", "kernelSize" })
            {
                if (required != argument)
                {
                    test.With(required, 2);
                }
            }

            test.Failing(FaultId.OutOfRange, $"{argument} is {value}; expected at least {min}", argument);
        }
    }

    [Theory]
    [InlineData("outChannels", 1.5, "outChannels is 1.5; expected an integer (round, floor and ceil make one)")]
    [InlineData("outChannels", "(1, 2)", "outChannels is a tuple; expected an integer")]
    [InlineData("kernelSize", "(1, 2, 3)", "kernelSize has 3 values; expected 1 or 2, one for each axis")]
    [InlineData("Padding", "((1, 2, 3), 1)", "Padding has 3 values for one axis; expected (begin, end)")]
    [InlineData("Padding", "(1, 2, 3)", "Padding has 3 values; expected 1 or 2, one for each axis")]
    [InlineData("Padding", "(1, -2)", "Padding is -2; expected at least 0")]
    [InlineData("Bias", 1, "Bias is an integer; expected true or false")]
    public void Arguments_of_the_wrong_kind_are_errors(string argument, object value, string message)
    {
        var test = new LayerTest("Conv2d", "3x8x8").With(argument, value switch { int i => i, double d => d, _ => (string)value });
        foreach (var required in new[] { "outChannels", "kernelSize" }.Where(r => r != argument))
        {
            test.With(required, 3);
        }

        test.Failing(FaultId.OutOfRange, message, argument);
    }

    [Fact]
    public void Transposed_padding_out_of_range_is_an_error()
    {
        new LayerTest("ConvTranspose2d", "3x2x2").With("outChannels", 4).With("kernelSize", 2).With("Padding", 2)
            .Failing(FaultId.OutOfRange, "Padding cuts 2 + 2 off a size of 3: nothing is left", "Padding");
        new LayerTest("ConvTranspose2d", "3x2x2").With("outChannels", 4).With("kernelSize", 2).With("Stride", 2).With("OutputPadding", 2)
            .Failing(FaultId.OutOfRange, "OutputPadding is 2; expected less than the stride (2) or the dilation (1)", "OutputPadding");
    }

    [Fact]
    public void A_missing_argument_is_an_error()
        => Assert.Equal(FaultId.MissingArgument, new LayerTest("Conv2d", "3x8x8").With("outChannels", 4).Fault.Id);

    [Fact]
    public void Figures_that_exceed_Int64_overflow()
        => Assert.Throws<OverflowException>(() => new LayerTest("Linear", "4000000000").With("outFeatures", 4_000_000_000).Costs);
}
