using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Benchmarks;

/// <summary>Projects to measure: so many networks of so many layers, a file each, beside one file of other code.</summary>
internal static class Corpus
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(NetworkAttribute).Assembly.Location)];

    /// <summary>The layers of a network, as the published ones have them on average.</summary>
    public const int UsualLayers = 60;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>A project of synthetic networks.</summary>
    public static CSharpCompilation Networks(int count, int layers = UsualLayers)
        => Create(Enumerable.Range(0, count).Select(i => Network($"Net{i.ToString(CultureInfo.InvariantCulture)}", layers)));

    /// <summary>The sample's zoo.</summary>
    public static CSharpCompilation Zoo()
    {
        var assembly = typeof(Corpus).Assembly;
        return Create(assembly.GetManifestResourceNames().Where(static n => n.StartsWith("Zoo/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }));
    }

    /// <summary>The file of other code, in a state that differs for each number.</summary>
    public static SyntaxTree Elsewhere(int state) => CSharpSyntaxTree.ParseText(
        $$"""
        namespace Elsewhere;

        public static class Program
        {
            public static int Answer() => {{state.ToString(CultureInfo.InvariantCulture)}};
        }
        """,
        ParseOptions,
        "Elsewhere.cs");

    /// <summary>One network's source.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="layers">How many layer properties.</param>
    /// <param name="channels">The channels of the first layer: another number is another network.</param>
    public static string Network(string name, int layers, int channels = 16)
    {
        var source = new StringBuilder();
        source.Append(CultureInfo.InvariantCulture, $$"""
            using Burden;

            namespace Networks;

            [Network(3, 64, 64)]
            public sealed partial class {{name}}
            {
                [Conv2d({{channels}}, 3, Padding = 1), BatchNorm2d, ReLU] public static partial Layer Layer0 { get; }

            """);
        for (var i = 1; i < layers; i++)
        {
            source.Append(i % 4 == 3
                ? $"    [Add(nameof(Layer{i - 1}), nameof(Layer{i - 3})), ReLU] public static partial Layer Layer{i} {{ get; }}\n"
                : $"    [Conv2d(16, 3, Padding = 1, Bias = false), BatchNorm2d, ReLU] public static partial Layer Layer{i} {{ get; }}\n");
        }

        return source.Append("}\n").ToString();
    }

    /// <summary>A project of TorchSharp networks: residual ones, each with blocks and helpers in its own file.</summary>
    public static CSharpCompilation TorchSharp(int count)
        => Create([TorchUsings, .. Enumerable.Range(0, count).Select(i => TorchNetwork($"Net{i.ToString(CultureInfo.InvariantCulture)}"))]).AddReferences(TorchReference);

    /// <summary>ResNet-50 as a TorchSharp user writes it.</summary>
    public static CSharpCompilation ResNet50() => Create([TorchUsings, TorchNetwork("ResNet50", "3, 4, 6, 3")]).AddReferences(TorchReference);

    /// <summary>One TorchSharp network's source: a bottleneck ResNet.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="blocks">How many blocks each stage has.</param>
    /// <param name="classes">The outputs of the last layer: another number is another network.</param>
    public static string TorchNetwork(string name, string blocks = "1, 1, 1, 1", int classes = 1000) => $$"""
        namespace Networks
        {
            internal sealed class {{name}}Block : Module<Tensor, Tensor>
            {
                private readonly Module<Tensor, Tensor> conv1, bn1, conv2, bn2, conv3, bn3;
                private readonly Module<Tensor, Tensor>? downsample;

                public {{name}}Block(int inputs, int width, int stride) : base("block")
                {
                    conv1 = Conv2d(inputs, width, 1, bias: false);
                    bn1 = BatchNorm2d(width);
                    conv2 = Conv2d(width, width, 3, stride: stride, padding: 1, bias: false);
                    bn2 = BatchNorm2d(width);
                    conv3 = Conv2d(width, 4 * width, 1, bias: false);
                    bn3 = BatchNorm2d(4 * width);
                    if (stride != 1 || inputs != 4 * width)
                        downsample = Sequential(Conv2d(inputs, 4 * width, 1, stride: stride, bias: false), BatchNorm2d(4 * width));
                    RegisterComponents();
                }

                public override Tensor forward(Tensor x)
                {
                    var y = functional.relu(bn1.forward(conv1.forward(x)));
                    y = functional.relu(bn2.forward(conv2.forward(y)));
                    y = bn3.forward(conv3.forward(y));
                    return functional.relu(y + (downsample is null ? x : downsample.forward(x)));
                }
            }

            [Network(3, 224, 224)]
            public partial class {{name}} : Module<Tensor, Tensor>
            {
                private readonly Module<Tensor, Tensor> stem, layer1, layer2, layer3, layer4, fc;
                private int inputs = 64;

                public {{name}}() : base("{{name}}")
                {
                    var blocks = new[] { {{blocks}} };
                    stem = Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, stride: 2, padding: 1));
                    layer1 = Stage(64, blocks[0], 1);
                    layer2 = Stage(128, blocks[1], 2);
                    layer3 = Stage(256, blocks[2], 2);
                    layer4 = Stage(512, blocks[3], 2);
                    fc = Linear(2048, {{classes.ToString(CultureInfo.InvariantCulture)}});
                    RegisterComponents();
                }

                private Module<Tensor, Tensor> Stage(int width, int count, int stride)
                {
                    var stage = new List<Module<Tensor, Tensor>>();
                    for (var i = 0; i < count; i++)
                    {
                        stage.Add(new {{name}}Block(inputs, width, i == 0 ? stride : 1));
                        inputs = 4 * width;
                    }

                    return Sequential(stage);
                }

                public override Tensor forward(Tensor x)
                {
                    x = layer4.forward(layer3.forward(layer2.forward(layer1.forward(stem.forward(x)))));
                    return fc.forward(functional.adaptive_avg_pool2d(x, 1).flatten(1));
                }
            }
        }
        """;

    private const string TorchUsings = """
        global using System.Collections.Generic;
        global using Burden;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    // TorchSharp without its native library, which nothing here runs.
    private static readonly MetadataReference TorchReference = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "References", "TorchSharp.dll"));

    private static CSharpCompilation Create(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Corpus",
        [Elsewhere(0), .. sources.Select(static (s, i) => CSharpSyntaxTree.ParseText(s, ParseOptions, $"File{i.ToString(CultureInfo.InvariantCulture)}.cs")), GlobalUsings()],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree GlobalUsings() => CSharpSyntaxTree.ParseText("global using System; global using System.Linq;", ParseOptions, "GlobalUsings.cs");
}
