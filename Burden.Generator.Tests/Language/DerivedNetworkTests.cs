using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

public sealed class DerivedNetworkTests
{
    private const string Base = """
        using Burden;
        [Network(3, 8, 8, Name = "base")]
        public partial class Base
        {
            [Conv2d(4, 3)] public static partial Layer A { get; }
            [ReLU, MaxPool2d(2)] public static partial Layer B { get; }
        }
        """;

    [Fact]
    public void A_derived_network_may_change_input_types_and_batch()
    {
        var generated = Generated.From(Base, """
            using Burden;
            [Network(3, 16, 16)] public partial class Large : Base;
            [Network(FeatureType = DataType.Float16, ParameterType = DataType.Int8)] public partial class Small : Base;
            [Network(Batch = 4)] public partial class Four : Base;
            """).Compiles();
        Assert.Equal("4x14x14", generated.Constant("Large.Cost.A.OutputShape"));
        Assert.Equal(generated.Figure("Base.Cost.Parameters"), generated.Figure("Large.Cost.Parameters"));
        Assert.Equal(generated.Figure("Base.Cost.FeatureBytes") / 2, generated.Figure("Small.Cost.FeatureBytes"));
        Assert.Equal(generated.Figure("Base.Cost.ParameterBytes") / 4, generated.Figure("Small.Cost.ParameterBytes"));
        Assert.Equal(4 * generated.Figure("Base.Cost.Flops"), generated.Figure("Four.Cost.Flops"));
        Assert.Equal(4 * generated.Figure("Base.Cost.FeatureElements"), generated.Figure("Four.Cost.FeatureElements"));
        Assert.Equal(generated.Figure("Base.Cost.Parameters"), generated.Figure("Four.Cost.Parameters"));
    }

    [Fact]
    public void A_derived_network_may_add_layers()
    {
        var generated = Generated.From(Base + """
            [Network] public partial class Longer : Base
            {
                [Conv2d(5, 1, From = nameof(A))] public static partial Layer C { get; }
                [Flatten, Linear(2), Output] public static partial Layer D { get; }
                [Flatten(From = nameof(B)), Output] public static partial Layer E { get; }
            }
            [Network] public sealed partial class Longest : Longer { [Linear(3), Output] public static partial Layer F { get; } }
            """).Compiles();
        Assert.Equal((4 * 5) + 5, generated.Figure("Longer.Cost.C.Parameters"));
        Assert.Equal((36 * 3) + 3, generated.Figure("Longest.Cost.F.Parameters"));
        Assert.Equal(generated.Figure("Longer.Cost.Parameters") + 111, generated.Figure("Longest.Cost.Parameters"));
        Assert.Equal(generated.Figure("Base.Cost.A.Flops"), generated.Figure("Longest.Cost.A.Flops"));
    }

    [Fact]
    public void A_base_may_be_in_another_assembly()
    {
        var library = Generated.From(Compile.Sources([Base], assembly: "Library")).Compiles();
        var generated = Generated.From(Compile.Sources(
            ["""
            using Burden;
            [Network(3, 16, 16)] public partial class Derived : Base { [Flatten, Linear(2)] public static partial Layer C { get; } }
            """],
            references: [library.Reference()])).Compiles();
        Assert.Equal("4x14x14", generated.Constant("Derived.Cost.A.OutputShape"));
        Assert.Equal((4 * 49 * 2) + 2, generated.Figure("Derived.Cost.C.Parameters"));
        Assert.Null(generated.Compilation.Assembly.GetTypeByMetadataName("Burden.NetworkCatalog")!.GetMembers("Missing").FirstOrDefault());
    }

    [Fact]
    public void A_derived_network_does_not_inherit_the_name()
    {
        var assembly = Generated.From(Base + "[Network] public partial class Derived : Base;").Compiles().Load();
        var cost = (NetworkCost)assembly.GetType("Derived+Cost")!.GetProperty("Network")!.GetValue(null)!;
        Assert.Equal("Derived", cost.Name);
    }
}
