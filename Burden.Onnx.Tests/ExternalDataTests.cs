using Burden.Generator.Costs;
using Burden.Onnx.Tests.Models;

namespace Burden.Onnx.Tests;

/// <summary>Weights in files beside the model.</summary>
public sealed class ExternalDataTests
{
    [Fact]
    public void Weights_count_though_their_file_is_not_there()
        => Assert.Equal((32, 128), (Reading.Of(Model(128)).Sound().Parameters, Reading.Of(Model(128)).Sound().ParameterBytes));

    [Fact]
    public void A_length_that_does_not_fit_is_an_error()
        => Assert.Contains("100 bytes of 'weights.bin' hold it; float 8x4 takes 128", Reading.Of(Model(100)).Fault().Message, StringComparison.Ordinal);

    [Fact]
    public void A_shape_in_a_file_beside_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("burden").FullName;
        try
        {
            var g = new GraphWriter();
            g.Node("Reshape", [g.Float("x", 2, 12), "shape"]);
            var path = Path.Combine(folder, "model.onnx");
            File.WriteAllBytes(path, [.. g.Output(g.LastOutput).Model(), .. External("shape", 7, [2], "shapes.bin", 8, 16)]);
            Assert.Contains("the new shape follows from data", OnnxModel.Read(path, OnnxOptions.Default).Fault().Message, StringComparison.Ordinal);
            File.WriteAllBytes(Path.Combine(folder, "shapes.bin"), [.. BitConverter.GetBytes(9L), .. BitConverter.GetBytes(4L), .. BitConverter.GetBytes(6L)]);
            var reading = OnnxModel.Read(path, OnnxOptions.Default);
            Assert.Equal([Path.Combine(folder, "shapes.bin")], reading.ExternalFiles);
            Assert.Equal(0, reading.Sound().Of(Figure.Parameters));
            Assert.Equal([4L, 6], ((Values.TensorValue)reading.Values[reading.Outputs[0]]!).Sizes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("../outside.bin")]
    [InlineData("/etc/hostname")]
    public void Only_files_beside_the_model_are_opened(string location)
    {
        var g = new GraphWriter();
        g.Node("Reshape", [g.Float("x", 2, 12), "shape"]);
        byte[] model = [.. g.Output(g.LastOutput).Model(), .. External("shape", 7, [2], location, 0, 16)];
        Assert.Equal(OnnxFaultKind.Data, Reading.Of(model).Fault().Kind);
    }

    private static byte[] Model(long length)
    {
        var g = new GraphWriter();
        g.Node("MatMul", [g.Float("x", 1, 8), "w"]);
        return [.. g.Output(g.LastOutput).Model(), .. External("w", 1, [8, 4], "weights.bin", 0, length)];
    }

    /// <summary>An initializer whose values lie elsewhere, as a further piece of the model's graph.</summary>
    private static byte[] External(string name, int type, long[] sizes, string location, long offset, long length)
    {
        var tensor = new ModelBytes().Packed(1, sizes).Integer(2, type).Text(8, name)
            .Message(13, Entry("location", location)).Message(13, Entry("offset", $"{offset}")).Message(13, Entry("length", $"{length}")).Integer(14, 1);
        return new ModelBytes().Message(7, new ModelBytes().Message(5, tensor)).ToArray();
    }

    private static ModelBytes Entry(string key, string value) => new ModelBytes().Text(1, key).Text(2, value);
}
