using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;

namespace Burden.Onnx.Tests;

/// <summary>What a file leaves open, and how it is given.</summary>
public sealed class DimensionTests
{
    private static GraphWriter Open()
    {
        var g = new GraphWriter();
        g.Node("Neg", [g.Float("x", "batch", 3, "width")]);
        g.Node("Neg", [g.Float("y", "batch", 1, "width + 1", 1)]);
        return g;
    }

    [Fact]
    public void What_is_missing_is_named_all_at_once()
    {
        var fault = Reading.Of(Open()).Fault();
        Assert.Equal(OnnxFaultKind.Dimensions, fault.Kind);
        Assert.Equal(
            "model.onnx: the file leaves sizes open: 'x' is batch x 3 x width; 'y' is batch x 1 x width + 1 x 1. Give them as dimensions: batch=NUMBER;width=NUMBER",
            fault.ToString());
    }

    [Theory]
    [InlineData("batch=2;width=5", "2x3x5")]
    [InlineData("x=2x3x5;y=7x1x6x1", "2x3x5")]
    [InlineData(" x:0 = 2 ; x:2 = 5 ; y=7x1x6x1", "2x3x5")]
    public void Symbols_sums_of_them_axes_and_whole_shapes_are_given(string dimensions, string expected)
        => Assert.Equal(expected, Text(Reading.Of(Open(), dimensions), "x"));

    [Fact]
    public void A_symbol_is_one_number_wherever_it_stands()
        => Assert.Equal("4x1x6x1", Text(Reading.Of(Open(), "batch=4;width=5"), "y"));

    [Theory]
    [InlineData("width + 1", 8)]
    [InlineData("2*width - 1", 13)]
    [InlineData("width / 2", 3)]
    [InlineData("(width//2) + 1", 4)]
    [InlineData("floor(width/2)", 3)]
    public void A_size_is_computed_from_symbols_as_exporters_write_it(string size, long expected)
    {
        var g = new GraphWriter();
        g.Node("Neg", [g.Float("x", 1, size)]);
        Assert.EndsWith("Give it as dimensions: width=NUMBER", Reading.Of(g).Fault().Message, StringComparison.Ordinal);
        Assert.Equal($"1x{expected}", Text(Reading.Of(g, "width=7"), "x"));
    }

    [Theory]
    [InlineData("batch", "'batch' in the dimensions is no 'name=number'")]
    [InlineData("batch=two", "'batch' is 'two' in the dimensions; expected a number, or numbers joined by x")]
    [InlineData("batch=-1", "'batch' is '-1' in the dimensions; expected a number, or numbers joined by x")]
    [InlineData("batch=1;batch=2", "the dimensions give 'batch' twice")]
    [InlineData("x=1x2", "'x' has 3 dimensions; 1x2 is given")]
    public void What_can_not_be_understood_is_an_error(string dimensions, string message)
        => Assert.Equal(message, Reading.Of(Open(), dimensions).Fault().Message);

    [Fact]
    public void What_nothing_asks_for_is_told()
        => Assert.Equal(["bach"], Reading.Of(Open(), "batch=1;width=2;bach=3").UnusedDimensions);

    [Fact]
    public void A_size_without_a_name_is_given_by_its_place()
    {
        var g = new GraphWriter();
        g.Node("Relu", [g.Float("x", "", 3)]);
        Assert.Contains("x:0=NUMBER", Reading.Of(g).Fault().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_that_data_decides_asks_for_the_input_behind_it()
    {
        var g = Rate();
        var fault = Reading.Of(g).Fault();
        Assert.Equal(OnnxFaultKind.Data, fault.Kind);
        Assert.EndsWith("(If)", fault.Place, StringComparison.Ordinal);
        Assert.Equal("which branch runs follows from data that only a run has. It follows from the input 'rate'; give its value as a dimension: rate:value=NUMBER", fault.Message);
        Assert.Equal("4", Text(Reading.Of(Rate(), "rate:value=16000"), null));
        Assert.Equal("2", Text(Reading.Of(Rate(), "rate:value=8000"), null));

        static GraphWriter Rate()
        {
            var g = new GraphWriter();
            var isFast = g.Node("Equal", [g.Input("rate", ElementType.Int64), g.Integer(16000)]);
            g.Node("If", [isFast], ("then_branch", Branch(4)), ("else_branch", Branch(2)));
            return g;
        }

        static GraphWriter Branch(long size)
        {
            var branch = new GraphWriter();
            branch.Node("ConstantOfShape", [branch.Integers(size)]);
            return branch.Output(branch.LastOutput);
        }
    }

    [Fact]
    public void A_count_that_data_decides_is_stated()
    {
        Assert.Equal(
            "how many values are not zero follows from the data, which no shape tells. Give it as a dimension: nonzero1_0:1=NUMBER",
            Reading.Of(Zeros()).Fault().Message);
        Assert.Equal("2x7", Text(Reading.Of(Zeros(), "nonzero1_0:1=7"), null));

        static GraphWriter Zeros()
        {
            var g = new GraphWriter();
            g.Node("NonZero", [g.Float("x", 3, 4)]);
            return g;
        }
    }

    [Fact]
    public void A_shape_that_data_decides_is_stated_by_its_values()
    {
        Assert.Contains("It follows from the input 'shape'", Reading.Of(Shaped()).Fault().Message, StringComparison.Ordinal);
        Assert.Equal("4x6", Text(Reading.Of(Shaped(), "shape:value=4,6"), null));
        Assert.Contains("don't fit", Reading.Of(Shaped(), "shape:value=5,6").Fault().Message, StringComparison.Ordinal);

        static GraphWriter Shaped()
        {
            var g = new GraphWriter();
            g.Node("Reshape", [g.Float("x", 2, 12), g.Input("shape", ElementType.Int64, 2)]);
            return g;
        }
    }

    [Fact]
    public void How_often_a_loop_runs_is_stated()
    {
        Assert.Contains("Loop_5:trips=NUMBER", Reading.Of(Looped()).Fault().Message, StringComparison.Ordinal);
        Assert.Equal("3x2", Text(Reading.Of(Looped(), "Loop_5:trips=3"), null, output: 1));

        static GraphWriter Looped()
        {
            var body = new GraphWriter();
            body.Input("i", ElementType.Int64);
            body.Input("go", ElementType.Bool);
            body.Float("state", 2);
            var sum = body.Node("ReduceSum", ["state"], ("keepdims", 0));
            var go = body.Node("Greater", [sum, body.Real(0)]);
            body.Output(go, ElementType.Bool).Output("state", ElementType.Float, 2).Output("state", ElementType.Float, 2);
            var g = new GraphWriter();
            g.Integer(0);
            g.Integer(0);
            g.Nodes("Loop", 2, [g.Integer(100), g.Bool(true), g.Float("x", 2)], ("body", body));
            return g;
        }
    }

    [Theory]
    [InlineData("the input 1x4x8x8 has 4 channels; expected 3 for weights of 5x3x3x3", "Conv", 4)]
    [InlineData("the kernel spans 3 along spatial axis 0, the padded input 2 (2 + 0 + 0)", "Conv", 3, 2)]
    public void What_does_not_fit_is_an_error_at_its_node(string message, string op, long channels, long size = 8)
    {
        var g = new GraphWriter();
        g.Node(op, [g.Float("x", 1, channels, size, size), g.Weight("w", 5, 3, 3, 3)]);
        var fault = Reading.Of(g).Fault();
        Assert.Equal((OnnxFaultKind.Shape, "node 'Conv_1' (Conv)", message), (fault.Kind, fault.Place, fault.Message));
    }

    private static string Text(OnnxReading reading, string? name, int output = 0)
    {
        reading.Sound();
        return string.Join('x', ((TensorValue)reading.Values[name ?? (output == 0 ? reading.Outputs[0] : reading.Outputs[0].Replace("_0", $"_{output}", StringComparison.Ordinal))]!).Sizes);
    }
}
