using Burden.CodeFixes;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.CodeFixes;

public sealed class DeclarationFixTests
{
    private static Fixed Of(string source, LanguageVersion version = LanguageVersion.Latest) => Fixed.Of(new DeclarationAnalyzer(), [source], version: version);

    private static async Task IsFixed(Fixed @fixed, string expected)
    {
        Assert.Equal(expected, await @fixed.Source());
        Assert.Empty(await @fixed.Diagnostics());
    }

    [Fact]
    public async Task A_network_and_the_types_around_it_become_partial()
        => await IsFixed(
            await Of("""
                using Burden;
                public class Outer
                {
                    internal struct Middle
                    {
                        [Network(2)]
                        public sealed class Net { [Linear(4)] public static Layer A { get; } }
                    }
                }
                """).Apply(new MakePartialFix(), "Make 'Net' partial"),
            """
            using Burden;
            public partial class Outer
            {
                internal partial struct Middle
                {
                    [Network(2)]
                    public sealed partial class Net { [Linear(4)] public static Layer A { get; } }
                }
            }
            """);

    [Fact]
    public async Task Fix_all_makes_all_networks_partial()
        => await IsFixed(
            await Of("""
                using Burden;
                class Outer
                {
                    [Network(2)] class A { [Linear(4)] static Layer L { get; } }
                    [Network(2)] record class B { [Linear(4)] static Layer L { get; } }
                }
                """).ApplyToAll(new MakePartialFix(), "Make 'A' partial", FixAllScope.Document),
            """
            using Burden;
            partial class Outer
            {
                [Network(2)] partial class A { [Linear(4)] static Layer L { get; } }
                [Network(2)] partial record class B { [Linear(4)] static Layer L { get; } }
            }
            """);

    [Fact]
    public async Task A_generic_network_is_not_made_partial()
        => Assert.Empty(await Of("using Burden; [Network(2)] class Net<T> { [Linear(4)] static Layer L { get; } }").Titles(new MakePartialFix()));

    [Theory]
    [InlineData("4*width", "4*widht", "width")]
    [InlineData("Second", "Secnod", "Second")]
    [InlineData("First", "Fist", "First")]
    public async Task A_misspelt_name_becomes_the_suggested_one(string right, string wrong, string nearest)
    {
        const string source = """
            using Burden;
            [Network(2)] public partial class Net { [Twice(4)] public static Layer A { get; } }
            public sealed class TwiceAttribute(int width) : ModuleAttribute
            {
                [Linear($"4*{nameof(width)}")] Layer First { get; }
                [Linear("4*width")] Layer Second { get; }
                [Linear("8*width/2", From = Input, SharesWith = "First")] Layer Third { get; }
                [Add(nameof(First), "Second", nameof(Third))] Layer Fourth { get; }
            }
            """;
        await IsFixed(
            await Of(source.Replace($"\"{right}\"", $"\"{wrong}\"", StringComparison.Ordinal)).Apply(new NearestNameFix(), $"Change '{wrong.Split('*')[^1]}' to '{nearest}'"),
            source);
    }

    [Fact]
    public async Task Fix_all_corrects_all_misspelt_names()
    {
        var source = "using Burden; [Network(2)] public partial class Net { [Linear(4)] public static Layer First { get; } [Linear(4, From = \"Frist\")] public static Layer B { get; } [Add(\"Fisrt\", \"B\")] public static Layer C { get; } }";
        await IsFixed(
            await Of(source).ApplyToAll(new NearestNameFix(), "Change 'Frist' to 'First'"),
            source.Replace("Frist", "First", StringComparison.Ordinal).Replace("Fisrt", "First", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reports_misspelt_layer_becomes_the_suggested_one()
    {
        var source = "using Burden; [Network(1, 8, 8)] [Report(At = \"Trnk\", Scales = [1])] public partial class Net { [Conv2d(4, 3)] public static Layer Trunk { get; } [Flatten, Linear(2)] public static Layer Head { get; } }";
        await IsFixed(await Of(source).Apply(new NearestNameFix(), "Change 'Trnk' to 'Trunk'"), source.Replace("Trnk", "Trunk", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TwiceAttribute(int width)", "TwiceAttribute(int width, int depth)")]
    [InlineData("TwiceAttribute(int width = 4)", "TwiceAttribute(int depth, int width = 4)")]
    [InlineData("TwiceAttribute(int width, params int[] more)", "TwiceAttribute(int width, int depth, params int[] more)")]
    [InlineData("TwiceAttribute()", "TwiceAttribute(int depth)")]
    [InlineData("TwiceAttribute", "TwiceAttribute(int depth)")]
    public async Task A_module_gets_the_parameter_that_an_expression_uses(string before, string after)
    {
        var source = $"using Burden; public sealed class {before} : ModuleAttribute {{ [Linear(\"2*depth\")] Layer First {{ get; }} }}";
        await IsFixed(await Of(source).Apply(new AddParameterFix(), "Add parameter 'depth' to 'TwiceAttribute'"), source.Replace(before, after, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_network_or_a_language_without_primary_constructors_gets_no_parameter()
    {
        Assert.Empty(await Of("using Burden; [Network(2)] public partial class Net { [Linear(\"2*depth\")] public static Layer First { get; } }").Titles(new AddParameterFix()));
        Assert.Empty(await Of("using Burden; public sealed class TwiceAttribute : ModuleAttribute { [Linear(\"2*depth\")] Layer First { get; } }", LanguageVersion.CSharp11).Titles(new AddParameterFix()));
        Assert.Empty(await Of("using Burden; public sealed class TwiceAttribute : ModuleAttribute { public TwiceAttribute(int width) { } [Linear(\"2*depth\")] Layer First { get; } }").Titles(new AddParameterFix()));
    }

    [Fact]
    public async Task A_layer_property_becomes_partial_with_its_class()
    {
        var project = Of("""
            using Burden;
            [Network(2)]
            public class Net
            {
                [Linear(4)] public static Layer A { get; }
                [Linear(4)]
                public static Layer B { get; }
                public static int Other { get; }
            }
            """);
        var actions = await project.Actions(new MakeLayerPartialRefactoring(), "A { get");
        Assert.Equal(["Make 'A' partial", "Make all layers of 'Net' partial"], actions.Select(static a => a.Title));
        var one = await (await project.Apply(actions[0])).Source();
        Assert.Contains("public partial class Net", one, StringComparison.Ordinal);
        Assert.Contains("public static partial Layer A", one, StringComparison.Ordinal);
        Assert.Contains("public static Layer B", one, StringComparison.Ordinal);
        Generated.From(one).Compiles();
        var all = await (await project.Apply(actions[1])).Source();
        Assert.Contains("public static partial Layer B", all, StringComparison.Ordinal);
        Generated.From(all).Compiles();
    }

    [Fact]
    public async Task Other_properties_and_older_languages_are_unchanged()
    {
        const string source = "using Burden; [Network(2)] public partial class Net { [Linear(4)] public static Layer A { get; } public static int Other { get; } [Linear(4)] public static partial Layer B { get; } }";
        Assert.Empty(await Of(source).Actions(new MakeLayerPartialRefactoring(), "Other"));
        Assert.Empty(await Of(source).Actions(new MakeLayerPartialRefactoring(), "B {"));
        Assert.Empty(await Of(source, LanguageVersion.CSharp12).Actions(new MakeLayerPartialRefactoring(), "A {"));
        Assert.Empty(await Of("using Burden; public class TwiceAttribute : ModuleAttribute { [Linear(4)] Layer A { get; } }").Actions(new MakeLayerPartialRefactoring(), "A {"));
    }
}
