namespace Burden.Generator.Tests.Sample;

public class ShowCommandTests
{
    [Theory]
    [InlineData("resnet-50", "resnet-50")]
    [InlineData("RESNET-50", "resnet-50")]
    [InlineData("ResNet50", "resnet-50")]
    [InlineData("resnet50", "resnet50")]
    [InlineData("vgg16", "vgg-vd-16")]
    public void A_network_is_found_by_published_name_and_class(string name, string expected)
    {
        var run = Invocation.Of("show", name);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(expected, run.Lines[0]);
    }

    [Fact]
    public void Totals_are_exact()
    {
        var run = Invocation.Of("show", "alexnet");

        Assert.Matches(@"\| parameters +\| +60,965,224 \|", run.Output);
        Assert.Matches(@"\| parameter memory +\| +243,860,896 B \| +233 MB \|", run.Output);
        Assert.Matches(@"\| feature memory +\| +3,130,944 B \| +3 MB \|", run.Output);
        Assert.Matches(@"\| MACs +\| +724,406,816 \|", run.Output);
        Assert.Matches(@"\| FLOPs +\| +727,362,344 \| +727 MFLOPs \|", run.Output);
    }

    [Fact]
    public void Layers_are_listed_one_by_one()
    {
        var run = Invocation.Of("show", "alexnet");

        Assert.Matches(@"\| Conv1.Conv2d +\| Conv2d +\| +96x55x55 \| +34,944 \| +1 MB \| +105,415,200 \| +105,705,600 \|", run.Output);
        Assert.Matches(@"\| total +\| +\| +\| 60,965,224 \| +3 MB \| 724,406,816 \| 727,362,344 \|", run.Output);
    }

    [Fact]
    public void A_report_is_a_row_for_each_scale()
    {
        var run = Invocation.Of("show", "inception-v3");

        Assert.Contains("|     1 |  299 x 299 | 1 x 1 x 2048 |          11 GB | 735 GFLOPs |", run.Output);
        Assert.Contains("|     3 |  897 x 897 | 3 x 3 x 2048 |         108 GB |   7 TFLOPs |", run.Output);
    }

    [Theory]
    [InlineData("rsnet-50", "resnet-50")]
    [InlineData("vgg16", "vgg-vd-16")]
    [InlineData("mobilenet-v1", "mcn-mobilenet")]
    [InlineData("bert-bas", "bert-base")]
    [InlineData("resnt", "resnet-50")]
    [InlineData("vi", "vit_b_16")]
    public void An_unknown_name_suggests_the_nearest(string name, string nearest)
    {
        var run = Invocation.Of("show", name + "x");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith($"error: there is no network '{name}x'; ", run.Error);
        Assert.Contains(nearest, run.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("retinanet")]
    public void Names_that_are_not_near_are_not_suggested(string name) =>
        Assert.Equal($"error: there is no network '{name}'; run without a command to see all names", Invocation.Of("show", name).Error.Trim());

    [Fact]
    public void A_narrow_screen_breaks_paths_after_dots()
    {
        var run = Invocation.OnScreen(80, hasColours: false, "show", "resnet-50");

        Assert.All(run.Lines, static l => Assert.True(l.Length <= 80, l));
        Assert.Contains("\nStage1.0.Residual.    64x56x56       4,096  784 KB     12,845,056     12,845,056\nReduce.Conv2d ", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_very_narrow_screen_shows_each_layer_in_lines_of_its_own()
    {
        var run = Invocation.OnScreen(40, hasColours: false, "show", "alexnet");

        Assert.All(run.Lines, static l => Assert.True(l.Length <= 40, l));
        Assert.Contains("\nConv1.MaxPool2d\n  kind: MaxPool2d\n  output: 96x27x27\n  parameters: 0\n", run.Output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_name_is_required() => Assert.Equal(1, Invocation.Of("show").ExitCode);
}
