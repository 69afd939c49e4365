using System.Collections.Concurrent;
using Burden.Generator.Budgets;
using Burden.Generator.Diagnostics;
using Burden.Generator.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Analyzers;

/// <summary>The limits that a compilation's configuration sets, file by file.</summary>
internal sealed class ProjectSettings(AnalyzerConfigOptionsProvider options)
{
    private readonly ConcurrentDictionary<SyntaxTree, ProjectLimits> known = new();
    private readonly ConcurrentBag<ProjectLimits> models = [];

    /// <summary>The limits for the networks of a file.</summary>
    public ProjectLimits Of(SyntaxTree tree) => known.GetOrAdd(tree, Read);

    /// <summary>
    /// The limits for an ONNX file: those of the first of some C# files that sets one, so that <c>[*.cs]</c> holds for models
    /// too, then those of the summary's own path.
    /// </summary>
    public ProjectLimits Of(AdditionalText summary, IEnumerable<SyntaxTree> trees)
    {
        var own = trees.Select(options.GetOptions).Append(options.GetOptions(summary)).ToList();
        var limits = Read(key => own.Select(o => o.TryGetValue(key, out var value) ? value : null).FirstOrDefault(static v => v is not null));
        models.Add(limits);
        return limits;
    }

    /// <summary>Reports the settings that can't be read, each once.</summary>
    public void Report(Action<Diagnostic> report)
    {
        var faults = known.Values.Concat(models).SelectMany(static l => l.Faults);
        if (LayerConstants.FaultIn(options.GlobalOptions) is { } fault)
        {
            faults = faults.Append(fault);
        }

        foreach (var message in faults.Select(static f => f.Message).Distinct().OrderBy(static m => m, StringComparer.Ordinal))
        {
            // The compiler gives no location in a configuration file.
            report(Diagnostic.Create(Rules.BadSetting, Location.None, message));
        }
    }

    private ProjectLimits Read(SyntaxTree tree)
    {
        var own = options.GetOptions(tree);
        return Read(key => own.TryGetValue(key, out var value) ? value : null);
    }

    private ProjectLimits Read(Func<string, string?> setting)
        => ProjectLimits.Read(setting, property => options.GlobalOptions.TryGetValue($"build_property.{property}", out var value) ? value : null);
}
