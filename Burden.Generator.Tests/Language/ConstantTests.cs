using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>Arguments may be any constant that C# accepts.</summary>
public sealed class ConstantTests
{
    [Theory]
    [InlineData("Own")]
    [InlineData("Net.Own")]
    [InlineData("Own * 2 - 4")]
    [InlineData("Sizes.Four")]
    [InlineData("Far.Four")]
    [InlineData("Four")]
    [InlineData("(int)4.7")]
    [InlineData("(byte)Own")]
    [InlineData("sizeof(int)")]
    [InlineData("true ? 4 : 5")]
    [InlineData("0b100")]
    [InlineData("0x0_4")]
    [InlineData("+4")]
    [InlineData("~-5")]
    [InlineData("-(-4)")]
    [InlineData("Kind.Wide")]
    [InlineData("Kind.Wide - 0")]
    [InlineData("4ul")]
    [InlineData("4f")]
    [InlineData("\"Own\"")]
    [InlineData("nameof(Own)")]
    [InlineData("nameof(Net.Own)")]
    [InlineData("nameof(Alias.Own)")]
    [InlineData("nameof(global::Net.Own)")]
    [InlineData("@\"Own\"")]
    [InlineData("\"\"\"Own\"\"\"")]
    [InlineData("$\"{nameof(Own)}\"")]
    [InlineData("$\"{nameof(Own)} + {nameof(Own)} - 4\"")]
    [InlineData("$@\"{nameof(Own)}\"")]
    [InlineData("$\"\"\"{nameof(Own)}\"\"\"")]
    [InlineData("nameof(Own) + \" * 1\"")]
    [InlineData("nameof(Own) + Times + \"1\"")]
    [InlineData("$\"{nameof(Own)}{Times}1\"")]
    [InlineData("$\"{\"Own\"}\"")]
    [InlineData("\"\\u004Fwn\"")]
    [InlineData("(\"Own\")")]
    [InlineData("((object)Own)")]
    [InlineData("(object)nameof(Own)")]
    public void A_width_may_be_any_kind_of_constant(string four)
    {
        var generated = Generated.From($$"""
            using Burden;
            using Alias = Net;
            using Far = Elsewhere.Sizes;
            using static Elsewhere.Sizes;
            public enum Kind { Narrow = 2, Wide = 4 }
            [Network(3, 8, 8)]
            public partial class Net
            {
                public const int Own = 2 + 2;
                private const string Times = " * ";
                [Conv2d({{four}}, 3)] public static partial Layer A { get; }
            }
            internal static class Sizes { public const long Four = 4; }
            """, "namespace Elsewhere { internal static class Sizes { public const int Four = 4; } }").Compiles();
        Assert.Equal("4x6x6", generated.Constant("Net.Cost.A.OutputShape"));
    }

    [Fact]
    public void Constants_may_refer_to_constants()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(Channels, Size, Size)]
            public partial class Net
            {
                private const int Channels = 3, Size = 8;
                private const string Wide = nameof(Width) + "*2";
                private const int Width = Channels + 1;
                [Conv2d(nameof(Wide), "Channels")] public static partial Layer A { get; }
            }
            """).Compiles();
        Assert.Equal("8x6x6", generated.Constant("Net.Cost.A.OutputShape"));
    }

    [Fact]
    public void Expressions_may_use_a_modules_constants_and_defaults()
    {
        var generated = Generated.From("""
            using Burden;
            public sealed class BlockAttribute(int width = BlockAttribute.Default, object size = null!) : ModuleAttribute
            {
                public const int Default = 4;
                public int Stride { get; set; } = Steps.Two;
                public bool Bias { get; set; }
                public double Scale { get; set; } = 0.5;
                [Conv2d($"ceil({nameof(width)}*{nameof(Scale)})", nameof(Default), Stride = nameof(Stride), Bias = nameof(Bias))] Layer Only { get; }
            }
            internal static class Steps { public const int Two = 2; }
            [Network(3, 8, 8)]
            public partial class Net { [Block] public static partial Layer A { get; } [Block(8, Scale = 0.7, Bias = true, Stride = 1, From = Layer.Input)] public static partial Layer B { get; } }
            """);
        Assert.Equal("2x3x3", generated.Constant("Net.Cost.A.OutputShape"));
        Assert.Equal(2 * 3 * 16, generated.Figure("Net.Cost.A.Parameters"));
        Assert.Equal("6x5x5", generated.Constant("Net.Cost.B.OutputShape"));
    }
}
