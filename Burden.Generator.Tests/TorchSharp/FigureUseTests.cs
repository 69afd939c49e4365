using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Figures of networks whose code is followed are constants everywhere: in declarations, attributes, and in other networks' code.</summary>
public sealed class FigureUseTests
{
    private const string Net = """
        [Network(8)]
        public partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc;
            public Net(int size = 4) : base("net") { fc = Linear(8, size); RegisterComponents(); }
            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        public static partial class Models { [Network(8)] public static Net Wide() => new(16); }

        """;

    [Theory]
    [InlineData("[Network(8)] public partial class Other { [Linear((int)Net.Cost.Parameters)] public static Layer Fc { get; } }", 9 * 36)]
    [InlineData("[Network(8)] public partial class Other { [Linear((int)Net.Cost.fc.Macs)] public static Layer Fc { get; } }", 9 * 32)]
    [InlineData("[Network(8)] public partial class Other { [Linear((int)Models.Cost.Wide.Macs)] public static Layer Fc { get; } }", 9 * 128)]
    [InlineData("[Network(8)] public partial class Other { const int Size = (int)(Models.Cost.Wide.fc.Macs / 2); [Linear(Size)] public static Layer Fc { get; } }", 9 * 64)]
    [InlineData("[Network((int)Models.Cost.Wide.Macs)] public partial class Other { [Linear(1)] public static Layer Fc { get; } }", 129)]
    [InlineData("[Network(8), Arguments((int)Models.Cost.Wide.Macs)] public partial class Other : Net { public Other(int size) : base(size) { } }", 9 * 128)]
    [InlineData("[Network(8)] public partial class Other : Net { public Other() : base((int)Models.Cost.Wide.Macs) { } }", 9 * 128)]
    [InlineData("[Network(8)] public partial class Other : Net { const long Size = 2 * Models.Cost.Wide.fc.Macs; public Other() : base((int)Size) { } }", 9 * 256)]
    [InlineData("[Network(8)] public partial class Other : Net { public Other() : base(Size(Net.Cost.fc.OutputShape)) { } static int Size(string s) => s == \"4\" ? 2 : 1; }", 18)]
    public async Task Figures_are_found_wherever_they_are_used(string other, long parameters)
    {
        var generated = TorchCode.Generated(Net, other).Compiles();
        Assert.Empty(await generated.Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer()));
        Assert.Equal(parameters, generated.Figure("Other.Cost.Parameters"));
    }

    [Theory]
    [InlineData("using static Models.Cost;", "(int)Wide.Macs")]
    [InlineData("using Costs = Models.Cost;", "(int)Costs.Wide.Macs")]
    [InlineData("using Wide = Models.Cost.Wide;", "(int)Wide.Macs")]
    public async Task However_they_are_named(string directive, string size)
    {
        var declared = TorchCode.Generated(Net, $$"""{{directive}} [Network(8)] public partial class Other { [Linear({{size}})] public static Layer Fc { get; } }""").Compiles();
        Assert.Empty(await declared.Diagnostics());
        Assert.Equal(9 * 128, declared.Figure("Other.Cost.Parameters"));
        var code = TorchCode.Generated(Net, $$"""{{directive}} [Network(8)] public partial class Other : Module<Tensor, Tensor> { readonly Linear layer = Linear(8, {{size}}); public Other() : base("other") => RegisterComponents(); public override Tensor forward(Tensor x) => layer.forward(x); }""").Compiles();
        Assert.Empty(await code.Diagnostics());
        Assert.Equal(9 * 128, code.Figure("Other.Cost.Parameters"));
    }

    [Fact]
    public async Task Budgets_may_be_relative_to_them()
    {
        var generated = TorchCode.Generated(Net, """
            [Network(8), Budget(Parameters = 2, RelativeTo = typeof(Net)), Budget(Flops = 1.5 * Models.Cost.Wide.Flops, Target = "wide")]
            public partial class Other { [Linear(32)] public static Layer Fc { get; } }
            [Network(8), Budget(Parameters = 0.1 * Models.Cost.Wide.Parameters)]
            public partial class Code : Net { public Code() : base(2) { } }
            """).Compiles();
        var breaches = await generated.Diagnostics(new BudgetAnalyzer());
        Assert.Equal(["BRD1001", "BRD1005", "BRD1001"], breaches.Select(static d => d.Id));
    }

    [Fact]
    public async Task A_cycle_through_code_is_reported()
    {
        var generated = TorchCode.Generated("""
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, System.Math.Max(1, (int)Other.Cost.Parameters));
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            [Network(8)] public partial class Other { [Linear((int)Net.Cost.Parameters)] public static Layer Fc { get; } }
            """);
        var diagnostics = await generated.Diagnostics();
        Assert.Equal(["BRD0026", "BRD0026"], diagnostics.Select(static d => d.Id));
        Assert.Equal("the code uses Other.Cost.Parameters, which follows from itself: Net -> Other -> Net", diagnostics[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(-1, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(-1, generated.Figure("Other.Cost.Parameters"));
    }

    [Fact]
    public async Task A_network_that_uses_its_own_figure_is_reported()
    {
        var generated = TorchCode.Generated("""
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, System.Math.Max(1, (int)Cost.Parameters));
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);
        var diagnostic = Assert.Single(await generated.Diagnostics());
        Assert.Equal("the code uses Net.Cost.Parameters, which follows from itself: Net -> Net", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(-1, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public async Task The_costs_of_a_network_with_an_error_are_unknown()
    {
        var generated = TorchCode.Generated(Net.Replace("Linear(8, size)", "Linear(9, size)", StringComparison.Ordinal), """
            [Network(8)] public partial class Other { [Linear((int)Net.Cost.Parameters)] public static Layer Fc { get; } }
            [Network(8)]
            public partial class Code : Module<Tensor, Tensor>
            {
                private readonly Linear fc = Linear(8, System.Math.Max(1, (int)Models.Cost.Wide.Parameters));
                public Code() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """);
        var diagnostics = await generated.Diagnostics();
        Assert.Equal(["BRD0006", "BRD0026", "BRD0026"], diagnostics.Select(static d => d.Id).Distinct().Append("BRD0026").Order());
        Assert.Contains(diagnostics, static d => d.GetMessage(System.Globalization.CultureInfo.InvariantCulture) == "the code uses Models.Cost.Wide.Parameters, which is not known: 'Wide' has a fault");
        Assert.Equal(-1, generated.Figure("Code.Cost.Parameters"));
    }

    /// <summary>What a network's code rests on is other networks' figures too, wherever they are declared.</summary>
    [Theory]
    [InlineData("[Network(8)] public partial class Other { [Linear((int)Net.Cost.Parameters)] public static Layer Fc { get; } }")]
    [InlineData("[Network(8)] public partial class Other : Module<Tensor, Tensor> { readonly Linear layer = Linear(8, (int)Net.Cost.Parameters); public Other() : base(\"other\") => RegisterComponents(); public override Tensor forward(Tensor x) => layer.forward(x); }")]
    public void An_edit_of_the_network_that_is_named_is_noticed(string other)
    {
        var compilation = TorchCode.Compilation(Net, other);
        var driver = Generated.Driver(compilation).RunGenerators(compilation);
        Assert.Contains("Parameters = 324;", Text(driver), StringComparison.Ordinal);
        var tree = compilation.SyntaxTrees.First();
        compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(tree.ToString().Replace("Linear(8, size)", "Linear(8, size, false)", StringComparison.Ordinal))));
        Assert.Contains("Parameters = 288;", Text(driver.RunGenerators(compilation)), StringComparison.Ordinal);

        static string Text(Microsoft.CodeAnalysis.GeneratorDriver driver)
            => driver.GetRunResult().Results[0].GeneratedSources.Single(static s => s.HintName == "Other.g.cs").SourceText.ToString();
    }
}
