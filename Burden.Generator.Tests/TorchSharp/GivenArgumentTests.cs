using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary><c>[Arguments]</c> is held to the constructor that it gives arguments to.</summary>
public sealed class GivenArgumentTests
{
    private static string Net(string attribute, string parameters = "string name, int size = 4, bool bias = true") => $$"""
        public enum Kind { Small, Large }
        public class Config { public int Hidden = 4; }
        [Network(8)]
        [{{attribute}}]
        public partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc;
            public Net({{parameters}}) : base("net") { fc = Linear(8, 4); RegisterComponents(); }
            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """;

    [Theory]
    [InlineData("Arguments(\"net\", 4, true, {|BRD0010:5|})", "'Net(string name, int size, bool bias)' takes 3 arguments; 4 are given")]
    [InlineData("Arguments({|BRD0010:4|})", "'name' of 'Net(string name, int size, bool bias)' is given 4, an int; expected string")]
    [InlineData("Arguments(\"net\", {|BRD0010:4.5|})", "'size' of 'Net(string name, int size, bool bias)' is given 4.5, a double; expected int")]
    [InlineData("Arguments(\"net\", {|BRD0010:null|})", "'size' of 'Net(string name, int size, bool bias)' is given null; expected int")]
    [InlineData("Arguments(\"net\", {|BRD0010:5_000_000_000|})", "'size' of 'Net(string name, int size, bool bias)' is given 5000000000, a long; expected int")]
    [InlineData("Arguments(\"net\", {|BRD0010:new[] { 1 }|})", "'size' of 'Net(string name, int size, bool bias)' is given an int[]; expected int")]
    [InlineData("Arguments(\"net\", {|BRD0010:Kind.Small|})", "'size' of 'Net(string name, int size, bool bias)' is given a Kind; expected int")]
    public async Task A_mismatch_is_reported_at_the_argument(string attribute, string message)
        => Assert.Equal([message], await TorchCode.Verify(Net(attribute)));

    [Theory]
    [InlineData("Arguments(new object[] { 4, {|BRD0010:5|} })", "int size, bool bias", "'bias' of 'Net(int size, bool bias)' is given 5, an int; expected bool")]
    [InlineData("Arguments({|BRD0010:4|})", "Config config", "'config' of 'Net(Config config)' is given 4, an int; expected Config, which no attribute can hold: put [Network] on a static member that creates the module with it")]
    [InlineData("Arguments({|BRD0010:4|})", "", "'Net()' takes no arguments; 1 is given")]
    [InlineData("Arguments({|BRD0010:\"a\"|})", "params int[] sizes", "'sizes' of 'Net(int[] sizes)' is given \"a\", a string; expected int")]
    public async Task Of_parameters_of_other_kinds_too(string attribute, string parameters, string message)
        => Assert.Equal([message], await TorchCode.Verify(Net(attribute, parameters)));

    [Theory]
    [InlineData("Arguments(4)", "long size")]
    [InlineData("Arguments(4)", "byte size")]
    [InlineData("Arguments(4)", "double rate")]
    [InlineData("Arguments(0.5)", "float rate")]
    [InlineData("Arguments(4)", "int? size")]
    [InlineData("Arguments(null)", "int? size")]
    [InlineData("Arguments(null)", "string? name")]
    [InlineData("Arguments(new object[] { 4, true })", "int size, bool bias")]
    [InlineData("Arguments(4)", "object anything")]
    [InlineData("Arguments(Kind.Large)", "Kind kind")]
    [InlineData("Arguments(new[] { 1, 2 })", "int[] sizes")]
    [InlineData("Arguments(new object[] { new[] { \"a\", \"b\" } })", "string[] names")]
    [InlineData("Arguments(new[] { 1, 2 })", "IReadOnlyList<int> sizes")]
    [InlineData("Arguments(1, 2, 3)", "params int[] sizes")]
    [InlineData("Arguments(\"net\", 1, 2, 3)", "string name, params long[] sizes")]
    [InlineData("Arguments(\"net\")", "string name, int size")]
    public async Task Matching_arguments_are_accepted(string attribute, string parameters) => Assert.Empty(await TorchCode.Verify(Net(attribute, parameters)));

    private static string Several(string attribute) => $$"""
        [Network(8), {{attribute}}]
        public partial class Net : Module<Tensor, Tensor>
        {
            private readonly Linear fc;
            public Net(string name, double scale) : base(name) { fc = Linear(8, (long)(8 * scale)); RegisterComponents(); }
            public Net(string name, int size) : base(name) { fc = Linear(8, size); RegisterComponents(); }
            public Net(int size, int times = 2) : this("net", size * times) { }
            public Net(bool wide) : this("net", wide ? 32 : 1) { }
            public override Tensor forward(Tensor x) => fc.forward(x);
        }
        """;

    [Theory]
    [InlineData("Arguments(\"net\", 3)", 3)]
    [InlineData("Arguments(\"net\", 0.5)", 4)]
    [InlineData("Arguments(5)", 10)]
    [InlineData("Arguments(5, 3)", 15)]
    [InlineData("Arguments(true)", 32)]
    public async Task Of_several_constructors_the_one_that_takes_them_runs(string attribute, int features)
    {
        var generated = TorchCode.Generated(Several(attribute)).Compiles();
        Assert.Empty(await generated.Diagnostics());
        Assert.Equal(9 * features, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public async Task Where_none_takes_them_all_are_named()
        => Assert.Equal(
            ["no constructor of 'Net' takes (double, string); expected 'Net(string name, double scale)' or 'Net(string name, int size)' or 'Net(int size, int times)' or 'Net(bool wide)'"],
            await TorchCode.Verify(Several("{|BRD0010:Arguments(0.5, \"net\")|}")));

    [Fact]
    public async Task A_property_takes_none()
        => Assert.Equal(
            ["'Of' is a property and takes no arguments; 1 is given"],
            await TorchCode.Verify("""public static partial class Models { [Network(8), Arguments({|BRD0010:4|})] public static Sequential Of => Sequential(Linear(8, 4)); }"""));

    [Fact]
    public async Task Beside_a_declared_network_they_have_no_effect()
        => Assert.Equal(
            ["Arguments has no effect on 'Net', whose layers are declared; expected a TorchSharp module"],
            await TorchCode.Verify("""[Network(8), {|BRD0025:Arguments(4)|}] public partial class Net { [Linear(4)] public static Layer Fc { get; } }"""));
}
