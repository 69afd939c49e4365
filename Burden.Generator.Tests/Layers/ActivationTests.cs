using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

public sealed class ActivationTests
{
    private const long Elements = 64L * 8 * 8;

    [Fact]
    public void ReLU() => InPlace("ReLU", flops: 2);

    [Fact]
    public void ReLU6() => InPlace("ReLU6", flops: 2 + 2);

    [Fact]
    public void LeakyReLU() => InPlace("LeakyReLU", flops: 2);

    [Fact]
    public void PReLU()
    {
        InPlace("PReLU", flops: 2, parameters: 1);
        new LayerTest("PReLU", "64x8x8").With("parameters", 64).Costing("64x8x8", parameters: 64, flops: 2 * Elements, storage: Storage.InPlace);
        new LayerTest("PReLU", "64x8x8").With("parameters", 8).Failing(FaultId.OutOfRange, "parameters is 8; expected 1 or the 64 channels", "parameters");
    }

    [Fact]
    public void Sigmoid() => Own("Sigmoid", flops: 0, exponentials: 3);

    [Fact]
    public void Tanh() => Own("Tanh", flops: 0, exponentials: 5);

    [Fact]
    public void SiLU() => Own("SiLU", flops: 1, exponentials: 3);

    [Fact]
    public void Mish() => Own("Mish", flops: 1, exponentials: 3 + 5);

    [Fact]
    public void GELU() => Own("GELU", flops: 1, exponentials: 4);

    [Fact]
    public void Hardsigmoid() => Own("Hardsigmoid", flops: 1 + 4 + 1);

    [Fact]
    public void Hardswish() => Own("Hardswish", flops: 1 + 4 + 1 + 1);

    [Fact]
    public void ELU() => Own("ELU", flops: 2, exponentials: 2);

    [Fact]
    public void Softplus() => Own("Softplus", flops: 0, exponentials: 3);

    [Fact]
    public void Softmax() => new LayerTest("Softmax", "1000").Costing("1000", exponentials: 11L * 1000);

    [Fact]
    public void LogSoftmax() => new LayerTest("LogSoftmax", "21x8x8").With("Axis", 0).Costing("21x8x8", exponentials: 11L * 21 * 8 * 8);

    [Fact]
    public void Faults()
    {
        new LayerTest("Softmax", "21x8x8").With("Axis", 3).Failing(FaultId.OutOfRange, "Axis is 3; expected -3 to 2 for an input of 3 dimensions", "Axis");
        new LayerTest("ReLU", "8").With("InPlace", 1).Failing(FaultId.OutOfRange, "InPlace is an integer; expected true or false", "InPlace");
    }

    private static void InPlace(string kind, long flops, long parameters = 0)
    {
        new LayerTest(kind, "64x8x8").Costing("64x8x8", parameters, flops: flops * Elements, storage: Storage.InPlace);
        new LayerTest(kind, "64x8x8").With("InPlace", false).Costing("64x8x8", parameters, flops: flops * Elements);
    }

    private static void Own(string kind, long flops, long exponentials = 0)
    {
        new LayerTest(kind, "64x8x8").Costing("64x8x8", flops: flops * Elements, exponentials: exponentials * Elements);
        new LayerTest(kind, "64x8x8").With("InPlace", true).Costing("64x8x8", flops: flops * Elements, exponentials: exponentials * Elements, storage: Storage.InPlace);
    }
}
