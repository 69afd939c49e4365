using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>BRD0025: attributes of Burden's where they have no effect.</summary>
public sealed class NoEffectTests
{
    private static Task<IReadOnlyList<string>> Verify(string marked)
        => Markup.Verify("using Burden; using System;\n" + marked, new DeclarationAnalyzer(), new BudgetAnalyzer());

    private static async Task One(string marked, string message) => Assert.Equal(message, Assert.Single(await Verify(marked)));

    [Theory]
    [InlineData("[{|BRD0025:Conv2d(4, 3)|}, ReLU] public int X { get; }", "Conv2d has no effect on 'X', whose type is int; expected a property of type Layer")]
    [InlineData("[{|BRD0025:ReLU|}] public static string X => \"\";", "ReLU has no effect on 'X', whose type is string; expected a property of type Layer")]
    [InlineData("[{|BRD0025:M|}] public object? X { get; set; }", "M has no effect on 'X', whose type is object?; expected a property of type Layer")]
    [InlineData("[{|BRD0025:ReLU|}] public static Layer? X { get; }", "ReLU has no effect on 'X', whose type is Layer?; expected a property of type Layer")]
    [InlineData("[{|BRD0025:ReLU|}] public Layer[] X { get; } = [];", "ReLU has no effect on 'X', whose type is Layer[]; expected a property of type Layer")]
    [InlineData("[{|BRD0025:ReLU|}] public Layer this[int i] => default;", "ReLU has no effect on an indexer; expected a property of type Layer")]
    [InlineData("[{|BRD0025:Output|}] public int X { get; }", "Output has no effect on 'X', whose type is int; expected a property of type Layer")]
    [InlineData("[Obsolete, {|BRD0025:When(true)|}] public int X { get; }", "When has no effect on 'X', whose type is int; expected a property of type Layer")]
    [InlineData("[{|BRD0025:Input(3)|}] public int X { get; }", "Input has no effect on 'X', whose type is int; expected a property of type Layer")]
    [InlineData("[{|BRD0025:Budget(Flops = 4)|}] public int X { get; }", "Budget has no effect on 'X', whose type is int; expected a property of type Layer")]
    [InlineData("[Output, Input(3), {|BRD0025:Budget(Flops = 4)|}] public Layer X { get; }", "Budget has no effect on 'X', which is an input")]
    [InlineData("[{|BRD0025:ReLU|}, Input(3), Output] public Layer X { get; }", "ReLU has no effect on 'X', which is an input")]
    [InlineData("[Output, Input(3), {|BRD0025:When(true)|}] public Layer X { get; }", "When has no effect on 'X', which is an input")]
    [InlineData("[Linear(3), Output] public static partial Layer X { get; } [{|BRD0025:ReLU|}] public static partial Layer X => default;", "ReLU has no effect on the implementing part of 'X'; expected it on the defining part")]
    [InlineData("[Linear(3), Output] [field: {|BRD0025:Wide|}] public Layer X { get; }", "Wide has no effect here; expected it on a property of type Layer")]
    [InlineData("[{|BRD0025:Wide|}] public int X;", "Wide has no effect here; expected it on a property of type Layer")]
    [InlineData("[{|BRD0025:Wide|}] public void X() { }", "Wide has no effect here; expected it on a property of type Layer")]
    public Task An_attribute_without_effect_is_reported(string member, string message) => One(
        $$"""
        public sealed class MAttribute : ModuleAttribute { [ReLU] Layer A { get; } }
        [AttributeUsage(AttributeTargets.All)] public sealed class WideAttribute : ModuleAttribute { [ReLU] Layer A { get; } }
        [Network(3)] public partial class Net { {{member}} [Output, ReLU] public Layer Last { get; } }
        """,
        message);

    [Theory]
    [InlineData("public sealed class {|BRD0025:Net|} { [Linear(4)] public Layer A { get; } [ReLU] public Layer B { get; } }", "the layers of 'Net' have no effect: it has no [Network] and is not a module")]
    [InlineData("public class {|BRD0025:Net|} { [Linear(4)] public Layer A { get; } }", "the layers of 'Net' have no effect: it has no [Network] and is not a module")]
    [InlineData("public static class {|BRD0025:Net|} { [M] public static Layer A { get; } }", "the layers of 'Net' have no effect: it has no [Network] and is not a module")]
    [InlineData("public struct {|BRD0025:Net|} { [Linear(4)] public Layer A { get; } }", "the layers of 'Net' have no effect: it has no [Network] and is not a module")]
    [InlineData("public interface {|BRD0025:INet|} { [Linear(4)] Layer A { get; } }", "the layers of 'INet' have no effect: it has no [Network] and is not a module")]
    [InlineData("public class Settings { [{|BRD0025:Linear(4)|}] public int A { get; } }", "Linear has no effect on 'A', whose type is int; expected a property of type Layer")]
    [InlineData("public abstract class Base { [{|BRD0025:Linear(4)|}] public int A { get; } }", "Linear has no effect on 'A', whose type is int; expected a property of type Layer")]
    [InlineData("public sealed class GAttribute : LayerAttribute { public const string Output = \"Input\", Parameters = \"0\", Macs = \"0\", Flops = \"0\"; [{|BRD0025:Linear(4)|}] public Layer A { get; } }", "Linear has no effect on 'A': a custom layer has no layers of its own")]
    [InlineData("[{|BRD0025:Report|}] public sealed class Plain;", "Report has no effect on 'Plain', which is not a network")]
    [InlineData("[{|BRD0025:Budget(Flops = 1)|}] public sealed class Plain;", "the budget limits nothing: 'Plain' is not a network, module or layer")]
    [InlineData("[{|BRD0025:Report|}] public sealed class NAttribute : ModuleAttribute { [ReLU] Layer A { get; } }", "Report has no effect on 'NAttribute', which is not a network")]
    [InlineData("public interface I { Layer A { get; } } [Network(3)] public partial class Net : I { [{|BRD0025:Linear(4)|}] Layer I.A { get; } [ReLU] public Layer B { get; } }", "'I.A' implements an interface explicitly; expected a property of the class's own")]
    [InlineData("[{|BRD0025:Wide|}] public sealed class Plain;", "Wide has no effect here; expected it on a property of type Layer")]
    public Task Elsewhere(string type, string message) => One(
        "public sealed class MAttribute : ModuleAttribute { [ReLU] Layer A { get; } } [AttributeUsage(AttributeTargets.All)] public sealed class WideAttribute : ModuleAttribute { [ReLU] Layer A { get; } }\n" + type,
        message);

    [Theory]
    [InlineData("public abstract class Base { [Linear(4)] public Layer A { get; } }")]
    [InlineData("public class Base { [Linear(4)] public Layer A { get; } } [Network(3)] public partial class Net : Base;")]
    [InlineData("[Budget(Flops = 1000)] public class Base { [Linear(4)] public Layer A { get; } } public class Middle : Base; [Network(3)] public partial class Net : Middle;")]
    [InlineData("public class Holder { public Layer A { get; set; } [Obsolete] public Layer B => default; }")]
    [InlineData("[Network(3)] public partial class Net { [Linear(4)] public Layer A { get; } [Obsolete] public int Count { get; } public Layer Cheap() => default; }")]
    [InlineData("[Network(3)] public partial class Net { [Linear(4)] [property: ReLU] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { [Input(3), Output] public Layer I { get; } [Linear(4), Output] public Layer A { get; } }")]
    [InlineData("public abstract class BaseAttribute : ModuleAttribute { [Linear(4)] protected Layer A { get; } } public sealed class MAttribute : BaseAttribute;")]
    [InlineData("public class NotYetAttribute { [Linear(4)] Layer A { get; } }")]
    [InlineData("public class Faulty { [Missing] public int A { get; } }")]
    public async Task Attributes_with_an_effect_are_not_reported(string source)
        => Assert.Empty((await Generated.From("using Burden; using System;\n" + source).Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer())).Where(static d => d.Id == "BRD0025"));
}
