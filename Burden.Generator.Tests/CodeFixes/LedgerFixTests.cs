using Burden.CodeFixes;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Burden.Generator.Tests.CodeFixes;

public sealed class LedgerFixTests
{
    private const string Header = "# Burden cost ledger, format 1\n";
    private const string A = "A parameters=12 buffers=0 parameterBytes=48 featureElements=4 featureBytes=16 peakFeatureBytes=24 macs=8 flops=12 trafficBytes=72 arenaBytes=32\n";
    private const string B = "Zoo.B parameters=15 buffers=0 parameterBytes=60 featureElements=5 featureBytes=20 peakFeatureBytes=28 macs=10 flops=15 trafficBytes=88 arenaBytes=48\n";
    private const string All = "Write all networks of the project into burden.costs.txt";

    private static readonly string[] Sources =
    [
        "using Burden; namespace Zoo { [Network(2)] public partial class B { [Linear(5)] public static partial Layer L { get; } } }",
        "using Burden; [Network(2)] public partial class A { [Linear(4)] public static partial Layer L { get; } }",
    ];

    private static Fixed Of(string ledger, params string[] sources)
        => Fixed.Of(new LedgerAnalyzer(), sources.Length == 0 ? Sources : sources, new Dictionary<string, string> { ["/project/burden.costs.txt"] = ledger });

    private static async Task IsFixed(Fixed @fixed, string expected, int left = 0)
    {
        Assert.Equal(expected, await @fixed.File());
        Assert.Equal(left, (await @fixed.Diagnostics()).Length);
    }

    [Fact]
    public async Task A_missing_network_is_inserted_in_order()
    {
        await IsFixed(await Of(Header + B).Apply(new LedgerFix(), "Write 'A' into burden.costs.txt"), Header + A + B);
        await IsFixed(await Of(Header + A).Apply(new LedgerFix(), "Write 'Zoo.B' into burden.costs.txt"), Header + A + B);
        await IsFixed(await Of("").Apply(new LedgerFix(), "Write 'Zoo.B' into burden.costs.txt"), Header + B, left: 1);
    }

    [Fact]
    public async Task A_file_that_was_empty_gets_no_byte_order_mark()
    {
        var @fixed = await Of("").Apply(new LedgerFix(), "Write 'A' into burden.costs.txt");
        Assert.Empty((await @fixed.Encoding())!.GetPreamble());
    }

    [Fact]
    public async Task A_changed_network_gets_its_new_line_and_others_keep_theirs()
    {
        var ledger = Header + "# the large one\n" + A.Replace("macs=8", "macs=9", StringComparison.Ordinal) + B.Replace("macs=10", "macs=9", StringComparison.Ordinal);
        await IsFixed(
            await Of(ledger).Apply(new LedgerFix(), "Write 'A' into burden.costs.txt"),
            ledger.Replace("macs=9 flops=12", "macs=8 flops=12", StringComparison.Ordinal),
            left: 1);
    }

    [Fact]
    public async Task Line_endings_are_kept()
        => await IsFixed(
            await Of((Header + B).Replace("\n", "\r\n", StringComparison.Ordinal)).Apply(new LedgerFix(), "Write 'A' into burden.costs.txt"),
            (Header + A + B).Replace("\n", "\r\n", StringComparison.Ordinal));

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData(Header + B)]
    [InlineData(Header + A + "<<<<<<< ours\n" + B + "=======\n" + B + ">>>>>>> theirs\n")]
    [InlineData(Header + A + B + "Zoo.Gone parameters=15 buffers=0 parameterBytes=60 featureElements=5 featureBytes=20 peakFeatureBytes=28 macs=10 flops=15\n")]
    public async Task Fix_all_writes_all_networks(string ledger)
    {
        await IsFixed(await Of(ledger).Apply(new LedgerFix(), All), Header + A + B);
        await IsFixed(await Of(ledger).ApplyToAll(new LedgerFix(), All), Header + A + B);
        await IsFixed(await Of(ledger).ApplyToAll(new LedgerFix(), All, FixAllScope.Solution), Header + A + B);
    }

    [Fact]
    public async Task A_network_with_an_error_keeps_its_line()
        => await IsFixed(await Of(Header + A, Sources[0], Sources[1].Replace("Linear(4)", "Linear(0)", StringComparison.Ordinal)).Apply(new LedgerFix(), All), Header + A + B);

    [Fact]
    public async Task A_ledger_of_another_format_is_unchanged()
        => Assert.Empty(await Of("# Burden cost ledger, format 2\n").Titles(new LedgerFix()));
}
