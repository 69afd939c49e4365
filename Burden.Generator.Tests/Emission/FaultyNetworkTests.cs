using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Emission;

/// <summary>A faulty network generates what still can be, so that the code around it compiles.</summary>
public sealed class FaultyNetworkTests
{
    [Theory]
    [InlineData("[Network(3, 8, 8)]", "[Conv2d(4, 9)]")]
    [InlineData("[Network(3, 8, 8)]", "[Conv2d(4, \"(\")]")]
    [InlineData("[Network(3, 8, 8)]", "[Conv2d(\"Nothing\", 3)]")]
    [InlineData("[Network(3, 8, 8)]", "[Add(\"A\", \"Bad\")]")]
    [InlineData("[Network(3, 8, 8)]", "[Concat(\"Last\", \"A\")]")]
    [InlineData("[Network(3, 8, 8)]", "[Linear(2000000000, Repeat = 1000000000)]")]
    [InlineData("[Network(3, 8, 8)]", "[Linear(\"4611686018427387904\")]")]
    [InlineData("[Network(3, 8, 8)]", "[Loop]")]
    [InlineData("[Network(3, 8, 8)]", "[Bare]")]
    [InlineData("[Network(3, 8, 8)]", "[When(3), ReLU]")]
    [InlineData("[Network(3, 8, 8)]", "")]
    [InlineData("[Network]", "[ReLU]")]
    [InlineData("[Network(0, 8, 8)]", "[ReLU]")]
    [InlineData("[Network(-3)]", "[ReLU]")]
    [InlineData("[Network(1, 1, 1, 1, 1, 1, 1, 1, 1)]", "[ReLU]")]
    [InlineData("[Network(3, 8, 8, Batch = 0)]", "[ReLU]")]
    [InlineData("[Network(3, 8, 8, Batch = -1)]", "[ReLU]")]
    [InlineData("[Network(3, 8, 8, FeatureType = (DataType)99)]", "[ReLU]")]
    [InlineData("[Network(3, 8, 8)]", "[Linear(typeof(int))]")]
    [InlineData("[Network(3, 8, 8)]", "[Linear('a')]")]
    [InlineData("[Network(3, 8, 8)]", "[Linear(null!)]")]
    [InlineData("[Network(3, 8, 8), Report]", "[Conv2d(4, 9)]")]
    public void Unknown_constants_are_minus_one_and_the_code_compiles(string network, string layer)
    {
        var generated = Generated.From($$"""
            using Burden;
            public sealed class LoopAttribute : ModuleAttribute { [Loop] Layer A { get; } }
            public sealed class BareAttribute : LayerAttribute { public const string Output = "Input"; }
            {{network}}
            public partial class Net
            {
                [Conv2d(4, 3)] public static partial Layer A { get; }
                {{layer}} public static partial Layer Bad { get; }
                [Conv2d(4, 1)] public static partial Layer Last { get; }
                public const long Flops = Cost.Flops + Cost.Bad.Flops + Cost.Last.Parameters;
            }
            """).Compiles();
        Assert.Equal(-1, generated.Figure("Net.Cost.Flops"));
        Assert.Equal(-1, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(-1, generated.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void A_network_without_layers_costs_nothing_and_compiles()
    {
        var generated = Generated.From("using Burden; [Network(3)] public partial class Net { public const long P = Cost.Parameters; }").Compiles();
        Assert.Equal(0, generated.Figure("Net.P"));
    }

    [Fact]
    public void Figures_that_do_not_depend_on_the_error_are_known()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 3)] public static partial Layer A { get; }
                [Conv2d(4, 9)] public static partial Layer Bad { get; }
                [Conv2d(5, 1, From = nameof(A))] public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal(112, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal(25, generated.Figure("Net.Cost.B.Parameters"));
        Assert.Equal(-1, generated.Figure("Net.Cost.Bad.Parameters"));
    }

    [Fact]
    public void A_network_that_is_not_partial_generates_no_errors()
    {
        var generated = Generated.From("using Burden; [Network(3)] public class Net { [Linear(2)] public Layer A { get; } } public class X { [Network(3)] public partial class Y { [Linear(2)] public Layer A { get; } } }").Compiles();
        Assert.Empty(generated.Result.GeneratedTrees);
    }

    [Theory]
    [InlineData("namespace A.;")]
    [InlineData("namespace ;")]
    [InlineData("namespace A..B;")]
    public void A_namespace_without_a_name_generates_no_errors(string @namespace)
    {
        var generated = Generated.From($"using Burden; {@namespace} [Network(3)] public partial class Net {{ [Linear(2)] public Layer A {{ get; }} }}");
        Assert.DoesNotContain(generated.Compilation.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error && generated.IsGenerated(d.Location));
    }
}
