using Burden.Generator.Analyzers;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Precision;

/// <summary>What is reported of types that contradict each other or have no effect.</summary>
public sealed class PrecisionFaultTests
{
    private static async Task One(string marked, string message)
        => Assert.Equal(message, Assert.Single(await Markup.Verify("using Burden; using System;\n" + marked, new DeclarationAnalyzer(), new BudgetAnalyzer())));

    private const string Layers = "[Linear(8)] public static partial Layer A { get; }";

    [Theory]
    [InlineData("{|BRD0025:Precision|}", "Precision states nothing; expected Parameters or Features")]
    [InlineData("Precision(Parameters = DataType.Int4, GroupSize = {|BRD0010:-1|})", "GroupSize is -1; expected at least 0")]
    [InlineData("Precision(Parameters = {|BRD0010:(DataType)99|})", "Parameters is not a value of Burden.DataType")]
    [InlineData("Precision(Parameters = DataType.Int8, Granularity = {|BRD0010:(Granularity)7|})", "Granularity is not a value of Burden.Granularity")]
    [InlineData("Precision(Parameters = DataType.Int8, Scales = {|BRD0010:DataType.Int8|})", "Scales is int8; expected a floating-point type")]
    [InlineData("Precision(Parameters = DataType.Int4, GroupSize = 32, Granularity = {|BRD0010:Granularity.PerTensor|})", "Granularity and GroupSize are stated; expected one of them: groups divide the weights of each output channel")]
    [InlineData("Precision(Parameters = DataType.Int4, Symmetric = true, ZeroPoints = {|BRD0010:DataType.Int4|})", "ZeroPoints has a type, but Symmetric means that there are none; expected one of them")]
    [InlineData("Precision(Parameters = DataType.Float16, GroupSize = {|BRD0025:32|})", "GroupSize has no effect on parameters of float16; expected Parameters of int16, int8, uint8 or int4")]
    [InlineData("Precision(Features = DataType.Int8, Symmetric = {|BRD0025:false|})", "Symmetric has no effect on parameters whose type Precision leaves out; expected Parameters of int16, int8, uint8 or int4")]
    [InlineData("Precision(Features = DataType.Float16, Scales = {|BRD0025:DataType.Float16|})", "Scales has no effect on parameters whose type Precision leaves out; expected Parameters of int16, int8, uint8 or int4")]
    public Task On_a_network(string attribute, string message) => One($"[Network(64), {attribute}] public partial class Net {{ {Layers} }}", message);

    [Theory]
    [InlineData("ParameterType = DataType.Int8", "Parameters = DataType.Float16", "ParameterType has no effect on 'Net': its Precision states Parameters")]
    [InlineData("FeatureType = DataType.Int8", "Features = DataType.Float16", "FeatureType has no effect on 'Net': its Precision states Features")]
    public Task A_type_that_is_overruled(string setting, string stated, string message)
        => One($"[Network(64, {{|BRD0025:{setting}|}}), Precision({stated})] public partial class Net {{ {Layers} }}", message);

    [Theory]
    [InlineData("[Precision(GroupSize = {|BRD0025:32|}), Linear(8)]", "A: GroupSize has no effect on parameters whose type Precision leaves out; expected Parameters of int16, int8, uint8 or int4")]
    [InlineData("[{|BRD0025:Precision|}, Linear(8)]", "Precision states nothing; expected Parameters or Features")]
    [InlineData("[Precision(Parameters = DataType.Int4, GroupSize = 48), {|BRD0008:Linear(8)|}]", "its weight 8x64 has 64 values in each output channel; expected a multiple of the GroupSize of 48")]
    public async Task On_a_layer(string attributes, string message)
    {
        var found = Assert.Single(await Markup.Verify($"using Burden;\n[Network(64)] public partial class Net {{ {attributes} public static partial Layer A {{ get; }} }}", new DeclarationAnalyzer()));
        Assert.EndsWith(message.Replace("A: ", "", StringComparison.Ordinal), found, StringComparison.Ordinal);
    }

    [Fact]
    public Task A_group_that_does_not_divide_is_reported_at_the_use_of_the_module() => One(
        """
        public sealed class BlockAttribute : ModuleAttribute { [Linear(8)] Layer A { get; } }
        [Network(60), Precision(Parameters = DataType.Int4, GroupSize = 32)] public partial class Net { [{|BRD0008:Block|}] public static partial Layer A { get; } }
        """,
        "Block.A: its weight 8x60 has 60 values in each output channel; expected a multiple of the GroupSize of 32");

    [Fact]
    public Task Shared_weights_have_one_type() => One(
        """
        [Network(8)] public partial class Net
        {
            [Linear(8)] public static partial Layer A { get; }
            [Precision(Parameters = DataType.Int8), Linear(8, SharesWith = {|BRD0019:nameof(A)|})] public static partial Layer B { get; }
        }
        """,
        "Linear can't share with 'A': their parameters are stored otherwise: int8 with scales of channels, and the network's type");

    [Theory]
    [InlineData("[{|BRD0025:Precision(Features = DataType.Int8)|}] public sealed class Plain;", "Precision has no effect on 'Plain', which is not a network, module or layer")]
    [InlineData("public sealed class Plain { [{|BRD0025:Precision(Features = DataType.Int8)|}] public int X { get; } }", "Precision has no effect on 'X', whose type is int; expected a property of type Layer")]
    [InlineData("public sealed class Plain { [{|BRD0025:Precision(Features = DataType.Int8)|}] public int X() => 0; }", "Precision has no effect on 'X', which has no [Network]")]
    [InlineData("[Network(8)] public partial class Net { [Input(8), {|BRD0025:Precision(Parameters = DataType.Int8)|}] public static partial Layer A { get; } [Add(nameof(A), Layer.Input)] public static partial Layer B { get; } }", "Parameters has no effect on 'A', which is an input; expected Features")]
    public Task Where_it_has_no_effect(string source, string message) => One(source, message);

    [Fact]
    public async Task A_fault_in_a_module_is_reported_there_alone() => Assert.Equal("GroupSize is -4; expected at least 0", Assert.Single(await Markup.Verify(
        """
        using Burden;
        [Precision(Parameters = DataType.Int4, GroupSize = {|BRD0010:-4|})] public sealed class BlockAttribute : ModuleAttribute { [Linear(8)] Layer A { get; } }
        [Network(60)] public partial class Net { [Block] public static partial Layer A { get; } }
        """,
        new DeclarationAnalyzer())));
}
