using System.Runtime.CompilerServices;
using Burden.Generator.Costs;
using Burden.Generator.Layers;
using Burden.Reports.Rendering;
using Burden.Tool;
using Burden.Tool.Exporting;
using Burden.Tool.Sources;
using Burden.Tool.Targets;
using Spectre.Console;

namespace Burden.OnnxRuntime.Tests.Exporting;

/// <summary>Every network of the sample: exported, read back, run.</summary>
public sealed class SampleTests
{
    private static readonly Lazy<SourceNetworks> Sample = new(static () => Target.Of(Project())
        .ReadSourceAsync(new TargetSettings(Configuration(), Build: false), Terminal.Over(new AnsiConsoleOutput(TextWriter.Null), TextWriter.Null, hasColours: false), CancellationToken.None)
        .GetAwaiter().GetResult());

    public static TheoryData<string> Names => [.. Sample.Value.All.Select(static n => n.TypeName)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_exported_network_has_the_figures_that_are_declared(string name)
    {
        using var exported = new ExportedNetwork(Sample.Value.Named(name).Declaration, WeightValues.None);
        exported.ReadBack();
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void An_exported_network_runs(string name, string input, string until)
    {
        var network = Sample.Value.Named(name);
        using var exported = new ExportedNetwork(network.At([.. input.Split('x').Select(long.Parse)], null).Declaration, output: until == Whole ? null : until);
        exported.Run();
    }

    public static TheoryData<string, string, string> Runs
    {
        get
        {
            var runs = new TheoryData<string, string, string>();
            foreach (var network in Sample.Value.All)
            {
                var (input, until) = Chosen(network);
                runs.Add(network.TypeName, input, until);
            }

            return runs;
        }
    }

    private const string Whole = "whole";

    /// <summary>What is run of a network: all of it as it is declared, or on a smaller input, or its first layers.</summary>
    private static (string Input, string Until) Chosen(SourceNetwork network)
    {
        var at = Smaller(network).ToList() is var all && all.Find(IsQuick) is { } quick ? quick : all[^1];
        var last = Enumerable.Range(1, at.Graph.Nodes.Count).Last(count => at.Costs.Nodes.Sum(0, count) is { } figures
            && figures.ParameterBytes <= MostParameterBytes && figures.FeatureBytes <= MostFeatureBytes && figures[Figure.Macs] <= MostMacs);
        // A custom layer is an operator that no runtime knows.
        var firstCustom = Enumerable.Range(0, last).Where(i => at.Graph.Nodes[i] is { IsInput: false } node && LayerKinds.Find(node.Kind) is null).DefaultIfEmpty(last).First();
        last = Math.Min(last, firstCustom);
        return (string.Join('x', at.Declaration.Settings.Input), last == at.Graph.Nodes.Count ? Whole : at.Graph.Nodes[last - 1].Path);
    }

    private static bool IsQuick(SourceNetwork network)
        => network.Costs.Amount(Figure.FeatureBytes) <= MostFeatureBytes && network.Costs.Amount(Figure.Macs) <= MostMacs;

    /// <summary>The network as it is declared, then on ever smaller inputs that it takes; sequences shrink to a few tokens.</summary>
    private static IEnumerable<SourceNetwork> Smaller(SourceNetwork network)
    {
        yield return network;
        var input = network.Declaration.Settings.Input;
        foreach (var factor in new[] { 2.0, 3, 4, 6, 8 })
        {
            SourceNetwork? smaller = null;
            try
            {
                smaller = network.At([.. input.Select((size, axis) => axis == 0 && input.Count > 1 ? size : input.Count == 1 ? Math.Min(size, 16) : Math.Max(1, (long)(size / factor)))], null);
            }
            catch (ToolException)
            {
                // Layers don't fit that input.
            }

            if (smaller is not null)
            {
                yield return smaller;
            }
        }
    }

    // BURDEN_LARGE=1 runs large networks too, which takes minutes and 16 GB.
    private static readonly int Scale = Environment.GetEnvironmentVariable("BURDEN_LARGE") == "1" ? 4 : 1;
    private static readonly long MostFeatureBytes = 1_500_000_000L * Scale;
    private static readonly long MostMacs = 30_000_000_000L * Scale * Scale;
    private static readonly long MostParameterBytes = 1_500_000_000L * Scale;

    private static string Project([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "Burden.Sample");

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
