using Burden.OnnxRuntime.Tests;

namespace Burden.Onnx.Tests.Importing;

/// <summary>Models of one operator or a few, and random graphs, each imported, compiled and compared in every figure.</summary>
public sealed class ImportedCaseTests
{
    /// <summary>What no declaration can say.</summary>
    private static readonly string[] Refusals =
        ["the network has no input", "without values", "no output follows from an input"];

    [Fact]
    public void Every_operator_is_declared_at_the_same_cost_or_refused_with_the_reason()
    {
        var imports = new List<(string, byte[], string)>();
        foreach (var (@case, index) in OperatorCases.All.Select(static (c, i) => (c, i)))
        {
            var model = @case.Model();
            var import = Import.Try(model, @case.Name, "Network1", $"Case{index}", @case.Dimensions);
            if (import.Text is { } text)
            {
                imports.Add((text, model, @case.Dimensions));
            }
            else
            {
                Assert.True(Refusals.Any(r => Assert.Single(import.Faults).Message.Contains(r, StringComparison.Ordinal)), $"{@case.Name}: {import.Faults[0].Message}");
            }
        }

        Assert.True(imports.Count >= OperatorCases.All.Count * 19 / 20, $"{imports.Count} of {OperatorCases.All.Count} were imported");
        Import.Compiled(imports);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_graphs_are_declared_at_the_same_cost(long batch)
    {
        const int Graphs = 150;
        var imports = new List<(string, byte[], string)>();
        for (var seed = 0; seed < Graphs; seed++)
        {
            var model = new RandomGraph(seed).Write();
            var import = Import.Try(model, $"graph {seed}", "Network1", $"Graph{seed}", $"batch={batch}");
            if (import.Text is { } text)
            {
                imports.Add((text, model, $"batch={batch}"));
            }
            else
            {
                // With a batch of 1 some graphs come to nothing.
                Assert.True(!Import.Read(model, "graph", $"batch={batch}").IsSound || Assert.Single(import.Faults).Message.Contains("without values", StringComparison.Ordinal), $"graph {seed}: {import.Faults[0]}");
            }
        }

        Assert.True(imports.Count > Graphs / 4);
        Import.Compiled(imports);
    }
}
