using System.Text;
using System.Text.RegularExpressions;
using Burden.Generator.Layers;
using Burden.Tool;
using Burden.Tool.Exporting;
using Burden.Tool.Sources;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.OnnxRuntime.Tests.Exporting;

/// <summary>Every layer kind: exported, read back with the figures that are declared, and run.</summary>
public sealed partial class KindTests
{
    private static readonly Lazy<SourceNetworks> Networks = new(static () => Compile());

    public static TheoryData<string, long, long> Cases
    {
        get
        {
            var cases = new TheoryData<string, long, long>();
            foreach (var (name, _, _) in KindCases.All)
            {
                cases.Add(name, NetworkExporter.OldestOpset, 1);
                cases.Add(name, 20, 3);
                // ONNX Runtime has no kernels for the newer versions of the operators on regions.
                cases.Add(name, name == "regions" ? 21 : 24, 2);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_layer_is_read_back_and_runs(string name, long opset, long batch)
    {
        using var exported = new ExportedNetwork(Networks.Value.Named(name).At(null, batch).Declaration, WeightValues.Random, opset, outside: false);
        exported.ReadBack();
        Assert.True(exported.Run() > 0);
    }

    [Theory]
    [InlineData(DataType.Float16, DataType.Float16)]
    [InlineData(DataType.BFloat16, DataType.BFloat16)]
    [InlineData(DataType.Float32, DataType.BFloat16)]
    [InlineData(DataType.Float16, DataType.Float32)]
    [InlineData(DataType.Float64, DataType.Float64)]
    [InlineData(DataType.Int8, DataType.Int8)]
    public void Types_are_those_of_the_network(DataType parameters, DataType features)
    {
        foreach (var name in new[] { "conv2d", "norms", "attention", "tokens", "recurrent", "pools", "gates", "shared weights" })
        {
            var network = Networks.Value.Named(name);
            using var exported = new ExportedNetwork(
                network.With(network.Declaration.Settings with { ParameterType = (Generator.Model.DataType)(int)parameters, FeatureType = (Generator.Model.DataType)(int)features, CountExponentials = true }).Declaration, WeightValues.Random, outside: false);
            exported.ReadBack();
            exported.Run();
        }
    }

    private const string Customs = """
        public sealed class RankAttribute : LayerAttribute { public const string Output = "Input", Parameters = "0", Macs = "0", Flops = "Input.Elements"; public const DataType ElementType = DataType.Int64; }
        public sealed class PackedAttribute : LayerAttribute { public const string Output = "Input", Int8Parameters = "9", Macs = "0", Flops = "0"; }

        """;

    [Fact]
    public void A_custom_layer_of_another_type_is_read_back()
    {
        var network = Compile(Customs + "[Network(3, 4)] public partial class Net { [Linear(5), Rank, Tanh] public Layer A { get; } }").All.Single();
        using var exported = new ExportedNetwork(network.Declaration, outside: false);
        exported.ReadBack();
    }

    [Fact]
    public void A_custom_layer_that_stores_values_of_several_types_is_an_error()
    {
        var network = Compile(Customs + "[Network(3, 4)] public partial class Net { [Packed] public Layer A { get; } }").All.Single();
        Assert.Equal(
            "'Net' can't be exported: the custom layer 'A.Packed' (Packed) counts what it stores by types, which rules files don't say",
            Assert.Throws<ToolException>(() => new ExportedNetwork(network.Declaration)).Message);
    }

    [Fact]
    public void No_kind_is_left_out()
    {
        var used = Networks.Value.All.SelectMany(static n => n.Graph.Nodes).Select(static n => n.Kind).ToHashSet(StringComparer.Ordinal);
        Assert.Equal("", string.Join(", ", LayerKinds.List.Select(static k => k.Name).Where(k => !used.Contains(k))));
    }

    private static SourceNetworks Compile()
    {
        var source = new StringBuilder("using Burden;\n");
        foreach (var (name, input, layers) in KindCases.All)
        {
            source.Append($"[Network({input}, Name = \"{name}\")] public sealed partial class {Identifier().Replace(name, "_")} {{\n");
            foreach (var layer in layers.Split("; "))
            {
                var at = layer.IndexOf(": ", StringComparison.Ordinal);
                source.Append($"  [{layer[(at + 2)..].Replace("= Input", "= Layer.Input", StringComparison.Ordinal)}] public static partial Layer {layer[..at]} {{ get; }}\n");
            }

            source.Append("}\n");
        }

        return Compile(source.ToString()["using Burden;\n".Length..]);
    }

    private static SourceNetworks Compile(string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static f => MetadataReference.CreateFromFile(f));
        var compilation = CSharpCompilation.Create(
            "Kinds", [CSharpSyntaxTree.ParseText("using Burden;\n" + source, new CSharpParseOptions(LanguageVersion.Preview))], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        return SourceReader.Read("Kinds", compilation, CancellationToken.None);
    }

    [GeneratedRegex(@"\W")]
    private static partial Regex Identifier();
}
