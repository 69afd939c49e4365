using CsCheck;

namespace Burden.Generator.Tests.Layers;

public sealed class PoolTests
{
    [Fact]
    public void MaxPool1d() => new LayerTest("MaxPool1d", "8x101").With("kernelSize", 2).Costing("8x50", flops: 2L * 8 * 50 * 2);

    [Fact]
    public void MaxPool2d()
    {
        new LayerTest("MaxPool2d", "64x112x112").With("kernelSize", 2).Costing("64x56x56", flops: 2L * 64 * 56 * 56 * 2 * 2);
        new LayerTest("MaxPool2d", "64x112x112").With("kernelSize", 3).With("Stride", 2).With("Padding", 1).Costing("64x56x56", flops: 2L * 64 * 56 * 56 * 2 * 2);
        new LayerTest("MaxPool2d", "8x10x10").With("kernelSize", 3).With("Stride", "(1, 2)").With("Dilation", "(2, 1)").Costing("8x6x4", flops: 2L * 8 * 6 * 4 * 1 * 2);
    }

    /// <summary>Caffe's unpadded pool after a ResNet's first convolution: 112 to 56, the last window over the end.</summary>
    [Fact]
    public void MaxPool2d_rounding_up()
        => new LayerTest("MaxPool2d", "64x112x112").With("kernelSize", 3).With("Stride", 2).With("CeilMode", true).Costing("64x56x56", flops: 2L * 64 * 56 * 56 * 2 * 2);

    [Fact]
    public void MaxPool3d() => new LayerTest("MaxPool3d", "8x4x8x8").With("kernelSize", "(1, 2, 2)").Costing("8x4x4x4", flops: 2L * 8 * 4 * 4 * 4 * 1 * 2 * 2);

    [Fact]
    public void AvgPool1d() => new LayerTest("AvgPool1d", "8x100").With("kernelSize", 4).With("Stride", 3).Costing("8x33", flops: 2L * 8 * 33 * 3);

    [Fact]
    public void AvgPool2d()
    {
        new LayerTest("AvgPool2d", "2048x7x7").With("kernelSize", 7).With("Stride", 1).Costing("2048x1x1", flops: 2L * 2048);
        new LayerTest("AvgPool2d", "2048x8x8").With("kernelSize", 8).Costing("2048x1x1", flops: 2L * 2048 * 8 * 8);
        new LayerTest("AvgPool2d", "300*21x7x7").With("kernelSize", 7).Costing("300*21x1x1", flops: 300L * 2 * 21 * 7 * 7);
    }

    [Fact]
    public void AvgPool3d() => new LayerTest("AvgPool3d", "8x4x8x8").With("kernelSize", 2).Costing("8x2x4x4", flops: 2L * 8 * 2 * 4 * 4 * 8);

    [Fact]
    public void AdaptiveAvgPool1d() => new LayerTest("AdaptiveAvgPool1d", "8x100").With("outputSize", 7).Costing("8x7", flops: 8L * 100);

    [Fact]
    public void AdaptiveAvgPool2d() => new LayerTest("AdaptiveAvgPool2d", "512x13x14").With("outputSize", "(6, 7)").Costing("512x6x7", flops: 512L * 13 * 14);

    [Fact]
    public void AdaptiveAvgPool3d() => new LayerTest("AdaptiveAvgPool3d", "8x4x6x6").With("outputSize", 2).Costing("8x2x2x2", flops: 8L * 4 * 6 * 6);

    [Fact]
    public void AdaptiveMaxPool1d() => new LayerTest("AdaptiveMaxPool1d", "8x100").With("outputSize", 1).Costing("8x1", flops: 8L * 100);

    [Fact]
    public void AdaptiveMaxPool2d() => new LayerTest("AdaptiveMaxPool2d", "8x9x9").With("outputSize", 3).Costing("8x3x3", flops: 8L * 9 * 9);

    [Fact]
    public void AdaptiveMaxPool3d() => new LayerTest("AdaptiveMaxPool3d", "8x4x6x6").With("outputSize", "(1, 2, 3)").Costing("8x1x2x3", flops: 8L * 4 * 6 * 6);

    [Fact]
    public void GlobalAvgPool1d() => new LayerTest("GlobalAvgPool1d", "8x100").Costing("8x1", flops: 8L * 100);

    [Fact]
    public void GlobalAvgPool2d() => new LayerTest("GlobalAvgPool2d", "256x56x56").Costing("256x1x1", flops: 256L * 56 * 56);

    [Fact]
    public void GlobalAvgPool3d() => new LayerTest("GlobalAvgPool3d", "8x2x3x4").Costing("8x1x1x1", flops: 8L * 2 * 3 * 4);

    [Fact]
    public void GlobalMaxPool1d() => new LayerTest("GlobalMaxPool1d", "8x100").Costing("8x1", flops: 8L * 100);

    [Fact]
    public void GlobalMaxPool2d() => new LayerTest("GlobalMaxPool2d", "8x5x6").Costing("8x1x1", flops: 8L * 5 * 6);

    [Fact]
    public void GlobalMaxPool3d() => new LayerTest("GlobalMaxPool3d", "8x2x3x4").Costing("8x1x1x1", flops: 8L * 2 * 3 * 4);

    /// <summary>
    /// PyTorch: with ceil_mode, windows may go off-bounds if they start within the left padding or the input; those that
    /// would start in the right padded region are ignored.
    /// </summary>
    [Fact]
    public void Rounding_up_matches_PyTorch()
        => (from size in Gen.Int[1, 60]
            from kernel in Gen.Int[1, 9]
            from stride in Gen.Int[1, 12]
            from dilation in Gen.Int[1, 3]
            from padding in Gen.Int[0, kernel / 2]
            where size + (2 * padding) >= (dilation * (kernel - 1)) + 1
            select (size, kernel, stride, dilation, padding)).Sample(pool =>
        {
            var (size, kernel, stride, dilation, padding) = pool;
            var extent = (dilation * (kernel - 1)) + 1;
            var expected = (int)Math.Ceiling((double)(size + (2 * padding) - extent) / stride) + 1;
            if ((expected - 1) * stride >= size + padding)
            {
                expected--;
            }

            var output = new LayerTest("MaxPool1d", $"3x{size}").With("kernelSize", kernel).With("Stride", stride)
                .With("Dilation", dilation).With("Padding", padding).With("CeilMode", true).Costs.Output;
            Assert.Equal(expected, output[1]);
        });

    /// <summary>The published tables: padding at the end enlarged by stride - 1, at most kernel - 1, then rounded down.</summary>
    [Fact]
    public void Rounding_up_matches_the_published_tables()
        => (from size in Gen.Int[1, 60]
            from kernel in Gen.Int[1, 9]
            from stride in Gen.Int[1, 12]
            from begin in Gen.Int[0, kernel - 1]
            from end in Gen.Int[0, kernel - 1]
            where size + begin + end >= kernel
            select (size, kernel, stride, begin, end)).Sample(pool =>
        {
            var (size, kernel, stride, begin, end) = pool;
            var enlarged = Math.Min(end + stride - 1, kernel - 1);
            var output = new LayerTest("AvgPool1d", $"3x{size}").With("kernelSize", kernel).With("Stride", stride)
                .With("Padding", LayerTest.List(LayerTest.List(begin, end))).With("CeilMode", true).Costs.Output;
            Assert.Equal(((size + begin + enlarged - kernel) / stride) + 1, output[1]);
        });

    [Fact]
    public void Faults()
    {
        new LayerTest("MaxPool2d", "8x5x9").With("kernelSize", 6).Failing(FaultId.KernelTooLarge, "the kernel spans 6 along the height, the padded input 5 (5 + 0 + 0)", "kernelSize");
        new LayerTest("MaxPool2d", "8x9").With("kernelSize", 2).Failing(FaultId.ShapeMismatch, "the input is 8x9; expected channels x height x width");
        new LayerTest("AvgPool2d", "8x9x9").With("kernelSize", 0).Failing(FaultId.OutOfRange, "kernelSize is 0; expected at least 1", "kernelSize");
        new LayerTest("AvgPool2d", "8x9x9").With("kernelSize", 2).With("Stride", 0).Failing(FaultId.OutOfRange, "Stride is 0; expected at least 1", "Stride");
        new LayerTest("MaxPool2d", "8x9x9").With("kernelSize", 2).With("CeilMode", 1).Failing(FaultId.OutOfRange, "CeilMode is an integer; expected true or false", "CeilMode");
        new LayerTest("AdaptiveAvgPool2d", "8x9x9").With("outputSize", 0).Failing(FaultId.OutOfRange, "outputSize is 0; expected at least 1", "outputSize");
        new LayerTest("AdaptiveMaxPool2d", "8x9x9").With("outputSize", "(1, 2, 3)").Failing(FaultId.OutOfRange, "outputSize has 3 values; expected 1 or 2, one for each axis", "outputSize");
        new LayerTest("GlobalAvgPool2d", "128").Failing(FaultId.ShapeMismatch, "the input is 128; expected channels x height x width");
    }

    [Fact]
    public void MaxUnpool1d() => new LayerTest("MaxUnpool1d", "4x10").With("kernelSize", 2).Costing("4x20");

    [Fact]
    public void MaxUnpool2d()
    {
        new LayerTest("MaxUnpool2d", "4x5x7").With("kernelSize", 3).With("Stride", 2).With("Padding", 1).Costing("4x9x13");
        new LayerTest("MaxUnpool2d", "4x5x7").With("kernelSize", 2).With("OutputSize", "Before").Layer("Before", "8x11x15").Costing("4x11x15");
        new LayerTest("MaxUnpool2d", "4x1x1").With("kernelSize", 2).With("Padding", 1).Failing(FaultId.OutOfRange, "Padding leaves nothing of a size of 2", "Padding");
    }

    [Fact]
    public void MaxUnpool3d() => new LayerTest("MaxUnpool3d", "4x2x2x2").With("kernelSize", 2).Costing("4x4x4x4");
}
