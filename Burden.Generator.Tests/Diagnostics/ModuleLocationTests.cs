using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>What goes wrong inside a module is shown where the network uses it, and points inside.</summary>
public sealed class ModuleLocationTests
{
    private const string Modules = """
        using Burden;
        public sealed class InnerAttribute(object size) : ModuleAttribute { [Conv2d(4, nameof(size))] Layer Only { get; } }
        public sealed class OuterAttribute(int size) : ModuleAttribute { [ReLU] Layer First { get; } [Inner(nameof(size))] Layer Second { get; } }
        """;

    [Fact]
    public async Task The_error_is_at_the_use_and_its_cause_is_an_additional_location()
    {
        var generated = Generated.From("using Burden; [Network(3, 8, 8)] public partial class Net { [Outer(3)] public Layer A { get; } [Outer(9)] public Layer B { get; } }", Modules);
        var diagnostic = Assert.Single(await generated.Diagnostics());
        Assert.Equal("BRD0007", diagnostic.Id);
        Assert.Equal("Outer(9)", Text(diagnostic.Location));
        Assert.Equal("Inner.Only: Conv2d: the kernel spans 9 along the height, the padded input 6 (6 + 0 + 0)", diagnostic.GetMessage());
        var inside = Assert.Single(diagnostic.AdditionalLocations);
        Assert.Equal("File1.cs", inside.SourceTree!.FilePath);
        Assert.Equal("nameof(size)", Text(inside));
    }

    [Fact]
    public async Task A_module_of_another_project_has_no_additional_location()
    {
        var library = Compile.Sources([Modules.Replace("Layer ", "public Layer ", StringComparison.Ordinal)], assembly: "Library");
        var generated = Generated.From(Compile.Sources(
            ["using Burden; [Network(3, 8, 8)] public partial class Net { [Outer(9)] public Layer A { get; } }"], references: [library.ToMetadataReference()]));
        Assert.Empty(Assert.Single(await generated.Diagnostics()).AdditionalLocations);
    }

    [Fact]
    public async Task A_repeated_module_is_reported_once()
        => Assert.Single(await Generated.From("using Burden; [Network(3, 8, 8)] public partial class Net { [Outer(5, Repeat = 4)] public Layer A { get; } }", Modules).Diagnostics());

    [Fact]
    public async Task An_error_of_a_base_network_is_not_repeated_on_derived_ones()
        => Assert.Single(await Generated.From("using Burden; [Network(3, 8, 8)] public partial class Net { [Outer(9)] public Layer A { get; } } [Network] public partial class Derived : Net { [ReLU] public Layer B { get; } }", Modules).Diagnostics());

    [Fact]
    public async Task An_error_that_only_a_derived_network_has_is_reported_there()
    {
        var generated = Generated.From("using Burden; [Network(3, 8, 8)] public partial class Net { [Conv2d(4, 5)] public Layer A { get; } } [Network(3, 4, 4)] public partial class Derived : Net;");
        var diagnostic = Assert.Single(await generated.Diagnostics());
        Assert.Equal("BRD0007", diagnostic.Id);
        Assert.Equal("Derived", Text(diagnostic.Location));
        Assert.Equal("5", Text(Assert.Single(diagnostic.AdditionalLocations)));
    }

    private static string Text(Microsoft.CodeAnalysis.Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
