using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>What can't be followed is counted by the rules that <c>[CostRule]</c> states.</summary>
public sealed class CostRuleTests
{
    /// <summary>Another assembly's modules and functions, of which no source is at hand.</summary>
    private static readonly MetadataReference Library = Compiled("""
        namespace Fast
        {
            public class FusedLinear : Module<Tensor, Tensor>
            {
                public FusedLinear(int inputs, int outputs, bool bias = true) : base("fused") { }
                public override Tensor forward(Tensor x) => x;
            }
            public static class Ops
            {
                public static Tensor attend(Tensor q, Tensor k, Tensor v, int heads) => q;
                public static Tensor shift(this Tensor x) => x;
                public static Module<Tensor, Tensor> mlp(int inputs, int[] widths) => null!;
                public static int count(Tensor x) => 0;
            }
        }
        """);

    private static MetadataReference Compiled(string source)
    {
        using var stream = new MemoryStream();
        Assert.Empty(TorchCode.Compilation(source).WithAssemblyName("Fast").Emit(stream).Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static Generated Generated(params string[] sources) => Harness.Generated.From(TorchCode.Compilation(sources).AddReferences(Library));

    private static string Net(string fields, string constructor, string forward, string input = "8") => TorchCode.Module(input, fields, constructor, forward);

    private const string Fused = """
        [assembly: CostRule(typeof(Fast.FusedLinear), Output = "outputs", Parameters = "inputs * outputs + (bias ? outputs : 0)", Macs = "inputs * outputs", Flops = "Macs + (bias ? outputs : 0)")]
        """;

    [Fact]
    public async Task A_module_of_another_assembly_has_the_rule_that_the_assembly_states()
    {
        var generated = Generated(Fused, Net("readonly Fast.FusedLinear a; readonly Sequential rest;", "a = new Fast.FusedLinear(8, 16); rest = Sequential(ReLU(), new Fast.FusedLinear(16, 4, bias: false));", "return rest.forward(a.forward(x));", "8, Batch = 3")).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal((8 * 16) + 16 + (16 * 4), generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(3 * ((8 * 16) + (16 * 4)), generated.Figure("Net.Cost.Macs"));
        Assert.Equal((8 * 16) + 16, generated.Figure("Net.Cost.a.Parameters"));
        Assert.Equal(3 * ((8 * 16) + 16), generated.Figure("Net.Cost.a.Flops"));
        Assert.Equal("16", generated.Constant("Net.Cost.a.OutputShape"));
        Assert.Equal(3 * 4 * (16 + 16 + 4), generated.Figure("Net.Cost.FeatureBytes"));
        Assert.Equal(["a", "rest.0", "rest.1"], generated.Paths("Net"));
    }

    [Fact]
    public async Task Without_a_rule_the_error_says_so()
    {
        var diagnostic = Assert.Single(await Generated(Net("readonly Fast.FusedLinear a;", "a = new Fast.FusedLinear(8, 16);", "return a.forward(x);")).Diagnostics());
        Assert.Equal("BRD0030", diagnostic.Id);
        Assert.Equal("the code of FusedLinear isn't at hand: it is in Fast; state its rule with [assembly: CostRule], or write the module in your own code", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Functions_have_rules_of_their_tensors_and_arguments()
    {
        var generated = Generated(
            """
            [assembly: CostRule(typeof(Fast.Ops), "attend", Output = "q", Parameters = "0", Macs = "2 * q.Elements * k.Length", Flops = "Macs + heads * q.Length * k.Length")]
            [assembly: CostRule(typeof(Fast.Ops), nameof(Fast.Ops.shift), Output = "Input", Parameters = "0", Macs = "0", Flops = "Input.Elements", FeatureElements = "0")]
            """,
            "global using Fast;",
            Net("readonly Linear q, k;", "q = Linear(8, 8); k = Linear(8, 8);", "return Ops.attend(q.forward(x), k.forward(x), x, heads: 2).shift();", "5, 8, Batch = 2")).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(2 * ((2 * 5 * 64) + (2 * 40 * 5)), generated.Figure("Net.Cost.Macs"));
        Assert.Equal(2 * ((2 * 5 * 64) + 80 + (2 * 40 * 5) + (2 * 25) + 40), generated.Figure("Net.Cost.Flops"));
        Assert.Equal(4 * 2 * 40 * 3, generated.Figure("Net.Cost.FeatureBytes"));
        Assert.Equal(["q", "k", "attend", "shift"], generated.Paths("Net"));
    }

    [Fact]
    public async Task A_factory_s_rule_is_its_module_s()
    {
        var generated = Generated(
            """[assembly: CostRule(typeof(Fast.Ops), "mlp", Output = "widths[1]", Parameters = "inputs * widths[0] + widths[0] * widths[1]", Macs = "Parameters", Flops = "Macs", Buffers = "7")]""",
            Net("readonly Module<Tensor, Tensor> a, unused;", "a = Fast.Ops.mlp(8, new[] { 3, 5 }); unused = Fast.Ops.mlp(1, new[] { 1, 1 });", "return a.forward(a.forward(x));")).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(24 + 15 + 2, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(2 * 39, generated.Figure("Net.Cost.Macs"));
        Assert.Equal(14, generated.Figure("Net.Cost.Buffers"));
        Assert.Equal(2, generated.Figure("Net.Cost.unused.Parameters"));
    }

    [Fact]
    public async Task Own_classes_and_methods_bear_their_rules()
    {
        var generated = Generated("""
            [CostRule(Output = "(size, Input.Width)", Parameters = "Input.Channels * size", Macs = "Input.Elements * size", Flops = "Macs")]
            public class Mixed : Module<Tensor, Tensor>
            {
                public Mixed(int size) : base("mixed") { throw new NotSupportedException(); }
                public override Tensor forward(Tensor x) => throw new NotSupportedException();
            }
            public class Native : Module<Tensor, Tensor>
            {
                private readonly Parameter weight = Parameter(zeros(4));
                public Native() : base("native") => RegisterComponents();
                [CostRule(Output = "Input", Parameters = "0", Macs = "0", Flops = "3 * Input.Elements", InPlace = "true")]
                public override Tensor forward(Tensor x) { while (x.sum().item<float>() > 0) { x = x * weight; } return x; }
            }
            """, Net("readonly Mixed a; readonly Native b;", "a = new Mixed(6); b = new Native();", "return Twice(b.forward(a.forward(x)));", "4, 8").Replace("public override", """
                [CostRule(Output = "(2 * values.Channels, values.Width)", Parameters = "0", Macs = "0", Flops = "0")]
                static Tensor Twice(Tensor values) => values.cuda().repeat(values.sum().item<int>(), 1);
                public override
            """, StringComparison.Ordinal)).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(24 + 4, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(4 * 8 * 6, generated.Figure("Net.Cost.Macs"));
        Assert.Equal((4 * 8 * 6) + (3 * 48), generated.Figure("Net.Cost.Flops"));
        Assert.Equal(4 * (48 + 96), generated.Figure("Net.Cost.FeatureBytes"));
        Assert.Equal("6x8", generated.Constant("Net.Cost.b.OutputShape"));
    }

    [Theory]
    [InlineData("[{|BRD0017:CostRule(Output = \"Input\", Parameters = \"0\")|}]", "the rule of 'Net' leaves out Macs, Flops; expected an expression for each, such as Macs = \"0\"")]
    [InlineData("[CostRule(Output = \"Input\", Parameters = \"4 * {|BRD0002:sise|}\", Macs = \"0\", Flops = \"0\")]", "'sise' is not known here; did you mean 'size'?")]
    [InlineData("[CostRule(Output = \"Input\", Parameters = \"4 {|BRD0009:$|} size\", Macs = \"0\", Flops = \"0\")]", null)]
    [InlineData("[{|BRD0025:CostRule(typeof(string), Output = \"Input\", Parameters = \"0\", Macs = \"0\", Flops = \"0\")|}]", "CostRule names a type, which it does on the assembly alone; on 'Net' it states that one's rule")]
    [InlineData("[CostRule(Output = \"Input\", Parameters = \"0\", Macs = \"0\", Flops = \"0\")][{|BRD0025:CostRule(Output = \"Input\", Parameters = \"0\", Macs = \"0\", Flops = \"0\")|}]", "CostRule has no effect: 'Net' has a rule already")]
    public async Task What_is_wrong_with_a_rule_is_said_at_it(string rule, string? message)
    {
        var messages = await TorchCode.Verify($$"""
            {{rule}}
            public class Net : Module<Tensor, Tensor>
            {
                public Net(int size) : base("net") { }
                public override Tensor forward(Tensor x) => x;
            }
            """);
        Assert.Single(messages);
        Assert.Equal(message ?? messages[0], messages[0]);
    }

    [Theory]
    [InlineData("[assembly: {|BRD0025:CostRule(Output = \"Input\")|}]", "CostRule has no effect on the assembly: it names no type; expected [assembly: CostRule(typeof(...), ...)]")]
    [InlineData("[assembly: {|BRD0025:CostRule(typeof(string), Output = \"Input\")|}]", "CostRule has no effect on 'String', which is not a TorchSharp module")]
    [InlineData("[assembly: CostRule(typeof(string), {|BRD0002:\"concat\"|}, Output = \"Input\")]", "'String' has no method 'concat'; did you mean 'Concat'?")]
    [InlineData("[assembly: {|BRD0025:CostRule(typeof(string), \"Concat\", Output = \"Input\")|}]", "CostRule has no effect on 'Concat'; expected a method that returns a TorchSharp tensor or module")]
    [InlineData("[assembly: {|BRD0017:CostRule(typeof(ReLU), Output = \"Input\")|}]", "the rule of 'ReLU' leaves out Parameters, Macs, Flops; expected an expression for each, such as Parameters = \"0\"")]
    public async Task What_is_wrong_with_an_assembly_s_rule_is_said_at_it(string rule, string message)
        => Assert.Equal([message], await TorchCode.Verify(rule));

    [Theory]
    [InlineData("Output = \"Input\", Parameters = \"0\", Macs = \"-1\", Flops = \"0\"", "return {|BRD0010:a.forward(x)|};", "Custom: its rule Macs gives -1; expected at least 0")]
    [InlineData("Output = \"(0, 1)\", Parameters = \"0\", Macs = \"1\", Flops = \"0\"", "return {|BRD0006:a.forward(x)|};", "Custom: its rule Output gives a tuple; expected a tuple of positive integers, or an input")]
    [InlineData("Output = \"Input\", Parameters = \"0\", Macs = \"Input.Width\", Flops = \"0\"", "return {|BRD0009:a.forward(x.flatten(0))|};", "Custom: its rule Macs: Input has no dimensions; Width needs at least 1 dimension")]
    [InlineData("Output = \"Input\", Parameters = \"0\", Macs = \"1\", Flops = \"0\"", "return {|BRD0030:a.forward(x.sum())|};", "the rule of 'Custom' needs a tensor with a batch, its first dimension; a tensor of one value is given")]
    [InlineData("Output = \"Input\", Parameters = \"Input.Elements\", Macs = \"1\", Flops = \"0\"", "return x;", "what Custom stores follows from its input by its rule, and it never runs")]
    [InlineData("Output = \"Input\", Parameters = \"scale\", Macs = \"1\", Flops = \"0\"", "return a.forward(x);", "Parameters of 'Custom' depends on 'scale', which isn't known: Random isn't followed")]
    public async Task A_rule_that_does_not_fit_is_reported_where_it_is_used(string rules, string forward, string? message)
    {
        var creation = message?.Contains("never runs", StringComparison.Ordinal) == true || rules.Contains("scale", StringComparison.Ordinal) ? "{|BRD0030:new Custom(new Random().Next())|}" : "new Custom(1)";
        var messages = await TorchCode.Verify($$"""
            [CostRule({{rules}})]
            public class Custom : Module<Tensor, Tensor>
            {
                public Custom(int scale) : base("custom") { }
                public override Tensor forward(Tensor x) => x;
            }
            {{Net("readonly Custom a;", $"a = {creation};", forward)}}
            """);
        Assert.Equal(message ?? messages[0], Assert.Single(messages));
    }

    /// <summary>The rule is reported once, where it stands, and not again where it is used.</summary>
    [Fact]
    public async Task A_faulty_rule_leaves_figures_unknown()
    {
        var generated = Generated(Fused.Replace("Macs = \"inputs * outputs\", ", "", StringComparison.Ordinal), Net("readonly Fast.FusedLinear a;", "a = new Fast.FusedLinear(8, 16);", "return a.forward(x);"));
        Assert.Equal(["BRD0017"], (await generated.Diagnostics()).Select(static d => d.Id));
        Assert.Equal(-1, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public void A_rule_that_is_added_or_changed_is_noticed()
    {
        var compilation = TorchCode.Compilation("// rules", Net("readonly Fast.FusedLinear a;", "a = new Fast.FusedLinear(8, 16);", "return a.forward(x);")).AddReferences(Library);
        var driver = Harness.Generated.Driver(compilation).RunGenerators(compilation);
        Assert.Contains("Parameters = -1;", Text(driver), StringComparison.Ordinal);
        foreach (var (rule, parameters) in new[] { (Fused, 144), (Fused.Replace("inputs * outputs +", "9 * outputs +", StringComparison.Ordinal), 160) })
        {
            var tree = compilation.SyntaxTrees.First();
            compilation = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(rule)));
            driver = driver.RunGenerators(compilation);
            Assert.Contains($"Parameters = {parameters};", Text(driver), StringComparison.Ordinal);
        }

        static string Text(GeneratorDriver driver) => driver.GetRunResult().Results[0].GeneratedSources.Single(static s => s.HintName == "Net.g.cs").SourceText.ToString();
    }
}
