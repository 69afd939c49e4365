using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Language;

/// <summary>What another assembly can't see of a module is reported in the library, or where it is used: no figure differs silently.</summary>
public sealed class SeenFromOutsideTests
{
    private static async Task<IReadOnlyList<string>> Library(string marked) => await Markup.Verify("using Burden; using System.ComponentModel;\n" + marked);

    private static async Task<(Generated Net, IReadOnlyList<string> Messages)> Outside(string library, string net, bool isCompiled = true)
    {
        var compilation = Compile.Sources(["using Burden; using System.ComponentModel;\n" + library], assembly: "Library");
        var reference = isCompiled ? Generated.From(compilation).Reference() : compilation.ToMetadataReference();
        var generated = Generated.From(Compile.Sources(["using Burden;\n" + net], references: [reference]));
        return (generated, [.. (await generated.Diagnostics()).Select(static d => $"{d.Id} {d.GetMessage()}")]);
    }

    [Theory]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [Linear(4)] public Layer A { get; } [Linear(5)] Layer {|BRD0027:B|} { get; } }")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [Linear(4)] internal Layer {|BRD0027:A|} { get; } [Linear(5)] public Layer B { get; } }")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [I] public Layer A { get; } } internal sealed class IAttribute : ModuleAttribute { [Linear(4)] public Layer A { get; } [Linear(5)] Layer {|BRD0027:B|} { get; } }")]
    [InlineData("public abstract class TrunkAttribute : ModuleAttribute { [Linear(4)] protected Layer A { get; } [Linear(5)] private protected Layer {|BRD0027:B|} { get; } }")]
    public async Task A_private_layer_beside_a_public_one_is_reported(string library)
        => Assert.Matches("^'.' is not public, so other assemblies count '(M|I|Trunk)' without it; make it public, or all layers private$", Assert.Single(await Library(library)));

    [Fact]
    public async Task A_private_constant_is_reported()
        => Assert.Equal("'Half' is not public, so other assemblies can't use 'M', which needs it; make it public", Assert.Single(await Library(
            "public sealed class MAttribute : ModuleAttribute { const int {|BRD0027:Half|} = 2; const int Unused = 3; public const int Full = 4; [Linear(\"Half + Full\")] public Layer A { get; } }")));

    [Theory]
    [InlineData("public object {|BRD0023:Width|} { get; set; } = 3;", "Linear(nameof(Width))")]
    [InlineData("public object {|BRD0023:Width|} { get; set; } = 3; public object Unread { get; set; } = 4;", "Linear(nameof(Width))")]
    [InlineData("public bool {|BRD0023:Bias|} { get; set; }", "Linear(4, Bias = nameof(Bias))")]
    [InlineData("public object {|BRD0023:Width|} { get; set; } = 3; [DefaultValue(\"Width\")] public object Other { get; set; } = \"Width\";", "Linear(nameof(Other))")]
    public async Task A_hidden_default_is_reported(string parameters, string layer)
        => Assert.Contains("can't be seen from another assembly; state it with [DefaultValue", Assert.Single(await Library(
            $"public sealed class MAttribute : ModuleAttribute {{ {parameters} [{layer}] public Layer A {{ get; }} }}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("public sealed class MAttribute : ModuleAttribute { public object Width { get; set; } = 3; const int Half = 2; [Linear(\"Width * Half\")] Layer A { get; } [Linear(5)] Layer B { get; } }")]
    [InlineData("internal sealed class MAttribute : ModuleAttribute { public object Width { get; set; } = 3; [Linear(nameof(Width))] public Layer A { get; } [Linear(5)] Layer B { get; } }")]
    [InlineData("[Network(3)] public partial class Net { [Linear(4)] public static partial Layer A { get; } [Linear(5)] private static partial Layer B { get; } }")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [DefaultValue(3)] public object Width { get; set; } = 3; [Linear(nameof(Width))] public Layer A { get; } }")]
    public async Task An_internal_module_or_a_fully_public_one_is_not_reported(string library) => Assert.Empty(await Library(library));

    [Fact]
    public async Task A_program_is_not_checked()
    {
        var program = Compile.Sources(
            ["using Burden; public sealed class MAttribute : ModuleAttribute { public object Width { get; set; } = 3; [Linear(nameof(Width))] public Layer A { get; } [Linear(5)] Layer B { get; } } static class P { static void Main() { } }"],
            options: Compile.Library.WithOutputKind(OutputKind.ConsoleApplication));
        Assert.Empty(await Generated.From(program).Diagnostics());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_module_without_visible_layers_is_reported_at_its_use(bool isCompiled)
    {
        const string Module = "public sealed class MAttribute : ModuleAttribute { [Linear(4)] Layer A { get; } }";
        var (net, messages) = await Outside(Module, "[Network(3)] public partial class Net { [M] public static partial Layer A { get; } }", isCompiled);
        Assert.Equal(["BRD0020 M shows no layers to this assembly; they must be public where 'M' is declared"], messages);
        Assert.Equal(-1, net.Figure("Net.Cost.Parameters"));
    }

    [Theory]
    [InlineData("[Linear(4)] internal static Layer A { get; }", "A")]
    [InlineData("[Linear(4)] public static Layer B { get; } [Linear(4)] static Layer A { get; }", "A")]
    [InlineData("[Linear(4)] public static Layer Flops { get; } [Linear(4)] protected static Layer B { get; }", null)]
    public async Task A_base_network_with_hidden_layers_is_reported_on_the_derived_network(string layers, string? hidden)
    {
        var (net, messages) = await Outside(
            $"[Network(3)] public partial class Base {{ {layers} }}",
            "[Network] public partial class Net : Base { [Linear(5)] public static partial Layer Z { get; } }");
        Assert.Equal(hidden is null ? [] : [$"BRD0020 'Base' has layers that this assembly can't see ('{hidden}'); they must be public where 'Base' is declared"], messages);
        Assert.Equal(hidden is null ? 16 + 20 + 25 : -1, net.Figure("Net.Cost.Parameters"));
    }

    [Theory]
    [InlineData("[M] public static partial Layer A { get; }", "BRD0023 M.A: Width of 'M' is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where 'M' is declared", -1)]
    [InlineData("[M(Width = 5)] public static partial Layer A { get; }", null, 20)]
    [InlineData("[Off] public static partial Layer A { get; }", null, 16)]
    [InlineData("[G] public static partial Layer A { get; }", "BRD0023 Width of 'G' is not given, and its default can't be seen from this assembly; give it, or state the default with [DefaultValue] where 'G' is declared", -1)]
    public async Task A_hidden_default_that_figures_depend_on_is_reported_at_the_use(string layer, string? message, long parameters)
    {
        var (net, messages) = await Outside(
            """
            public sealed class MAttribute : ModuleAttribute { public object Width { get; set; } = 4; public object Unread { get; set; } = 4; [Linear(nameof(Width))] public Layer A { get; } }
            public sealed class OffAttribute : ModuleAttribute { public object Width { get; set; } = 9; [Linear(4)] public Layer A { get; } [When("Input.Elements > 9"), Linear(nameof(Width))] public Layer B { get; } }
            public sealed class GAttribute : LayerAttribute { public object Width { get; set; } = 4; public object Unread { get; set; } = 4; public const string Output = "Input", Parameters = "Width", Macs = "0", Flops = "0"; }
            """,
            $"[Network(3)] public partial class Net {{ {layer} }}");
        Assert.Equal(message is null ? [] : [message], messages);
        Assert.Equal(parameters, net.Figure("Net.Cost.Parameters"));
    }
}
