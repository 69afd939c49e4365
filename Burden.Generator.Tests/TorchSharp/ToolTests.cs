using System.Globalization;
using Burden.CodeFixes;
using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Budgets, ledger, hover and code fixes serve networks whose code is followed as they serve declared ones.</summary>
public sealed class ToolTests
{
    private const string Source = """
        /// <summary>Two layers.</summary>
        [Network(8)]
        public partial class Net : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> body;
            private readonly Linear head;
            public Net(int size = 4) : base("net")
            {
                body = Sequential(("fc", Linear(8, 16)), ("act", ReLU()));
                head = Linear(16, size);
                RegisterComponents();
            }
            public override Tensor forward(Tensor x) => head.forward(body.forward(x));
        }

        public static partial class Models
        {
            /// <summary>With a wide head.</summary>
            [Network(8)]
            public static Net Wide() => new(32);
        }

        public static class Use { public const long Of = Net.Cost.body.fc.Flops + Models.Cost.Wide.head.Parameters; }
        """;

    private const string WideLine = "Models.Wide parameters=688 buffers=0 parameterBytes=2752 featureElements=64 featureBytes=256 peakFeatureBytes=192 macs=640 flops=720";
    private const string NetLine = "Net parameters=212 buffers=0 parameterBytes=848 featureElements=36 featureBytes=144 peakFeatureBytes=128 macs=192 flops=244";

    private static Fixed Project(DiagnosticAnalyzer analyzer, string source, string? ledger = null)
        => Fixed.Of(analyzer, [source, TorchCode.Usings], ledger is null ? null : new Dictionary<string, string> { ["/project/burden.costs.txt"] = ledger }, references: [TorchCode.Reference]);

    private static async Task<Fixed> Listed() => await Project(new LedgerAnalyzer(), Source, "").Apply(new LedgerFix(), "Write all networks of the project into burden.costs.txt");

    [Fact]
    public async Task The_ledger_lists_them_by_full_name()
    {
        var written = await Listed();
        var lines = (await written.File()).Split('\n');
        Assert.StartsWith(WideLine, lines[1], StringComparison.Ordinal);
        Assert.StartsWith(NetLine, lines[2], StringComparison.Ordinal);
        Assert.Empty(await written.Diagnostics());
        var one = await Project(new LedgerAnalyzer(), Source, $"{lines[0]}\n{lines[2]}\n").Apply(new LedgerFix(), "Write 'Models.Wide' into burden.costs.txt");
        Assert.Equal(await written.File(), await one.File());
    }

    [Fact]
    public async Task A_change_of_the_code_is_reported_at_the_network()
    {
        var diagnostics = await Project(new LedgerAnalyzer(), Source.Replace("8, 16", "8, 16, false", StringComparison.Ordinal), await (await Listed()).File()).Diagnostics();
        Assert.Equal(["BRD1101", "BRD1101"], diagnostics.Select(static d => d.Id));
        Assert.Equal(["Net", "Wide"], diagnostics.Select(static d => d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)));
        Assert.StartsWith("'Net' differs from burden.costs.txt: parameters 212 -> 196 (-7.5%)", diagnostics[0].GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_a_removed_member_is_reported()
    {
        var ledger = await (await Listed()).File();
        var gone = ledger.Split('\n')[1].Replace("Wide", "Gone", StringComparison.Ordinal);
        var diagnostic = Assert.Single(await Project(new LedgerAnalyzer(), Source, ledger.Replace("Models.Wide", $"{gone}\nModels.Wide", StringComparison.Ordinal)).Diagnostics());
        Assert.Equal("BRD1103", diagnostic.Id);
        Assert.Contains("'Models.Gone'", diagnostic.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Net.Cost.$$body.fc", "class Net.Cost.body", "Sequential: 144 parameters (576 B)")]
    [InlineData("body.$$fc.Flops", "class Net.Cost.body.fc", "Linear: 144 parameters (576 B)")]
    [InlineData("fc.$$Flops +", "(constant) long Net.Cost.body.fc.Flops", "144 FLOPs")]
    [InlineData("public partial class $$Net", "Two layers.", "Input 8: 212 parameters (848 B)")]
    [InlineData("+ Models.Cost.$$Wide.head", "class Models.Cost.Wide", "688 parameters (2.69 KB), 256 B of features, 720 FLOPs")]
    [InlineData("+ Models.$$Cost.Wide", "class Models.Cost", "What the networks cost that static members yield")]
    [InlineData("public static Net $$Wide()", "With a wide head.", "")]
    public async Task Hover_shows_what_they_cost(string place, string title, string figures)
    {
        var unmarked = place.Replace("$$", "", StringComparison.Ordinal);
        Assert.Contains(unmarked, Source, StringComparison.Ordinal);
        var text = await Hover.At(TorchCode.Usings + "\n" + Source.Replace(unmarked, place, StringComparison.Ordinal), references: [TorchCode.Reference]);
        Assert.Contains(title, text, StringComparison.Ordinal);
        Assert.Contains(figures, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_budget_names_the_heaviest_layer_where_its_field_stands()
    {
        var generated = TorchCode.Generated(Source.Replace("[Network(8)]\npublic partial", "[Network(8), Budget(Macs = 100, Target = \"watch\")]\npublic partial", StringComparison.Ordinal));
        var breach = Assert.Single(await generated.Diagnostics(new BudgetAnalyzer()));
        var text = breach.Location.SourceTree!.GetText();
        Assert.Equal("BRD1006", breach.Id);
        Assert.Equal("Macs = 100", text.ToString(breach.Location.SourceSpan));
        Assert.Equal("'Net' has 192 MACs, 92.0% over its budget of 100 for 'watch'; the heaviest layer is 'body' with 128, 66.7%", breach.GetMessage(CultureInfo.InvariantCulture));
        Assert.Equal(["body", "head"], breach.AdditionalLocations.Select(l => text.ToString(l.SourceSpan)));
    }

    [Fact]
    public async Task A_class_is_made_partial()
    {
        var source = Source.Replace("partial ", "", StringComparison.Ordinal).Replace("public static class Use", "public static partial class Use", StringComparison.Ordinal);
        source = source[..source.IndexOf("public static partial class Use", StringComparison.Ordinal)];
        var @fixed = await Project(new DeclarationAnalyzer(), source).Apply(new MakePartialFix(), "Make 'Net' partial");
        @fixed = await @fixed.Apply(new MakePartialFix(), "Make 'Models' partial");
        Assert.Equal(Source[..Source.IndexOf("public static class Use", StringComparison.Ordinal)], await @fixed.Source());
        Assert.Empty(await @fixed.Diagnostics());
    }

    [Theory]
    [InlineData("Net : Module", "[Network(8)]\npublic partial", "[Network(8)]\n[Budget(Parameters = 212")]
    [InlineData("Wide() =>", "[Network(8)]\n    public static", "[Network(8)]\n    [Budget(Parameters = 688")]
    public async Task A_budget_is_added_from_todays_figures(string at, string before, string after)
    {
        var project = Project(new BudgetAnalyzer(), Source);
        var written = await (await project.Apply(Assert.Single(await project.Actions(new AddBudgetRefactoring(), at)))).Source();
        Assert.DoesNotContain(before, written, StringComparison.Ordinal);
        Assert.Contains(after, written, StringComparison.Ordinal);
    }
}
