using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

public sealed class DetectionTests
{
    [Fact]
    public void Proposal()
    {
        new LayerTest("Proposal", "18x38x54", "36x38x54", "3").Costing("300x5");
        new LayerTest("Proposal", "18x38x54", "36x38x54", "3").With("Count", 79).Costing("79x5");
    }

    [Fact]
    public void RoIPool()
    {
        var pool = new LayerTest("RoIPool", "512x38x54").With("rois", "Rois").With("outputSize", 7).Layer("Rois", "79x5");
        pool.Costing("79*512x7x7");
        var call = pool.Call;
        LayerKinds.Find("RoIPool")!.Apply(call);
        Assert.Equal([0], call.Reads);
    }

    [Fact]
    public void RoIAlign() => new LayerTest("RoIAlign", "256x50x68").With("rois", "Rois").With("outputSize", "(7, 14)").Layer("Rois", "100x4").Costing("100*256x7x14");

    [Fact]
    public void PSRoIPool() => new LayerTest("PSRoIPool", "1029x38x54").With("rois", "Rois").With("outChannels", 21).With("outputSize", 7)
        .Layer("Rois", "300x5").Costing("300*21x7x7");

    [Fact]
    public void PriorBox() => new LayerTest("PriorBox", "512x38x38").With("boxesPerCell", 4).Costing($"2x{38 * 38 * 4 * 4}");

    [Fact]
    public void DetectionOutput()
    {
        new LayerTest("DetectionOutput", "34928", "183372", "2x34928").Costing("200x6");
        new LayerTest("DetectionOutput", "34928", "183372").With("Keep", 100).With("Columns", 7).Costing("100x7");
    }

    [Fact]
    public void Faults()
    {
        new LayerTest("Proposal", "18x38x54", "36x38x54").With("Count", 0).Failing(FaultId.OutOfRange, "Count is 0; expected at least 1", "Count");
        new LayerTest("RoIPool", "512x38x54").With("rois", "Rois").With("outputSize", 7).Layer("Rois", "18x38x54")
            .Failing(FaultId.ShapeMismatch, "the regions are 18x38x54; expected regions x 5", "rois");
        new LayerTest("RoIPool", "512x38x54").With("rois", "5").With("outputSize", 7).Failing(FaultId.OutOfRange, "rois is an integer; expected a layer's name", "rois");
        new LayerTest("RoIAlign", "512").With("rois", "Rois").With("outputSize", 7).Layer("Rois", "79x5")
            .Failing(FaultId.ShapeMismatch, "the input is 512; expected channels x height x width");
        new LayerTest("PSRoIPool", "1000x38x54").With("rois", "Rois").With("outChannels", 21).With("outputSize", 7).Layer("Rois", "300x5")
            .Failing(FaultId.ShapeMismatch, "the input 1000x38x54 has 1000 channels; expected 21 for each of 7 x 7 cells, 1029", "outChannels");
        new LayerTest("PriorBox", "512x38x38").With("boxesPerCell", 0).Failing(FaultId.OutOfRange, "boxesPerCell is 0; expected at least 1", "boxesPerCell");
        new LayerTest("DetectionOutput", "8", "8").With("Keep", 0).Failing(FaultId.OutOfRange, "Keep is 0; expected at least 1", "Keep");
    }
}
