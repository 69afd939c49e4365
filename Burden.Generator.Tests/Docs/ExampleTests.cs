using System.Globalization;
using System.Text.RegularExpressions;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.TorchSharp;
using Burden.Sample.Zoo;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Tests.Docs;

/// <summary>
/// What README and the pages about the language show compiles as it stands there, and the figures in its comments are true.
/// The blocks of a page are one project, one file each.
/// </summary>
public sealed partial class ExampleTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Burden; global using static Burden.Units;";

    private const string TorchUsings = "using TorchSharp; using TorchSharp.Modules; using static TorchSharp.torch; using static TorchSharp.torch.nn;\n";

    public static TheoryData<string> Pages => ["README.md", "language.md", "counting.md", "analyses.md", "torchsharp.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Examples_compile_without_warnings(string page) => Compiled(page).Compiles();

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Examples_have_exactly_the_diagnostics_that_the_page_quotes(string page)
    {
        var diagnostics = await Compiled(page).Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer());
        Assert.Equal(
            Page.Read(page).Quoted.Order(StringComparer.Ordinal),
            diagnostics.Select(static d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Figures_in_comments_are_true(string page)
    {
        var generated = Compiled(page);
        var wrong = new List<string>();
        var stated = 0;
        foreach (var tree in generated.Compilation.SyntaxTrees.Where(t => !generated.Result.GeneratedTrees.Contains(t)))
        {
            var model = generated.Compilation.GetSemanticModel(tree);
            foreach (var comment in tree.GetRoot().DescendantTrivia().Where(static t => t.IsKind(SyntaxKind.SingleLineCommentTrivia)))
            {
                var text = comment.ToString()[2..].Trim();
                if (!Statement().IsMatch(text) || Subject(comment) is not { } subject)
                {
                    continue;
                }

                stated++;
                var actual = subject is PropertyDeclarationSyntax property
                    ? string.Join(", ", text.Split(", ").Select(part => Figure(generated, property, part)))
                    : Constant(model, subject);
                if (actual != text)
                {
                    wrong.Add($"{subject.ToString().Trim()} // {text} <- {actual}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.NotEqual(0, stated);
    }

    /// <summary>What the tools print for ResNet-50 follows from its layers.</summary>
    [Fact]
    public void The_totals_for_ResNet_50_are_true()
    {
        const long Norms = 11_113_984;
        var layers = ResNet50Torch.Cost.Layers.ToList();
        var activations = layers.Where(static l => l.Kind == "ReLU").Sum(static l => l.Flops) / 2;
        Assert.Equal(Norms, layers.Where(static l => l.Kind == "BatchNorm2d").Sum(static l => l.FeatureElements));
        var stated = Page.Read("counting.md").Rows.Where(static r => r.Length == 3).Select(static r => r[1]).ToList();
        foreach (var total in new[]
        {
            ResNet50Torch.Cost.Macs,
            ResNet50Torch.Cost.Macs + layers.Where(static l => l.Kind == "BatchNorm2d").Sum(static l => l.Parameters) + 1_000,
            ResNet50Torch.Cost.Macs + (2 * Norms) + (2048 * 49),
            ResNet50Torch.Cost.Macs + (2 * Norms) + (2048 * 50),
            ResNet50Torch.Cost.Flops,
            ResNet50Torch.Cost.Macs + 1_000 + (2 * Norms) + activations + (64 * 112 * 112) + (2048 * 49),
            ResNet50Torch.Cost.Macs + (4 * Norms) + (2048 * 50),
            2 * ResNet50Torch.Cost.Macs,
        })
        {
            Assert.Contains(Number(total), stated);
        }
    }

    /// <summary>README shows what hovering over a layer shows.</summary>
    [Fact]
    public void The_hover_text_is_true()
    {
        var text = Compiled("README.md").Text("DigitNet");
        var shown = Page.Read("README.md").Texts.Single(static b => b.StartsWith("Conv2d", StringComparison.Ordinal));
        Assert.All(
            shown.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.True(text.Contains($"<para>{line}</para>", StringComparison.Ordinal) || text.Contains($"<summary>{line}</summary>", StringComparison.Ordinal), line));
    }

    private static Generated Compiled(string page) => Generated.From(Compile.Sources([Usings, .. Page.Read(page).Code.Select(Wrapped)], references: [TorchCode.Reference]));

    /// <summary>A block of statements becomes a method of its own.</summary>
    private static string Wrapped(string code, int index)
    {
        var root = CSharpSyntaxTree.ParseText(code).GetCompilationUnitRoot();
        return root.Members.Any(static m => m is GlobalStatementSyntax)
            ? $"#pragma warning disable CS0219 // an example's variables are not used\ninternal static class Block{index.ToString(CultureInfo.InvariantCulture)}\n{{\npublic static void Run()\n{{\n{code}}}\n}}\n"
            : code.Contains("Module<Tensor", StringComparison.Ordinal) ? TorchUsings + code : code;
    }

    /// <summary>The layer property or the initial value that a comment stands behind, on its line.</summary>
    private static SyntaxNode? Subject(SyntaxTrivia comment)
    {
        var line = comment.GetLocation().GetLineSpan().StartLinePosition.Line;
        return comment.Token.Parent?.AncestorsAndSelf().Concat(comment.Token.GetPreviousToken().Parent?.AncestorsAndSelf() ?? [])
            .FirstOrDefault(n => n is PropertyDeclarationSyntax or LocalDeclarationStatementSyntax && n.GetLocation().GetLineSpan().EndLinePosition.Line == line);
    }

    private static string Figure(Generated generated, PropertyDeclarationSyntax property, string stated)
    {
        var cost = $"{string.Join('.', property.Ancestors().OfType<BaseTypeDeclarationSyntax>().Reverse().Select(static t => t.Identifier.ValueText))}.Cost.{property.Identifier.ValueText}";
        var words = stated.Split(' ', 2);
        return words.Length == 1
            ? (string)generated.Constant($"{cost}.OutputShape")!
            : $"{Number(generated.Figure($"{cost}.{words[1] switch
            {
                "parameters" => "Parameters",
                "buffers" => "Buffers",
                "parameter bytes" => "ParameterBytes",
                "feature elements" => "FeatureElements",
                "feature bytes" => "FeatureBytes",
                "MACs" => "Macs",
                "FLOPs" => "Flops",
                var unit => throw new ArgumentException($"{unit} is not a figure's name"),
            }}"))} {words[1]}";
    }

    private static string Constant(SemanticModel model, SyntaxNode subject)
    {
        var value = model.GetConstantValue(((LocalDeclarationStatementSyntax)subject).Declaration.Variables[0].Initializer!.Value);
        return value.Value switch
        {
            string text => $"\"{text}\"",
            double real => real.ToString(CultureInfo.InvariantCulture),
            bool truth => truth ? "true" : "false",
            var number => Number(Convert.ToInt64(number, CultureInfo.InvariantCulture)),
        };
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A comment that states something: it begins with a number, a shape or a text, or is a truth value.</summary>
    [GeneratedRegex("^(-?[\\d\"]|(true|false)$)")]
    private static partial Regex Statement();
}
