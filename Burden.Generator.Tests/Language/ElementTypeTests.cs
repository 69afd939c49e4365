using Burden.Generator.Tests.Diagnostics;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>Types of inputs, of what layers yield, and of what custom layers store.</summary>
public sealed class ElementTypeTests
{
    private const string Customs = """
        public sealed class EqualAttribute(params string[] layers) : MergeAttribute(layers)
        {
            public const string Output = "Input", Parameters = "0", Macs = "0", Flops = "Output.Elements";
            public const DataType ElementType = DataType.UInt8;
        }
        public sealed class CastAttribute(DataType to) : LayerAttribute
        {
            public const string Output = "Input", Parameters = "0", Macs = "0", Flops = "0", ElementType = "to";
        }
        public sealed class PackedAttribute(object features) : LayerAttribute
        {
            public const string Output = "features", Int4Parameters = "features * Input.Features", Buffers = "features", UInt8Buffers = "3", Macs = "Parameters", Flops = "Macs";
        }
        """;

    private static Generated Net(string layers, string network = "16") => Generated.From($"using Burden;\n{Customs}\n[Network({network})] public partial class Net {{ {layers} }}").Compiles();

    [Fact]
    public void The_main_input_has_a_type_of_its_own()
    {
        var net = Net("[Embedding(100, 4)] public static partial Layer A { get; } [Linear(2)] public static partial Layer B { get; }", "16, InputType = DataType.Int64");
        Assert.Equal((16 * 4 * 4) + (16 * 2 * 4), net.Figure("Net.Cost.FeatureBytes"));
        // 16 ids of 8 bytes, and the vectors.
        Assert.Equal((16 * 4 * 4) + (16 * 8), net.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void A_further_input_has_a_type_of_its_own()
    {
        const string Layers = "[Input(16{0})] public static partial Layer Mask {{ get; }} [Multiply(Layer.Input, nameof(Mask))] public static partial Layer B {{ get; }}";
        var plain = Net(string.Format(System.Globalization.CultureInfo.InvariantCulture, Layers, "")).Figure("Net.Cost.PeakFeatureBytes");
        var typed = Net(string.Format(System.Globalization.CultureInfo.InvariantCulture, Layers, ", Type = DataType.UInt8")).Figure("Net.Cost.PeakFeatureBytes");
        Assert.Equal(16 * 4 * 3, plain);
        Assert.Equal((16 * 4 * 2) + 16, typed);
    }

    [Fact]
    public void A_shape_and_a_type_of_an_input_are_told_apart()
    {
        var net = Net("[Input(shape: new object[] { 2, \"Input.Length\" }, Type = DataType.Int64)] public static partial Layer Ids { get; } [Flatten(From = nameof(Ids))] public static partial Layer B { get; }");
        Assert.Equal("32", net.Constant("Net.Cost.B.OutputShape"));
        Assert.Equal((16 * 4) + (32 * 8), net.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void A_layer_states_what_it_yields_and_nothing_is_converted()
    {
        var net = Net("[Linear(8, OutputType = DataType.Float16)] public static partial Layer A { get; } [Linear(4)] public static partial Layer B { get; }");
        Assert.Equal(8 * 2, net.Figure("Net.Cost.A.FeatureBytes"));
        Assert.Equal(4 * 4, net.Figure("Net.Cost.B.FeatureBytes"));
        Assert.Equal(["A.Linear", "B.Linear"], net.Paths("Net"));
    }

    [Fact]
    public void Each_copy_of_a_repeated_layer_yields_the_type()
        => Assert.Equal(3 * 16, Net("[Tanh(OutputType = DataType.Int8, Repeat = 3)] public static partial Layer A { get; }").Figure("Net.Cost.A.FeatureBytes"));

    [Fact]
    public void A_custom_layer_states_it_as_a_rule_and_a_use_of_it_states_another()
    {
        var net = Net("""
            [Equal(Layer.Input, Layer.Input)]                                public static partial Layer A { get; }
            [Cast(DataType.Float64, From = Layer.Input)]                     public static partial Layer B { get; }
            [Cast(DataType.Float64, OutputType = DataType.Int16), Add(nameof(A))]      public static partial Layer C { get; }
            """);
        Assert.Equal(16, net.Figure("Net.Cost.A.FeatureBytes"));
        Assert.Equal(16 * 8, net.Figure("Net.Cost.B.FeatureBytes"));
        Assert.Equal((16 * 2) + (16 * 4), net.Figure("Net.Cost.C.FeatureBytes"));
    }

    [Fact]
    public void What_only_moves_values_yields_the_type_that_it_reads()
    {
        var net = Net(
            """
            [Concat(Layer.Input, Layer.Input)]       public static partial Layer Joined { get; }
            [Pad(1)]                                 public static partial Layer Padded { get; }
            [Reshape(2, -1, Copy = true)]            public static partial Layer Copied { get; }
            [Add(nameof(Copied), nameof(Copied))]    public static partial Layer Sum { get; }
            [Flatten, Concat(nameof(Joined))]        public static partial Layer Mixed { get; }
            """,
            "1, 16, InputType = DataType.Int64");
        Assert.Equal(2 * 16 * 8, net.Figure("Net.Cost.Joined.FeatureBytes"));
        Assert.Equal(2 * 18 * 8, net.Figure("Net.Cost.Padded.FeatureBytes"));
        Assert.Equal(2 * 18 * 8, net.Figure("Net.Cost.Copied.FeatureBytes"));
        Assert.Equal(2 * 18 * 4, net.Figure("Net.Cost.Sum.FeatureBytes"));
    }

    [Fact]
    public void A_layer_overwrites_an_input_of_its_own_type_only()
    {
        const string Layers = "[Linear(8{0}), ReLU] public static partial Layer A {{ get; }}";
        Assert.Equal(32, Net(string.Format(System.Globalization.CultureInfo.InvariantCulture, Layers, "")).Figure("Net.Cost.FeatureBytes"));
        Assert.Equal(32, Net(string.Format(System.Globalization.CultureInfo.InvariantCulture, Layers, ", OutputType = DataType.Float32")).Figure("Net.Cost.FeatureBytes"));
        Assert.Equal(16 + 32, Net(string.Format(System.Globalization.CultureInfo.InvariantCulture, Layers, ", OutputType = DataType.Float16")).Figure("Net.Cost.FeatureBytes"));
    }

    [Fact]
    public void One_module_on_inputs_of_two_types_costs_two_things()
    {
        var net = Generated.From("""
            using Burden;
            public sealed class CopyAttribute : ModuleAttribute { [Reshape(16, Copy = true)] Layer A { get; } }
            [Network(16, InputType = DataType.Int64)]
            public partial class Net
            {
                [Copy]               public static partial Layer A { get; }
                [Tanh]               public static partial Layer T { get; }
                [Copy]               public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal(16 * 8, net.Figure("Net.Cost.A.FeatureBytes"));
        Assert.Equal(16 * 4, net.Figure("Net.Cost.B.FeatureBytes"));
    }

    [Fact]
    public void A_custom_layer_counts_what_it_stores_by_type()
    {
        var net = Net("[Packed(5)] public static partial Layer A { get; }");
        Assert.Equal(80, net.Figure("Net.Cost.A.Parameters"));
        Assert.Equal(8, net.Figure("Net.Cost.A.Buffers"));
        Assert.Equal(80, net.Figure("Net.Cost.A.Macs"));
        Assert.Equal(40 + (5 * 4) + 3, net.Figure("Net.Cost.A.ParameterBytes"));
        Assert.Equal((16 * 4) + (5 * 4) + 40 + 20 + 3, net.Figure("Net.Cost.A.TrafficBytes"));
    }

    [Fact]
    public void Shared_values_of_a_custom_layer_count_once()
    {
        var net = Net("[Packed(16)] public static partial Layer A { get; } [Packed(16, SharesWith = nameof(A))] public static partial Layer B { get; }");
        Assert.Equal(128 + 64 + 3, net.Figure("Net.Cost.ParameterBytes"));
        Assert.Equal(0, net.Figure("Net.Cost.B.Parameters"));
    }

    [Fact]
    public void Types_that_a_layer_states_hold_within_a_precision()
    {
        var net = Generated.From($$"""
            using Burden;
            {{Customs}}
            [Network(16, InputType = DataType.Int64), Precision(Parameters = DataType.Float16, Features = DataType.Float16)]
            public partial class Net
            {
                [Embedding(10, 16)]                                           public static partial Layer T { get; }
                [Slice(0, 1), Flatten, Linear(16, OutputType = DataType.Float32)]   public static partial Layer A { get; }
                [Packed(16)]                                                  public static partial Layer B { get; }
            }
            """).Compiles();
        Assert.Equal((16 * 8) + (16 * 16 * 2), net.Figure("Net.Cost.T.TrafficBytes") - (16 * 16 * 2));
        Assert.Equal(16 * 4, net.Figure("Net.Cost.A.FeatureBytes"));
        // The reader converts what it is given: 16 values of 2 bytes, beside its own.
        Assert.Equal((16 * 2) + (16 * 2), net.Figure("Net.Cost.B.FeatureBytes"));
        Assert.Equal(128 + (16 * 2) + 3, net.Figure("Net.Cost.B.ParameterBytes"));
    }

    [Fact]
    public void A_derived_network_has_its_bases_types()
    {
        var net = Generated.From("""
            using Burden;
            [Network(16, InputType = DataType.Int64)]
            public partial class Base { [Embedding(100, 4)] public static partial Layer A { get; } }
            [Network(8)]
            public partial class Net : Base;
            """).Compiles();
        Assert.Equal((8 * 4 * 4) + (8 * 8), net.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void Inputs_and_layers_of_another_assembly_have_their_types()
    {
        var library = Generated.From(Compile.Sources(
            [$"using Burden;\n{Customs}\n[Network(16, InputType = DataType.Int64)] public partial class Base {{ [Input(16, Type = DataType.UInt8)] public Layer Mask {{ get; }} [Equal(Layer.Input, nameof(Mask))] public Layer Same {{ get; }} }}"],
            assembly: "Library")).Compiles();
        var net = Generated.From(Compile.Sources(
            ["using Burden; [Network] public partial class Net : Base { [Packed(2), Tanh(OutputType = DataType.Int8)] public static partial Layer A { get; } }"],
            references: [library.Reference()])).Compiles();
        Assert.Equal(16 + (2 * 4) + 2, net.Figure("Net.Cost.FeatureBytes"));
        Assert.Equal((16 * 8) + 16 + 16, net.Figure("Net.Cost.PeakFeatureBytes"));
        Assert.Equal(16 + 8 + 3, net.Figure("Net.Cost.ParameterBytes"));
    }

    [Fact]
    public Task A_number_that_is_no_type_is_an_error_at_the_argument()
        => Declared.One("[ReLU(OutputType = {|BRD0010:(DataType)99|})] public static partial Layer A { get; }", "ReLU: OutputType is no value of Burden.DataType");

    [Fact]
    public Task So_it_is_of_an_input()
        => Declared.One(
            "[{|BRD0010:Input(3, Type = (DataType)99)|}] public static partial Layer I { get; } [Concat(Layer.Input, Layer.Input), Output] public static partial Layer A { get; }",
            "Type is no value of Burden.DataType");

    [Fact]
    public async Task So_it_is_of_the_network()
        => Assert.Equal(
            "InputType is not a value of Burden.DataType",
            Assert.Single(await Markup.Verify("using Burden; [Network(3, InputType = {|BRD0010:(DataType)99|})] public partial class Net { [ReLU] public static partial Layer A { get; } }")));

    [Fact]
    public Task So_it_is_of_a_rule()
        => Declared.One(
            "[{|BRD0010:Odd|}] public static partial Layer A { get; }",
            "Odd: its rule ElementType is no value of Burden.DataType",
            "public sealed class OddAttribute : LayerAttribute { public const string Output = \"Input\", Parameters = \"0\", Macs = \"0\", Flops = \"0\", ElementType = \"Input.Channels * 100\"; }");

    [Theory]
    [InlineData("[M(OutputType = {|BRD0025:DataType.Int8|})] public static partial Layer A { get; }", "OutputType has no effect on the module 'M'; expected it on a layer inside")]
    [InlineData("[Precision(Features = DataType.Float16), ReLU(OutputType = {|BRD0025:DataType.Int8|})] public static partial Layer A { get; }", "OutputType is stated beside a Precision that states Features; expected one of them")]
    [InlineData("[Input(3, Type = DataType.Int8), {|BRD0025:Precision(Features = DataType.Float16)|}] public static partial Layer I { get; } [Flatten(From = nameof(I))] public static partial Layer A { get; }", "Precision has no effect on 'I', an input whose Type is stated; expected one of them")]
    public Task A_type_without_effect_is_an_error(string members, string message)
        => Declared.One(members, message, "public sealed class MAttribute : ModuleAttribute { [ReLU] Layer A { get; } }");
}
