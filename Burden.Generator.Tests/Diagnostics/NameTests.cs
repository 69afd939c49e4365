namespace Burden.Generator.Tests.Diagnostics;

/// <summary>BRD0002, 3, 4, 5, 12: names of layers.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData("[Conv2d(3, 3, Padding = \"{|BRD0002:Same|}\")] public Layer A { get; }", "'Same' is not known here; did you mean 'same'?")]
    [InlineData("[Conv2d(4, 3)] public Layer Stem { get; } [ReLU(From = \"{|BRD0002:Stm|}\")] public Layer B { get; }", "'Stm' is not known here; did you mean 'Stem'?")]
    [InlineData("[Conv2d(4, 3)] public Layer Stem { get; } [Add(\"Stem\", \"{|BRD0002:Steam|}\")] public Layer B { get; }", "'Steam' is not known here; did you mean 'Stem'?")]
    [InlineData("[Conv2d(\"{|BRD0002:Width|}\", 3)] public Layer A { get; }", "'Width' is not known here")]
    [InlineData("[Conv2d(\"2 * {|BRD0002:Imput|}.Channels\", 3)] public Layer A { get; }", "'Imput' is not known here; did you mean 'Input'?")]
    [InlineData("[Conv2d(3, 3)] public Layer A { get; } [Conv2d(3, 3, SharesWith = {|BRD0002:\"B\"|})] public Layer C { get; }", "SharesWith names 'B', which is not a layer declared before")]
    [InlineData("[When(\"{|BRD0002:Deep|}\"), ReLU] public Layer A { get; }", "'Deep' is not known here")]
    public Task An_unknown_name_is_reported(string members, string message) => Declared.One(members, message);

    [Theory]
    [InlineData("[ReLU(From = {|BRD0003:nameof(A)|})] public Layer A { get; }", "'A' reads itself: A -> A")]
    [InlineData("[ReLU(From = {|BRD0003:nameof(B)|})] public Layer A { get; } [ReLU] public Layer B { get; }", "'A' reads itself: A -> B -> A")]
    [InlineData("[Add(\"Input\", {|BRD0003:nameof(C)|})] public Layer A { get; } [ReLU] public Layer B { get; } [Tanh] public Layer C { get; }", "'A' reads itself: A -> C -> B -> A")]
    [InlineData("[Conv2d(\"{|BRD0003:A|}.Channels\", 1)] public Layer A { get; }", "'A' reads itself: A -> A")]
    public Task A_cycle_is_reported(string members, string message) => Declared.One(members, message);

    [Fact]
    public Task A_layer_read_before_its_declaration_is_reported() => Declared.One(
        "[Add(\"Input\", {|BRD0004:nameof(B)|})] public Layer A { get; } [ReLU(From = Layer.Input)] public Layer B { get; }",
        "'B' is declared after 'A', which reads it; move it up");

    [Theory]
    [InlineData("[ReLU] public Layer {|BRD0005:Input|} { get; }", "a layer can't be named 'Input', which names the input")]
    [InlineData("[ReLU] public Layer {|BRD0005:Cost|} { get; }", "'Cost' names the class that is generated in a network")]
    public Task A_reserved_name_is_reported(string members, string message) => Declared.One(members, message);

    [Fact]
    public Task A_layer_named_like_a_parameter_is_reported() => Declared.One(
        "[M(1)] public Layer A { get; }",
        "'Width' is already a parameter of the module",
        "public sealed class MAttribute(int Width) : ModuleAttribute { [ReLU] Layer {|BRD0005:Width|} { get; } }");

    [Fact]
    public async Task A_layer_named_like_an_inherited_layer_is_reported() => Assert.Equal(
        "'A' is a layer that the network inherits",
        Assert.Single(await Harness.Markup.Verify("""
            using Burden;
            [Network(3)] public partial class Base { [Linear(2)] public Layer A { get; } }
            [Network] public partial class Derived : Base { [ReLU] public new Layer {|BRD0005:A|} { get; } }
            """)));

    [Fact]
    public Task An_unused_layer_is_reported() => Declared.One(
        "[Conv2d(4, 1)] public Layer {|BRD0012:A|} { get; } [ReLU(From = Layer.Input)] public Layer B { get; }",
        "'A' is never read; if it is an output, mark it with [Output]");

    [Theory]
    [InlineData("[Output, Conv2d(4, 1)] public Layer A { get; } [Output, ReLU(From = Layer.Input)] public Layer B { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [Conv2d(\"A.Channels\", 3, From = Layer.Input)] public Layer B { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [When(\"A.Width > 100\"), ReLU(From = Layer.Input)] public Layer B { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer A { get; } [When(true), Concat(\"Input\", \"Input\")] public Layer B { get; }")]
    [InlineData("[Conv2d(4, 1)] public Layer @class { get; } [ReLU(From = nameof(@class))] public Layer B { get; }")]
    public Task Read_layers_and_outputs_are_not_reported(string members) => Declared.None(members);
}
