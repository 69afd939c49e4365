using System.Globalization;
using System.Runtime.CompilerServices;
using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Robustness;

/// <summary>
/// TorchSharp models with a mistake anywhere: a token missing, doubled or taken from elsewhere, another number, the rest of the
/// file not yet written. One driver follows all edits, as an editor's does. Nothing throws, nothing hangs, and no figure is
/// unknown without an error.
/// </summary>
public sealed class CodeDamageTests
{
    private const int Damages = 4;

    private static readonly string[] Numbers = ["0", "1", "-1", "7", "int.MaxValue", "1 << 20", "2.5"];

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder(), "*.cs").Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Mistakes_anywhere_in_a_model_are_handled(string file)
    {
        var compilation = TorchCode.Compilation(File.ReadAllText(Path.Combine(Folder(), file)));
        var whole = compilation.SyntaxTrees[0];
        var driver = Generated.Driver(compilation, tracksSteps: false);
        Assert.DoesNotContain(Hardened.Check(compilation, ref driver, new AnalyzerOptions([])), static d => d.Severity == DiagnosticSeverity.Error);
        // Each is followed in training, too.
        foreach (var (what, text) in Mistakes(whole.ToString().Replace("[Network(", "[Training(Batch = 2), Network(", StringComparison.Ordinal), file))
        {
            try
            {
                var tree = whole.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text));
                Hardened.Check(compilation.ReplaceSyntaxTree(whole, tree), ref driver, new AnalyzerOptions([]));
            }
            catch (Exception e)
            {
                Assert.Fail($"{what}\n{e}");
            }
        }
    }

    [Theory]
    [InlineData("var sizes = new[] { x.shape[] }; return x;")]
    [InlineData("return x.view(x.shape[], );")]
    [InlineData("return x[];")]
    [InlineData("var (a, b) = x.shape[0]; return a;")]
    [InlineData("foreach (var a in ) x = x + a; return x;")]
    public void Code_that_the_compiler_rejects_is_left_to_the_compiler(string forward)
    {
        var compilation = TorchCode.Compilation(TorchCode.Module("4", "Linear fc = Linear(4, 4);", "", forward));
        var driver = Generated.Driver(compilation, tracksSteps: false);
        Assert.Empty(Hardened.Check(compilation, ref driver, new AnalyzerOptions([])));
    }

    private static IEnumerable<(string What, string Text)> Mistakes(string text, string file)
    {
        var tokens = CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens().Where(static t => t.Span.Length > 0).ToList();
        var numbers = tokens.FindAll(static t => t.IsKind(SyntaxKind.NumericLiteralToken));
        var random = new Random(file.Aggregate(17, static (seed, c) => unchecked((seed * 31) + c)));
        for (var i = 0; i < Damages; i++)
        {
            var at = tokens[random.Next(tokens.Count)];
            var number = numbers[random.Next(numbers.Count)];
            var other = Numbers[random.Next(Numbers.Length)];
            yield return ($"without '{at.Text}'{Place(at)}", text.Remove(at.SpanStart, at.Span.Length));
            yield return ($"'{at.Text}' doubled{Place(at)}", text.Insert(at.Span.End, " " + at.Text));
            yield return ($"{other} in place of {number.Text}{Place(number)}", text.Remove(number.SpanStart, number.Span.Length).Insert(number.SpanStart, other));
            var strange = tokens[random.Next(tokens.Count)];
            yield return ($"'{strange.Text}' in place of '{at.Text}'{Place(at)}", text.Remove(at.SpanStart, at.Span.Length).Insert(at.SpanStart, strange.Text));
            yield return ($"up to '{at.Text}'{Place(at)}", text[..at.Span.End]);
        }

        static string Place(SyntaxToken token) => string.Create(CultureInfo.InvariantCulture, $" in line {token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}");
    }

    private static string Folder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../Burden.Sample.TorchSharp/Models"));
}
