using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.TorchSharp;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>
/// How a class is written wrong is told in a build, where the compiler may stop before any analyzer runs, and in an editor,
/// where generator and analyzers both report: the same in both, and once.
/// </summary>
public sealed class BuildTests
{
    private const string A = "[Linear(2)] public static partial Layer A { get; }";
    private const string Use = "public static class Use { public const long Flops = Net.Cost.Flops; }";

    private static async Task Shows(string source, string expected, string version = "latest", params string[] references)
    {
        source = "using Burden; " + source;
        var built = await CommandLineCompiler.Report(source, version, references);
        Assert.Equal(expected, string.Join(' ', built.Select(static d => d.Id)));

        Assert.True(Microsoft.CodeAnalysis.CSharp.LanguageVersionFacts.TryParse(version, out var parsed));
        var nullable = Compile.Library.WithNullableContextOptions(NullableContextOptions.Disable);
        var compilation = Compile.Sources([source], Compile.Parse(parsed), nullable, references: references.Select(static r => MetadataReference.CreateFromFile(r)));
        var edited = await Generated.From(compilation).Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer(), new LedgerAnalyzer());
        Assert.Equal(built.Where(static d => d.Id.StartsWith("BRD", StringComparison.Ordinal)), edited.Select(static d => (d.Id, d.GetMessage())));
    }

    [Theory]
    [InlineData("[Network(3)] public partial class Net<T> { @ }", "BRD0001")]
    [InlineData("[Network(3)] public partial class Net<T> { @ } public static class Use { public const long Flops = Net<int>.Cost.A.Flops; }", "BRD0001")]
    [InlineData("public partial class Outer<T> where T : new() { public partial struct Inner { [Network(3)] public partial class Net { @ } } }", "BRD0001")]
    [InlineData("public partial interface IOuter<T> { [Network(3)] partial class Net { @ } }", "BRD0001")]
    [InlineData("[Network(3)] file partial class Net { @ }", "BRD0001 CS9248")]
    [InlineData("[Network(3)] public class Net { @ }", "BRD0001 CS0751 CS9248")]
    [InlineData("[Network(3)] public class Net { [Linear(2)] public static Layer A { get; } } public static class Use { public const long Flops = Net.Cost.Flops; }", "BRD0001 CS0117")]
    [InlineData("public class Outer { [Network(3)] public partial class Net { @ } }", "BRD0001 CS9248")]
    [InlineData("public class Outer { public struct Middle { [Network(3)] public class Net { [Linear(2)] public static Layer A { get; } } } }", "BRD0001 BRD0001 BRD0001")]
    public Task A_class_that_can_not_be_a_network(string source, string expected) => Shows(source.Replace("@", A, StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("[Network(3)] public partial class Net { [Linear(2)] public static partial Layer Cost { get; } } @", "BRD0005 CS0133")]
    [InlineData("[Network(3)] public partial class Net { [Linear(2)] public static partial Layer A { get; } public static long Cost() => 3; } @", "BRD0005 CS0119")]
    public Task A_class_whose_Cost_is_its_own(string source, string expected) => Shows(source.Replace("@", Use, StringComparison.Ordinal), expected);

    [Theory]
    [InlineData("public partial class Net { @ [ReLU] public static partial Layer B { get; } }", "BRD0028")]
    [InlineData("public static partial class Net { @ }", "BRD0028")]
    [InlineData("public partial struct Net { @ }", "BRD0028")]
    [InlineData("file partial class Net { @ }", "BRD0028 CS9248")]
    [InlineData("public class Net { @ }", "BRD0028 CS0751 CS9248")]
    [InlineData("public abstract partial class Base { @ } [Network(3)] public partial class Net : Base { [ReLU] public static partial Layer B { get; } }", "BRD0028")]
    [InlineData("public sealed partial class MAttribute : ModuleAttribute { [Linear(2)] partial Layer A { get; } } [Network(3)] public partial class Net { [M] public static partial Layer B { get; } }", "BRD0028")]
    [InlineData("public sealed class MAttribute : ModuleAttribute { [Linear(2)] partial Layer A { get; } } [Network(3)] public partial class Net { [M] public static partial Layer B { get; } }", "BRD0028 CS0751 CS9248")]
    [InlineData("public sealed partial class CAttribute : LayerAttribute { public const string Output = \"Input\", Parameters = \"0\", Macs = \"0\", Flops = \"0\"; @ }", "BRD0028")]
    [InlineData("using Net = Burden.NetworkAttribute; [Net(3)] public partial class X { @ }", "")]
    [InlineData("public partial class Net { @ } [Network(3)] public partial class Net;", "")]
    public Task Partial_layers_without_a_network(string source, string expected)
    {
        // A directive stands before all declarations.
        var directive = source.StartsWith("using", StringComparison.Ordinal) ? "" : "using System; ";
        return Shows(directive + source.Replace("@", A, StringComparison.Ordinal), expected);
    }

    [Theory]
    [InlineData("[Linear(2)] public static partial Layer X { get; set; }", "BRD0028")]
    [InlineData("[Linear(2)] public static partial Layer X { get; private set; }", "BRD0028")]
    [InlineData("[Linear(2)] public partial Layer X { get; init; }", "BRD0028")]
    [InlineData("[Linear(2)] public partial Layer X { set; }", "BRD0028")]
    [InlineData("[Linear(2)] public required partial Layer X { get; set; }", "BRD0028")]
    [InlineData("[Linear(2)] public static partial Layer? X { get; }", "BRD0025")]
    [InlineData("[Linear(2)] public static partial Layer[] X { get; }", "BRD0025")]
    [InlineData("[Linear(2)] public static partial int X { get; }", "BRD0025")]
    [InlineData("[Linear(2)] public static partial System.Collections.Generic.Dictionary<string, (int First, object)> X { get; set; }", "BRD0025")]
    [InlineData("[Linear(2)] public static partial ref Layer X { get; }", "BRD0025")]
    [InlineData("[Linear(2)] public static partial ref readonly Layer X { get; }", "BRD0025")]
    [InlineData("[Linear(2)] public partial Layer this[int @class, string s] { get; }", "BRD0025")]
    [InlineData("[Linear(0)] public static partial Layer X { get; }", "BRD0010")]
    [InlineData("public static partial Layer X { get; }", "BRD0020")]
    [InlineData("public partial int X { get; }", "CS9248")]
    [InlineData("[Linear(2)] public abstract partial Layer X { get; }", "CS0750 CS9248 CS0513")]
    [InlineData("[Linear(2)] public partial Layer X => default;", "CS9249")]
    [InlineData("[Linear(2)] public static partial Layer X { get; } = default;", "CS8050")]
    [InlineData("[Linear(2)] public static partial Layer X;", "CS0592 CS0267")]
    [InlineData("[Linear(2)] public static partial Layer X();", "CS0592 CS8795")]
    public Task A_partial_layer(string property, string expected)
        => Shows($$"""[Network(3)] public partial class Net { [Linear(2)] public static partial Layer A { get; } {{property}} [Output, ReLU] public static partial Layer Last { get; } }""", expected);

    [Theory]
    [InlineData("7.3")]
    [InlineData("8.0")]
    [InlineData("12.0")]
    public async Task Before_C_sharp_13(string version)
    {
        await Shows("namespace N { [Network(3)] public partial class Net { " + A + " } }", "BRD0028 CS8703 CS9248", version);
        await Shows("namespace N { [Network(3)] public partial class Net { [Linear(2)] public static Layer A { get; } [Linear(0)] public static Layer B { get; } } }", "BRD0010", version);
        await Shows("namespace N { [Network(3)] public partial class Net { [Linear(2)] public static Layer A { get; } } }", "", version);
    }

    [Theory]
    [InlineData("public partial class Net<T>", "", "BRD0001")]
    [InlineData("public class Net", "", "BRD0001")]
    [InlineData("public partial class Net", A, "BRD0025")]
    [InlineData("public partial class Net", "[Linear(2)] public static Layer A { get; }", "BRD0025")]
    [InlineData("public partial class Net", "public static int Cost = 3;", "BRD0005")]
    [InlineData("public partial class Net", "", "")]
    public Task A_TorchSharp_module(string declaration, string member, string expected) => Shows(
        $$"""
        using TorchSharp; using static TorchSharp.torch; using static TorchSharp.torch.nn;
        [Network(3)] {{declaration}} : Module<Tensor, Tensor> { public Net() : base("net") { RegisterComponents(); } public override Tensor forward(Tensor x) => x; {{member}} }
        """,
        expected,
        references: ((PortableExecutableReference)TorchCode.Reference).FilePath!);

    [Fact]
    public async Task The_configuration_holds_for_what_the_generator_reports()
    {
        const string Source = """
            using Burden;
            #pragma warning disable BRD0001
            [Network(3)] public partial class Net<T> { [Linear(2)] public static partial Layer A { get; } }
            #pragma warning restore BRD0001
            [Network(3)] public partial class Other<T> { [Linear(2)] public static partial Layer A { get; } }
            """;
        Assert.Equal(
            ["'Other' is generic; a network, and the types around it, can't be"],
            (await CommandLineCompiler.Report(Source)).Select(static d => d.Message));
    }
}
