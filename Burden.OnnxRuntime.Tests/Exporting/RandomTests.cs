using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Burden.Tool.Exporting;

namespace Burden.OnnxRuntime.Tests.Exporting;

/// <summary>Networks of layers drawn at random: exported, read back with the figures that are declared, and run.</summary>
public sealed class RandomTests
{
    private const int NetworksPerSeed = 20;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_networks_are_read_back_and_run(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < NetworksPerSeed; i++)
        {
            var network = Draw(random);
            try
            {
                using var exported = new ExportedNetwork(network, WeightValues.Random, random.Next(2) == 0 ? 17 : 21, outside: random.Next(2) == 0);
                exported.ReadBack();
                exported.Run();
            }
            catch (Exception fault)
            {
                Assert.Fail($"network {i} of seed {seed}, {new Shape(network.Settings.Input)} in batches of {network.Settings.Batch}:\n{Text(network)}\n{fault.Message}");
            }
        }
    }

    /// <summary>Adds layers as long as the network stays sound.</summary>
    private static NetworkDeclaration Draw(Random random)
    {
        long[][] inputs = [[4, 9, 8], [6, 12], [8, 6, 6], [3, 7, 5], [12], [2, 4, 6, 5]];
        var settings = NetworkSettings.Default with { Input = inputs[random.Next(inputs.Length)].ToEquatableArray(), Batch = random.Next(1, 4) };
        var layers = new List<LayerDeclaration>();
        for (var attempts = 0; attempts < 60 && layers.Count < 10; attempts++)
        {
            var more = layers.Append(Layer(random, layers)).ToList();
            var table = Costing.Of(Network(settings, more), CancellationToken.None).Table;
            if (table.Total is { } total && !table.Graph.IsIncomplete && table.Graph.Faults.Count == 0 && total[Figure.FeatureElements] < 2_000_000 && total[Figure.Macs] < 500_000_000)
            {
                layers = more;
            }
        }

        return Network(settings, layers);
    }

    private static NetworkDeclaration Network(NetworkSettings settings, IReadOnlyList<LayerDeclaration> layers) => new(
        new ClassDeclaration("Net", "Net", ClassRole.Network, Signature.Of(), [], layers.ToEquatableArray()),
        [],
        settings,
        null,
        new TypeSource("", [new TypePart("class", "Net")], "Net", CanGenerate: true, HidesBaseCost: false, HasOwnCost: false, IsVisible: true));

    private static LayerDeclaration Layer(Random random, IReadOnlyList<LayerDeclaration> layers)
    {
        string Other() => layers.Count == 0 || random.Next(4) == 0 ? "Input" : layers[random.Next(layers.Count)].Name;
        bool Flag() => random.Next(2) == 0;
        long Small(int most = 3) => random.Next(1, most + 1);
        var axes = random.Next(1, 4);
        (string Kind, Argument[] Arguments)[] choices =
        [
            ($"Conv{axes}d", [new(null, 2 * Small()), new(null, Small()), new("Stride", Small(2)), new("Padding", Small(2) - 1), new("Dilation", Small(2)), new("Groups", Small(2)), new("Bias", Flag())]),
            ($"ConvTranspose{axes}d", [new(null, 2 * Small()), new(null, Small()), new("Stride", Small(2)), new("Padding", Small(2) - 1), new("Groups", Small(2)), new("Bias", Flag())]),
            ($"MaxPool{axes}d", [new(null, Small()), new("Stride", Small()), new("Padding", Small() - 1), new("CeilMode", Flag())]),
            ($"AvgPool{axes}d", [new(null, Small()), new("Stride", Small()), new("Padding", Small() - 1), new("CeilMode", Flag())]),
            ($"AdaptiveAvgPool{axes}d", [new(null, Small(5))]),
            ($"AdaptiveMaxPool{axes}d", [new(null, Small(5))]),
            ($"GlobalAvgPool{axes}d", []),
            ($"BatchNorm{axes}d", [new("Affine", Flag()), new("TrackRunningStats", Flag())]),
            ($"InstanceNorm{axes}d", [new("Affine", Flag())]),
            ("GroupNorm", [new(null, Small(4)), new("Affine", Flag())]),
            ("LayerNorm", [new("Axes", Small(2)), new("Affine", Flag()), new("Bias", Flag())]),
            ("RMSNorm", [new("Affine", Flag())]),
            ("L2Norm", [new("Scale", Flag())]),
            ("LocalResponseNorm", [new(null, Small(5))]),
            (Pick("ELU", "GELU", "Hardsigmoid", "Hardswish", "LeakyReLU", "Mish", "ReLU", "ReLU6", "SiLU", "Sigmoid", "Softplus", "Tanh"), [new("InPlace", Flag())]),
            ("PReLU", []),
            (Pick("Softmax", "LogSoftmax"), [new("Axis", Small(3) - 2)]),
            ("Linear", [new(null, Small(9)), new("Bias", Flag())]),
            ("Flatten", [new("StartAxis", Small(2) - 1), new("Copy", Flag())]),
            ("Permute", Flag() ? [new(null, 1), new(null, 0)] : [new(null, 2), new(null, 0), new(null, 1), new("Copy", Flag())]),
            ("Reshape", [new(null, 2 * Small(2)), new(null, -1)]),
            ("Reshape", [new(null, Small(2)), new(null, -1), new(null, Small(4))]),
            ("Slice", [new(null, Small(2) - 1), new(null, Small()), new("Axis", Small(3) - 2)]),
            ("Pad", [new(null, Small(2))]),
            ("Crop", [new(null, Small(4))]),
            ("PixelShuffle", [new(null, 2)]),
            ("PixelUnshuffle", [new(null, Small(2))]),
            ("ChannelShuffle", [new(null, Small(4))]),
            ("Roll", []),
            ("Maxout", [new(null, Small(2))]),
            ("Upsample", [new(null, Small()), new("Mode", Pick("nearest", "linear", "bilinear", "trilinear", "bicubic"))]),
            ("WindowPartition", [new(null, Small())]),
            ("Scale", [new("Bias", Flag())]),
            ("PositionalEmbedding", [new("Learned", Flag())]),
            ("ClassToken", []),
            ("Dropout", [new("Kept", Flag())]),
            (Pick("Identity", "StochasticDepth"), []),
            (Pick("LSTM", "GRU", "RNN"), [new(null, Small(4)), new("Layers", Small(2)), new("Bidirectional", Flag()), new("Bias", Flag())]),
            (Pick("LSTMCell", "GRUCell", "RNNCell"), [new(null, Small(4)), new("Bias", Flag())]),
            ("MultiheadAttention", [new(null, Small(2)), new("Causal", Flag()), new("Window", Small(4) - 1), new("Bias", Flag()), new("RelativePositions", Small(2) - 1)]),
            ("MultiheadAttention", [new(null, Small(2)), new("KeyValue", Other())]),
            ("SwiGLU", [new(null, Small(6)), new("Bias", Flag())]),
            ("MixtureOfExperts", [new(null, 3), new(null, Small(2)), new(null, Small(5))]),
            (Pick("Add", "Multiply", "Max", "Subtract"), [new(null, Other()), new(null, Other())]),
            (Pick("Add", "Multiply", "Max"), [new(null, Other()), new(null, Other()), new(null, Other())]),
            ("WeightedSum", [new(null, Other()), new(null, Other()), new("LearnedWeights", Flag())]),
            ("Concat", [new(null, Other()), new(null, Other()), new("Axis", Small(3) - 2)]),
            ("MatMul", [new(null, Other()), new(null, Other()), new("Transpose", Flag())]),
            ("Scale", [new(null, Other()), new(null, Other()), new("Axis", Small(2) - 1)]),
        ];
        var (kind, arguments) = choices[random.Next(choices.Length)];
        var isMerge = LayerKinds.Find(kind)!.IsMerge;
        if (!isMerge && random.Next(3) == 0)
        {
            arguments = [.. arguments, new Argument("From", Other())];
        }

        var target = new LayerTarget(TargetKind.BuiltIn, kind, isMerge);
        return new LayerDeclaration("Net", $"L{layers.Count}", [new LayerUse(target, arguments.ToEquatableArray(), 0)], null, null, IsOutput: false, new PropertySource(null, null, ""));

        string Pick(params string[] kinds) => kinds[random.Next(kinds.Length)];
    }

    private static string Text(NetworkDeclaration network) => string.Join('\n', network.Class.Layers.Select(static l =>
        $"{l.Name}: {l.Chain[0].Target.Id}({string.Join(", ", l.Chain[0].Arguments.Select(static a => $"{(a.Name is null ? "" : $"{a.Name} = ")}{a.Value switch { IntegerConstant i => $"{i.Value}", TextConstant t => t.Value, BooleanConstant b => $"{b.Value}", var other => $"{other}" }}"))})"));
}
