using System.Collections.Concurrent;
using Burden.Generator.Budgets;
using Burden.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>The limits that a compilation's configuration sets, file by file.</summary>
internal sealed class ProjectSettings(AnalyzerConfigOptionsProvider options)
{
    private readonly ConcurrentDictionary<SyntaxTree, ProjectLimits> known = new();

    /// <summary>The limits for the networks of a file.</summary>
    public ProjectLimits Of(SyntaxTree tree) => known.GetOrAdd(tree, Read);

    /// <summary>Reports the settings that can't be read, each once.</summary>
    public void Report(Action<Diagnostic> report)
    {
        foreach (var message in known.Values.SelectMany(static l => l.Faults).Select(static f => f.Message).Distinct().OrderBy(static m => m, StringComparer.Ordinal))
        {
            // The compiler gives no location in a configuration file.
            report(Diagnostic.Create(Rules.BadSetting, Location.None, message));
        }
    }

    private ProjectLimits Read(SyntaxTree tree)
    {
        var own = options.GetOptions(tree);
        return ProjectLimits.Read(
            key => own.TryGetValue(key, out var value) ? value : null,
            property => options.GlobalOptions.TryGetValue($"build_property.{property}", out var value) ? value : null);
    }
}
