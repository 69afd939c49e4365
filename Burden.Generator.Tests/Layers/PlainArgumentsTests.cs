using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

/// <summary>Layer kinds applied with plain values, as a front end without expressions does.</summary>
public sealed class PlainArgumentsTests
{
    private static LayerCosts Apply(string name, Shape[] inputs, params (string Parameter, Value Value)[] given)
    {
        var kind = LayerKinds.Find(name)!;
        var arguments = new PlainArguments(kind.Signature, given.ToDictionary(static g => g.Parameter, static g => g.Value));
        return kind.Apply(new LayerCall(name, [.. inputs], arguments));
    }

    private static IntegerValue I(long number) => new(number);

    [Fact]
    public void Values_and_defaults_are_found()
    {
        var costs = Apply("Conv2d", [Shape.Of(3, 8, 8)], ("outChannels", I(4)), ("kernelSize", TupleValue.Of([I(3), I(5)])), ("Bias", new BooleanValue(false)));
        Assert.Equal(Shape.Of(4, 6, 4), costs.Output);
        Assert.Equal(3L * 4 * 15, costs.Parameters);
    }

    [Fact]
    public void Words()
    {
        Assert.Equal(Shape.Of(4, 8, 8), Apply("Conv2d", [Shape.Of(3, 8, 8)], ("outChannels", I(4)), ("kernelSize", I(3)), ("Padding", new TextValue("same"))).Output);
        Assert.Equal(4L * 3 * 16 * 16, Apply("Upsample", [Shape.Of(3, 8, 8)], ("scaleFactor", I(2)), ("Mode", new TextValue("bilinear"))).Flops);
        Assert.Equal(0, Apply("Upsample", [Shape.Of(3, 8, 8)], ("scaleFactor", I(2))).Flops);
    }

    [Fact]
    public void Merges_take_their_inputs_as_layers()
        => Assert.Equal(Shape.Of(5, 8, 8), Apply("Concat", [Shape.Of(3, 8, 8), Shape.Of(2, 8, 8)]).Output);

    [Fact]
    public void A_missing_argument_is_an_error()
    {
        var fault = Assert.Throws<FaultException>(static () => Apply("Conv2d", [Shape.Of(3, 8, 8)], ("outChannels", I(4))));
        Assert.Equal((FaultId.MissingArgument, "kernelSize"), (fault.Id, fault.Argument));
    }
}
