using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Analyses;

/// <summary>Limits that analyses' attributes set.</summary>
public sealed class AnalysisLimitTests
{
    private const string Writer = "[MultiheadAttention(4, Causal = true, Bias = false)] public static partial Layer A { get; }";

    private static string Source(string attribute) => $$"""
        using Burden;
        [Network(12, 16), {{attribute}}]
        public partial class Net
        {
            {{Writer}}
        }
        """;

    private static async Task<IEnumerable<string>> Run(string source, bool near = false, params (string, string)[] properties)
    {
        var options = Compile.Library.WithSpecificDiagnosticOptions(near ? [KeyValuePair.Create("BRD1010", ReportDiagnostic.Warn)] : []);
        var files = new ProjectFiles();
        foreach (var (key, value) in properties)
        {
            files.Properties[key] = value;
        }

        var diagnostics = await Generated.From(Compile.Sources([source], options: options)).Diagnostics(files, new DeclarationAnalyzer(), new BudgetAnalyzer());
        return diagnostics.Select(static d => $"{d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}: {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");
    }

    /// <summary>
    /// A key and a value of 16 features in 4 bytes: 128 for a token, 12,800 at 100 of them; the projections, and products with 100
    /// keys and values. Training: 12,288 products of projections and 78 x 4 x 8 of attention, three times. The arena: input and
    /// output in a page each, what lies between in two.
    /// </summary>
    [Theory]
    [InlineData("Decoding(Context = 100, MaxCache = 10e3)", "10e3: BRD1014: 'Net' keeps 12,800 bytes (12.5 KB) of keys and values at 100 tokens, 28.0% over its budget of 10,000 bytes (9.77 KB)")]
    [InlineData("Decoding(Context = 100, MaxCachePerToken = 100)", "100: BRD1014: 'Net' keeps 128 bytes (128 B) of keys and values for each token, 28.0% over its budget of 100 bytes (100 B)")]
    [InlineData("Decoding(Context = 100, MaxFlops = 4e3)", "4e3: BRD1015: one more token of 'Net' takes 4,224 FLOPs, 5.6% over its budget of 4,000 FLOPs")]
    [InlineData("Training(MaxFlops = 1e3)", "1e3: BRD1015: a step of training 'Net' takes 44,352 FLOPs, 4,335.2% over its budget of 1,000 FLOPs")]
    [InlineData("MemoryPlan(Alignment = 4096, MaxArena = 8192)", "8192: BRD1007: the arena of 'Net' takes 16,384 bytes (16.0 KB), 100.0% over its budget of 8,192 bytes (8.00 KB); most is alive at A.MultiheadAttention")]
    public async Task A_figure_over_its_limit_is_reported_at_the_argument(string attribute, string expected)
        => Assert.Equal([expected], (await Run(Source(attribute))).Select(static m => m[(m.IndexOf(" = ", StringComparison.Ordinal) is > 0 and var at && at < m.IndexOf(": ", StringComparison.Ordinal) ? at + 3 : 0)..]));

    [Fact]
    public async Task A_figure_at_its_limit_is_within_it()
        => Assert.Empty(await Run(Source("Decoding(Context = 100, MaxCache = 12800, MaxCachePerToken = 128, MaxFlops = 4224)")));

    [Theory]
    [InlineData("Decoding(Context = 100, MaxCache = 14000)", 1)]
    [InlineData("Decoding(Context = 100, MaxCache = 15000)", 0)]
    public async Task A_figure_near_its_limit_is_reported_where_that_is_asked_for(string attribute, int count)
    {
        Assert.Empty(await Run(Source(attribute)));
        var found = (await Run(Source(attribute), near: true)).ToList();
        Assert.Equal(count, found.Count);
        Assert.All(found, static f => Assert.EndsWith("BRD1010: 'Net' keeps 12,800 bytes (12.5 KB) of keys and values at 100 tokens, 91.4% of its budget of 14,000 bytes (13.7 KB)", f, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_network_that_nearly_fills_a_device_is_near_its_limit()
    {
        var device = Source("Device(\"Chip\", Flops = 1e6, Bandwidth = 1e6, Memory = 20e3, Flash = 4200, MustFit = true)");
        Assert.Empty(await Run(device));
        Assert.Equal(["BRD1010: 'Net' fits on 'Chip': its parameters need 4,096 bytes (4.00 KB) of flash, 97.5% of the device's 4,200 bytes (4.10 KB)"], (await Run(device, near: true)).Select(static m => m[m.IndexOf("BRD", StringComparison.Ordinal)..]).Where(static m => m.Contains("flash", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_limit_may_follow_from_another_network()
    {
        var source = Source("Decoding(Context = 100)") + """

            [Network(12, 16), Decoding(Context = 100, MaxCache = 0.5 * Net.Cost.Decoding.CacheBytes)]
            public partial class Other
            {
                [MultiheadAttention(4, Causal = true, Bias = false)] public static partial Layer A { get; }
            }
            """;
        Assert.EndsWith("BRD1014: 'Other' keeps 12,800 bytes (12.5 KB) of keys and values at 100 tokens, 100.0% over its budget of 6,400 bytes (6.25 KB)", Assert.Single(await Run(source)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Decoding(MaxCache = -1)", "MaxCache is -1; expected a number above 0")]
    [InlineData("Decoding(CacheType = (DataType)99)", "CacheType is 99; expected a value of DataType")]
    public async Task A_limit_that_makes_no_sense_is_an_error(string attribute, string expected)
        => Assert.EndsWith($"BRD0010: Decoding: {expected}", Assert.Single(await Run(Source(attribute))), StringComparison.Ordinal);

    /// <summary>A byte each of 32 values a token, and half a byte.</summary>
    [Theory]
    [InlineData("Int8", 32)]
    [InlineData("Int4", 16)]
    [InlineData("Float16", 64)]
    public void The_cache_may_have_a_type_of_its_own(string type, long bytes)
        => Assert.Equal(100 * bytes, Generated.From(Source($"Decoding(Context = 100, CacheType = DataType.{type})")).Compiles().Figure("Net.Cost.Decoding.CacheBytes"));

    /// <summary>A number that an analysis states is a cost, which ledgers and comparisons have, or it is named here.</summary>
    [Fact]
    public void Each_number_is_a_cost_or_says_what_costs_are_of()
    {
        var generated = Generated.From(Source("Decoding, Training, MemoryPlan, Device(Devices.ArduinoNano33), Precision(Parameters = DataType.Int8)")).Compiles();
        var names = generated.Compilation.GetTypeByMetadataName("Net")!.GetTypeMembers("Cost").Single().GetTypeMembers()
            .Where(static t => t.Name is "Decoding" or "Training" or "MemoryPlan" or "Precision" || t.Name.StartsWith("On", StringComparison.Ordinal))
            .SelectMany(static t => t.GetMembers().OfType<IFieldSymbol>()).Where(static f => f.ConstantValue is long or double).Select(static f => f.Name);
        Assert.Equal(
            ["Alignment", "ArithmeticIntensity", "Batch", "ComputeMilliseconds", "Context", "DeviceFlashBytes", "DeviceMemoryBytes", "MemoryBoundLayers", "MemoryMilliseconds", "RidgeIntensity"],
            names.Where(static n => !AnalysisKeys.IsCost(n)).Distinct().Order(StringComparer.Ordinal));
    }
}
