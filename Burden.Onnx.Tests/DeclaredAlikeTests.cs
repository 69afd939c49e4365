using Burden.Generator.Costs;
using Burden.Generator.Helpers;
using Burden.Onnx.Tests.Models;
using Burden.Onnx.Values;

namespace Burden.Onnx.Tests;

/// <summary>A quantised file, and the same network declared with <c>[Precision]</c>, take as many bytes.</summary>
public sealed class DeclaredAlikeTests
{
    private static Figures Declared(long[] input, (string Name, string Kind, Argument[] Arguments)[] layers, params Argument[] precision)
    {
        var @class = new ClassDeclaration(
            "Net", "Net", ClassRole.Network, Signature.Of(), [],
            layers.Select(static l => new LayerDeclaration(
                "Net", l.Name, [new LayerUse(new LayerTarget(TargetKind.BuiltIn, l.Kind), l.Arguments.ToEquatableArray(), 0)], null, null, IsOutput: false, new PropertySource(null, null, ""))).ToEquatableArray())
        {
            Precisions = [new PrecisionUse(new Place("Net", null, Place.Precision), precision.ToEquatableArray())],
        };
        var network = new NetworkDeclaration(
            @class, [], NetworkSettings.Default with { Input = input.ToEquatableArray() }, null,
            new TypeSource("", [new TypePart("class", "Net")], "Net", CanGenerate: true, HidesBaseCost: false, HasOwnCost: false, IsVisible: true));
        var costing = Costing.Of(network, default);
        Assert.True(costing.IsSound, string.Join('\n', costing.Faults));
        return costing.Table.Total!;
    }

    private static Argument Type(string name, DataType type) => new(name, (long)type);

    [Fact]
    public void A_network_of_8_bits()
    {
        var g = new GraphWriter();
        var x = g.Input("x", ElementType.Int8, 1, 3, 8, 8);
        var conv = g.Node(
            "QLinearConv",
            [x, g.Weight("x_scale"), g.Weight("x_zero", ElementType.Int8), g.Weight("w", ElementType.Int8, 4, 3, 3, 3), g.Weight("w_scale", 4), g.Weight("w_zero", ElementType.Int8, 4),
                g.Weight("y_scale"), g.Weight("y_zero", ElementType.Int8), g.Weight("b", ElementType.Int32, 4)],
            ("pads", new long[] { 1, 1, 1, 1 }));
        g.Node(
            "com.microsoft::QGemm",
            [g.Node("Flatten", [conv]), "y_scale", "y_zero", g.Weight("v", ElementType.Int8, 256, 10), g.Weight("v_scale", 10), g.Weight("v_zero", ElementType.Int8, 10),
                g.Weight("c", ElementType.Int32, 10), g.Weight("z_scale"), g.Weight("z_zero", ElementType.Int8)]);
        var read = Reading.Of(g, domains: "com.microsoft").Sound();
        var declared = Declared(
            [3, 8, 8],
            [("A", "Conv2d", [new(null, 4), new(null, 3), new("Padding", 1)]), ("B", "Flatten", []), ("C", "Linear", [new(null, 10)])],
            Type("Parameters", DataType.Int8), Type("Features", DataType.Int8), new("Symmetric", false));
        foreach (var figure in new[] { Figure.Parameters, Figure.Buffers, Figure.ParameterBytes, Figure.FeatureBytes, Figure.PeakFeatureBytes, Figure.ArenaBytes, Figure.Macs })
        {
            Assert.Equal((figure.Name, read[figure]), (figure.Name, declared[figure]));
        }

        Assert.Equal((108 + 2560) + (14 * 4) + (14 * 4) + 14 + (3 * 5), declared.ParameterBytes);
    }

    [Fact]
    public void Weights_of_4_bits_in_blocks()
    {
        var g = new GraphWriter();
        g.Node("com.microsoft::MatMulNBits", [g.Float("x", 1, 4, 64), g.Weight("w", ElementType.UInt8, 16, 2, 16), g.Weight("s", 32)], ("K", 64), ("N", 16), ("bits", 4), ("block_size", 32));
        var read = Reading.Of(g, domains: "com.microsoft").Sound();
        var declared = Declared([4, 64], [("A", "Linear", [new(null, 16), new("Bias", false)])], Type("Parameters", DataType.Int4), new("GroupSize", 32));
        Assert.Equal((read.Parameters, read.ParameterBytes, read.FeatureBytes), (declared.Parameters, declared.ParameterBytes, declared.FeatureBytes));
    }
}
