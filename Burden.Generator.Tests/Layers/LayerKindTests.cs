using System.Reflection;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using CsCheck;

namespace Burden.Generator.Tests.Layers;

/// <summary>What holds for all kinds of layers.</summary>
public sealed class LayerKindTests
{
    private static readonly string[] OfEveryLayer = [nameof(LayerAttribute.From), nameof(LayerAttribute.Repeat), nameof(LayerAttribute.SharesWith), nameof(LayerAttribute.SharesBias), nameof(LayerAttribute.ParametersOnly), nameof(LayerAttribute.OutputType)];

    public static TheoryData<string> Kinds => [.. LayerKinds.List.Select(static k => k.Name)];

    [Fact]
    public void Every_attribute_has_a_kind_and_every_kind_an_attribute()
        => Assert.Equal(
            LayerKinds.List.Select(static k => k.Name + "Attribute").Order(StringComparer.Ordinal),
            typeof(LayerAttribute).Assembly.GetExportedTypes()
                .Where(static t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract).Select(static t => t.Name).Order(StringComparer.Ordinal));

    /// <summary>Every built-in kind states its tensors, so that what shares them can be compared.</summary>
    [Theory]
    [InlineData("Conv2d", "weight 64x1x3x5, bias 64", "4x8x8", "outChannels=64", "kernelSize=3,5", "Groups=4")]
    [InlineData("ConvTranspose2d", "weight 4x32x3x3", "4x8x8", "outChannels=64", "kernelSize=3", "Groups=2", "Bias=false")]
    [InlineData("Linear", "weight 10x64, bias 10", "7x64", "outFeatures=10")]
    [InlineData("BatchNorm2d", "weight 4, bias 4, (running_mean 4), (running_var 4)", "4x8x8")]
    [InlineData("BatchNorm2d", "weight 4, bias 4", "4x8x8", "TrackRunningStats=false")]
    [InlineData("LayerNorm", "weight 4x8, bias 4x8", "2x4x8", "Axes=2")]
    [InlineData("GroupNorm", "weight 4, bias 4", "4x8x8", "groups=2")]
    [InlineData("Embedding", "weight 1000x64", "12", "count=1000", "features=64")]
    [InlineData("PositionalEmbedding", "(weight 20x64)", "12x64", "Length=20", "Learned=false")]
    [InlineData("MultiheadAttention", "in_proj_weight 192x64, in_proj_bias 192, out_proj.weight 64x64, out_proj.bias 64", "12x64", "heads=4")]
    [InlineData("MultiheadAttention", "q_proj_weight 64x64, k_proj_weight 16x64, v_proj_weight 16x64, out_proj.weight 64x64", "12x64", "heads=4", "KeyValueHeads=1", "Bias=false")]
    [InlineData("LSTM", "weight_ih_l0 20x8, weight_hh_l0 20x5, bias_ih_l0 20, bias_hh_l0 20, weight_ih_l0_reverse 20x8, weight_hh_l0_reverse 20x5, bias_ih_l0_reverse 20, bias_hh_l0_reverse 20", "9x8", "hidden=5", "Bidirectional=true")]
    [InlineData("GRUCell", "weight_ih 15x8, weight_hh 15x5", "8", "hidden=5", "Bias=false")]
    [InlineData("SwiGLU", "gate.weight 6x4, up.weight 6x4, down.weight 4x6", "9x4", "hidden=6")]
    [InlineData("Scale", "weight 4, bias 4", "4x8x8", "Bias=true")]
    public void The_tensors_are_named_and_laid_out_as_in_PyTorch(string kind, string weights, string input, params string[] arguments)
    {
        var test = new LayerTest(kind, input);
        foreach (var argument in arguments.Select(static a => a.Split('=')))
        {
            var values = argument[1].Split(',');
            test.With(argument[0], bool.TryParse(values[0], out var truth) ? truth
                : values.Length == 1 ? int.Parse(values[0], System.Globalization.CultureInfo.InvariantCulture)
                : LayerTest.List([.. values.Select(static v => (Constant)int.Parse(v, System.Globalization.CultureInfo.InvariantCulture))]));
        }

        test.Storing(weights);
        var costs = test.Costs;
        Assert.Equal(costs.Weights.Where(static w => w.IsTrainable).Sum(static w => w.Elements), costs.Parameters);
        Assert.Equal(costs.Weights.Where(static w => !w.IsTrainable).Sum(static w => w.Elements), costs.Buffers);
    }

    [Fact]
    public void The_list_of_kinds_is_sorted()
        => Assert.Equal(LayerKinds.List.Select(static k => k.Name).Order(StringComparer.Ordinal), LayerKinds.List.Select(static k => k.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_attribute_has_the_parameters_of_its_kind(string kind)
    {
        var signature = LayerKinds.Find(kind)!.Signature;
        var type = AttributeOf(kind);
        var parameters = Assert.Single(type.GetConstructors()).GetParameters();
        Assert.Equal(signature.Positional.Select(static p => p.Name), parameters.Select(static p => p.Name));
        Assert.Equal(signature.IsVariadic, parameters is [.., var last] && last.IsDefined(typeof(ParamArrayAttribute)));
        Assert.Equal(
            signature.Positional.Select(static p => p.Default),
            parameters.Select(static p => p.HasDefaultValue ? Constant(p.DefaultValue) : null));

        var attribute = Create(type);
        Assert.Equal(
            signature.Named.Select(static p => (p.Name, p.Default)).OrderBy(static p => p.Name, StringComparer.Ordinal),
            type.GetProperties().Where(static p => p.CanWrite && !OfEveryLayer.Contains(p.Name))
                .Select(p => (p.Name, (Constant?)Constant(p.GetValue(attribute)))).OrderBy(static p => p.Name, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_attribute_keeps_its_arguments(string kind)
    {
        var type = AttributeOf(kind);
        var parameters = type.GetConstructors()[0].GetParameters();
        var arguments = Arguments(type);
        var attribute = type.GetConstructors()[0].Invoke(arguments);
        for (var i = 0; i < parameters.Length; i++)
        {
            var name = parameters[i].Name!;
            Assert.Equal(arguments[i], type.GetProperty(char.ToUpperInvariant(name[0]) + name[1..])!.GetValue(attribute));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_attribute_of_a_merge_is_a_MergeAttribute(string kind)
        => Assert.Equal(LayerKinds.Find(kind)!.IsMerge, AttributeOf(kind).IsSubclassOf(typeof(MergeAttribute)));

    /// <summary>The name of a kind's test begins with the kind's name.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_a_test_of_its_name(string kind)
        => Assert.Contains(
            typeof(LayerKindTests).Assembly.GetTypes().Where(static t => t.Namespace == typeof(LayerKindTests).Namespace).SelectMany(static t => t.GetMethods()),
            m => (m.Name == kind || m.Name.StartsWith(kind + "_", StringComparison.Ordinal))
                && m.GetCustomAttribute<FactAttribute>() is not null);

    /// <summary>Any arguments give figures that make sense, or an error.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_arguments_give_sensible_figures_or_an_error(string kind)
    {
        var signature = LayerKinds.Find(kind)!.Signature;
        var size = Gen.OneOf(Gen.Int[1, 4].Select(static s => (long)s), Gen.OneOf<long>(6, 8, 64, 224, int.MaxValue, long.MaxValue));
        var shape = from dimensions in size.Array[1, 4]
                    from count in Gen.Int[1, 3]
                    select $"{count}*{string.Join("x", dimensions)}";
        var simple = Gen.OneOf<Constant>(
            Gen.Int[-2, 8].Select(static i => (Constant)i),
            Gen.OneOf<Constant>(
                int.MaxValue, long.MaxValue, long.MinValue, 0.5, -1.5, 1e300, true, false, "", "same", "valid", "bilinear", "Layer", "Vector", "(1, 2)", "((0, 1), (2, 3))", "Layer.Height", "1 +",
                new NullConstant(), new UnknownConstant()));
        var argument = Gen.OneOf(simple, simple, simple.Array[0, 4].Select(static items => LayerTest.List(items)));
        var least = LayerKinds.Find(kind)!.MinInputs;
        (from inputs in Gen.OneOf(shape.Array[least, least + 2], shape.Select(s => Enumerable.Repeat(s, least).ToArray()))
         from layer in shape
         from arguments in argument.Array[signature.Names.Count()]
         from given in Gen.Bool.Array[signature.Names.Count()]
         select (inputs, layer, arguments, given)).Sample(
            sample =>
            {
                var test = new LayerTest(kind, sample.inputs).Layer("Layer", sample.layer).Layer("Vector", "8");
                foreach (var (parameter, i) in signature.Names.Select(static (name, i) => (name, i)))
                {
                    if (sample.given[i] || signature.Find(parameter)!.Default is null)
                    {
                        test.With(parameter, sample.arguments[i]);
                    }
                }

                try
                {
                    var costs = test.Costs;
                    Assert.All(costs.Output.Dimensions, static d => Assert.InRange(d, 1, long.MaxValue));
                    Assert.InRange(costs.Output.Count, 1, long.MaxValue);
                    Assert.All(
                        new[] { costs.Parameters, costs.Buffers, costs.Macs, costs.Flops, costs.Exponentials, costs.ExtraElements },
                        static figure => Assert.InRange(figure, 0, long.MaxValue));
                    Assert.True(costs.Flops >= costs.Macs);
                }
                catch (Exception e) when (e is FaultException or OverflowException)
                {
                    // An error is expected.
                }
            },
            iter: 1_000);
    }

    private static Type AttributeOf(string kind) => typeof(LayerAttribute).Assembly.GetType($"Burden.{kind}Attribute", throwOnError: true)!;

    private static object Create(Type type) => type.GetConstructors()[0].Invoke(Arguments(type));

    private static object?[] Arguments(Type type) => [.. type.GetConstructors()[0].GetParameters().Select(static p =>
        p.ParameterType == typeof(string) ? "Name"
        : p.ParameterType == typeof(string[]) ? new[] { "First", "Second" }
        : p.ParameterType == typeof(object[]) ? new object[] { 1, "2" }
        : (object)3)];

    private static Constant Constant(object? value) => value switch
    {
        null => new NullConstant(),
        bool truth => truth,
        int integer => integer,
        string text => text,
        _ => throw new ArgumentException($"{value} is not a default of a layer"),
    };
}
