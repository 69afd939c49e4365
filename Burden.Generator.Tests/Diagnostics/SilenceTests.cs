using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>One mistake is reported once: what the compiler reports, Burden leaves to it, and what follows from an error is not reported.</summary>
public sealed class SilenceTests
{
    [Theory]
    [InlineData("[Conv2dd(4, 3)] public Layer A { get; } [Conv2d(4, 3)] public Layer B { get; }")]
    [InlineData("[Conv2d(Missing, 3)] public Layer A { get; } [Conv2d(4, 3)] public Layer B { get; }")]
    [InlineData("[Conv2d(System.DateTime.Now.Day, 3)] public Layer A { get; }")]
    [InlineData("[Conv2d(typeof(Missing), 3)] public Layer A { get; }")]
    [InlineData("[Conv2d(4)] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 3, 5)] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 3, Strides = 2)] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 3, outChannels: 5)] public Layer A { get; }")]
    [InlineData("[ReLU(From = nameof(Missing))] public Layer A { get; }")]
    [InlineData("[M(Missing)] public Layer A { get; }")]
    [InlineData("[ReLU] public Layer A { get; } [ReLU] public Layer A { get; }")]
    [InlineData("[Conv2d(4, ] public Layer A { get; }")]
    [InlineData("[Conv2d(4, \"3)] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 3] public Layer A { get; }")]
    [InlineData("[When, ReLU] public Layer A { get; }")]
    [InlineData("[N] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 3, Paddin = 1), Add(Layer.Input)] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 3, 1, 1), Add(Layer.Input)] public Layer A { get; }")]
    [InlineData("[M(3, Stride = 2), Add(\"Input\")] public Layer A { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [Conv2d(4, 1, From = Layer.Input), Add(name = nameof(A))] public Layer B { get; }")]
    [InlineData("[NoAttribute] public Layer A { get; } [Conv2d(4, 3)] public Layer B { get; }")]
    [InlineData("[NotYet(3)] public Layer A { get; } [Conv2d(4, 3)] public Layer B { get; }")]
    public async Task A_compiler_error_in_a_layer_is_not_repeated(string members)
    {
        var generated = Generated.From($$"""
            using Burden;
            public sealed class MAttribute(int width) : ModuleAttribute { [Conv2d(nameof(width), 1)] Layer Only { get; } }
            public sealed class NAttribute : ModuleAttribute { public object Width { get; set; } = Missing; [Conv2d(nameof(Width), 1)] Layer Only { get; } }
            public sealed class NoAttribute { }
            public sealed class NotYetAttribute(int width) { [Conv2d(nameof(width), 1)] Layer Only { get; } }
            [Network(3, 8, 8)]
            public partial class Net
            {
                {{members}}
            }
            """);
        Assert.NotEmpty(generated.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !generated.IsGenerated(d.Location)));
        Assert.Empty(generated.Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && generated.IsGenerated(d.Location) && d.Id != "CS0102"));
        Assert.Empty(await generated.Diagnostics());
    }

    [Theory]
    [InlineData("Network(3, Missing, 8)")]
    [InlineData("Network(Missing)")]
    [InlineData("Network(new int[] { 3, Missing })")]
    [InlineData("Network(3, 8, 0.5)")]
    [InlineData("Network(\"3\")")]
    [InlineData("Network(3, Batch = Missing), Budget(PeakFeatureMemory = 21)")]
    [InlineData("Network(3, Batches = 2), Budget(PeakFeatureMemory = 21)")]
    [InlineData("Network(3, ParameterType = Missing), Budget(ParameterMemory = 9)")]
    [InlineData("Network(3, ParameterTyp = DataType.Int8), Budget(ParameterMemory = 9)")]
    [InlineData("Network(3), Report(At = nameof(B))")]
    [InlineData("Network(3), Report(At = Missing)")]
    [InlineData("Network(3), Report(Batch = Missing)")]
    [InlineData("Network(3), Report(Scales = new double[] { 1, Missing })")]
    [InlineData("Network(3), Report(Scales = Missing)")]
    public async Task A_compiler_error_in_a_class_attribute_is_not_repeated(string attributes)
    {
        var generated = Generated.From($"using Burden; [{attributes}] public partial class Net {{ [Linear(2)] public Layer A {{ get; }} }}");
        Assert.Contains(generated.Compilation.GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(await generated.Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer()));
    }

    [Theory]
    [InlineData("[Concat(nameof(A), Missing)] public Layer C { get; }")]
    [InlineData("[Concat(nameof(A), nameof(Missing))] public Layer C { get; }")]
    [InlineData("[Missing(nameof(B)), Concat(nameof(A))] public Layer C { get; }")]
    [InlineData("[When(Missing), Concat(nameof(A))] public Layer C { get; }")]
    [InlineData("[Tanh(From = nameof(A), Layers = nameof(B))] public Layer C { get; }")]
    public Task A_layer_that_only_rejected_code_reads_is_not_reported_as_unused(string merge)
        => Declared.None($"[Conv2d(4, 1)] public Layer A {{ get; }} [Conv2d(4, 1, From = Layer.Input)] public Layer B {{ get; }} {merge}");

    [Fact]
    public async Task An_invalid_constant_is_reported_at_its_first_use()
        => await Declared.In("const string Size = \"(3, 3\"; [Conv2d(4, {|BRD0009:Size|})] public Layer A { get; } [Conv2d(4, Size, From = Layer.Input), Add(nameof(A))] public Layer B { get; }");

    [Theory]
    [InlineData("[Network(3)] public partial class Net {")]
    [InlineData("[Network(3)] public partial class Net { [Linear(2)] public Layer A { get; } [ReLU(From = Layer.Input)] public Layer B { get; } [Concat(nameof(A), ")]
    [InlineData("[Network(3), Report(At = \"B\")] public partial class Net { [Linear(2)] public Layer A { get; } [ReLU] public Layer")]
    [InlineData("[Network(3, 8, 8)] public partial class Net { [Conv2d(4, 3)] public Layer A { get; } Conv2d(4, 3)] public Layer B { get; } [Add(\"A\", \"B\")] public Layer C { get; } }")]
    [InlineData("[Network] public partial class Net : Base { [ReLU(From = \"B\")] public Layer C { get; } } [Network(3)] public partial class Base { [Linear(2)] public Layer A { get; } [ReLU] public Layer B")]
    [InlineData("public class Other { [Network(3)] public partial class Net { [Linear(2)] public Layer A { get; } }")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [Linear(2)] Layer A { get; } [ReLU(From = Input)] Layer B { get; } [Concat(nameof(A), ")]
    [InlineData("public sealed class CAttribute : LayerAttribute { public const string Output = \"Input\"; public const string Para")]
    public async Task A_class_with_syntax_errors_is_left_to_the_compiler(string source)
    {
        var generated = Generated.From("using Burden; " + source);
        Assert.Contains(generated.Compilation.SyntaxTrees.First().GetDiagnostics(), static d => d.Severity == DiagnosticSeverity.Error);
        Assert.Empty(await generated.Diagnostics());
    }

    [Theory]
    [InlineData("[Network(3)] public partial class Net { [ReLU] public Laye A { get; } [Add(nameof(A), \"Input\")] public Layer B { get; } [Add(nameof(A), nameof(B))] public Layer C { get; } }")]
    [InlineData("[Network(3)] public partial class Net { [Linear(2)] public Layer A { get; } [Add(nameof(A), \"B\")] public Laye C { get; } [ReLU(From = Layer.Input)] public Layer D { get; } }")]
    [InlineData("[Network(3)] public partial class Net { [Linear(2)] public Layer A { get; } [Linear(3, From = nameof(A))] public static partial Layer { get; } [Add(\"Input\")] public Layer C { get; } }")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { ect Width { get; set; } = 1; [Linear(nameof(Width)), Linear($\"2 * {nameof(Width)}\")] Layer A { get; } [Linear(nameof(Width))] Layer B { get; } }")]
    public async Task A_class_with_a_property_of_unknown_type_is_left_to_the_compiler(string source)
        => Assert.Empty(await Generated.From("using Burden; " + source).Diagnostics());

    [Fact]
    public Task An_error_inside_a_module_is_reported_once_for_a_use() => Declared.One(
        "[{|BRD0009:M(2)|}] public Layer A { get; }",
        "M.A: the condition of When is not a truth value",
        "public sealed class MAttribute(object deep) : ModuleAttribute { [When(nameof(deep)), ReLU] Layer A { get; } [When($\"!{nameof(deep)}\"), ReLU] Layer B { get; } }");

    [Fact]
    public async Task Uses_of_a_module_with_syntax_errors_are_not_reported()
        => Assert.Equal("'X' is not known here", Assert.Single(await Markup.Verify("""
            using Burden;
            [Network(3, 8, 8)] public partial class Net { [M, Add("Input")] public Layer A { get; } }
            [Network(3, 8, 8)] public partial class Mistaken { [M, Linear("{|BRD0002:X|}")] public Layer A { get; } }
            public sealed class NAttribute : ModuleAttribute { [Conv2d(4, 3)] Layer A { get; } [ConvTranspose2d(3, 3)] Layer }
            public sealed class MAttribute : ModuleAttribute { [N] Layer A { get; } }
            """)));

    [Theory]
    [InlineData("[Conv2d(4, {|BRD0007:9|})] public Layer A { get; } [Conv2d(4, 20)] public Layer B { get; } [Add(\"A\", \"B\")] public Layer C { get; } [Conv2d(\"A.Channels\", 3)] public Layer D { get; }")]
    [InlineData("[Conv2d(\"{|BRD0002:X|}\", 3)] public Layer A { get; } [Linear(\"A.Width\", From = nameof(A))] public Layer B { get; } [ReLU] public Layer C { get; }")]
    [InlineData("[ReLU(From = \"{|BRD0002:X|}\")] public Layer A { get; } [ReLU(From = Layer.Input)] public Layer B { get; }")]
    [InlineData("[Conv2d(\"{|BRD0002:X|} + Y\", 3)] public Layer A { get; }")]
    [InlineData("[When(\"{|BRD0002:X|}\"), Conv2d(4, 99)] public Layer A { get; } [ReLU] public Layer B { get; }")]
    [InlineData("[Conv2d(4, 3), ReLU, MaxPool2d({|BRD0007:9|}), MaxPool2d(10)] public Layer A { get; }")]
    [InlineData("[Conv2d({|BRD0010:0|}, -1)] public Layer A { get; }")]
    [InlineData("[When(\"1 +\")] public Layer {|BRD0020:A|} { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [Conv2d(4, {|BRD0007:9|}, From = Layer.Input)] public Layer B { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [Conv2d(4, 1, From = Layer.Input)] public Layer B { get; } [Add({|BRD0011:nameof(A)|})] public Layer C { get; }")]
    public async Task Consequences_of_an_error_are_not_reported(string members) => Assert.Single(await Declared.In(members));

    [Fact]
    public async Task A_merge_of_too_few_layers_is_reported_in_its_module()
        => Assert.Equal("Add combines 1 layer; expected at least 2 (first in a chain, it combines only the layers it names)", Assert.Single(await Declared.In(
            "[M] public Layer A { get; } [M(From = Layer.Input), Add(nameof(A))] public Layer B { get; }",
            "public sealed class MAttribute : ModuleAttribute { [ReLU] Layer A { get; } [Tanh(From = Input)] Layer B { get; } [Add({|BRD0011:nameof(B)|})] Layer C { get; } }")));

    [Fact]
    public async Task Only_the_first_scale_that_does_not_fit_is_reported()
        => Assert.Single(await Markup.Verify("using Burden; [Network(3, 8, 8), Report(At = \"A\", Scales = new double[] { 1, {|BRD0021:0.5|}, 0.25 })] public partial class Net { [Conv2d(4, 5)] public Layer A { get; } }"));

    [Fact]
    public async Task Two_errors_are_both_reported()
        => Assert.Equal(2, (await Declared.In("[Output, Conv2d(4, {|BRD0007:9|})] public Layer A { get; } [Output, Conv2d({|BRD0010:0|}, 3, From = Layer.Input)] public Layer B { get; }")).Count);
}
