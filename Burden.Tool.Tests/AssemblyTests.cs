using System.Text;
using System.Text.Json;
using Burden.Reports.Rendering;
using Burden.Tool.Tests.Harness;

namespace Burden.Tool.Tests;

/// <summary>What is read from an assembly, which is never loaded.</summary>
public sealed class AssemblyTests
{
    [Fact]
    public void All_networks_are_listed() => Command.Verify(Command.Run("list", Command.Models), "List");

    [Fact]
    public void A_declared_network_is_shown_layer_by_layer() => Command.Verify(Command.Run("show", Command.Models, "Models.DigitNet"), "Declared");

    [Fact]
    public void A_torchsharp_network_is_shown_layer_by_layer() => Command.Verify(Command.Run("show", Command.Models, "Tagger"), "TorchSharp");

    [Fact]
    public void Several_inputs_are_shown() => Command.Verify(Command.Run("show", Command.Models, "twoinputs"), "Inputs");

    [Fact]
    public void Json_has_everything() => Command.Verify(Command.Run("json", Command.Models, "tiny-resnet"), "Json");

    [Fact]
    public void What_analyses_tell_is_shown_of_the_network_and_of_its_layers()
    {
        var run = Command.Run("show", Command.Models, "tiny-resnet");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("\nMemoryPlan:\n", run.Output.ReplaceLineEndings("\n"));
        Assert.Matches(@"\| ArenaBytes +\| +196,608 B \| 192 KB \|", run.Output);
        Assert.Contains("\nOnRaspberryPi5:\n", run.Output.ReplaceLineEndings("\n"));
        Assert.Matches(@"\| Fits +\| +yes \|", run.Output);
        Assert.Matches(@"\| layer +\| ReceptiveField \| ReceptiveFieldStride \| ReceptiveFieldCenter \| MillisecondsOnRaspberryPi5 \|", run.Output);
        Assert.Matches(@"\| Stage1 \| +3x11x11 \| +0x1x1 \|", run.Output);
    }

    [Fact]
    public void Json_has_what_analyses_tell()
    {
        using var json = JsonDocument.Parse(Command.Run("json", Command.Models, "tiny-resnet").Output);

        var network = json.RootElement[0];
        var device = network.GetProperty("analyses").EnumerateArray().Single(static a => a.GetProperty("name").GetString() == "OnRaspberryPi5").GetProperty("figures");
        Assert.True(device.GetProperty("fits").GetBoolean());
        Assert.Equal("Raspberry Pi 5", device.GetProperty("device").GetString());
        var layers = network.GetProperty("layerAnalyses").EnumerateArray().ToList();
        Assert.Equal(["Stem", "Stage1", "Stage2", "Scores"], layers.Select(static l => l.GetProperty("layer").GetString()));
        Assert.Equal(
            device.GetProperty("milliseconds").GetDouble(), layers.Sum(static l => l.GetProperty("figures").GetProperty("millisecondsOnRaspberryPi5").GetDouble()), 3);
    }

    [Fact]
    public void Json_has_all_networks_where_none_is_named()
    {
        using var json = JsonDocument.Parse(Command.Run("json", Command.Models).Output);

        Assert.Equal(
            ["Models.Corners.Made.Large", "Models.Corners.Made.Small", "Models.Corners.Outer+DigitNet", "Models.Corners.TwoInputs", "Models.DigitNet", "Models.Tagger", "Models.TinyResNet"],
            json.RootElement.EnumerateArray().Select(static n => n.GetProperty("class").GetString()));
    }

    [Fact]
    public void A_name_is_needed_only_where_there_are_several()
    {
        var run = Command.Run("show", Command.Models);

        Assert.Equal(Command.Run("list", Command.Models).Output, run.Output);
        Assert.Equal("A name after the target shows a network's layers.", run.Error.Trim());
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_nearest()
    {
        var run = Command.Run("show", Command.Models, "tiny-resent");

        Assert.Equal((2, "", "error: there is no network 'tiny-resent'; did you mean tiny-resnet?"), (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Fact]
    public void A_name_that_is_near_none_is_answered_with_the_way_to_all()
    {
        var run = Command.Run("show", Command.Models, "zzz");

        Assert.Equal((2, $"error: there is no network 'zzz'; 'burden list {Command.Models}' shows all names"), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_name_that_two_have_is_answered_with_their_classes()
    {
        var run = Command.Run("show", Command.Models, "digitnet");

        Assert.Equal(
            (2, "error: there are 2 networks 'digitnet'; expected one of their classes, Models.Corners.Outer+DigitNet, Models.DigitNet"),
            (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_path_with_names_that_an_exporter_joined_takes_several_lines()
    {
        var grid = new Grid([new Column("layer"), new Column("MACs", true)], [["stem.Relu6_stem_bn_FusedBatchNormV3_stem_conv_Conv", "1,000,000,000,000"]]);
        var run = CommandRun.OnScreen(40, hasColours: false, terminal =>
        {
            terminal.Table(grid);
            return Task.FromResult(0);
        });
        Assert.Equal(["layer", "stem.Relu6_stem_bn_", "FusedBatchNormV3_", "stem_conv_Conv"], run.Lines.Select(static l => l.Split(' ')[0]).Where(static l => l.Length > 0));
    }

    [Fact]
    public void A_screen_shows_a_table_with_a_frame()
    {
        Assert.Contains("╭──", Command.OnScreen(160, "show", Command.Models, "Tagger").Output);
        Assert.All(Command.OnScreen(60, "show", Command.Models, "tiny-resnet").Lines, static l => Assert.True(l.Length <= 60, l));
    }

    [Fact]
    public void An_assembly_of_another_version_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(Command.Models);
        Replace(bytes, "\u0010Burden.Generator\u00050.1.0", "\u0010Burden.Generator\u00050.9.7");
        File.WriteAllBytes(folder.In("Old.dll"), bytes);

        var run = Command.Run("list", folder.In("Old.dll"));

        Assert.Equal(
            (2, "", $"error: '{folder.In("Old.dll")}' was compiled with Burden 0.9.7; this is burden 0.1.0, which reads 0.1: install the tool of that version, or update the package"),
            (run.ExitCode, run.Output, run.Error.Trim()));
    }

    [Fact]
    public void An_assembly_without_the_tables_is_an_error()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(Command.Models);
        Replace(bytes, "LayerRows", "LayerXXXX");
        File.WriteAllBytes(folder.In("Trimmed.dll"), bytes);

        var run = Command.Run("list", folder.In("Trimmed.dll"));

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: '{folder.In("Trimmed.dll")}' lacks the tables of 'Models.", run.Error);
    }

    [Fact]
    public void An_assembly_without_networks_is_an_error()
    {
        var run = Command.Run("list", typeof(Command).Assembly.Location);

        Assert.Equal(
            (2, $"error: '{typeof(Command).Assembly.Location}' has no networks; expected classes with [Network], compiled with the package Burden"),
            (run.ExitCode, run.Error.Trim()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(3000)]
    [InlineData(9000)]
    public void A_truncated_assembly_is_an_error(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("Cut.dll"), File.ReadAllBytes(Command.Models)[..length]);

        var run = Command.Run("list", folder.In("Cut.dll"));

        Assert.Equal((2, $"error: '{folder.In("Cut.dll")}' is damaged or no .NET assembly"), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void Flipped_bits_never_crash()
    {
        using var folder = new TemporaryFolder();
        var sound = File.ReadAllBytes(Command.Models);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])sound.Clone();
            for (var n = 0; n < 8; n++)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(folder.In("Flipped.dll"), bytes);
            Assert.True(Command.Run("json", folder.In("Flipped.dll")).ExitCode is 0 or 2);
        }
    }

    private static void Replace(byte[] bytes, string from, string to)
    {
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from));
        Assert.True(at >= 0, $"the assembly lacks '{from}'");
        Encoding.UTF8.GetBytes(to).CopyTo(bytes, at);
    }
}
