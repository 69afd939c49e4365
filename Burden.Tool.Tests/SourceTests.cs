using System.Runtime.CompilerServices;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;
using Burden.Tool.Sources;
using Burden.Tool.Targets;
using Burden.Tool.Tests.Harness;
using Spectre.Console;

namespace Burden.Tool.Tests;

/// <summary>The networks of a project are read from their declarations, and worked out anew for other inputs.</summary>
public sealed class SourceTests
{
    private static readonly Lazy<SourceNetworks> Models = new(static () => Read(ModelsProject()));

    [Fact]
    public void The_figures_of_declarations_are_those_in_the_assembly()
        => Assert.Equal(Command.Run("json", Command.Models).Output.TrimEnd(), NetworkJson.Whole([.. Models.Value.All.Select(static n => n.Shown)]).TrimEnd());

    [Fact]
    public void A_declared_network_is_worked_out_for_another_input_and_batch()
    {
        var declared = Models.Value.Named("tiny-resnet");
        var other = declared.At([3, 64, 48], 8);

        Assert.Equal(("3x64x48", 8L), (other.Shown.Cost.InputShape, other.Shown.Cost.Batch));
        Assert.Equal(declared.Shown.Cost.Parameters, other.Shown.Cost.Parameters);
        Assert.Equal("16x64x48", other.Shown.Cost.Layers.First().OutputShape);
        Assert.Equal("Stem.Conv2d", other.Shown.Cost.Layers.First().Path);
        // Convolutions cost three times as much on three times the area, four times the batch; the last linear layer costs the same for each.
        var scores = declared.Shown.Cost.Layers.Last().Macs;
        Assert.Equal((3 * 4 * (declared.Shown.Cost.Macs - scores)) + (4 * scores), other.Shown.Cost.Macs);
    }

    [Fact]
    public void The_declared_input_again_is_the_network_itself()
        => Assert.Equal(
            NetworkJson.Whole([.. Models.Value.All.Select(static n => n.Shown)]),
            NetworkJson.Whole([.. Models.Value.All.Select(static n => n.At([.. n.Declaration.Settings.Input], n.Declaration.Settings.Batch).Shown)]));

    [Fact]
    public void The_code_of_a_torchsharp_network_is_followed_again()
    {
        var declared = Models.Value.Named("Tagger");
        var other = declared.At(null, 4);

        Assert.Equal(4 * declared.Shown.Cost.Macs, other.Shown.Cost.Macs);
        Assert.Equal(declared.Shown.Cost.Parameters, other.Shown.Cost.Parameters);
        var e = Assert.Throws<ToolException>(() => declared.At([17], null));
        Assert.Matches(@"^what 'Tagger' costs for the input 17 and the batch 1 can't be worked out:\n  .*Tagger\.cs\(\d+,\d+\): .*16", e.Message);
    }

    [Fact]
    public void An_input_that_does_not_fit_is_an_error_at_the_layer()
    {
        var e = Assert.Throws<ToolException>(() => Models.Value.Named("Models.DigitNet").At([1, 2, 2], null));

        Assert.Matches(@"^what 'DigitNet' costs for the input 1x2x2 and the batch 1 can't be worked out:\n  .*DigitNet\.cs\(\d+,\d+\): layer 'Conv1': Conv2d: the kernel spans", e.Message);
        Assert.Throws<ToolException>(() => Models.Value.Named("Models.DigitNet").At([0], null));
        Assert.Throws<ToolException>(() => Models.Value.Named("Models.DigitNet").At(null, 0));
    }

    [Fact]
    public void What_has_no_declarations_is_an_error()
    {
        Assert.Equal(
            $"'{Command.Models}' is an assembly, which has figures and no declarations; expected the project that it is built from",
            Assert.Throws<ToolException>(() => Read(Command.Models)).Message);
        Assert.Matches("^there is no network 'zzz'; ", Assert.Throws<ToolException>(() => Models.Value.Named("zzz")).Message);
    }

    private static SourceNetworks Read(string target) => Target.Of(target)
        .ReadSourceAsync(new TargetSettings(Configuration(), Build: false), Terminal.Over(new AnsiConsoleOutput(TextWriter.Null), TextWriter.Null, hasColours: false), CancellationToken.None)
        .GetAwaiter().GetResult();

    /// <summary>The project of the assembly that these tests read, which is built with them.</summary>
    private static string ModelsProject([CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, "Models");

    private static string Configuration() => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
