using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>What a name means is what the compiler says it means.</summary>
public sealed class NameResolutionTests
{
    [Theory]
    [InlineData("using Burden;", "Network", "Conv2d", "Layer")]
    [InlineData("using Burden;", "NetworkAttribute", "Conv2dAttribute", "Layer")]
    [InlineData("", "global::Burden.Network", "global::Burden.Conv2dAttribute", "global::Burden.Layer")]
    [InlineData("", "Burden.Network", "Burden.Conv2d", "Burden.Layer")]
    [InlineData("using N = Burden.NetworkAttribute; using C = Burden.Conv2dAttribute; using L = Burden.Layer;", "N", "C", "L")]
    [InlineData("using B = Burden;", "B.Network", "B::Conv2d", "B.Layer")]
    [InlineData("global using Burden;", "Network", "Conv2d", "Layer")]
    [InlineData("global using N = Burden.NetworkAttribute; global using C = Burden.Conv2dAttribute; global using L = Burden.Layer;", "N", "C", "L")]
    [InlineData("using Burden;", "@NetworkAttribute", "@Conv2dAttribute", "@Layer")]
    public void Attributes_are_found_by_suffix_alias_and_qualified_name(string usings, string network, string conv, string layer)
    {
        var source = $"[{network}(3, 8, 8)] public partial class Net {{ [{conv}(4, 3)] public static partial {layer} A {{ get; }} }}";
        var generated = usings.StartsWith("global", StringComparison.Ordinal) ? Generated.From(usings, source) : Generated.From(usings + source);
        Assert.Equal(112, generated.Compiles().Figure("Net.Cost.A.Parameters"));
    }

    [Fact]
    public void Using_directives_inside_a_namespace_apply_only_there()
    {
        var generated = Generated.From("""
            namespace X
            {
                using C = Burden.Conv2dAttribute;
                using Burden;
                [Network(3, 8, 8)] public partial class Net { [C(4, 3)] public static partial Layer A { get; } }
            }
            namespace Y
            {
                using C = Burden.Conv2dAttribute;
                using Burden;
                [Network(3, 8, 8)] public partial class Net { [C(5, 3)] public static partial Layer A { get; } }
            }
            namespace Z
            {
                using C = Burden.MaxPool2dAttribute;
                using Burden;
                [Network(3, 8, 8)] public partial class Net { [C(2)] public static partial Layer A { get; } }
            }
            """).Compiles();
        Assert.Equal("4x6x6", generated.Constant("X.Net.Cost.A.OutputShape"));
        Assert.Equal("5x6x6", generated.Constant("Y.Net.Cost.A.OutputShape"));
        Assert.Equal("3x4x4", generated.Constant("Z.Net.Cost.A.OutputShape"));
    }

    [Theory]
    [InlineData("using Conv2d = Burden.MaxPool2dAttribute;", "Conv2d(4, 3)", "CS1614")]
    [InlineData("class Conv2d : System.Attribute;", "Conv2d(4, 3)", "CS1614")]
    [InlineData("class Conv2d;", "Conv2d(4, 3)", null)]
    [InlineData("", "@Conv2d(4, 3)", "CS0246")]
    public void A_name_ambiguous_with_its_suffix_is_left_to_the_compiler(string other, string attribute, string? error)
    {
        var generated = Generated.From($"using Burden; {other} [Network(3, 8, 8)] public partial class Net {{ [{attribute}] public static partial Layer A {{ get; }} }}");
        Assert.Equal(error is null ? [] : [error], generated.Compilation.GetDiagnostics().Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(static d => d.Id).Distinct());
    }

    [Fact]
    public void A_users_attribute_of_the_same_name_is_not_a_layer()
    {
        var generated = Generated.From("""
            namespace Mine { public sealed class ReLUAttribute : System.Attribute; public sealed class WhenAttribute(bool on) : System.Attribute { public bool On => on; } }
            namespace App
            {
                using Burden;
                using ReLUAttribute = Mine.ReLUAttribute;
                using WhenAttribute = Mine.WhenAttribute;
                [Network(3, 8, 8)]
                public partial class Net { [Conv2d(4, 3), ReLU, When(false)] public static partial Layer A { get; } }
            }
            """).Compiles();
        Assert.Equal(["A.Conv2d"], generated.Paths("App.Net"));
    }

    [Fact]
    public void A_users_Network_attribute_declares_no_network()
    {
        var generated = Generated.From("""
            namespace Mine
            {
                public sealed class NetworkAttribute(params int[] input) : System.Attribute { public int[] Input => input; }
                [Network(3)] public partial class Net { }
            }
            """).Compiles();
        Assert.Empty(generated.Result.GeneratedTrees);
    }

    [Fact]
    public void A_users_Layer_type_is_not_a_layer()
    {
        var generated = Generated.From("""
            namespace App
            {
                using Burden;
                public struct Layer;
                [Network(3, 8, 8)]
                public partial class Net
                {
                    [Conv2d(9, 1)] public static Layer Mine { get; }
                    [Conv2d(4, 3)] public static partial Burden.Layer A { get; }
                }
            }
            """).Compiles();
        Assert.Equal(["A.Conv2d"], generated.Paths("App.Net"));
    }

    [Fact]
    public void A_module_may_have_the_name_of_a_built_in_layer()
    {
        var generated = Generated.From("""
            namespace Mine
            {
                using Burden;
                public sealed class LinearAttribute(int width) : ModuleAttribute { [Conv2d(nameof(width), 1), Flatten] Layer Only { get; } }
            }
            namespace App
            {
                using Burden;
                using LinearAttribute = Mine.LinearAttribute;
                [Network(3, 8, 8)]
                public partial class Net
                {
                    [Linear(4)] public static partial Layer A { get; }
                    [Burden.Linear(2)] public static partial Layer B { get; }
                }
            }
            """).Compiles();
        Assert.Equal("256", generated.Constant("App.Net.Cost.A.OutputShape"));
        Assert.Equal(514, generated.Figure("App.Net.Cost.B.Parameters"));
    }

    [Fact]
    public void Modules_of_the_same_name_in_two_places_are_distinct()
    {
        var generated = Generated.From("""
            using Burden;
            public partial class X
            {
                public sealed class BlockAttribute : ModuleAttribute { [Conv2d(4, 1)] Layer Only { get; } }
                [Network(3, 8, 8)] public partial class Net { [Block] public static partial Layer A { get; } }
            }
            public partial class Y
            {
                public sealed class BlockAttribute : ModuleAttribute { [Conv2d(5, 1)] Layer Only { get; } }
                [Network(3, 8, 8)] public partial class Net { [Block] public static partial Layer A { get; } }
            }
            public partial class Z
            {
                [Network(3, 8, 8)]
                public partial class Net
                {
                    public sealed class BlockAttribute : ModuleAttribute { [Conv2d(6, 1)] Layer Only { get; } }
                    [Block, X.Block] public static partial Layer A { get; }
                }
            }
            """).Compiles();
        Assert.Equal("4x8x8", generated.Constant("X.Net.Cost.A.OutputShape"));
        Assert.Equal("5x8x8", generated.Constant("Y.Net.Cost.A.OutputShape"));
        Assert.Equal((3 * 6) + 6 + (6 * 4) + 4, generated.Figure("Z.Net.Cost.A.Parameters"));
    }

    [Fact]
    public void A_file_local_module_is_used_only_in_its_file()
    {
        const string Source = """
            using Burden;
            file sealed class BlockAttribute : ModuleAttribute { [Conv2d(4, 1)] Layer Only { get; } }
            [Network(3, 8, 8)] public partial class NetX { [Block] public static partial Layer A { get; } }
            """;
        var generated = Generated.From(Source, Source.Replace("NetX", "NetY").Replace("Conv2d(4", "Conv2d(5")).Compiles();
        Assert.Equal("4x8x8", generated.Constant("NetX.Cost.A.OutputShape"));
        Assert.Equal("5x8x8", generated.Constant("NetY.Cost.A.OutputShape"));
    }
}
