using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>A network's symbol in the compilation in which its code can be followed.</summary>
internal readonly record struct Followed(ISymbol Symbol, Compilation Compilation);

/// <summary>The <c>[Report]</c> of a network that is code: the code is followed again at each size.</summary>
internal sealed class CodeReport
{
    private readonly List<SyntaxTree> reached = [];

    private CodeReport(ReportSettings settings) => Settings = settings;

    public ReportSettings Settings { get; }

    /// <summary>The files that the rows rest on.</summary>
    public IEnumerable<SyntaxTree> Reached => reached;

    /// <summary>The report that a network asks for; null where it asks for none.</summary>
    public static CodeReport? Of(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        if (symbol is not INamedTypeSymbol type || SettingsReader.Report(type, compilation, cancellation) is not { } settings)
        {
            return null;
        }

        var report = new CodeReport(settings with { Parameters = Parameters(type) });
        for (INamedTypeSymbol? @base = type; @base is { SpecialType: SpecialType.None }; @base = @base.BaseType)
        {
            if (@base.FindAttribute(WellKnownNames.Report)?.ApplicationSyntaxReference is { } attribute)
            {
                report.reached.Add(attribute.SyntaxTree);
            }
        }

        return report;
    }

    /// <summary>Follows the code at each size.</summary>
    /// <param name="network">The network, followed at its own size.</param>
    /// <param name="inputs">The inputs of <c>forward</c>.</param>
    public EquatableArray<SizedCode> Follow(NetworkDeclaration network, IReadOnlyList<TraceInput> inputs, Followed followed, CancellationToken cancellation)
    {
        network = network with { Report = Settings };
        var graph = CodeGraphs.Of(network, (CodeGraph)network.Code!);
        var known = ReportTable.Inputs(network, graph);
        var plan = ReportPlan.Of(Settings, new Place(network.Class.Id, null, Place.Report), known, network.Settings.Batch);
        return plan.Sizes.Select(size => At(size, inputs, known, followed, cancellation)).ToEquatableArray();
    }

    private SizedCode At(ReportSize size, IReadOnlyList<TraceInput> inputs, IReadOnlyList<ReportInput> known, Followed followed, CancellationToken cancellation)
    {
        var resized = inputs.Select((input, i) => i < known.Count && size.Sizes.TryGetValue(known[i].Name, out var sizes) ? input with { Sizes = sizes } : input).ToList();
        var trace = CodeTracer.Follow(followed.Symbol, resized, size.Batch, followed.Compilation, cancellation);
        reached.AddRange(trace.Sources.Reached);
        return ResultOf(trace, size.Batch);
    }

    /// <summary>What following the code once more came to, with the place in the code where it ended before its time.</summary>
    public static SizedCode ResultOf(Trace trace, long batch) => trace.Fault is null
        ? new SizedCode(TraceGraphs.Of(trace, batch), "")
        : new SizedCode(null, trace.FaultSite is { } site ? $"in '{Line(site)}', {trace.Fault.Message}" : trace.Fault.Message);

    /// <summary>Code on one line, shortened.</summary>
    private static string Line(SyntaxNode code)
    {
        const int Longest = 60;
        var line = string.Join(" ", code.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Longest ? line : line.Substring(0, Longest) + "...";
    }

    /// <summary>The names of the parameters of <c>forward</c>.</summary>
    private static EquatableArray<string> Parameters(INamedTypeSymbol network)
    {
        for (INamedTypeSymbol? type = network; type is not null; type = type.BaseType)
        {
            if (type.GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault(static m => m.IsOverride && !m.IsAbstract) is { } forward)
            {
                return forward.Parameters.Where(static p => TorchNames.IsTensor(p.Type)).Select(static p => p.Name).ToEquatableArray();
            }
        }

        return [];
    }
}
