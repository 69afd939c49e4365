using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Robustness;

/// <summary>Declarations while they are being typed.</summary>
public sealed class DamageTests
{
    private const string Small = """
        using Burden;
        public sealed class BlockAttribute(int width) : ModuleAttribute
        {
            public object Stride { get; set; } = 1;
            [Conv2d(nameof(width), 3, Stride = nameof(Stride), Padding = 1), ReLU] Layer A { get; }
            [When($"{nameof(Stride)} > 1"), MaxPool2d(2)] Layer B { get; }
            [Output, Add(nameof(B), "B")] Layer C { get; }
        }
        [Network(3, 8, 8)]
        [Report(At = nameof(X), Scales = [0.5, 1])]
        public partial class Net
        {
            /// <summary>First.</summary>
            [Block(4), Block(5, Repeat = 2)] public static partial Layer X { get; }
            [Flatten, Linear(10, From = nameof(X))] public Layer Y { get; }
            const long F = Cost.X.Flops;
        }
        """;

    [Fact]
    public void Nothing_throws_with_any_token_missing()
    {
        var tokens = CSharpSyntaxTree.ParseText(Small).GetRoot().DescendantTokens().Where(static t => t.Span.Length > 0).ToList();
        Assert.True(tokens.Count > 100);
        foreach (var token in tokens)
        {
            var damaged = Small.Remove(token.SpanStart, token.Span.Length);
            var reported = Hardened.Check(damaged);
            Assert.True(reported.Count <= 4, $"{reported.Count} diagnostics without '{token.Text}' at {token.SpanStart}: {string.Join("\n", reported)}");
        }
    }

    [Fact]
    public void Nothing_throws_with_any_token_doubled()
    {
        foreach (var token in CSharpSyntaxTree.ParseText(Small).GetRoot().DescendantTokens().Where(static t => t.Span.Length > 0))
        {
            Hardened.Check(Small.Insert(token.Span.End, " " + token.Text));
        }
    }

    [Theory]
    [InlineData("AlexNet.cs")]
    [InlineData("SqueezeNet.cs")]
    public void Nothing_throws_with_a_file_cut_off_anywhere(string file)
    {
        var zoo = Zoo();
        var modules = Directory.GetFiles(Path.Combine(zoo, "Modules")).Select(File.ReadAllText).Append("global using Burden;").ToArray();
        var text = File.ReadAllText(Path.Combine(zoo, file));
        for (var end = 0; end < text.Length; end += 211)
        {
            Hardened.Check([text[..end], .. modules]);
        }

        Assert.Empty(Hardened.Check([text, .. modules]));
    }

    private static string Zoo([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../Burden.Sample/Zoo"));
}
