using Burden.Generator.Analyzers;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Budgets;

public sealed class ProjectLimitTests
{
    private const string Source = "using Burden; [Network(2)] public partial class Net { [Linear(4)] public static partial Layer A { get; } }";

    private static async Task<IReadOnlyList<(string Id, string Message, Location Location)>> Run(ProjectFiles files, params string[] sources)
        => [.. (await Generated.From(sources.Length == 0 ? [Source] : sources).Diagnostics(files, new BudgetAnalyzer()))
            .Select(static d => (d.Id, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture), d.Location))];

    [Theory]
    [InlineData("burden_max_parameters", "BRD1001")]
    [InlineData("burden_max_parameter_memory", "BRD1002")]
    [InlineData("burden_max_feature_memory", "BRD1003")]
    [InlineData("burden_max_peak_feature_memory", "BRD1004")]
    [InlineData("burden_max_flops", "BRD1005")]
    [InlineData("burden_max_macs", "BRD1006")]
    public async Task A_key_limits_every_network_of_the_project(string key, string id)
    {
        var found = Assert.Single(await Run(new ProjectFiles { Settings = { [key] = "1" } }));
        Assert.Equal(id, found.Id);
        Assert.Contains($"that {key} sets", found.Message, StringComparison.Ordinal);
        Assert.Equal("Net", found.Location.SourceTree!.GetText().ToString(found.Location.SourceSpan));
    }

    [Theory]
    [InlineData("BurdenMaxParameters", "BRD1001")]
    [InlineData("BurdenMaxParameterMemory", "BRD1002")]
    [InlineData("BurdenMaxFeatureMemory", "BRD1003")]
    [InlineData("BurdenMaxPeakFeatureMemory", "BRD1004")]
    [InlineData("BurdenMaxFlops", "BRD1005")]
    [InlineData("BurdenMaxMacs", "BRD1006")]
    public async Task A_property_limits_every_network_of_the_project(string property, string id)
        => Assert.Equal(id, Assert.Single(await Run(new ProjectFiles { Properties = { [property] = "1" } })).Id);

    [Fact]
    public async Task A_key_takes_precedence_over_a_property_and_may_lift_it()
    {
        Assert.Empty(await Run(new ProjectFiles { Settings = { ["burden_max_parameters"] = "1K" }, Properties = { ["BurdenMaxParameters"] = "1" } }));
        Assert.Empty(await Run(new ProjectFiles { Settings = { ["burden_max_parameters"] = "none" }, Properties = { ["BurdenMaxParameters"] = "1" } }));
        Assert.Empty(await Run(new ProjectFiles { Properties = { ["BurdenMaxParameters"] = "" } }));
    }

    [Fact]
    public async Task A_key_limits_the_files_of_its_section()
    {
        var files = new ProjectFiles { FileSettings = { [("File1.cs", "burden_max_parameters")] = "10" } };
        var found = Assert.Single(await Run(files, Source, Source.Replace("class Net", "class Other", StringComparison.Ordinal)));
        Assert.Equal("'Other' has 12 parameters, 20.0% over the limit of 10 that burden_max_parameters sets; the heaviest layer is 'A' with 12, 100.0%", found.Message);
    }

    [Fact]
    public async Task A_malformed_value_names_the_key_and_the_accepted_forms()
    {
        var files = new ProjectFiles
        {
            Settings = { ["burden_max_parameters"] = "5 millions", ["burden_max_feature_memory"] = "20M", ["burden_near_limit"] = "120%" },
            Properties = { ["BurdenMaxFlops"] = "-1" },
        };
        var found = await Run(files, Source, Source.Replace("class Net", "class Other", StringComparison.Ordinal));
        Assert.All(found, static f => Assert.Equal("BRD1011", f.Id));
        Assert.Equal(
            [
                "BurdenMaxFlops = -1 (as MSBuild property) can never be met; expected a number such as 5000000, 5M, 4.1G or 1.5e9, or none",
                "burden_max_feature_memory = 20M (in .editorconfig or .globalconfig) is not bytes such as 20971520, 512KiB, 20 MiB or 20 MB (a KB is 1,024 bytes), or none",
                "burden_max_parameters = 5 millions (in .editorconfig or .globalconfig) is not a number such as 5000000, 5M, 4.1G or 1.5e9, or none",
                "burden_near_limit = 120% (in .editorconfig or .globalconfig) is not a share such as 90% or 0.9",
            ],
            found.Select(static f => f.Message).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("5M", 5e6)]
    [InlineData("5 M", 5e6)]
    [InlineData("4.1G", 4.1e9)]
    [InlineData("1.5e9", 1.5e9)]
    [InlineData("1.5E+9", 1.5e9)]
    [InlineData(" 5_000_000 ", 5e6)]
    [InlineData("12k", 12e3)]
    [InlineData("2T", 2e12)]
    public void Counts_are_parsed(string text, double expected)
    {
        Assert.Null(LimitText.Read(text, Figure.Flops.Budget!, out var limit));
        Assert.Equal(expected, limit!.Value);
    }

    [Theory]
    [InlineData("20 MiB", 20 * 1048576d)]
    [InlineData("20 MB", 20 * 1048576d)]
    [InlineData("512KiB", 524288d)]
    [InlineData("512 kb", 524288d)]
    [InlineData("1.5 GiB", 1.5 * 1073741824)]
    [InlineData("4096", 4096d)]
    [InlineData("4096 B", 4096d)]
    [InlineData("1e6", 1e6)]
    public void Memory_sizes_are_parsed(string text, double expected)
    {
        Assert.Null(LimitText.Read(text, Figure.ParameterBytes.Budget!, out var limit));
        Assert.Equal(expected, limit!.Value);
    }

    [Theory]
    [InlineData("M")]
    [InlineData(".")]
    [InlineData("5MM")]
    [InlineData("5,5")]
    [InlineData("1e999")]
    [InlineData("-5")]
    [InlineData("0.5")]
    [InlineData("NaN")]
    [InlineData("٥")]
    [InlineData("9223372036854775808")]
    public void Other_texts_are_rejected(string text)
    {
        Assert.NotNull(LimitText.Read(text, Figure.Flops.Budget!, out var limit));
        Assert.Null(limit);
    }
}
