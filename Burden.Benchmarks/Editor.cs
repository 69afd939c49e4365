using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Benchmarks;

/// <summary>A project open in an editor: a generator that has run, and edits after which it runs again.</summary>
internal sealed class Editor
{
    private CSharpCompilation compilation;
    private GeneratorDriver driver;
    private SyntaxTree edited;
    private int state;

    public Editor(CSharpCompilation compilation, IIncrementalGenerator generator)
    {
        this.compilation = compilation;
        edited = compilation.SyntaxTrees[0];
        driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: Corpus.ParseOptions).RunGenerators(compilation);
    }

    /// <summary>A keystroke in the file of other code.</summary>
    public GeneratorDriver TypeElsewhere() => Replace(Corpus.Elsewhere(++state));

    /// <summary>A keystroke in the first network that changes its costs.</summary>
    public GeneratorDriver TypeInside(int layers)
    {
        edited = state == 0 ? compilation.SyntaxTrees[1] : edited;
        state++;
        return Replace(CSharpSyntaxTree.ParseText(Corpus.Network("Net0", layers, 8 + (state % 64)), Corpus.ParseOptions, edited.FilePath));
    }

    /// <summary>A keystroke in the first TorchSharp network that changes its costs.</summary>
    public GeneratorDriver TypeInsideCode()
    {
        // The file of usings comes before the networks.
        edited = state == 0 ? compilation.SyntaxTrees[2] : edited;
        state++;
        return Replace(CSharpSyntaxTree.ParseText(Corpus.TorchNetwork("Net0", classes: 100 + (state % 64)), Corpus.ParseOptions, edited.FilePath));
    }

    private GeneratorDriver Replace(SyntaxTree tree)
    {
        compilation = compilation.ReplaceSyntaxTree(edited, tree);
        edited = tree;
        return driver = driver.RunGenerators(compilation);
    }
}
