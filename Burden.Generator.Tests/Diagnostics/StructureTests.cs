using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>BRD0001, 13, 14, 17, 19, 20, 21, 23, 24: classes and what they hold.</summary>
public sealed class StructureTests
{
    private static async Task One(string marked, string message) => Assert.Equal(message, Assert.Single(await Markup.Verify("using Burden; " + marked)));

    [Theory]
    [InlineData("[Network(3)] public class {|BRD0001:Net|} { [ReLU] public Layer A { get; } }", "the network 'Net' is not partial, so its costs can't be generated")]
    [InlineData("public class {|BRD0001:Outer|} { [Network(3)] public partial class Net { [ReLU] public Layer A { get; } } }", "'Outer', which contains the network 'Net', is not partial, so its costs can't be generated")]
    [InlineData("[Network(3)] public partial class {|BRD0001:Net|}<T> { [ReLU] public Layer A { get; } }", "'Net' is generic; a network, and the types around it, can't be")]
    [InlineData("public partial class {|BRD0001:Outer|}<T> { [Network(3)] public partial class Net { [ReLU] public Layer A { get; } } }", "'Outer' is generic; a network, and the types around it, can't be")]
    [InlineData("[Network(3)] file partial class {|BRD0001:Net|} { [ReLU] public Layer A { get; } }", "'Net' is local to its file; a network, and the types around it, can't be")]
    public Task A_network_that_is_not_partial_is_reported(string marked, string message) => One(marked, message);

    [Fact]
    public async Task Layers_in_several_files_are_reported()
    {
        var generated = Generated.From(
            "using Burden; [Network(3)] public partial class Net { [ReLU] public Layer A { get; } }",
            "using Burden; public partial class Net { [Tanh] public Layer B { get; } }");
        var diagnostic = Assert.Single(await generated.Diagnostics());
        Assert.Equal("BRD0013", diagnostic.Id);
        Assert.Equal("the layers of 'Net' are in several files (File0.cs and File1.cs), so their order is unknown; keep them in one file", diagnostic.GetMessage());
        Assert.Equal("File0.cs", diagnostic.Location.SourceTree!.FilePath);
        Assert.Equal("File1.cs", Assert.Single(diagnostic.AdditionalLocations).SourceTree!.FilePath);
    }

    [Fact]
    public async Task Layers_in_several_parts_of_one_file_run_in_order()
        => Assert.Empty(await Markup.Verify("using Burden; [Network(3)] public partial class Net { [ReLU] public Layer A { get; } } public partial class Net { [Tanh] public Layer B { get; } }"));

    [Theory]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [M] Layer A { get; } }", "M -> M")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [N] Layer A { get; } } public sealed class NAttribute : ModuleAttribute { [M] Layer A { get; } }", "M -> N -> M")]
    public Task A_module_that_contains_itself_is_reported(string modules, string cycle)
        => One(modules + "[Network(3)] public partial class Net { [{|BRD0014:M|}] public Layer A { get; } }", $"{(modules.Contains('N', StringComparison.Ordinal) && cycle.Contains('N', StringComparison.Ordinal) ? "N" : "M")}.A: the module contains itself: {cycle}");

    [Theory]
    [InlineData("public const string Output = \"Input\"; public const string Macs = \"0\"; public const string Flops = \"0\";", "the custom layer 'C' leaves out Parameters; expected a constant string for each, such as public const string Parameters = \"0\"")]
    [InlineData("", "the custom layer 'C' leaves out Output, Parameters, Macs, Flops; expected a constant string for each, such as public const string Output = \"Input\"")]
    public Task A_missing_rule_is_reported(string rules, string message)
        => One($"public sealed class {{|BRD0017:CAttribute|}} : LayerAttribute {{ {rules} }} [Network(3)] public partial class Net {{ [C] public Layer A {{ get; }} }}", message);

    [Theory]
    [InlineData("public const string Output = \"{|BRD0002:Imput|}\";", "'Imput' is not known here; did you mean 'Input'?")]
    [InlineData("public const string Output = \"Input {|BRD0009:)|}\";", "expected the end of the expression, found ')'")]
    public async Task An_invalid_rule_is_reported(string rule, string message)
    {
        _ = message;
        Assert.Single(await Markup.Verify($"using Burden; public sealed class CAttribute : LayerAttribute {{ {rule} public const string Parameters = \"0\"; public const string Macs = \"0\"; public const string Flops = \"0\"; }} [Network(3)] public partial class Net {{ [C] public Layer A {{ get; }} }}"));
    }

    [Theory]
    [InlineData("[Conv2d(4, 3)] public Layer A { get; } [Conv2d(4, 3, SharesWith = {|BRD0019:nameof(A)|})] public Layer B { get; }", "Conv2d can't share with 'A': its weight 4x4x3x3, the other's weight 4x3x3x3")]
    [InlineData("[ReLU] public Layer A { get; } [Conv2d(4, 3, SharesWith = {|BRD0019:nameof(A)|})] public Layer B { get; }", "Conv2d can't share with 'A', which holds no Conv2d")]
    public Task Invalid_weight_sharing_is_reported(string members, string message) => Declared.One(members, message);

    [Theory]
    [InlineData("[Network(3)] public partial class {|BRD0020:Net|};", "'Net' declares no layers; expected properties such as [Linear(10)] public static partial Layer Output { get; }")]
    [InlineData("[Network(3)] public partial class Net { public Layer {|BRD0020:A|} { get; } }", "'A' has no layer; expected attributes such as [Conv2d(64, 3), ReLU]")]
    [InlineData("[Network(3)] public partial class Net { [Output] public Layer {|BRD0020:A|} { get; } }", "'A' has no layer; expected attributes such as [Conv2d(64, 3), ReLU]")]
    [InlineData("public sealed class {|BRD0020:MAttribute|} : ModuleAttribute;", "'M' declares no layers; expected properties such as [Linear(10)] Layer Output { get; }")]
    public Task A_class_or_property_without_layers_is_reported(string marked, string message) => One(marked, message);

    [Theory]
    [InlineData("Report(At = {|BRD0021:\"B\"|})")]
    [InlineData("Report(At = \"A\", Batch = {|BRD0021:0|})")]
    [InlineData("Report(At = \"A\", Scales = new double[] { 1, {|BRD0021:0.1|} })")]
    [InlineData("Report(At = \"A\", Scales = new double[] { 1, {|BRD0021:-1|} })")]
    [InlineData("Report(At = \"A\", Scales = [1, {|BRD0021:0|}])")]
    [InlineData("Report(Batches = [1, {|BRD0021:0|}])")]
    [InlineData("Report(Batches = {|BRD0021:[]|})")]
    [InlineData("Report(Batch = 2, Batches = {|BRD0021:[1]|})")]
    [InlineData("Report(Lengths = {|BRD0021:[4]|})")]
    [InlineData("Report(Lengths = [4, {|BRD0021:-4|}], LengthAxis = 1)")]
    [InlineData("Report(Lengths = [4], LengthAxis = {|BRD0021:3|})")]
    [InlineData("Report(Lengths = [8, {|BRD0021:2|}], LengthAxis = -1)")]
    [InlineData("Report(Scales = [1], Lengths = {|BRD0021:[4]|}, LengthAxis = 1)")]
    [InlineData("Report(LengthAxis = {|BRD0021:1|})")]
    [InlineData("Report(Inputs = [Layer.Input, {|BRD0021:\"A\"|}])")]
    public async Task An_invalid_report_is_reported(string report)
        => Assert.Single(await Markup.Verify($"using Burden; [Network(3, 8, 8), {report}] public partial class Net {{ [Conv2d(4, 3)] public Layer A {{ get; }} }}"));

    [Fact]
    public async Task A_default_hidden_in_another_assembly_is_reported()
    {
        var library = Generated.From(Compile.Sources(
            ["using Burden; namespace Lib; public sealed class MAttribute : ModuleAttribute { public object Width { get; set; } = 3; [Conv2d(nameof(Width), 1)] public Layer A { get; } } public sealed class GAttribute : LayerAttribute { public object Width { get; set; } = 3; public const string Output = \"Width\", Parameters = \"0\", Macs = \"0\", Flops = \"0\"; }"],
            assembly: "Library"));
        foreach (var (layer, use) in ((string, string)[])[("M", "Lib.M"), ("G", "Lib.G")])
        {
            var generated = Generated.From(Compile.Sources([$"using Burden; [Network(3, 8, 8)] public partial class Net {{ [{use}] public Layer A {{ get; }} }}"], references: [library.Reference()]));
            var diagnostic = Assert.Single(await generated.Diagnostics());
            Assert.Equal("BRD0023", diagnostic.Id);
            Assert.Equal($"{(layer == "M" ? "M.A: " : "")}Width of '{layer}' is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where '{layer}' is declared", diagnostic.GetMessage());
            var given = Generated.From(Compile.Sources([$"using Burden; [Network(3, 8, 8)] public partial class Net {{ [{use}(Width = 3)] public Layer A {{ get; }} }}"], references: [library.Reference()]));
            Assert.Empty(await given.Diagnostics());
        }
    }

    [Fact]
    public Task A_default_that_is_not_a_constant_is_reported() => Declared.One(
        "[{|BRD0010:M|}] public Layer A { get; }",
        "M.Only: Width is not a constant; expected a number, a truth value or an expression",
        "public sealed class MAttribute : ModuleAttribute { public object Width { get; set; } = System.Math.Max(3, 4); [Conv2d(nameof(Width), 1)] Layer Only { get; } }");

    [Fact]
    public Task Several_outputs_of_a_module_are_reported() => Declared.One(
        "[M] public Layer A { get; }",
        "a module has one output; 'A' is already marked",
        "public sealed class MAttribute : ModuleAttribute { [Output, ReLU] Layer A { get; } [Output, Tanh] Layer {|BRD0024:B|} { get; } }");
}
