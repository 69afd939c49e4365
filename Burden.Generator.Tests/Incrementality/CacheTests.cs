using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Incrementality;

/// <summary>What an edit makes run again, and what it doesn't.</summary>
public sealed class CacheTests
{
    private const string Net = """
        using System;
        using Burden;
        using W = Elsewhere.Narrow;
        // first
        [Network(3, 8, 8)]
        public partial class Net
        {
            /// <summary>Begins.</summary>
            [Conv2d(W.Width, 3), ReLU] public static partial Layer A { get; }
            [Block(Sizes.Wide)] public static partial Layer B { get; }
            public static int Other() { return 3; }
        }
        public partial class Unrelated { public int X; }
        """;

    private const string Block = """
        using Burden;
        public sealed class BlockAttribute(int width) : ModuleAttribute
        {
            [Conv2d(nameof(width), 1)] Layer Only { get; }
        }
        """;

    private const string Constants = """
        public static class Sizes { public const int Wide = 6; public const int Unused = 1; }
        namespace Elsewhere { public static class Narrow { public const int Width = 4; } public static class Broad { public const int Width = 5; } }
        """;

    private const string Second = """
        using Burden;
        [Network(5)] public partial class Second { [Linear(2)] public static partial Layer A { get; } }
        """;

    private static Editing Project() => new(Net, Block, Constants, Second);

    [Theory]
    [InlineData(0, "// first", "// another comment\n// of two lines")]
    [InlineData(0, "// first\n", "\n\n\n")]
    [InlineData(0, "public int X;", "public int X; public int Y;")]
    [InlineData(0, "return 3;", "return 4 + 5;")]
    [InlineData(0, "using System;\nusing Burden;", "using Burden;\nusing System;")]
    [InlineData(0, "using System;", "using System;\nusing System.Collections.Generic;")]
    [InlineData(0, "[Conv2d(W.Width, 3), ReLU]", "[Conv2d( W.Width ,3 ),\n        ReLU ]")]
    [InlineData(1, "using Burden;", "using Burden;\n\n// a module")]
    [InlineData(2, "Unused = 1", "Unused = 2")]
    [InlineData(2, "public static class Sizes", "public class New { } public static class Sizes")]
    [InlineData(3, "public partial class Second {", "public partial class Second { public void M() { }")]
    public void Nothing_is_regenerated_after_an_unrelated_edit(int file, string old, string @new)
    {
        var editing = Project().Replace(file, old.ReplaceLineEndings("\n"), @new);
        Assert.Equal(2, editing.Reasons(StepNames.Output).Count);
        Assert.All(editing.Reasons(StepNames.Declaration), AssertSame);
        Assert.All(editing.Files(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Theory]
    [InlineData(0, "[Conv2d(W.Width, 3), ReLU]", "[Conv2d(W.Width, 5), ReLU]")]
    [InlineData(0, "Begins.", "Starts.")]
    [InlineData(0, "class Net", "class Network2")]
    [InlineData(0, "[Network(3, 8, 8)]", "[Network(3, 9, 9)]")]
    [InlineData(0, "using W = Elsewhere.Narrow;", "using W = Elsewhere.Broad;")]
    [InlineData(0, "Layer A", "Layer C")]
    [InlineData(0, "[Block(Sizes.Wide)] public", "[Block(Sizes.Wide)] internal")]
    [InlineData(0, "[Block(Sizes.Wide)]", "[Block(Sizes.Wide), Tanh]")]
    [InlineData(1, "Layer Only", "[ReLU] Layer More { get; } [Tanh] Layer Only")]
    [InlineData(1, "nameof(width), 1", "nameof(width), 3")]
    [InlineData(2, "Wide = 6", "Wide = 7")]
    [InlineData(2, "Width = 4", "Width = 9")]
    public void Only_the_changed_network_is_regenerated(int file, string old, string @new)
    {
        var editing = Project();
        var before = Text(editing, "Net");
        editing.Replace(file, old, @new);
        Assert.Single(editing.Reasons(StepNames.Output), static r => r is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New);
        Assert.Single(editing.Reasons(StepNames.Output), static r => r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged);
        Assert.NotEqual(before, Text(editing, "Net") ?? Text(editing, "Network2"));
        var again = Generated.From(editing.Compilation);
        Assert.Equal(
            again.Result.Results[0].GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())),
            editing.Result.GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())));
    }

    [Fact]
    public void The_catalog_is_regenerated_only_if_networks_are_added_or_removed()
    {
        var editing = Project().Replace(0, "3), ReLU", "5), ReLU");
        Assert.All(editing.Reasons(StepNames.Catalog), AssertSame);
        editing.Replace(3, "class Second", "class Third");
        Assert.Contains(IncrementalStepRunReason.Modified, editing.Reasons(StepNames.Catalog));
    }

    [Theory]
    [InlineData("[Network(3)] public class Net { [Linear(2)] public static partial Layer A { get; } }")]
    [InlineData("public partial class Net { [Linear(2)] public static partial Layer A { get; } }")]
    public void What_keeps_from_generating_is_read_again_and_reported_once(string source)
    {
        var editing = new Editing("using Burden; " + source, Second, "class Other { }");
        Assert.Single(editing.Result.Diagnostics);
        editing.Replace(2, "class Other { }", "class Other { int X; }");
        Assert.Single(editing.Result.Diagnostics);
        Assert.All(editing.Reasons(StepNames.Obstacles), AssertSame);
        Assert.All(editing.Reasons(StepNames.Stray), AssertSame);
        editing.Replace(0, source, "[Network(3)] public partial class Net { [Linear(2)] public static partial Layer A { get; } }");
        Assert.Empty(editing.Result.Diagnostics);
    }

    [Fact]
    public void Undoing_an_edit_gives_the_same_text()
    {
        var editing = Project();
        var before = Text(editing, "Net");
        editing.Replace(2, "Wide = 6", "Wide = 7").Replace(2, "Wide = 7", "Wide = 6");
        Assert.Equal(before, Text(editing, "Net"));
    }

    private static string? Text(Editing editing, string network)
        => editing.Result.GeneratedSources.Where(s => s.HintName == $"{network}.g.cs").Select(static s => s.SourceText.ToString()).SingleOrDefault();

    private static void AssertSame(IncrementalStepRunReason reason)
        => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());
}
