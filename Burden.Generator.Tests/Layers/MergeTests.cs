using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

public sealed class MergeTests
{
    [Fact]
    public void Add()
    {
        new LayerTest("Add", "64x8x8", "64x8x8").Costing("64x8x8", flops: 64L * 8 * 8);
        new LayerTest("Add", "64x8x8", "64x8x8", "64x8x8").Costing("64x8x8", flops: 64L * 8 * 8);
    }

    [Fact]
    public void Multiply()
    {
        new LayerTest("Multiply", "64x8x8", "64x8x8").Costing("64x8x8", flops: 64L * 8 * 8);
        new LayerTest("Multiply", "128", "128", "128").Costing("128", flops: 2L * 128);
    }

    [Fact]
    public void Max() => new LayerTest("Max", "21x65x65", "21x65x65", "21x65x65").Costing("21x65x65", flops: 3L * 21 * 65 * 65);

    [Fact]
    public void Concat()
    {
        new LayerTest("Concat", "64x28x28", "128x28x28", "32x28x28").Costing("224x28x28");
        new LayerTest("Concat", "2x100", "2x20").With("Axis", -1).Costing("2x120");
        new LayerTest("Concat", "10*8x4", "10*8x4").With("Axis", 1).Costing("10*8x8");
    }

    [Fact]
    public void WeightedSum()
    {
        new LayerTest("WeightedSum", "64x8x8", "64x8x8").Costing("64x8x8", flops: 64L * 8 * 8);
        new LayerTest("WeightedSum", "64x8x8", "64x8x8", "64x8x8").With("LearnedWeights", true).Costing("64x8x8", parameters: 3, flops: 64L * 8 * 8);
    }

    [Theory]
    [InlineData("256")]
    [InlineData("256x1x1")]
    [InlineData("1x56x56")]
    public void Scale_by_a_gate(string gate) => new LayerTest("Scale", "256x56x56", gate).Costing("256x56x56", flops: 256L * 56 * 56);

    [Fact]
    public void Scale_by_learned_factors()
    {
        new LayerTest("Scale", "256x56x56").Costing("256x56x56", parameters: 256, flops: 256L * 56 * 56);
        new LayerTest("Scale", "256x56x56").With("Bias", true).Costing("256x56x56", parameters: 2L * 256, flops: 2L * 256 * 56 * 56);
        new LayerTest("Scale", "197x768").With("Axis", -1).Costing("197x768", parameters: 768, flops: 197L * 768);
        new LayerTest("Scale", "256x8x8", "256").With("Bias", true).Costing("256x8x8", parameters: 256, flops: 2L * 256 * 8 * 8);
    }

    [Fact]
    public void ScaleAdd() => new LayerTest("ScaleAdd", "256x1x1", "256x56x56", "256x56x56").Costing("256x56x56", flops: 2L * 256 * 56 * 56);

    [Fact]
    public void MatMul()
    {
        new LayerTest("MatMul", "12x197x64", "12x64x197").Costing("12x197x197", macs: 12L * 197 * 64 * 197, flops: 12L * 197 * 64 * 197);
        new LayerTest("MatMul", "10*4x8", "10*6x8").With("Transpose", true).Costing("10*4x6", macs: 10L * 4 * 8 * 6, flops: 10L * 4 * 8 * 6);
    }

    [Fact]
    public void Maxout() => new LayerTest("Maxout", "64x10x10").With("pieces", 4).Costing("16x10x10", flops: 64L * 10 * 10);

    [Fact]
    public void Subtract()
    {
        new LayerTest("Subtract", "64x8x8", "64x8x8").Costing("64x8x8", flops: 64L * 8 * 8);
        new LayerTest("Subtract", "8", "8", "8").Failing(FaultId.OutOfRange, "it has 3 inputs; expected 2", "layers");
    }

    [Theory]
    [InlineData("64x8x8", "8", "64x8x8")]
    [InlineData("64x8x8", "64x1x1", "64x8x8")]
    [InlineData("1x8", "12x1", "12x8")]
    [InlineData("7", "5x1", "5x7")]
    [InlineData("10*8", "8", "10*8")]
    public void Elementwise_merges_broadcast_as_PyTorch_does(string first, string second, string output)
    {
        var elements = LayerTest.Shape(output).Elements;
        new LayerTest("Add", first, second).Costing(output, flops: elements);
        new LayerTest("Subtract", second, first).Costing(output, flops: elements);
        new LayerTest("Multiply", first, second).Costing(output, flops: elements);
        new LayerTest("Max", first, second).Costing(output, flops: 2 * elements);
        new LayerTest("WeightedSum", first, second).Costing(output, flops: elements);
    }

    [Theory]
    [InlineData("64", "64x10", "10", 64 * 10)]
    [InlineData("5x64", "64", "5", 5 * 64)]
    [InlineData("8x5x64", "64x10", "8x5x10", 8 * 5 * 64 * 10)]
    [InlineData("64", "64", "1", 64)]
    [InlineData("3*5x64", "64x10", "3*5x10", 3 * 5 * 64 * 10)]
    public void MatMul_broadcasts_as_PyTorch_does(string left, string right, string output, long macs)
        => new LayerTest("MatMul", left, right).Costing(output, macs: macs, flops: macs);

    [Theory]
    [InlineData("Add", "64x8x8", "64x4x4")]
    [InlineData("Multiply", "64x8x8", "64")]
    [InlineData("Max", "10*8", "7*8")]
    [InlineData("WeightedSum", "8", "9")]
    public void Elementwise_merges_reject_shapes_that_do_not_broadcast(string kind, string first, string second)
        => new LayerTest(kind, first, second).Failing(FaultId.ShapeMismatch, $"the shapes differ: {LayerTest.Shape(first)} and {LayerTest.Shape(second)}", "layers");

    [Fact]
    public void Faults()
    {
        new LayerTest("Concat", "8x4x4", "8x5x4").Failing(FaultId.ShapeMismatch, "the shapes differ in more than axis 0: 8x4x4 and 8x5x4", "layers");
        new LayerTest("Concat", "8x4", "8").Failing(FaultId.ShapeMismatch, "the shapes differ in more than axis 0: 8x4 and 8", "layers");
        new LayerTest("Concat", "8x4", "8x4").With("Axis", 2).Failing(FaultId.OutOfRange, "Axis is 2; expected -2 to 1 for an input of 2 dimensions", "Axis");
        new LayerTest("Scale", "8x4x4", "4").Failing(FaultId.ShapeMismatch, "the gate 4 doesn't fit 8x4x4; expected 8, or dimensions that are the same or 1", "layers");
        new LayerTest("Scale", "8x4x4", "8", "8").Failing(FaultId.OutOfRange, "it has 3 inputs; expected a layer and its gate, or a layer alone", "layers");
        new LayerTest("ScaleAdd", "8", "8x4x4").Failing(FaultId.OutOfRange, "it has 2 inputs; expected a gate, the layer it scales, and the layer that is added", "layers");
        new LayerTest("ScaleAdd", "8", "8x4x4", "8x5x5").Failing(FaultId.ShapeMismatch, "the shapes differ: 8x4x4 and 8x5x5", "layers");
        new LayerTest("MatMul", "4x8", "4x8").Failing(FaultId.ShapeMismatch, "4x8 and 4x8 can't be multiplied", "layers");
        new LayerTest("MatMul", "4x8", "4x9").With("Transpose", true).Failing(FaultId.ShapeMismatch, "4x8 and 4x9 transposed can't be multiplied", "layers");
        new LayerTest("MatMul", "8", "9").Failing(FaultId.ShapeMismatch, "8 and 9 can't be multiplied", "layers");
        new LayerTest("MatMul", "4x4", "4x4", "4x4").Failing(FaultId.OutOfRange, "it has 3 inputs; expected two", "layers");
        new LayerTest("Maxout", "10x4x4").With("pieces", 3).Failing(FaultId.NotDivisible, "10 channels are not divisible by pieces = 3", "pieces");
        new LayerTest("Maxout", "10x4x4").With("pieces", 0).Failing(FaultId.OutOfRange, "pieces is 0; expected at least 1", "pieces");
    }

    [Theory]
    [InlineData("Add", 2)]
    [InlineData("Concat", 2)]
    [InlineData("Scale", 1)]
    [InlineData("ScaleAdd", 3)]
    [InlineData("ReLU", 1)]
    public void Merges_of_too_few_layers_are_an_error(string kind, int expected) => Assert.Equal(expected, LayerKinds.Find(kind)!.MinInputs);
}
