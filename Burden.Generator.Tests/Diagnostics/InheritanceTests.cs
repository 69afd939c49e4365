using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>What is wrong with a class that others derive from is reported once: where it is declared, or else on who derives.</summary>
public sealed class InheritanceTests
{
    private static async Task<IReadOnlyList<string>> Messages(string marked) => await Markup.Verify("using Burden; " + marked);

    [Fact]
    public async Task Of_a_base_that_is_no_network_the_network_reports_it()
        => Assert.Equal("'X' is not known here", Assert.Single(await Messages("""
            public abstract class Base { [Linear(4)] public Layer A { get; } [ReLU(From = "X")] public Layer B { get; } }
            [Network(3)] public partial class {|BRD0002:Net|} : Base { [Tanh] public Layer C { get; } }
            """)));

    [Fact]
    public async Task Of_a_base_that_is_a_network_the_base_reports_it()
        => Assert.Single(await Messages("""
            [Network(3)] public partial class Base { [Linear(4)] public Layer A { get; } [ReLU(From = "{|BRD0002:C|}")] public Layer B { get; } }
            public partial class Middle : Base { [Tanh] public Layer M { get; } }
            [Network] public partial class Net : Middle { [Tanh] public Layer C { get; } }
            """));

    [Fact]
    public async Task Of_an_abstract_module_each_module_that_derives_reports_it()
        => Assert.Single(await Messages("""
            public abstract class BaseAttribute : ModuleAttribute { [Linear(4)] protected Layer A { get; } [ReLU(From = "X")] protected Layer B { get; } }
            public sealed class {|BRD0002:MAttribute|} : BaseAttribute { [Tanh] Layer C { get; } }
            [Network(3)] public partial class Net { [M] public Layer A { get; } }
            """));

    [Fact]
    public async Task Of_a_module_that_is_not_abstract_it_reports_it_itself()
        => Assert.Single(await Messages("""
            public class BaseAttribute : ModuleAttribute { [Linear(4)] protected Layer A { get; } [ReLU(From = "{|BRD0002:X|}")] protected Layer B { get; } }
            public sealed class MAttribute : BaseAttribute { [Tanh] Layer C { get; } }
            [Network(3)] public partial class Net { [M] public Layer A { get; } }
            """));

    [Fact]
    public async Task A_layer_that_nothing_uses_is_held_to_its_shapes()
        => Assert.StartsWith("Conv2d: the kernel spans 9", Assert.Single(await Messages("""
            [Network(3, 8, 8)] public partial class Net { [Conv2d(4, {|BRD0007:9|})] public Layer Unused { get; } [Output, Conv2d(4, 3, From = Layer.Input)] public Layer A { get; } }
            """)), StringComparison.Ordinal);
}
