using Burden.Generator.Costs;
using Burden.Onnx.Tests.Models;

namespace Burden.Onnx.Tests;

/// <summary>Calls of functions that a file notes to be one layer.</summary>
public sealed class LayerNoteTests
{
    private const string Key = "burden.layer";

    /// <summary>A gate, an up and a down projection as one function, noted as it is given.</summary>
    private static GraphWriter SwiGlu(string note)
    {
        var g = new GraphWriter();
        var body = new GraphWriter()
            .Add("Gemm", "", "", ["x", "gate"], ["g"], ("transB", 1))
            .Add("Gemm", "", "", ["x", "up"], ["u"], ("transB", 1))
            .Add("Sigmoid", "", "", ["g"], ["s"])
            .Add("Mul", "", "", ["g", "s"], ["a"])
            .Add("Mul", "", "", ["a", "u"], ["m"])
            .Add("Gemm", "", "", ["m", "down"], ["y"], ("transB", 1));
        g.Function("burden", "F", ["x", "gate", "up", "down"], ["y"], body);
        g.Add("F", "burden", "/block/mlp", [g.Float("x", 3, 8), g.Weight("g.w", 10, 8), g.Weight("u.w", 10, 8), g.Weight("d.w", 8, 10)], ["y"]);
        return note.Length == 0 ? g : g.Note(Key, note);
    }

    private const string Right = """{"kind":"SwiGLU","inputs":1,"batch":3,"arguments":{"hidden":"10"}}""";

    [Fact]
    public void A_noted_call_is_one_row_with_the_layers_costs()
    {
        var reading = Reading.Of(SwiGlu(Right), domains: "burden");
        var figures = reading.Sound();

        var layer = Assert.Single(reading.Costs!.Graph.Nodes, static n => !n.IsInput);
        Assert.Equal(("block.mlp", "SwiGLU", "3x8"), (layer.Path, layer.Kind, layer.Costs.Output.ToString()));
        Assert.Equal((240, 3 * 240, 3 * (240 + 20)), (figures.Parameters, figures.Macs, figures.Flops));
        // The output, and four vectors inside.
        Assert.Equal(3 * (8 + 40), figures[Figure.FeatureElements]);
    }

    [Fact]
    public void A_call_without_a_note_is_its_operators()
    {
        var reading = Reading.Of(SwiGlu(""), domains: "burden");
        var figures = reading.Sound();

        Assert.Equal(6, reading.Costs!.Graph.Nodes.Count(static n => !n.IsInput));
        Assert.Equal((240, 3 * 240, 3 * (240 + 20)), (figures.Parameters, figures.Macs, figures.Flops));
    }

    [Theory]
    [InlineData("""{"kind":"SwiGLU","inputs":1,"batch":3,"arguments":{"hidden":"5"}}""", "its note 'burden.layer' says that it is a SwiGLU, which stores gate.weight 5x8, up.weight 5x8, down.weight 8x5; the call has 'g.w' 10x8, 'u.w' 10x8, 'd.w' 8x10")]
    [InlineData("""{"kind":"SwiGLU","inputs":1,"batch":3,"arguments":{"hidden":"10","OutFeatures":"7"}}""", "its note 'burden.layer' says that it is a SwiGLU, which yields 3x7; its operators yield 3x8")]
    [InlineData("""{"kind":"ReLU","inputs":1,"batch":3,"arguments":{}}""", "its note 'burden.layer' says that it is a ReLU, which stores nothing; the call has 'g.w' 10x8, 'u.w' 10x8, 'd.w' 8x10")]
    [InlineData("""{"kind":"Relu","inputs":1,"batch":3,"arguments":{}}""", "its note 'burden.layer' says that it is 'Relu', which is no layer kind")]
    [InlineData("""{"kind":"SwiGLU","inputs":2,"batch":3,"arguments":{"hidden":"10"}}""", "its note 'burden.layer' says that it is a SwiGLU of 2 inputs; it reads 1")]
    [InlineData("""{"kind":"SwiGLU","inputs":1,"batch":2,"arguments":{"hidden":"10"}}""", "its note 'burden.layer' says that 2 inputs run at once; it reads 3x8")]
    [InlineData("""{"kind":"SwiGLU","inputs":1,"batch":3,"arguments":{}}""", "its note 'burden.layer' says that it is a SwiGLU: hidden is missing")]
    [InlineData("""{"kind":"SwiGLU","inputs":1,"batch":3,"arguments":{"hidden":"10 +"}}""", "its note 'burden.layer' tells no layer: ")]
    [InlineData("SwiGLU", "its note 'burden.layer' tells no layer: ")]
    [InlineData("""{"kind":7}""", "its note 'burden.layer' tells no layer: ")]
    public void A_note_that_does_not_agree_is_an_error(string note, string expected)
    {
        var fault = Reading.Of(SwiGlu(note), domains: "burden").Fault();

        Assert.Equal("node '/block/mlp' (F)", fault.Place);
        Assert.StartsWith(expected, fault.Message);
    }

    [Fact]
    public void Multiply_adds_that_are_not_the_layers_are_an_error()
    {
        var g = new GraphWriter();
        g.Function("burden", "F", ["x"], ["y"], new GraphWriter().Add("MatMul", "", "", ["x", "x"], ["y"]));
        g.Add("F", "burden", "f", [g.Float("x", 1, 4, 4)], ["y"]).Note(Key, """{"kind":"Softmax","inputs":1,"batch":1,"arguments":{}}""");

        Assert.Equal("its note 'burden.layer' says that it is a Softmax, which has 0 multiply-adds; its operators have 64", Reading.Of(g, domains: "burden").Fault().Message);
    }

    [Fact]
    public void Flipped_bits_in_a_note_are_an_error_or_another_layer()
    {
        var model = SwiGlu(Right).Output("y").Model(17, 8, "burden");
        var at = System.Text.Encoding.Latin1.GetString(model).IndexOf("{\"kind\"", StringComparison.Ordinal);
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = model.ToArray();
            damaged[at + random.Next(Right.Length)] = (byte)random.Next(32, 127);
            var reading = Reading.Of(damaged);
            Assert.True(reading.IsSound || reading.Faults.Count > 0);
        }
    }
}
