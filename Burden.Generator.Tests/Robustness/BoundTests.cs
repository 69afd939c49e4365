using System.Text;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Robustness;

/// <summary>Slips of the keyboard end in bounded time, and sizes nobody reaches still work.</summary>
public sealed class BoundTests
{
    private static string Id(string source) => string.Join(", ", Hardened.Check(source).Select(static d => d.Id));

    [Fact]
    public void A_huge_repeat_is_an_error()
    {
        Assert.Equal("BRD0018", Id("using Burden; [Network(3)] public partial class Net { [ReLU(Repeat = 1000000000)] public Layer A { get; } }"));
        Assert.Equal("BRD0018", Id("using Burden; [Network(3)] public partial class Net { [ReLU(Repeat = \"1000000000*1000000000\")] public Layer A { get; } }"));
    }

    [Fact]
    public void Nested_repeats_are_limited()
    {
        var source = new StringBuilder("using Burden;\npublic sealed class M0Attribute : ModuleAttribute { [ReLU] Layer A { get; } }\n");
        for (var i = 1; i < 20; i++)
        {
            source.Append($"public sealed class M{i}Attribute : ModuleAttribute {{ [M{i - 1}(Repeat = 1000)] Layer A {{ get; }} }}\n");
        }

        Assert.Equal("BRD0018", Id(source + "[Network(3)] public partial class Net { [M19] public Layer A { get; } }"));
    }

    [Fact]
    public void Deeply_nested_modules_are_an_error()
    {
        var source = new StringBuilder("using Burden;\npublic sealed class M0Attribute : ModuleAttribute { [ReLU] Layer A { get; } }\n");
        for (var i = 1; i < 1000; i++)
        {
            source.Append($"public sealed class M{i}Attribute : ModuleAttribute {{ [M{i - 1}] Layer A {{ get; }} }}\n");
        }

        Assert.Equal("BRD0014", Id(source + "[Network(3)] public partial class Net { [M999] public Layer A { get; } }"));
        Assert.Equal("", Id(source + "[Network(3)] public partial class Net { [M50] public Layer A { get; } }"));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("!", "")]
    [InlineData("min(1, ", ")")]
    [InlineData("1 + ", "")]
    [InlineData("1 ? 2 : ", "")]
    [InlineData("(1, ", ")")]
    public void A_very_long_expression_is_handled(string before, string after)
    {
        var count = 100_000 / (before.Length + after.Length);
        var expression = string.Concat(Enumerable.Repeat(before, count)) + "3" + string.Concat(Enumerable.Repeat(after, count));
        Assert.True(Hardened.Check($"using Burden; [Network(3)] public partial class Net {{ [Linear(\"{expression}\")] public Layer A {{ get; }} }}").Count <= 1);
    }

    [Fact]
    public void A_constant_of_thousands_of_strings_is_handled()
        => Assert.Equal("", Id($"using Burden; [Network(3)] public partial class Net {{ [Linear(\"1\" + {string.Join(" + ", Enumerable.Repeat("\"+1\"", 3000))})] public Layer A {{ get; }} }}"));

    [Fact]
    public void Ten_thousand_layers_are_handled()
    {
        var source = new StringBuilder("using Burden;\n[Network(8)]\npublic partial class Net\n{\n");
        for (var i = 0; i < 10_000; i++)
        {
            source.Append($"    [Linear(8), ReLU] public static partial Layer L{i} {{ get; }}\n");
        }

        var generated = Generated.From(source.Append("}\n").ToString());
        Assert.Equal(720_000, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(72, generated.Figure("Net.Cost.L9999.Parameters"));
    }

    [Fact]
    public void A_merge_of_a_thousand_layers_is_handled()
    {
        var source = new StringBuilder("using Burden;\n[Network(8)]\npublic partial class Net\n{\n");
        for (var i = 0; i < 1000; i++)
        {
            source.Append($"    [Linear(8, From = Layer.Input)] public Layer L{i} {{ get; }}\n");
        }

        source.Append($"    [Concat({string.Join(", ", Enumerable.Range(0, 1000).Select(static i => $"nameof(L{i})"))})] public Layer All {{ get; }}\n}}\n");
        Assert.Empty(Hardened.Check(source.ToString()));
    }

    [Fact]
    public void Classes_nested_a_hundred_deep_are_handled()
    {
        var source = string.Concat(Enumerable.Range(0, 100).Select(static i => $"public partial class C{i} {{ ")) + "[Network(3)] public partial class Net { [Linear(2)] public static partial Layer A { get; } }" + new string('}', 100);
        Assert.Empty(Hardened.Check("using Burden; " + source));
    }
}
