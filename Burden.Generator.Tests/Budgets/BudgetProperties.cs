using System.Globalization;
using System.Numerics;
using Burden.Generator.Analyzers;
using Burden.Generator.Binding;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Expansion;
using Burden.Generator.Graphs;
using Burden.Generator.Parsing;
using Burden.Generator.Tests.Harness;
using CsCheck;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Budgets;

public sealed class BudgetProperties
{
    private const int Networks = 500;

    /// <summary>A network with its budgets, as source and as data.</summary>
    private sealed record Declared(int Input, int[] Widths, (BudgetFigure Figure, double Most)[] Own, (BudgetFigure Figure, double Most)[] OfLayer, double? Factor);

    private static readonly Gen<(BudgetFigure, double)> Limit = Gen.Select(
        Gen.Int[1, 6].Select(static i => BudgetFigure.All[i - 1]),
        Gen.Double[0, 6].Select(Gen.Bool, static (exponent, whole) => whole ? Math.Floor(Math.Pow(10, exponent)) : Math.Pow(10, exponent)));

    private static readonly Gen<(BudgetFigure, double)[]> Limits = Limit.Array[0, 4].Select(static l => l.DistinctBy(static x => x.Item1).ToArray());

    private static readonly Gen<Declared> Network = Gen.Select(
        Gen.Int[1, 40],
        Gen.Int[1, 60].Array[1, 4],
        Limits,
        Limits,
        Gen.Double[0.2, 3].Nullable(),
        static (input, widths, own, ofLayer, factor) => new Declared(input, widths, own, ofLayer, factor));

    [Fact]
    public void Every_diagnostic_agrees_with_the_checker()
        => Network.Array[Networks].Sample(static networks => Verify(networks), iter: 10_000 / Networks, threads: 1);

    private static void Verify(Declared[] networks)
    {
        var compilation = Compile.Source("using Burden;\n" + string.Join('\n', networks.Select(Source)));
        var failures = new List<Exception>();
        var diagnostics = compilation
            .WithAnalyzers([new BudgetAnalyzer()], new CompilationWithAnalyzersOptions(new ProjectFiles().Options, (e, _, _) => failures.Add(e), concurrentAnalysis: true, logAnalyzerExecutionTime: false))
            .GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        Assert.Empty(failures);
        var amounts = networks.Select((_, i) => AmountsOf(compilation, i)).ToList();
        var expected = networks.SelectMany((n, i) => Expected(n, i, amounts)).Order(StringComparer.Ordinal);
        var found = diagnostics.Select(static d => $"{d.Id} {d.GetMessage(CultureInfo.InvariantCulture).Split(" has ")[0]}").Order(StringComparer.Ordinal);
        Assert.Equal(expected, found);
    }

    private static IEnumerable<string> Expected(Declared network, int index, List<(Figures Network, Figures Layer)> amounts)
    {
        foreach (var (figure, most) in network.Own.Where(l => amounts[index].Network[l.Figure.Figure] > new BigInteger(l.Most)))
        {
            yield return $"BRD100{figure.Number} 'N{index}'";
        }

        foreach (var (figure, most) in network.OfLayer.Where(l => amounts[index].Layer[l.Figure.Figure] > new BigInteger(l.Most)))
        {
            yield return $"BRD100{figure.Number} 'L0' of 'N{index}'";
        }

        if (network.Factor is { } factor && index > 0 && amounts[index].Network.Flops > (decimal)factor * amounts[index - 1].Network.Flops)
        {
            yield return $"BRD1005 'N{index}'";
        }
    }

    private static (Figures Network, Figures Layer) AmountsOf(Compilation compilation, int index)
    {
        var table = CostTable.Of(GraphBuilder.Build(BoundNetwork.Of(NetworkReader.Read(compilation.GetTypeByMetadataName($"N{index}")!, compilation, default)!), default));
        var layer = table.Graph.Layers[0];
        return (table.Total!, table.Measure(layer.First, layer.Count)!);
    }

    private static string Source(Declared network, int index)
    {
        var layers = network.Widths.Select((width, i) =>
            $"[Linear({width}), ReLU{(i == 0 ? Budget(network.OfLayer) : "")}] public static Layer L{i} {{ get; }}");
        var relative = network.Factor is { } factor && index > 0 ? $", Budget(RelativeTo = typeof(N{index - 1}), Flops = {Number(factor)})" : "";
        return $"[Network({network.Input}){Budget(network.Own)}{relative}] public partial class N{index} {{ {string.Join(' ', layers)} }}";
    }

    private static string Budget((BudgetFigure Figure, double Most)[] limits)
        => limits.Length == 0 ? "" : $", Budget({string.Join(", ", limits.Select(static l => $"{l.Figure} = {Number(l.Most)}"))})";

    private static string Number(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
