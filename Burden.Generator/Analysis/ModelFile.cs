using System.Runtime.CompilerServices;
using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Burden.Generator.Analysis;

/// <summary>An ONNX file of the project, as its summary tells: the counterpart of a declared network.</summary>
/// <param name="Path">The summary's path.</param>
/// <param name="Summary">What it says; null where it can't be read.</param>
/// <param name="Fault">Why it can't be read; null where it can.</param>
/// <param name="Line">The line of the summary at fault, from 0.</param>
internal sealed record ModelFile(string Path, ModelSummary? Summary, string? Fault, int Line)
{
    // Weak: generator and analyzers read a text once.
    private static readonly ConditionalWeakTable<SourceText, ModelFile> Known = new();

    private NetworkDeclaration? network;

    /// <summary>The full name of the class that its constants stand in; empty where the item gives none.</summary>
    public string Class => Summary?.Item[ModelItem.Class] ?? "";

    /// <summary>The network, declared by a class that has no part in source; with a graph of nothing where the file has errors.</summary>
    public NetworkDeclaration Network => network ??= Declare();

    /// <summary>Whether the file was read without an error.</summary>
    public bool IsRead => Summary is { Faults.Count: 0 };

    /// <summary>The summary of an additional file; null where that is no summary.</summary>
    public static ModelFile? Read(AdditionalText file, CancellationToken cancellation)
    {
        if (!ModelSummary.IsSummary(file.Path))
        {
            return null;
        }

        if (file.GetText(cancellation) is not { } text)
        {
            return new ModelFile(file.Path, null, "it can't be opened", 0);
        }

        if (!Known.TryGetValue(text, out var read) || read.Path != file.Path)
        {
            var summary = SummaryParser.Parse(text.ToString(), out var fault, out var line, cancellation);
            read = new ModelFile(file.Path, summary, fault, line);
            Known.Remove(text);
            Known.GetValue(text, _ => read);
        }

        return read;
    }

    /// <summary>The summaries among a project's additional files.</summary>
    public static IReadOnlyList<ModelFile> All(IEnumerable<AdditionalText> files, CancellationToken cancellation)
        => [.. files.Where(static f => ModelSummary.IsSummary(f.Path)).Select(f => Read(f, cancellation)!)];

    /// <summary>The network's costs.</summary>
    public Costing Costs(CancellationToken cancellation) => Costing.Of(Network, cancellation);

    /// <summary>The figures; null where one is not known, which is reported.</summary>
    public CostTable? SoundTable(CancellationToken cancellation)
        => IsRead && Costs(cancellation).Table is { Total: not null, Timeline: not null } table ? table : null;

    /// <summary>Where one of the item's settings, or the item, stands in the project; the item's file where that is not known.</summary>
    public Location LocationOf(string setting)
        => Summary is not { } summary ? At(Path, new TextPlace(Line, 0))
            : summary.Item.PlaceOf(setting) is { } place ? At(summary.Item.Project, place)
            : At(summary.Item.Project.Length > 0 ? summary.Item.Project : summary.Item.File, new TextPlace(0, 0));

    public bool Equals(ModelFile? other)
        => ReferenceEquals(this, other) || (other is not null && Path == other.Path && Fault == other.Fault && Line == other.Line && Equals(Summary, other.Summary));

    public override int GetHashCode() => Path.GetHashCode();

    private static Location At(string path, TextPlace place)
    {
        var position = new LinePosition(place.Line, place.Column);
        return Location.Create(path, default, new LinePositionSpan(position, position));
    }

    private NetworkDeclaration Declare()
    {
        var dot = Class.LastIndexOf('.');
        var name = Class.Substring(dot + 1);
        var settings = Summary?.Settings ?? NetworkSettings.Default;
        return new NetworkDeclaration(
            new ClassDeclaration(Class, name, ClassRole.Network, Signature.Of(), [], []),
            [],
            settings,
            null,
            new TypeSource(dot < 0 ? "" : Class.Substring(0, dot), [new TypePart("class", name)], Class, CanGenerate: true, HidesBaseCost: false, HasOwnCost: false, IsVisible: true),
            Summary?.Code ?? new CodeGraph([], [], [], IsComplete: false));
    }
}
