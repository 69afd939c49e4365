using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

public sealed class RearrangementTests
{
    [Fact]
    public void Flatten()
    {
        new LayerTest("Flatten", "512x7x7").Costing("25088", storage: Storage.View);
        new LayerTest("Flatten", "512x7x7").With("Copy", true).Costing("25088");
        new LayerTest("Flatten", "768x14x14").With("StartAxis", 1).Costing("768x196", storage: Storage.View);
        new LayerTest("Flatten", "4x5x6x7").With("StartAxis", -3).With("EndAxis", -2).Costing("4x30x7", storage: Storage.View);
        new LayerTest("Flatten", "300*21x1x1").Costing("300*21", storage: Storage.View);
    }

    [Fact]
    public void Reshape()
    {
        Reshaped("18x38x54", 2, -1, 54).Costing("2x342x54", storage: Storage.View);
        Reshaped("18x38x54", 2, 342, 54).With("Copy", true).Costing("2x342x54");
        Reshaped("10*6", "(2, -1)").Costing("10*2x3", storage: Storage.View);
    }

    [Fact]
    public void Permute()
    {
        Permuted("84x38x38", 1, 2, 0).Costing("38x38x84", storage: Storage.View);
        Permuted("84x38x37", -2, -1, 0).With("Copy", true).Costing("38x37x84");
    }

    [Fact]
    public void Slice()
    {
        new LayerTest("Slice", "192x8x8").With("start", 64).With("length", 64).Costing("64x8x8", storage: Storage.View);
        new LayerTest("Slice", "197x768").With("start", -1).With("length", 1).With("Axis", -2).Costing("1x768", storage: Storage.View);
    }

    [Fact]
    public void Crop()
    {
        new LayerTest("Crop", "21x544x544").With("size", 384).Costing("21x384x384");
        new LayerTest("Crop", "21x544x544").With("size", "(384, 383)").Costing("21x384x383");
        var named = new LayerTest("Crop", "21x70x70").With("size", "Score").Layer("Other", "1").Layer("Score", "42x34x35");
        named.Costing("21x34x35");
        var call = named.Call;
        LayerKinds.Find("Crop")!.Apply(call);
        Assert.Equal([1], call.Reads);
    }

    [Fact]
    public void Pad()
    {
        new LayerTest("Pad", "3x224x224").With("padding", 3).Costing("3x230x230");
        new LayerTest("Pad", "3x224x224").With("padding", "((0, 1), (2, 3))").Costing("3x225x229");
    }

    [Fact]
    public void Upsample()
    {
        new LayerTest("Upsample", "64x13x13").With("scaleFactor", 2).Costing("64x26x26");
        new LayerTest("Upsample", "21x65x65").With("Size", 513).With("Mode", "bilinear").Costing("21x513x513", flops: 4L * 21 * 513 * 513);
        new LayerTest("Upsample", "3x513x513").With("Size", "(385, 257)").With("Mode", "bilinear").Costing("3x385x257", flops: 4L * 3 * 385 * 257);
        new LayerTest("Upsample", "3x9x9").With("scaleFactor", 0.75).With("Mode", "bicubic").Costing("3x6x6", flops: 16L * 3 * 6 * 6);
        new LayerTest("Upsample", "3x9x9").With("scaleFactor", "(1.5, 2)").Costing("3x13x18");
        new LayerTest("Upsample", "3x9x9").With("Size", "Skip").Layer("Skip", "64x20x21").Costing("3x20x21");
        new LayerTest("Upsample", "3x9").With("scaleFactor", 3).With("Mode", "linear").Costing("3x27", flops: 2L * 3 * 27);
        new LayerTest("Upsample", "3x2x3x4").With("scaleFactor", 2).With("Mode", "trilinear").Costing("3x4x6x8", flops: 8L * 3 * 4 * 6 * 8);
    }

    [Fact]
    public void PixelShuffle() => new LayerTest("PixelShuffle", "12x8x9").With("factor", 2).Costing("3x16x18");

    [Fact]
    public void PixelUnshuffle() => new LayerTest("PixelUnshuffle", "3x16x18").With("factor", 2).Costing("12x8x9");

    [Fact]
    public void ChannelShuffle() => new LayerTest("ChannelShuffle", "116x28x28").With("groups", 2).Costing("116x28x28");

    [Fact]
    public void Roll() => new LayerTest("Roll", "96x56x56").Costing("96x56x56");

    [Fact]
    public void WindowPartition() => new LayerTest("WindowPartition", "96x56x28").With("size", 7).Costing("32*49x96");

    [Fact]
    public void WindowReverse()
    {
        new LayerTest("WindowReverse", "32*49x96").With("height", 56).With("width", 28).Costing("96x56x28");
        new LayerTest("WindowReverse", "6*4x8").With("height", 2).With("width", 4).Costing("3*8x2x4");
    }

    [Fact]
    public void Dropout()
    {
        new LayerTest("Dropout", "4096").Costing("4096", storage: Storage.View);
        new LayerTest("Dropout", "4096").With("p", 0.5).With("Kept", true).Costing("4096", extra: 4096);
    }

    [Fact]
    public void StochasticDepth() => new LayerTest("StochasticDepth", "96x56x56").With("p", 0.2).Costing("96x56x56", storage: Storage.View);

    [Fact]
    public void Identity() => new LayerTest("Identity", "96x56x56").Costing("96x56x56", storage: Storage.View);

    [Fact]
    public void Faults()
    {
        new LayerTest("Flatten", "4x5x6").With("StartAxis", 2).With("EndAxis", 1).Failing(FaultId.OutOfRange, "StartAxis is 2, after EndAxis (1)", "StartAxis");
        new LayerTest("Flatten", "4x5x6").With("EndAxis", 3).Failing(FaultId.OutOfRange, "EndAxis is 3; expected -3 to 2 for an input of 3 dimensions", "EndAxis");
        Reshaped("4x5x6", 7, -1).Failing(FaultId.ShapeMismatch, "the input 4x5x6 has 120 values, which don't fit 7x-1", "shape");
        Reshaped("4x5x6", 240, -1).Failing(FaultId.ShapeMismatch, "the input 4x5x6 has 120 values, which don't fit 240x-1", "shape");
        Reshaped("4x5x6", 120, 2).Failing(FaultId.ShapeMismatch, "the input 4x5x6 has 120 values, which don't fit 120x2", "shape");
        Reshaped("4x5x6", -1, -1).Failing(FaultId.OutOfRange, "shape is (-1, -1); expected 1 to 8 positive sizes, one of which may be -1", "shape");
        Reshaped("4x5x6", 0, 120).Failing(FaultId.OutOfRange, "shape is (0, 120); expected 1 to 8 positive sizes, one of which may be -1", "shape");
        Reshaped("4x5x6").Failing(FaultId.OutOfRange, "shape is (); expected 1 to 8 positive sizes, one of which may be -1", "shape");
        Reshaped("1", 1, 1, 1, 1, 1, 1, 1, 1, 1).Failing(FaultId.OutOfRange, "shape is (1, 1, 1, 1, 1, 1, 1, 1, 1); expected 1 to 8 positive sizes, one of which may be -1", "shape");
        Reshaped("4", -2).Failing(FaultId.OutOfRange, "shape is -2; expected at least -1", "shape");
        Permuted("4x5x6", 0, 1).Failing(FaultId.OutOfRange, "axes is (0, 1); expected each of 0 to 2 once for the input 4x5x6", "axes");
        Permuted("4x5x6", 0, 1, 1).Failing(FaultId.OutOfRange, "axes is (0, 1, 1); expected each of 0 to 2 once for the input 4x5x6", "axes");
        Permuted("4x5x6", 0, 1, 3).Failing(FaultId.OutOfRange, "axes is (0, 1, 3); expected each of 0 to 2 once for the input 4x5x6", "axes");
        new LayerTest("Slice", "8x4").With("start", 6).With("length", 3).Failing(FaultId.OutOfRange, "3 values from 6 on reach beyond the 8 along axis 0", "length");
        new LayerTest("Slice", "8x4").With("start", -9).With("length", 3).Failing(FaultId.OutOfRange, "start is -9; expected at least -8", "start");
        new LayerTest("Crop", "8x4x4").With("size", 5).Failing(FaultId.ShapeMismatch, "8x4x4 can't be cropped to the larger 8x5x5", "size");
        new LayerTest("Crop", "8x4x4").With("size", "Other").Layer("Other", "128").Failing(FaultId.ShapeMismatch, "size names a layer with 0 spatial axes; the input 8x4x4 has 2", "size");
        new LayerTest("Pad", "8x4x4").With("padding", -1).Failing(FaultId.OutOfRange, "padding is -1; expected at least 0", "padding");
        new LayerTest("Upsample", "8x4x4").Failing(FaultId.MissingArgument, "expected either a scale factor or a Size");
        new LayerTest("Upsample", "8x4x4").With("scaleFactor", 2).With("Size", 8).Failing(FaultId.MissingArgument, "expected either a scale factor or a Size", "Size");
        new LayerTest("Upsample", "8x4x4").With("scaleFactor", 0.1).Failing(FaultId.OutOfRange, "the input 8x4x4 shrinks to 0x0; expected at least 1 for each axis", "scaleFactor");
        new LayerTest("Upsample", "8x4x4").With("scaleFactor", 2).With("Mode", "cubic")
            .Failing(FaultId.OutOfRange, "Mode is \"cubic\"; expected \"nearest\", \"linear\", \"bilinear\", \"bicubic\" or \"trilinear\"", "Mode");
        new LayerTest("Upsample", "8x4x4").With("scaleFactor", 2).With("Mode", "linear").Failing(FaultId.ShapeMismatch, "the input is 8x4x4; expected channels x length for the mode \"linear\"");
        new LayerTest("Upsample", "8").With("scaleFactor", 2).Failing(FaultId.ShapeMismatch, "the input is 8; expected channels x length for the mode \"nearest\"");
        new LayerTest("PixelShuffle", "10x4x4").With("factor", 2).Failing(FaultId.NotDivisible, "10 channels are not divisible by 2 x 2", "factor");
        new LayerTest("PixelUnshuffle", "10x4x5").With("factor", 2).Failing(FaultId.NotDivisible, "5 columns are not divisible by factor = 2", "factor");
        new LayerTest("ChannelShuffle", "10x4x5").With("groups", 4).Failing(FaultId.NotDivisible, "10 channels are not divisible by groups = 4", "groups");
        new LayerTest("WindowPartition", "96x50x56").With("size", 7).Failing(FaultId.NotDivisible, "50 rows are not divisible by size = 7", "size");
        new LayerTest("WindowReverse", "32*49x96").With("height", 56).With("width", 29).Failing(FaultId.ShapeMismatch, "32 windows of 49 values don't make maps of 56 x 29", "height");
        new LayerTest("WindowReverse", "32*49x96").With("height", 2).With("width", 2).Failing(FaultId.ShapeMismatch, "32 windows of 49 values don't make maps of 2 x 2", "height");
        new LayerTest("Dropout", "8").With("p", 1.5).Failing(FaultId.OutOfRange, "p is not a probability; expected 0 to 1", "p");
        new LayerTest("StochasticDepth", "8").With("p", "(1, 2)").Failing(FaultId.OutOfRange, "p is a tuple; expected a number", "p");
    }

    private static LayerTest Reshaped(string input, params Constant[] shape) => new LayerTest("Reshape", input).With("shape", LayerTest.List(shape));

    private static LayerTest Permuted(string input, params Constant[] axes) => new LayerTest("Permute", input).With("axes", LayerTest.List(axes));
}
