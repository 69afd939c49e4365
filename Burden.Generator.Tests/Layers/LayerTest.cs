using System.Globalization;
using Burden.Generator.Binding;
using Burden.Generator.Expansion;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Tests.Layers;

/// <summary>One layer alone: a kind, the shapes it is given (<c>"3x224x224"</c>, <c>"79*512x7x7"</c>) and its arguments.</summary>
internal sealed class LayerTest(string kind, params string[] inputs) : IScope
{
    private readonly Dictionary<string, Constant> arguments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Value> layers = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => layers.Keys;

    public LayerCall Call
    {
        get
        {
            var signature = LayerKinds.Find(kind)!.Signature;
            Assert.All(arguments.Keys, name => Assert.NotNull(signature.Find(name)));
            var written = arguments.Select(static a => new Argument(a.Key, a.Value)).ToEquatableArray();
            var bound = new BoundArguments(written, [.. written.Select(static a => BoundValue.Of(a.Value))], signature);
            return new LayerCall(kind, [.. inputs.Select(Shape)], new ScopedArguments(bound, this));
        }
    }

    public LayerCosts Costs => LayerKinds.Find(kind)!.Apply(Call);

    public FaultException Fault => Assert.Throws<FaultException>(() => Costs);

    public static Constant List(params Constant[] items) => new ArrayConstant(items.ToEquatableArray());

    public static Shape Shape(string text)
    {
        var parts = text.Split('*');
        var dimensions = parts[^1].Split('x').Select(static d => long.Parse(d, CultureInfo.InvariantCulture)).ToEquatableArray();
        return new Shape(dimensions, parts.Length == 1 ? 1 : long.Parse(parts[0], CultureInfo.InvariantCulture));
    }

    public LayerTest With(string argument, Constant value)
    {
        arguments.Add(argument, value);
        return this;
    }

    /// <summary>Declares a layer that arguments can name.</summary>
    public LayerTest Layer(string name, string shape)
    {
        layers.Add(name, new LayerValue(name, Shape(shape), layers.Count));
        return this;
    }

    /// <summary>Checks everything the layer costs: what is not stated is 0.</summary>
    public void Costing(string output, long parameters = 0, long buffers = 0, long macs = 0, long flops = 0, long exponentials = 0, Storage storage = Storage.Own, long extra = 0)
        => Assert.Equal(
            new LayerCosts(Shape(output))
            {
                Parameters = parameters,
                Buffers = buffers,
                Macs = macs,
                Flops = flops,
                Exponentials = exponentials,
                Storage = storage,
                ExtraElements = extra,
            },
            // The counts are compared; that they follow from the tensors is another test, and so is what an output depends on.
            Costs is var costs ? costs with { Weights = [], Parameters = costs.Parameters, Buffers = costs.Buffers, Reach = null, ReadElements = null, Drops = false, Attention = null, ActiveParameters = null } : null);

    /// <summary>Checks what the layer stores: <c>"weight 64x3x7x7, bias 64"</c>, buffers in parentheses.</summary>
    public LayerTest Storing(string weights)
    {
        Assert.Equal(weights, string.Join(", ", Costs.Weights.Select(static w => w.IsTrainable ? w.ToString() : $"({w})")));
        return this;
    }

    /// <summary>Checks what is wrong with the layer.</summary>
    public void Failing(FaultId id, string message, string? argument = null)
    {
        var fault = Fault;
        Assert.Equal((id, $"{kind}: {message}", argument), (fault.Id, fault.Message, fault.Argument));
    }

    Value? IScope.Resolve(string name) => layers.GetValueOrDefault(name);
}
