using Burden.Generator.Parsing;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Incrementality;

/// <summary>The pipeline's models are plain data, equal where the text is.</summary>
public sealed class ModelTests
{
    private const string Source = """
        using Burden;
        using System;
        public sealed class BlockAttribute(int width = 3, params object[] rest) : ModuleAttribute
        {
            public object Size { get; set; } = new object[] { 1, "3" };
            private const double Half = 0.5;
            [When("width > 1"), Conv2d(nameof(width), nameof(Size), Padding = "((0,1),0)")] Layer First { get; }
            [Output, Gain, Concat(nameof(First), Input)] Layer Second { get; }
        }
        public sealed class GainAttribute : LayerAttribute
        {
            public const string Output = "Input"; public const string Parameters = "0"; public const string Macs = "0"; public const string Flops = "0";
        }
        [Network(3, 8, 8, Name = "n", Batch = 2)]
        [Report(At = "A", Scales = new[] { 0.5, 2 })]
        public partial class Net
        {
            /// <summary>A <see cref="String"/>.</summary>
            [Block(Math.Min(3, 4)), Block(4, 5, "6", Size = 1)] public static partial Layer A { get; }
            [Input(3)] public static partial Layer I { get; }
        }
        """;

    private static object[] Models(string source)
    {
        var compilation = Compile.Source(source);
        return [.. Generated.Driver(compilation).RunGenerators(compilation).GetRunResult().Results[0].TrackedSteps
            .Where(static s => s.Key is StepNames.Declaration or StepNames.Output or StepNames.Catalog or StepNames.Collisions)
            .OrderBy(static s => s.Key, StringComparer.Ordinal)
            .SelectMany(static s => s.Value).SelectMany(static r => r.Outputs).Select(static o => o.Value)];
    }

    [Fact]
    public void The_same_text_twice_gives_equal_models()
    {
        var first = Models(Source);
        var second = Models(Source);
        Assert.Equal(4, first.Length);
        Assert.Equal(first, second);
        Assert.Equal(first.Select(static m => m.GetHashCode()), second.Select(static m => m.GetHashCode()));
        Assert.NotSame(first[2], second[2]);
    }

    [Theory]
    [InlineData("width = 3", "width = 4")]
    [InlineData("\"3\" }", "\"5\" }")]
    [InlineData("Half = 0.5", "Half = 0.25")]
    [InlineData("width > 1", "width > 2")]
    [InlineData("((0,1),0)", "((0,1),1)")]
    [InlineData("[Output, Gain", "[Gain")]
    [InlineData("Name = \"n\"", "Name = \"m\"")]
    [InlineData("Batch = 2", "Batch = 3")]
    [InlineData("0.5, 2", "0.5, 3")]
    [InlineData("A <see", "B <see")]
    [InlineData("[Input(3)]", "[Input(4)]")]
    [InlineData("Flops = \"0\"", "Flops = \"1\"")]
    [InlineData("Block(4, 5, \"6\"", "Block(4, 5, \"7\"")]
    public void A_different_text_gives_a_different_model(string old, string @new)
    {
        Assert.Contains(old, Source, StringComparison.Ordinal);
        Assert.NotEqual(Models(Source).Single(static m => m is NetworkDeclaration), Models(Source.Replace(old, @new)).Single(static m => m is NetworkDeclaration));
    }

    [Fact]
    public void No_step_holds_a_node_symbol_or_compilation()
    {
        var models = Models(Source);
        Assert.NotEmpty(models);
        Assert.All(models, static model => Assert.Empty(ObjectWalker.Find(model)));
    }

    [Fact]
    public void The_walker_finds_nodes_and_symbols_anywhere()
    {
        var compilation = Compile.Source(Source);
        var symbol = compilation.GetTypeByMetadataName("Net")!;
        Assert.NotEmpty(ObjectWalker.Find(new { A = new List<object> { new { Symbol = symbol } } }));
        Assert.NotEmpty(ObjectWalker.Find(new Dictionary<string, object> { ["x"] = compilation.SyntaxTrees[0].GetRoot() }));
        Assert.NotEmpty(ObjectWalker.Find((1, symbol.Locations[0])));
        Assert.NotEmpty(ObjectWalker.Find(new Lazy<object>(() => symbol)));
        Assert.Empty(ObjectWalker.Find(new { A = new List<object> { 1, "x", new DateTime(1) } }));
    }

    [Fact]
    public void Reading_again_returns_the_same_instance()
    {
        var compilation = Compile.Source(Source);
        var edited = compilation.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("class Other { }"));
        var first = NetworkReader.Read(compilation.GetTypeByMetadataName("Net")!, compilation, default);
        var second = NetworkReader.Read(edited.GetTypeByMetadataName("Net")!, edited, default);
        Assert.NotNull(first);
        Assert.Same(first, second);
    }
}
