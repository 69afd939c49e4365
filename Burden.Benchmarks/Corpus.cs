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

    private static CSharpCompilation Create(IEnumerable<string> sources) => CSharpCompilation.Create(
        "Corpus",
        [Elsewhere(0), .. sources.Select(static (s, i) => CSharpSyntaxTree.ParseText(s, ParseOptions, $"File{i.ToString(CultureInfo.InvariantCulture)}.cs")), GlobalUsings()],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    private static SyntaxTree GlobalUsings() => CSharpSyntaxTree.ParseText("global using System; global using System.Linq;", ParseOptions, "GlobalUsings.cs");
}
