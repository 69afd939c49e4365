using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.Budgets;

public sealed class BudgetTests
{
    // 1,199,882 parameters, 11,970,048 MACs; Hidden has 1,179,776 of the parameters.
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

    private static async Task<IReadOnlyList<Diagnostic>> Diagnostics(params string[] sources)
        => await Generated.From([.. sources.Select(static s => "using Burden;\n" + s)]).Diagnostics(new BudgetAnalyzer());

    private static string Text(Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);

    [Fact]
    public async Task An_exceeded_budget_is_reported_at_its_argument_with_figure_excess_and_heaviest_layer()
    {
        var messages = await Verify($$"""
            [Network(1, 28, 28)]
            [Budget({|BRD1001:Parameters = 1e6|}, {|BRD1005:Flops = 10e6|}, FeatureMemory = 512 * KiB, {|BRD1002:ParameterMemory = 4 * MiB|})]
            public sealed partial class DigitNet
            {{Layers}}
            """);
        Assert.Equal(
            [
                "'DigitNet' has 1,199,882 parameters, 20.0% over its budget of 1,000,000; the heaviest layer is 'Hidden' with 1,179,776, 98.3%",
                "'DigitNet' has 12,242,058 FLOPs, 22.4% over its budget of 10,000,000; the heaviest layer is 'Conv2' with 10,801,152, 88.2%",
                "'DigitNet' has 4,799,528 bytes (4.58 MB) of parameter memory, 14.4% over its budget of 4,194,304 bytes (4.00 MB); the heaviest layer is 'Hidden' with 4,719,104 bytes (4.50 MB), 98.3%",
            ],
            messages);
    }

    [Fact]
    public async Task Every_figure_has_a_rule_of_its_own()
        => await Verify($$"""
            [Network(1, 28, 28)]
            [Budget({|BRD1001:Parameters = 1|}, {|BRD1002:ParameterMemory = 1|}, {|BRD1003:FeatureMemory = 1|}, {|BRD1004:PeakFeatureMemory = 1|}, {|BRD1005:Flops = 1|}, {|BRD1006:Macs = 1|})]
            public sealed partial class DigitNet
            {{Layers}}
            """);

    [Fact]
    public async Task A_figure_equal_to_its_limit_is_within_budget()
        => await Verify($$"""
            [Network(1, 28, 28)]
            [Budget(Parameters = 1199882, ParameterMemory = 4799528)]
            [Budget({|BRD1001:Parameters = 1199881|}, {|BRD1002:ParameterMemory = 4799527.9|})]
            public sealed partial class DigitNet
            {{Layers}}
            """);

    [Fact]
    public async Task The_heaviest_layers_are_additional_locations()
    {
        var diagnostic = Assert.Single(await Diagnostics($"[Network(1, 28, 28), Budget(Flops = 10e6)] public partial class DigitNet {Layers}"));
        Assert.Equal(["Conv2", "Hidden", "Conv1"], diagnostic.AdditionalLocations.Select(Text));
    }

    [Fact]
    public async Task The_peak_names_the_layers_that_hold_memory_at_that_moment()
    {
        // While Wide runs, its output (8 values) and those of First (4) and Input are alive.
        var messages = await Verify("""
            [Network(2)]
            [Budget({|BRD1004:PeakFeatureMemory = 40|})]
            public partial class Net
            {
                [Linear(4)] public static partial Layer First { get; }
                [Linear(8)] public static partial Layer Wide { get; }
                [Linear(1)] public static partial Layer Last { get; }
            }
            """);
        Assert.Equal(
            ["'Net' has 48 bytes of peak feature memory, 20.0% over its budget of 40 bytes; the heaviest layer is 'Wide' with 32 bytes, 66.7%"],
            messages);
    }

    [Fact]
    public async Task Each_target_has_its_own_budget()
    {
        var messages = await Verify($$"""
            [Network(1, 28, 28)]
            [Budget(Target = "phone", Parameters = 2e6)]
            [Budget(Target = "Cortex-M7", {|BRD1001:Parameters = 250_000|})]
            public sealed partial class DigitNet
            {{Layers}}
            """);
        Assert.StartsWith("'DigitNet' has 1,199,882 parameters, 380.0% over its budget of 250,000 for 'Cortex-M7';", Assert.Single(messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_on_a_layer_limits_that_layer()
    {
        var messages = await Verify("""
            [Network(2)]
            public partial class Net
            {
                [Linear(4)] public static partial Layer First { get; }
                [Linear(8), Linear(16), Budget({|BRD1001:Parameters = 100|}, {|BRD1004:PeakFeatureMemory = 80|})] public static partial Layer Wide { get; }
                [Budget(Parameters = 17), Linear(1)] public static partial Layer Last { get; }
            }
            """);
        Assert.Equal(
            [
                "'Wide' of 'Net' has 184 parameters, 84.0% over its budget of 100; the heaviest layer is 'Wide.Linear_2' with 144, 78.3%",
                "'Wide' of 'Net' has 96 bytes of peak feature memory, 20.0% over its budget of 80 bytes; the heaviest layer is 'Wide.Linear_2' with 64 bytes, 66.7%",
            ],
            messages);
    }

    private const string Module = """
        public sealed class TwiceAttribute(int width) : ModuleAttribute
        {
            [Linear(nameof(width))] Layer First { get; }
            [Linear(nameof(width))] Layer Second { get; }
        }
        """;

    [Fact]
    public async Task A_budget_on_a_module_is_checked_at_each_use()
    {
        var messages = await Verify($$"""
            [Network(2)]
            public partial class Net
            {
                [Twice(2)] public static partial Layer A { get; }
                [{|BRD1001:Twice(4)|}] public static partial Layer B { get; }
                [ReLU, {|BRD1001:Twice(4, Repeat = 3)|}] public static partial Layer C { get; }
            }

            [Budget(Parameters = 24)]
            {{Module}}
            """);
        Assert.Equal(
            [
                "'Twice' at B of 'Net' has 32 parameters, 33.3% over its budget of 24; the heaviest layer is 'B.Second.Linear' with 20, 62.5%",
                "'Twice' at C.0 of 'Net', the heaviest of 3 such copies, has 40 parameters, 66.7% over its budget of 24; the heaviest layer is 'C.0.First.Linear' with 20, 50.0%",
            ],
            messages);
    }

    [Fact]
    public async Task A_use_over_a_modules_budget_shows_the_budget_and_the_layers_inside()
    {
        var diagnostic = Assert.Single(await Diagnostics(
            "[Network(2)] public partial class Net { [Twice(4)] public static partial Layer B { get; } }",
            "[Budget(Parameters = 24)] " + Module));
        Assert.Equal("Twice(4)", Text(diagnostic.Location));
        Assert.Equal(["Parameters = 24", "Linear(nameof(width))", "Linear(nameof(width))"], diagnostic.AdditionalLocations.Select(Text));
        Assert.Equal("File1.cs", diagnostic.AdditionalLocations[1].SourceTree!.FilePath);
    }

    [Fact]
    public async Task A_budget_on_a_modules_layer_is_checked_at_each_use()
    {
        var messages = await Verify("""
            [Network(2)]
            public partial class Net
            {
                [Twice(2)] public static partial Layer A { get; }
                [{|BRD1001:Outer|}] public static partial Layer B { get; }
            }

            public sealed class OuterAttribute : ModuleAttribute
            {
                [Twice(5)] Layer Inner { get; }
            }

            public sealed class TwiceAttribute(int width) : ModuleAttribute
            {
                [Linear(nameof(width))] Layer First { get; }
                [Budget(Parameters = 20), Linear(nameof(width))] Layer Second { get; }
            }
            """);
        Assert.Equal(
            ["'Twice.Second' at B.Second of 'Net' has 30 parameters, 50.0% over its budget of 20; the heaviest layer is 'B.Second.Linear' with 30, 100.0%"],
            messages);
    }

    [Fact]
    public async Task A_budget_on_a_custom_layer_is_checked_at_each_use()
        => await Verify("""
            [Network(2)]
            public partial class Net
            {
                [Lookup(10)] public static partial Layer A { get; }
                [{|BRD1001:Lookup(20)|}] public static partial Layer B { get; }
            }

            [Budget(Parameters = 10)]
            public sealed class LookupAttribute(int size) : LayerAttribute
            {
                public const string Output = "Input";
                public const string Parameters = "size";
                public const string Macs = "0";
                public const string Flops = "0";
            }
            """);

    [Fact]
    public async Task A_budget_on_the_assembly_limits_every_network_and_is_reported_at_its_name()
    {
        var messages = await Verify("""
            [assembly: Budget(Target = "phone", Parameters = 10)]
            [Network(2)] public partial class {|BRD1001:Big|} { [Linear(4)] public static partial Layer A { get; } }
            [Network(2)] public partial class Small { [Linear(3)] public static partial Layer A { get; } }
            """);
        Assert.Equal(["'Big' has 12 parameters, 20.0% over the assembly's budget of 10 for 'phone'; the heaviest layer is 'A' with 12, 100.0%"], messages);
    }

    [Fact]
    public async Task A_budget_relative_to_another_network_allows_a_share_more()
    {
        var messages = await Verify("""
            [Network(2)] public partial class Baseline { [Linear(100, Bias = false)] public static partial Layer A { get; } }

            [Network(2)]
            [Budget(RelativeTo = typeof(Baseline), Parameters = 1.10, {|BRD1006:Macs = 1.09|}, Target = "parity")]
            public partial class Larger { [Linear(110, Bias = false)] public static partial Layer A { get; } }
            """);
        Assert.Equal(
            ["'Larger' has 220 MACs, 0.9% over its budget of 1.09 times 'Baseline', 218, for 'parity'; the heaviest layer is 'A' with 220, 100.0%"],
            messages);
    }

    [Fact]
    public async Task A_budget_relative_to_a_network_of_another_assembly_reads_its_constants()
    {
        var library = Generated.From("using Burden; [Network(2)] public partial class Baseline { [Linear(100)] public static partial Layer A { get; } }").Compiles();
        var compilation = Compile.Sources(
            ["using Burden; [Network(2)] [Budget(RelativeTo = typeof(Baseline), Parameters = 1)] public partial class Larger { [Linear(101)] public static partial Layer A { get; } }"],
            references: [library.Reference()]);
        Assert.Equal("BRD1001", Assert.Single(await Generated.From(compilation).Diagnostics(new BudgetAnalyzer())).Id);
    }

    [Fact]
    public async Task Limits_may_come_from_constants_and_other_networks_costs()
        => await Verify("""
            [Network(2)] public partial class Baseline { [Linear(100)] public static partial Layer A { get; } }

            [Network(2)]
            [Budget({|BRD1001:Parameters = Device.Parameters|}, {|BRD1005:Flops = Baseline.Cost.Flops|}, ParameterMemory = 2 * Baseline.Cost.ParameterBytes)]
            public partial class Larger { [Linear(110)] public static partial Layer A { get; } }

            public static class Device { public const long Parameters = 300; }
            """);

    [Fact]
    public async Task A_class_in_several_parts_is_reported_once()
        => await Verify("""
            [Network(2)] public partial class Net { [Linear(4)] public static partial Layer A { get; } }
            [Budget({|BRD1001:Parameters = 10|})] partial class Net { }
            partial class Net { }
            """);

    [Fact]
    public async Task A_derived_network_inherits_budgets_for_targets_of_which_it_has_none()
    {
        var messages = await Verify("""
            [Network(2)]
            [Budget(Parameters = 12), Budget(Target = "phone", Macs = 8)]
            public partial class Small { [Linear(4)] public static partial Layer A { get; } }

            [Network(3)]
            [Budget(Target = "phone", Macs = 12)]
            public partial class {|BRD1001:Wider|} : Small;

            [Network(4)]
            [Budget({|BRD1001:Parameters = 19|})]
            public partial class {|BRD1006:Widest|} : Wider;
            """);
        Assert.StartsWith("'Wider' has 16 parameters, 33.3% over its budget of 12;", messages[0], StringComparison.Ordinal);
        Assert.StartsWith("'Widest' has 16 MACs, 33.3% over its budget of 12 for 'phone';", messages[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_diagnostic_of_a_base_network_is_not_repeated_on_derived_ones()
        => await Verify("""
            [Network(2)]
            [Budget({|BRD1001:Parameters = 10|})]
            public partial class Small
            {
                [Budget({|BRD1006:Macs = 7|}), Linear(4)] public static partial Layer A { get; }
            }

            [Network(FeatureType = DataType.Float16)]
            public partial class Half : Small;

            [Network(3)]
            public partial class {|BRD1001:{|BRD1006:Wider|}|} : Small;
            """);

    [Fact]
    public async Task Names_in_any_script_are_reported_unchanged()
    {
        var messages = await Verify("""
            [Network(2)]
            [Budget(Target = "téléphone", {|BRD1001:Parameters = 10|})]
            public partial class Réseau { [Linear(4)] public static partial Layer 層 { get; } }
            """);
        Assert.Equal(["'Réseau' has 12 parameters, 20.0% over its budget of 10 for 'téléphone'; the heaviest layer is '層' with 12, 100.0%"], messages);
    }

    [Fact]
    public async Task Nested_networks_and_aliases_of_the_attribute_are_checked()
        => await Verify("""
            using Most = Burden.BudgetAttribute;
            public partial class Outer
            {
                [Network(2), Most({|BRD1001:Parameters = 10|})]
                private partial class Net { [Linear(4), Most({|BRD1006:Macs = 1|})] public static partial Layer A { get; } }
            }
            """);

    [Theory]
    [InlineData("[Linear(0)]")]
    [InlineData("[Lineer(4)]")]
    [InlineData("[Linear(4), Linear(\"Input.Foo\")]")]
    [InlineData("[Linear(Unknown)]")]
    [InlineData("")]
    public async Task A_network_with_an_error_is_not_checked(string layer)
        => Assert.Empty(await Diagnostics($"[Network(2), Budget(Parameters = 1)] public partial class Net {{ {layer} public static partial Layer A {{ get; }} }}"));

    [Fact]
    public async Task A_network_that_is_not_partial_or_spread_over_files_is_not_checked()
    {
        Assert.Equal(["BRD0001"], (await Diagnostics("[Network(2), Budget(Parameters = 1)] public class Net { [Linear(4)] public static Layer A { get; } }")).Select(static d => d.Id));
        Assert.Empty(await Diagnostics(
            "[Network(2), Budget(Parameters = 1)] public partial class Net { [Linear(4)] public static partial Layer A { get; } }",
            "partial class Net { [Linear(4)] public static partial Layer B { get; } }"));
    }

    [Theory]
    [InlineData("[Network(2), Budget(Parameters = 1)] public partial class Net { [Linear(4)] public static partial Layer A { get; } [Line")]
    [InlineData("[Network(2), Budget(Parameters = 1)] public partial class Net { [M] public static partial Layer A { get; } } public sealed class MAttribute : ModuleAttribute { [Linear(4)] Layer A { get; } [Line")]
    [InlineData("[Network(2), Budget(Target = \"phone\")] public partial class Net { [Linear(4), Budget(Flops = -1)] public static partial Layer A { get; } [Line")]
    public async Task A_network_with_syntax_errors_is_not_checked(string source) => Assert.Empty(await Diagnostics(source));

    [Theory]
    [InlineData("Parameters = Unknown")]
    [InlineData("Parameters = \"many\"")]
    [InlineData("RelativeTo = typeof(Unknown), Parameters = 1.1")]
    [InlineData("Parametres = 3")]
    [InlineData("Parameters =")]
    [InlineData("Parameters")]
    [InlineData("Parameters = 1e999")]
    public async Task A_budget_with_compiler_errors_is_not_checked(string arguments)
        => Assert.DoesNotContain(
            await Diagnostics($"[Network(2), Budget({arguments})] public partial class Net {{ [Linear(4)] public static partial Layer A {{ get; }} }}"),
            static d => d.Id != "BRD0022");

    [Fact]
    public async Task A_project_without_Burden_is_not_analyzed()
    {
        var compilation = Microsoft.CodeAnalysis.CSharp.CSharpCompilation.Create(
            "Other", [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText("class C;")], Basic.Reference.Assemblies.Net100.References.All);
        var diagnostics = await compilation
            .WithAnalyzers([new BudgetAnalyzer(), new LedgerAnalyzer()], new ProjectFiles { Files = { ["burden.costs.txt"] = "?" } }.Options)
            .GetAnalyzerDiagnosticsAsync();
        Assert.Empty(diagnostics);
    }
}
