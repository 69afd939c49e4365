using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Language;

/// <summary>The ways a network's class and its properties may be written.</summary>
public sealed class ClassShapeTests
{
    private const string Two = "[Conv2d(4, 3)] public static partial Layer A { get; } [ReLU] public static partial Layer B { get; }";

    private static void Counts(string source, string network, LanguageVersion version = LanguageVersion.Latest)
    {
        var options = version < LanguageVersion.CSharp8 ? Compile.Library.WithNullableContextOptions(NullableContextOptions.Disable) : Compile.Library;
        var generated = Generated.From(Compile.Sources([source], Compile.Parse(version), options)).Compiles();
        Assert.Equal((4 * 27) + 4, generated.Figure($"{network}.Cost.A.Parameters"));
    }

    [Theory]
    [InlineData("[Network(3, 8, 8)] public partial class Net { @ }", "Net")]
    [InlineData("[Network(3, 8, 8)] internal sealed partial class Net { @ }", "Net")]
    [InlineData("[Network(3, 8, 8)] public abstract partial class Net { @ }", "Net")]
    [InlineData("[Network(3, 8, 8)] public static partial class Net { @ }", "Net")]
    [InlineData("[Network(3, 8, 8)] public partial record Net { @ }", "Net")]
    [InlineData("[Network(3, 8, 8)] public sealed partial record class Net(int X) { @ }", "Net")]
    [InlineData("[Network(3, 8, 8)] public partial class Net(int X) { public int X { get; } = X; @ }", "Net")]
    [InlineData("namespace A.B { [Network(3, 8, 8)] public partial class Net { @ } }", "A.B.Net")]
    [InlineData("namespace A { namespace B { [Network(3, 8, 8)] public partial class Net { @ } } }", "A.B.Net")]
    [InlineData("namespace A.B; [Network(3, 8, 8)] public partial class Net { @ }", "A.B.Net")]
    [InlineData("namespace System.Burden; [global::Burden.Network(3, 8, 8)] public partial class Net { @ }", "System.Burden.Net")]
    [InlineData("namespace @class.@event; [Network(3, 8, 8)] public partial class @struct { @ }", "class.event.struct")]
    [InlineData("namespace Ä.日本; [Network(3, 8, 8)] public partial class Сеть { @ }", "Ä.日本.Сеть")]
    [InlineData("public partial class X { internal partial struct Y { [Network(3, 8, 8)] public partial class Net { @ } } }", "X.Y.Net")]
    [InlineData("public partial class X { public partial record Y { public partial record struct Z { [Network(3, 8, 8)] public partial class Net { @ } } } }", "X.Y.Z.Net")]
    [InlineData("public partial class X { partial interface Y { partial class Z { [Network(3, 8, 8)] partial class Net { @ } } } }", "X.Y.Z.Net")]
    public void A_network_may_be_any_kind_of_class(string source, string network)
        => Counts("using Burden; " + source.Replace("@ }", Two + " }"), network);

    [Fact]
    public void Names_may_be_keywords_and_use_any_letters()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3, 8, 8)]
            public partial class Net
            {
                [Conv2d(4, 3)] public static partial Layer @class { get; }
                [Conv2d(5, 3)] public static partial Layer @event { get; }
                [Conv2d(6, 1)] public static partial Layer größe { get; }
                [Conv2d(6, 1)] public static partial Layer 層 { get; }
                [Concat(nameof(@event), nameof(größe), nameof(層), "event")] public static partial Layer @record { get; }
                [Conv2d(7, 1, From = nameof(@class))] public static partial Layer value { get; }
                [Output, Concat(nameof(@class), nameof(value))] public static partial Layer @get { get; }
                [Output, ReLU(From = nameof(@record))] public static partial Layer var { get; }
            }
            """).Compiles();
        Assert.Equal("22x4x4", generated.Constant("Net.Cost.record.OutputShape"));
        Assert.Equal("11x6x6", generated.Constant("Net.Cost.get.OutputShape"));
        Assert.Equal((6 * 6) + 6, generated.Figure("Net.Cost.層.Parameters"));
    }

    [Theory]
    [InlineData("public static partial Layer A { get; }")]
    [InlineData("public partial Layer A { get; }")]
    [InlineData("internal partial Layer A { get; }")]
    [InlineData("private static partial Layer A { get; }")]
    [InlineData("protected internal virtual partial Layer A { get; }")]
    [InlineData("partial Layer A { get; }")]
    [InlineData("public static partial Burden.Layer A { get; }")]
    [InlineData("public static partial global::Burden.Layer A { get; }")]
    [InlineData("public static partial Alias A { get; }")]
    [InlineData("public Layer A { get; }")]
    [InlineData("public static Layer A { get; }")]
    [InlineData("public Layer A { get; set; }")]
    [InlineData("public Layer A { get; init; }")]
    [InlineData("public Layer A => default;")]
    [InlineData("public static partial Layer A { get; } public static partial Layer A => default;")]
    public void A_layer_may_be_any_kind_of_property(string property)
        => Counts($"using Burden; using Alias = Burden.Layer; [Network(3, 8, 8)] public partial class Net {{ [Conv2d(4, 3)] {property} }}", "Net");

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    public void Plain_properties_work_before_C_sharp_13(LanguageVersion version)
        => Counts("""
            using Burden;
            namespace Old
            {
                public sealed class BlockAttribute : ModuleAttribute
                {
                    public BlockAttribute(int width) { }
                    public object Size { get; set; } = 3;
                    [Conv2d("width", nameof(Size))] public Layer Only { get; }
                }

                [Network(3, 8, 8)]
                public partial class Net
                {
                    [Block(4)] public Layer A { get; }
                    [Add(nameof(A), nameof(A))] public Layer B { get; }
                }
            }
            """, "Old.Net", version);

    [Fact]
    public void A_class_may_have_parts_in_two_files_with_its_layers_in_one()
    {
        const string Layers = "using Burden; public partial class Net { [Conv2d(Width, 3)] public static partial Layer A { get; } }";
        const string Head = "using Burden; [Network(3, 8, 8)] public partial class Net { private const int Width = 4; public int Other => 3; }";
        Assert.Equal(112, Generated.From(Layers, Head).Compiles().Figure("Net.Cost.A.Parameters"));
        Assert.Equal(112, Generated.From(Head, Layers).Compiles().Figure("Net.Cost.A.Parameters"));
    }

    [Fact]
    public void Other_properties_are_ignored()
    {
        var generated = Generated.From("""
            using Burden;
            using System;
            using System.ComponentModel;
            [Network(3, 8, 8), Serializable]
            public partial class Net
            {
                [Obsolete("no layer")] public static int Count { get; set; }
                [DefaultValue(3), Conv2d(4, 3), Category("x")] public static partial Layer A { get; }
                public static Layer Other(Layer layer) => layer;
                public static Layer Field;
                [Description("a list")] public System.Collections.Generic.List<Layer> All => [A];
            }
            """).Compiles();
        Assert.Equal(["A.Conv2d"], generated.Paths("Net"));
    }

    [Fact]
    public void A_file_local_network_generates_nothing()
    {
        var generated = Generated.From("using Burden; [Network(3, 8, 8)] file sealed partial class Net { [Conv2d(4, 3)] public Layer A { get; } }").Compiles();
        Assert.Empty(generated.Result.GeneratedTrees);
    }
}
