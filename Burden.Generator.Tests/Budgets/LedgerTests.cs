using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Budgets;

public sealed class LedgerTests
{
    private const string Header = "# Burden cost ledger, format 1\n";
    private const string Source = "using Burden; namespace Zoo; [Network(2)] public partial class Net { [Linear(4)] public static partial Layer A { get; } }";
    private const string Line = "Zoo.Net parameters=12 buffers=0 parameterBytes=48 featureElements=4 featureBytes=16 peakFeatureBytes=24 macs=8 flops=12 trafficBytes=72 arenaBytes=32\n";

    private static async Task<IReadOnlyList<Diagnostic>> Run(string ledger, params string[] sources)
        => await Generated.From(sources.Length == 0 ? [Source] : sources)
            .Diagnostics(new ProjectFiles { Files = { ["/project/burden.costs.txt"] = ledger } }, new LedgerAnalyzer());

    private static string Message(Diagnostic diagnostic) => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [InlineData(Header + Line)]
    [InlineData(Header + "\n# a remark\n" + Line)]
    public async Task A_network_that_matches_its_line_is_not_reported(string ledger)
    {
        Assert.Empty(await Run(ledger));
        Assert.Empty(await Run(ledger.Replace("\n", "\r\n", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_line_that_lists_fewer_figures_is_compared_in_those()
    {
        var older = Line.Replace(" trafficBytes=72 arenaBytes=32", "", StringComparison.Ordinal);
        Assert.Empty(await Run(Header + older));
        Assert.Equal("'Zoo.Net' differs from burden.costs.txt: macs 9 -> 8 (-11.1%)", Message(Assert.Single(await Run(Header + older.Replace("macs=8", "macs=9", StringComparison.Ordinal)))));
    }

    private const string Asking = "using Burden; namespace Zoo; [Network(2), Training(Optimizer = Optimizer.Sgd), Device(\"A b\", Flops = 1e6, Bandwidth = 1e6)] public partial class Net { [Linear(4)] public static partial Layer A { get; } }";

    private static readonly string AskingLine = Line.TrimEnd() + " training.parameterBytes=48 training.gradientBytes=48 training.optimizerBytes=0 training.savedBytes=8 training.trainingBytes=104 training.trainingFlops=24 onAB.milliseconds=0.072\n";

    [Fact]
    public async Task Figures_of_analyses_that_a_network_asks_for_stand_in_its_line()
    {
        Assert.Empty(await Run(Header + AskingLine, Asking));
        Assert.Equal(
            "'Zoo.Net' differs from burden.costs.txt: training.savedBytes 16 -> 8 (-50.0%), onAB.milliseconds 0.06 -> 0.072 (+20.0%)",
            Message(Assert.Single(await Run(Header + AskingLine.Replace("savedBytes=8", "savedBytes=16", StringComparison.Ordinal).Replace("0.072", "0.06", StringComparison.Ordinal), Asking))));
    }

    [Fact]
    public async Task A_figure_that_is_asked_for_must_be_listed_and_no_other()
    {
        Assert.Equal(
            "'Zoo.Net' differs from burden.costs.txt: onAB.milliseconds 0.072 (not listed)",
            Message(Assert.Single(await Run(Header + AskingLine.Replace(" onAB.milliseconds=0.072", "", StringComparison.Ordinal), Asking))));
        Assert.Equal(
            "'Zoo.Net' differs from burden.costs.txt: training.savedBytes 8 (listed, and not asked for)",
            Message(Assert.Single(await Run(Header + Line.TrimEnd() + " training.savedBytes=8\n"))));
    }

    /// <summary>The very line that the ledger asks for is one that it reads.</summary>
    [Fact]
    public void A_line_with_figures_of_analyses_is_read_as_it_is_written()
        => Assert.Equal(AskingLine.TrimEnd(), Ledgers.LedgerEntry.Parse(AskingLine.TrimEnd())!.ToString());

    [Theory]
    [InlineData("training.savedBytes")]
    [InlineData("training.savedBytes=x")]
    [InlineData("training.=1")]
    [InlineData("training.a=1 training.a=1")]
    [InlineData("training.a=1 macs=1")]
    public void A_figure_of_an_analysis_that_cannot_be_read_makes_the_line_unreadable(string words)
        => Assert.Null(Ledgers.LedgerEntry.Parse($"{Line.TrimEnd()} {words}"));

    [Fact]
    public async Task A_project_without_a_ledger_has_no_diagnostics()
        => Assert.Empty(await Generated.From(Source).Diagnostics(new ProjectFiles { Files = { ["/project/other.txt"] = "?" } }, new LedgerAnalyzer()));

    [Fact]
    public async Task A_change_is_reported_with_old_value_new_value_and_percentage()
    {
        var diagnostic = Assert.Single(await Run(Header + Line, Source.Replace("Linear(4)", "Linear(5)", StringComparison.Ordinal)));
        Assert.Equal("BRD1101", diagnostic.Id);
        Assert.Equal("Net", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Equal(
            "'Zoo.Net' differs from burden.costs.txt: parameters 12 -> 15 (+25.0%), parameterBytes 48 -> 60 (+25.0%), featureElements 4 -> 5 (+25.0%), "
            + "featureBytes 16 -> 20 (+25.0%), peakFeatureBytes 24 -> 28 (+16.7%), macs 8 -> 10 (+25.0%), flops 12 -> 15 (+25.0%), trafficBytes 72 -> 88 (+22.2%), arenaBytes 32 -> 48 (+50.0%)",
            Message(diagnostic));
        var line = Assert.Single(diagnostic.AdditionalLocations).GetLineSpan();
        Assert.Equal(("/project/burden.costs.txt", 1), (line.Path, line.StartLinePosition.Line));
    }

    [Fact]
    public async Task A_decrease_or_a_new_cost_is_reported_too()
    {
        var listed = Line.Replace("macs=8", "macs=10", StringComparison.Ordinal).Replace("parameters=12", "parameters=0", StringComparison.Ordinal);
        Assert.Equal("'Zoo.Net' differs from burden.costs.txt: parameters 0 -> 12 (new), macs 10 -> 8 (-20.0%)", Message(Assert.Single(await Run(Header + listed))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData(Header)]
    public async Task A_network_without_a_line_is_reported_at_its_name(string ledger)
    {
        var diagnostic = Assert.Single(await Run(ledger));
        Assert.Equal(("BRD1102", "'Zoo.Net' is not in burden.costs.txt"), (diagnostic.Id, Message(diagnostic)));
    }

    [Fact]
    public async Task A_line_without_a_network_is_reported_at_the_line()
    {
        var diagnostic = Assert.Single(await Run(Header + Line.Replace("Net", "Gone", StringComparison.Ordinal) + Line));
        Assert.Equal(("BRD1103", "burden.costs.txt lists 'Zoo.Gone', which is not a network of the project"), (diagnostic.Id, Message(diagnostic)));
        Assert.Equal(("/project/burden.costs.txt", 1), (diagnostic.Location.GetLineSpan().Path, diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task A_large_change_is_reported_as_a_multiple()
    {
        var found = Assert.Single(await Run(Header + Line.Replace("macs=8", "macs=2", StringComparison.Ordinal), Source.Replace("Linear(4)", "Linear(4000)", StringComparison.Ordinal)));
        Assert.Contains("macs 2 -> 8,000 (4,000 times)", Message(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hello\n", "the ledger does not begin with '# Burden cost ledger, format 1'")]
    [InlineData("# Burden cost ledger, format 2\nanything\n", "the ledger has format 2; this version of Burden reads format 1")]
    public async Task A_file_of_another_format_is_the_only_diagnostic(string ledger, string message)
    {
        var diagnostic = Assert.Single(await Run(ledger));
        Assert.Equal(("BRD1104", message), (diagnostic.Id, Message(diagnostic)));
    }

    [Fact]
    public async Task A_merge_conflict_is_reported_once()
    {
        var ledger = Header + "<<<<<<< ours\n" + Line + "=======\n" + Line.Replace("macs=8", "macs=9", StringComparison.Ordinal) + ">>>>>>> theirs\n";
        var found = await Run(ledger);
        var fault = Assert.Single(found);
        Assert.Equal(("BRD1104", 1), (fault.Id, fault.Location.GetLineSpan().StartLinePosition.Line));
        Assert.Equal("the ledger holds an unresolved merge conflict about 'Zoo.Net'; keep one line for each network and remove the markers", Message(fault));
    }

    [Theory]
    [InlineData("Zoo.Net")]
    [InlineData("Zoo.Net parameters=many")]
    [InlineData("Zoo.Net parameters=-1 buffers=0 parameterBytes=48 featureElements=4 featureBytes=16 peakFeatureBytes=24 macs=8 flops=12")]
    [InlineData("Zoo.Net buffers=0 parameters=12 parameterBytes=48 featureElements=4 featureBytes=16 peakFeatureBytes=24 macs=8 flops=12")]
    public async Task An_unreadable_line_is_reported_and_its_network_is_not(string line)
    {
        var diagnostic = Assert.Single(await Run(Header + line));
        Assert.Equal("BRD1104", diagnostic.Id);
    }

    [Fact]
    public async Task A_network_with_an_error_is_neither_missing_nor_obsolete()
    {
        var faulty = Source.Replace("Linear(4)", "Linear(0)", StringComparison.Ordinal);
        Assert.Empty(await Run(Header, faulty));
        Assert.Empty(await Run(Header + Line, faulty));
    }

    [Theory]
    [InlineData("[Linear(4)] public static partial Layer A { get; } }", "[Linear(5)] public static partial Layer A { get; } [Line")]
    [InlineData("[Network(2)] public partial class Net", "[Network(2)] publ")]
    public async Task A_network_with_syntax_errors_is_neither_different_nor_obsolete(string whole, string typed)
        => Assert.Empty(await Run(Header + Line, Source.Replace(whole, typed, StringComparison.Ordinal)));

    [Fact]
    public async Task Nested_networks_and_names_in_any_script_have_lines()
    {
        var found = await Run(Header, "using Burden; public partial class 外 { [Network(2)] partial class Réseau { [Linear(4)] public static partial Layer A { get; } } }");
        Assert.Equal("'外.Réseau' is not in burden.costs.txt", Message(Assert.Single(found)));
        Assert.Empty(await Run(
            Header + Line.Replace("Zoo.Net", "外.Réseau", StringComparison.Ordinal),
            "using Burden; public partial class 外 { [Network(2)] partial class Réseau { [Linear(4)] public static partial Layer A { get; } } }"));
    }

    [Fact]
    public void A_ledger_is_written_sorted_and_read_back()
    {
        var entries = new[] { "b", "Z", "a.b", "a", "é" }.Select((n, i) => new Ledgers.LedgerEntry(n, [i, 1, 2, 3, 4, 5, 6, long.MaxValue])).ToList();
        var text = Ledgers.Ledger.Write(entries);
        Assert.Equal(["Z", "a", "a.b", "b", "é"], text.Split('\n')[1..^1].Select(static l => l.Split(' ')[0]));
        Assert.Equal(text, Ledgers.Ledger.Write(Ledgers.Ledger.Parse(text.Split('\n')).Lines.Select(static l => l.Entry!)));
        Assert.DoesNotContain('\r', text);
    }
}
