using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Emission;

/// <summary>Names that the generated code uses itself.</summary>
public sealed class CollisionTests
{
    [Theory]
    [InlineData("Flops")]
    [InlineData("Parameters")]
    [InlineData("ParameterBytes")]
    [InlineData("PeakFeatureBytes")]
    [InlineData("OutputShape")]
    [InlineData("Layers")]
    [InlineData("LayerRows")]
    [InlineData("NetworkRow")]
    [InlineData("Network")]
    [InlineData("Report")]
    [InlineData("Burden")]
    [InlineData("System")]
    [InlineData("Layer")]
    [InlineData("NetworkCost")]
    [InlineData("Scale0_5")]
    public void A_layer_may_have_the_name_of_a_figure(string name)
    {
        var generated = Generated.From($$"""
            using Burden;
            [Network(3, 8, 8)]
            [Report(At = "{{name}}", Scales = new[] { 0.5 })]
            public partial class Net
            {
                [Conv2d(4, 3)] public static partial global::Burden.Layer {{name}} { get; }
                [ReLU] public static partial global::Burden.Layer {{name}}_ { get; }
            }
            """).Compiles();
        Assert.Equal(112, generated.Figure("Net.Cost.Parameters"));
        Assert.Equal(112L, generated.Compilation.Assembly.GetTypeByMetadataName("Net+Cost")!.GetTypeMembers()
            .Single(t => t.Name.TrimEnd('_') == name && t.GetMembers("Parameters") is [IFieldSymbol { ConstantValue: 112L }])
            .GetMembers("Parameters").OfType<IFieldSymbol>().Single().ConstantValue);
    }

    [Theory]
    [InlineData("ToString")]
    [InlineData("Equals")]
    [InlineData("GetHashCode")]
    [InlineData("GetType")]
    [InlineData("MemberwiseClone")]
    public void A_layer_may_have_the_name_of_a_member_of_object(string name)
    {
        var generated = Generated.From($"using Burden; [Network(3)] public partial class Net {{ [Linear(2)] public new static partial Layer {name} {{ get; }} }}").Compiles();
        Assert.Equal(8, generated.Figure($"Net.Cost.{name}_.Parameters"));
    }

    [Fact]
    public void Classes_whose_names_differ_only_in_case_have_separate_files()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(3)] public partial class Net { [Linear(2)] public Layer A { get; } }
            [Network(3)] public partial class NET { [Linear(3)] public Layer A { get; } }
            [Network(3)] public partial class nEt { [Linear(4)] public Layer A { get; } }
            """).Compiles();
        Assert.Equal(16, generated.Figure("nEt.Cost.Parameters"));
        Assert.Equal(12, generated.Figure("NET.Cost.Parameters"));
        Assert.Equal(4, generated.Result.GeneratedTrees.Length);
    }

    [Fact]
    public void Names_may_be_very_long()
    {
        var name = new string('N', 300);
        var generated = Generated.From($$"""
            using Burden;
            namespace {{new string('A', 150)}}.{{new string('B', 150)}};
            [Network(3)] public partial class {{name}}1 { [Linear(2)] public static partial Layer {{name}} { get; } }
            [Network(3)] public partial class {{name}}2 { [Linear(2)] public static partial Layer {{name}} { get; } }
            """).Compiles();
        Assert.Equal(3, generated.Result.GeneratedTrees.Length);
        Assert.All(generated.Result.Results[0].GeneratedSources, static s => Assert.True(s.HintName.Length < 130));
    }

    [Fact]
    public void Names_that_are_not_valid_file_names_do_not_collide()
    {
        // Connectors that are no letters: both would be written as a hyphen.
        var generated = Generated.From("""
            using Burden;
            [Network(3)] public partial class A‿B { [Linear(2)] public Layer A { get; } }
            [Network(3)] public partial class A⁀B { [Linear(3)] public Layer A { get; } }
            """).Compiles();
        Assert.Equal(3, generated.Result.GeneratedTrees.Length);
    }

    [Theory]
    [InlineData("[Network(3)] public partial class {|BRD0005:Cost|} { [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public class {|BRD0005:Cost|}; [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public const int {|BRD0005:Cost|} = 3; [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public void {|BRD0005:Cost|}() { } [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { [Linear(2)] public Layer {|BRD0005:Cost|} { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public enum {|BRD0005:Cost|}; [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public delegate void {|BRD0005:Cost|}(); [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public event System.Action {|BRD0005:Cost|} { add { } remove { } } [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial class Net { public event System.Action? {|BRD0005:Cost|}; [Linear(2)] public Layer A { get; } }")]
    [InlineData("[Network(3)] public partial record Net(int {|BRD0005:Cost|}) { [Linear(2)] public Layer A { get; } }")]
    public async Task A_member_named_Cost_is_reported_instead_of_errors_in_generated_code(string marked)
    {
        var generated = Generated.From(Markup.Parse("using Burden; " + marked).Source);
        Assert.Empty(generated.Compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        await Markup.Verify("using Burden; " + marked);
    }

    [Fact]
    public void A_Cost_of_a_base_class_is_hidden_only_if_it_is_accessible()
    {
        Generated.From("""
            using Burden;
            public class A { private class Cost; }
            public class B { public class Cost; }
            public class C { protected int Cost => 3; }
            [Network(3)] public partial class X : A { [Linear(2)] public Layer L { get; } }
            [Network(3)] public partial class Y : B { [Linear(2)] public Layer L { get; } }
            [Network(3)] public partial class Z : C { [Linear(2)] public Layer L { get; } }
            [Network(3)] public partial class W : X { [Linear(2)] public Layer M { get; } }
            """).Compiles();
    }

    [Fact]
    public void An_explicit_interface_member_Cost_is_no_conflict()
    {
        var generated = Generated.From("""
            using Burden;
            public interface IPriced { int Cost { get; } int Total(); }
            [Network(3)] public partial class Net : IPriced { int IPriced.Cost => 3; int IPriced.Total() => 4; [Linear(2)] public Layer A { get; } }
            """).Compiles();
        Assert.Equal(8, generated.Figure("Net.Cost.Parameters"));
    }
}
