namespace Burden.Generator.Tests.Layers;

public sealed class NormalizationTests
{
    [Fact]
    public void BatchNorm1d()
    {
        new LayerTest("BatchNorm1d", "128").Costing("128", parameters: 2L * 128, buffers: 2L * 128);
        new LayerTest("BatchNorm1d", "64x100").Costing("64x100", parameters: 2L * 64, buffers: 2L * 64);
    }

    [Fact]
    public void BatchNorm2d() => new LayerTest("BatchNorm2d", "64x112x112").Costing("64x112x112", parameters: 2L * 64, buffers: 2L * 64);

    [Fact]
    public void BatchNorm2d_without_scale_and_shift()
        => new LayerTest("BatchNorm2d", "64x8x8").With("Affine", false).Costing("64x8x8", buffers: 2L * 64);

    /// <summary>Without statistics it can't be merged: mean, deviation, square, division, gain and offset.</summary>
    [Fact]
    public void BatchNorm2d_without_statistics()
        => new LayerTest("BatchNorm2d", "64x8x8").With("TrackRunningStats", false).Costing("64x8x8", parameters: 2L * 64, flops: 5L * 64 * 8 * 8);

    [Fact]
    public void BatchNorm3d() => new LayerTest("BatchNorm3d", "16x4x8x8").Costing("16x4x8x8", parameters: 2L * 16, buffers: 2L * 16);

    [Fact]
    public void InstanceNorm1d() => new LayerTest("InstanceNorm1d", "8x100").Costing("8x100", flops: 4L * 8 * 100);

    [Fact]
    public void InstanceNorm2d()
    {
        new LayerTest("InstanceNorm2d", "8x10x10").Costing("8x10x10", flops: 4L * 8 * 10 * 10);
        new LayerTest("InstanceNorm2d", "8x10x10").With("Affine", true).Costing("8x10x10", parameters: 2L * 8, flops: 5L * 8 * 10 * 10);
    }

    [Fact]
    public void InstanceNorm3d() => new LayerTest("InstanceNorm3d", "8x3x10x10").Costing("8x3x10x10", flops: 4L * 8 * 3 * 10 * 10);

    [Fact]
    public void LayerNorm()
    {
        new LayerTest("LayerNorm", "128x768").Costing("128x768", parameters: 2L * 768, flops: 5L * 128 * 768);
        new LayerTest("LayerNorm", "128x768").With("Bias", false).Costing("128x768", parameters: 768, flops: 5L * 128 * 768);
        new LayerTest("LayerNorm", "128x768").With("Affine", false).Costing("128x768", flops: 4L * 128 * 768);
        new LayerTest("LayerNorm", "64x7x7").With("Axes", 3).Costing("64x7x7", parameters: 2L * 64 * 7 * 7, flops: 5L * 64 * 7 * 7);
    }

    [Fact]
    public void GroupNorm()
    {
        new LayerTest("GroupNorm", "64x8x8").With("groups", 32).Costing("64x8x8", parameters: 2L * 64, flops: 5L * 64 * 8 * 8);
        new LayerTest("GroupNorm", "64x8x8").With("groups", 32).With("Affine", false).Costing("64x8x8", flops: 4L * 64 * 8 * 8);
    }

    [Fact]
    public void RMSNorm()
    {
        new LayerTest("RMSNorm", "128x4096").Costing("128x4096", parameters: 4096, flops: 3L * 128 * 4096);
        new LayerTest("RMSNorm", "128x4096").With("Affine", false).Costing("128x4096", flops: 2L * 128 * 4096);
    }

    [Fact]
    public void LocalResponseNorm() => new LayerTest("LocalResponseNorm", "96x27x27").With("size", 5)
        .Costing("96x27x27", flops: (96L * 27 * 27) + ((2 + (2 * 96L)) * 27 * 27));

    [Fact]
    public void L2Norm()
    {
        new LayerTest("L2Norm", "512x38x38").Costing("512x38x38", parameters: 512, flops: (512L * 38 * 38) + ((2 + (2 * 512L)) * 38 * 38));
        new LayerTest("L2Norm", "128").With("Scale", false).Costing("128", flops: 128L + 2 + (2 * 128L));
    }

    [Theory]
    [InlineData("BatchNorm1d", "3x8x8", "features, or channels x length")]
    [InlineData("BatchNorm2d", "128", "channels x height x width")]
    [InlineData("BatchNorm3d", "3x8x8", "channels x depth x height x width")]
    [InlineData("InstanceNorm2d", "3x8", "channels x height x width")]
    public void An_input_of_another_rank_than_the_name_is_an_error(string kind, string input, string expected)
        => new LayerTest(kind, input).Failing(FaultId.ShapeMismatch, $"the input is {input}; expected {expected}");

    [Fact]
    public void Faults()
    {
        new LayerTest("GroupNorm", "64x8x8").With("groups", 5).Failing(FaultId.NotDivisible, "64 channels are not divisible by groups = 5", "groups");
        new LayerTest("GroupNorm", "64x8x8").With("groups", 0).Failing(FaultId.OutOfRange, "groups is 0; expected at least 1", "groups");
        new LayerTest("LayerNorm", "8x8").With("Axes", 3).Failing(FaultId.OutOfRange, "Axes is 3; expected at most 2 for the input 8x8", "Axes");
        new LayerTest("LayerNorm", "8x8").With("Axes", 0).Failing(FaultId.OutOfRange, "Axes is 0; expected at least 1", "Axes");
        new LayerTest("LocalResponseNorm", "8x8x8").With("size", 0).Failing(FaultId.OutOfRange, "size is 0; expected at least 1", "size");
    }
}
