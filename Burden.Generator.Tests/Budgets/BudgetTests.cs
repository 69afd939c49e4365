using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Budgets;

public sealed class BudgetTests
{
    private const string Layers = """
        {
            [Conv2d(32, 3), ReLU]                  public static partial Layer Conv1 { get; }
            [Conv2d(64, 3), ReLU, MaxPool2d(2)]    public static partial Layer Conv2 { get; }
            [Flatten, Linear(128), ReLU]           public static partial Layer Hidden { get; }
            [Linear(10), Softmax]                  public static partial Layer Output { get; }
        }
        """;

    private static Task<IReadOnlyList<string>> Verify(string marked, ProjectFiles? files = null)
        => Markup.Verify("using Burden;\nusing static Burden.Units;\n" + marked, files ?? new ProjectFiles(), new BudgetAnalyzer());

    [Fact]
    public async Task Says_figure_excess_and_the_heaviest_layer_at_the_argument()
    {
        var messages = await Verify($$"""
            [Network(1, 28, 28)]
            [Budget({|BRD1001:Parameters = 1e6|}, {|BRD1005:Flops = 10e6|}, FeatureMemory = 512 * KiB, {|BRD1002:ParameterMemory = 4 * MiB|})]
            public sealed partial class DigitNet
            {{Layers}}
            """);
        Assert.Equal("", string.Join('\n', messages));
    }
}
