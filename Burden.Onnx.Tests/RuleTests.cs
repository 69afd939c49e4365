using Burden.Generator.Costs;
using Burden.Onnx.Tests.Models;

namespace Burden.Onnx.Tests;

/// <summary>Operators that Burden doesn't know, and the user's rules for them.</summary>
public sealed class RuleTests
{
    private static GraphWriter Unknown()
    {
        var g = new GraphWriter();
        var x = g.Node("my.ops::Gain", [g.Float("x", 2, 3, 4), g.Weight("gain", 3)], ("scale", 5L));
        g.Node("my.ops::Fold", [g.Node("my.ops::Gain", [x])]);
        return g;
    }

    [Fact]
    public void Operators_without_a_rule_are_named_with_their_nodes()
    {
        var fault = Reading.Of(Unknown(), domains: "my.ops").Fault();
        Assert.Equal(OnnxFaultKind.Operator, fault.Kind);
        Assert.Equal("2 operators have no rule: my.ops::Fold ('Fold_3'); my.ops::Gain ('Gain_1', 'Gain_2'). State what they cost in a rules file", fault.Message);
    }

    [Fact]
    public void Rules_are_the_expressions_of_custom_layers()
    {
        const string rules = """
            {
              // An operator is called as in the file, its domain before it.
              "my.ops::Gain": { "Output": "Input", "Macs": "0", "Flops": "2 * Output.Elements", "InPlace": "true" },
              "my.ops::Fold": { "Output": "(Input0.Channels, Input0.Elements / Input0.Channels)", "Macs": "Output.Elements", "Flops": "Macs", "Parameters": "12" },
            }
            """;
        var reading = Reading.Of(Unknown(), rules: rules.Replace("\"Flops\": \"Macs\"", "\"Flops\": \"Output.Elements\"", StringComparison.Ordinal), domains: "my.ops");
        var figures = reading.Sound();
        Assert.Equal((2 * 24 * 2) + 24, figures.Flops);
        Assert.Equal(24, figures.Macs);
        Assert.Equal(3 + 12, figures.Parameters);
        Assert.Equal([2L, 12], ((Burden.Onnx.Values.TensorValue)reading.Values[reading.Outputs[0]]!).Sizes);
    }

    [Theory]
    [InlineData("int64", 8)]
    [InlineData("bool", 1)]
    [InlineData("float32", 4)]
    [InlineData("float64", 8)]
    public void A_rule_states_the_type_of_what_an_operator_yields(string type, long bytes)
    {
        var g = new GraphWriter();
        g.Node("my.ops::Rank", [g.Float("x", 2, 3, 4)]);
        var rules = $$"""{ "my.ops::Rank": { "Output": "Input", "Macs": "0", "Flops": "0", "ElementType": "{{type}}" } }""";
        Assert.Equal(24 * bytes, Reading.Of(g, rules: rules, domains: "my.ops").Sound()[Figure.FeatureBytes]);
    }

    [Theory]
    [InlineData("""{ "my.ops::Gain": { "Output": "Input", "Macs": "0", "Flops": "0", "ElementType": "flaot16" } }""", "ElementType: 'flaot16' is no type; did you mean 'float16'?")]
    [InlineData("[]", "the file is no object of operators")]
    [InlineData("""{ "my.ops::Gain": { "Output": "Input", "Macs": "0" } }""", "Flops is missing")]
    [InlineData("""{ "my.ops::Gain": { "Outptu": "Input" } }""", "'Outptu' is no rule; did you mean 'Output'?")]
    [InlineData("""{ "my.ops::Gain": { "Output": "Input +" } }""", "Output: ")]
    [InlineData("""{ "my.ops::Gain": """, "")]
    public void Rules_that_are_wrong_are_an_error(string rules, string message)
    {
        var fault = Reading.Of(Unknown(), rules: rules, domains: "my.ops").Fault();
        Assert.Equal(OnnxFaultKind.Rules, fault.Kind);
        Assert.StartsWith(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_may_use_attributes_and_stand_for_a_known_operator()
    {
        var g = new GraphWriter();
        g.Node("LeakyRelu", [g.Float("x", 2, 8)], ("steps", 3L));
        var rules = """{ "LeakyRelu": { "Output": "Input", "Macs": "0", "Flops": "steps * Input.Elements" } }""";
        Assert.Equal(3 * 16, Reading.Of(g, rules: rules).Sound().Flops);
    }

    [Fact]
    public void An_operator_that_never_runs_needs_no_rule()
    {
        var strange = new GraphWriter();
        strange.Node("my.ops::Strange", [strange.Real(1)]);
        var plain = new GraphWriter();
        plain.Node("Identity", [plain.Real(1)]);
        var g = new GraphWriter();
        g.Node("If", [g.Bool(false)], ("then_branch", strange.Output(strange.LastOutput)), ("else_branch", plain.Output(plain.LastOutput)));
        Reading.Of(g, domains: "my.ops").Sound();
    }
}
