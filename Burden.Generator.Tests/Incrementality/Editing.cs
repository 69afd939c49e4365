using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Tests.Incrementality;

/// <summary>A project that is edited, with a driver that remembers as the editor's does.</summary>
internal sealed class Editing
{
    public Editing(params string[] sources)
        : this(Compile.Sources(sources))
    {
    }

    public Editing(CSharpCompilation compilation, ProjectFiles? files = null)
    {
        Compilation = compilation;
        Driver = Generated.Driver(Compilation, files: files).RunGenerators(Compilation);
    }

    public CSharpCompilation Compilation { get; private set; }

    public GeneratorDriver Driver { get; private set; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results[0];

    /// <summary>Replaces text in one file as typing does, and runs again.</summary>
    public Editing Replace(int file, string old, string @new)
    {
        var tree = Compilation.SyntaxTrees[file];
        var text = tree.GetText();
        var at = text.ToString().IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{old}' is not in the file");
        var changed = tree.WithChangedText(text.WithChanges(new TextChange(new TextSpan(at, old.Length), @new)));
        return Change(compilation => compilation.ReplaceSyntaxTree(tree, changed));
    }

    /// <summary>Changes the project, and runs again.</summary>
    public Editing Change(Func<CSharpCompilation, CSharpCompilation> change)
    {
        Compilation = change(Compilation);
        Driver = Driver.RunGenerators(Compilation);
        Assert.Null(Result.Exception);
        return this;
    }

    /// <summary>The reasons of a step's outputs in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Reasons(string step)
        => Result.TrackedSteps.TryGetValue(step, out var runs) ? [.. runs.SelectMany(static r => r.Outputs).Select(static o => o.Reason)] : [];

    /// <summary>The reasons of the generated files in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Files()
        => [.. Result.TrackedOutputSteps.SelectMany(static s => s.Value).SelectMany(static r => r.Outputs).Select(static o => o.Reason)];
}
