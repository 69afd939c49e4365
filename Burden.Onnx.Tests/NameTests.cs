using Burden.Onnx.Tests.Models;

namespace Burden.Onnx.Tests;

/// <summary>Paths and modules, as exporters leave them in names.</summary>
public sealed class NameTests
{
    [Theory]
    // PyTorch repeats the way; lists of modules stand only in their items' names.
    [InlineData("/layer1/layer1.0/conv1/Conv", "layer1.0.conv1.Conv")]
    [InlineData("/bert/encoder/layer.0/attention/self/query/MatMul_1", "bert.encoder.layer.0.attention.self.query.MatMul_1")]
    // TensorFlow has no leading bar.
    [InlineData("model/conv2d_1/Conv2D", "model.conv2d_1.Conv2D")]
    [InlineData("Relu_7", "Relu_7")]
    [InlineData("p2o.Conv.0", "p2o_Conv_0")]
    [InlineData("a|b \"c\"", "a_b__c_")]
    [InlineData("", "ReLU")]
    public void A_path_is_the_way_in_a_nodes_name(string name, string path)
    {
        var g = new GraphWriter();
        g.Add("Relu", "", name, [g.Float("x", 1, 8)], ["y"]);
        Assert.Equal(["x", path], Reading.Of(g).Code!.Nodes.Select(static n => n.Path));
    }

    [Fact]
    public void A_node_without_a_way_belongs_to_the_module_of_its_weight()
    {
        var g = new GraphWriter();
        g.Add("Gemm", "", "Gemm_0", [g.Float("x", 1, 8), g.Weight("head.0.weight", 8, 4), g.Weight("head.0.bias", 4)], ["y"]);
        var code = Reading.Of(g).Code!;
        Assert.Equal("head.0.Gemm_0", code.Nodes[1].Path);
        Assert.Equal(("head", "Linear", "4"), (code.Modules[0].Name, code.Modules[0].Kind, code.Modules[0].OutputShape));
        Assert.Equal("0", code.Modules[0].Children[0].Name);
    }

    [Fact]
    public void Nodes_of_one_name_are_told_apart()
    {
        var g = new GraphWriter();
        g.Float("x", 1, 8);
        for (var i = 0; i < 2000; i++)
        {
            g.Add("Relu", "", "", [i == 0 ? "x" : $"v{i - 1}"], [$"v{i}"]);
        }

        var paths = Reading.Of(g).Code!.Nodes.Select(static n => n.Path).ToList();
        Assert.Equal(paths.Count, paths.Distinct().Count());
        Assert.Equal("ReLU_2000", paths[^1]);
    }

    [Fact]
    public void A_further_output_is_a_row_of_its_own()
    {
        var g = new GraphWriter();
        g.Add("MaxPool", "", "/pool/MaxPool", [g.Float("x", 1, 1, 4, 4)], ["y", "at"], ("kernel_shape", new long[] { 2, 2 }));
        g.Add("Identity", "", "end", ["at"], ["z"]);
        var reading = Reading.Of(g);
        Assert.Equal(["x", "pool.MaxPool", "pool.MaxPool_output1", "end"], reading.Code!.Nodes.Select(static n => n.Path));
        Assert.Equal((9 * 4) + (9 * 8), reading.Sound().FeatureBytes);
    }
}
