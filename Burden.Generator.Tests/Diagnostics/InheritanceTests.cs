using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>An error in a class that others derive from is reported once: where it is declared, or else on the derived classes.</summary>
public sealed class InheritanceTests
{
    private static async Task<IReadOnlyList<string>> Messages(string marked) => await Markup.Verify("using Burden; " + marked);

    [Fact]
    public async Task An_error_in_a_base_class_is_reported_on_the_network()
        => Assert.Equal("'X' is not known here", Assert.Single(await Messages("""
            public abstract class Base { [Linear(4)] public Layer A { get; } [ReLU(From = "X")] public Layer B { get; } }
            [Network(3)] public partial class {|BRD0002:Net|} : Base { [Tanh] public Layer C { get; } }
            """)));

    [Fact]
    public async Task An_error_in_a_base_network_is_reported_on_the_base()
        => Assert.Single(await Messages("""
            [Network(3)] public partial class Base { [Linear(4)] public Layer A { get; } [ReLU(From = "{|BRD0002:C|}")] public Layer B { get; } }
            public partial class Middle : Base { [Tanh] public Layer M { get; } }
            [Network] public partial class Net : Middle { [Tanh] public Layer C { get; } }
            """));

    [Fact]
    public async Task An_error_in_an_abstract_module_is_reported_on_each_derived_module()
        => Assert.Single(await Messages("""
            public abstract class BaseAttribute : ModuleAttribute { [Linear(4)] protected Layer A { get; } [ReLU(From = "X")] protected Layer B { get; } }
            public sealed class {|BRD0002:MAttribute|} : BaseAttribute { [Tanh] Layer C { get; } }
            [Network(3)] public partial class Net { [M] public Layer A { get; } }
            """));

    [Fact]
    public async Task An_error_in_a_concrete_base_module_is_reported_on_it()
        => Assert.Single(await Messages("""
            public class BaseAttribute : ModuleAttribute { [Linear(4)] protected Layer A { get; } [ReLU(From = "{|BRD0002:X|}")] protected Layer B { get; } }
            public sealed class MAttribute : BaseAttribute { [Tanh] Layer C { get; } }
            [Network(3)] public partial class Net { [M] public Layer A { get; } }
            """));

    [Fact]
    public async Task An_unused_layer_is_checked_for_its_shapes()
        => Assert.StartsWith("Conv2d: the kernel spans 9", Assert.Single(await Messages("""
            [Network(3, 8, 8)] public partial class Net { [Conv2d(4, {|BRD0007:9|})] public Layer Unused { get; } [Output, Conv2d(4, 3, From = Layer.Input)] public Layer A { get; } }
            """)), StringComparison.Ordinal);
}
