using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Modules and helpers declared in the ways that C# has for it.</summary>
public sealed class CodeTypesTests
{
    /// <summary>A class that derives from <c>Sequential</c> runs its children, or its own <c>forward</c>, which may call theirs.</summary>
    [Fact]
    public void A_sequential_can_be_derived_from()
    {
        var generated = TorchCode.Generated("""
            public class ConvAct : Sequential
            {
                public ConvAct(int i, int o) : base(("conv", Conv2d(i, o, 3, padding: 1)), ("act", ReLU())) { Width = o; }
                public int Width { get; }
            }
            public class Residual : Sequential
            {
                public Residual(int n) : base(Enumerable.Range(0, n).Select(_ => (Module<Tensor, Tensor>)Linear(8, 8)).ToArray()) { }
                public override Tensor forward(Tensor x) => base.forward(x) + x;
            }
            [Network(3, 8, 8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly ConvAct a = new(3, 4); readonly Sequential rest;
                public Net() : base("net") { rest = Sequential(new Residual(2), Linear(8, a.Width)); RegisterComponents(); }
                public override Tensor forward(Tensor x) => rest.forward(a.call(x));
            }
            """).Compiles();
        Assert.Equal(["a.conv", "a.act", "rest.0.0", "rest.0.1", "rest.0.add", "rest.1"], generated.Paths("Net"));
        Assert.Equal(112 + 72 + 72 + 36, generated.Figure("Net.Cost.Parameters"));
    }

    /// <summary>A part of a <c>Sequential</c> runs the same modules.</summary>
    [Theory]
    [InlineData("all[(1, null)]", 8 * 6)]
    [InlineData("all[(0, 1)]", 8 * 8)]
    public void A_sequential_can_be_cut(string part, long macs)
    {
        var generated = TorchCode.Generated(TorchCode.Module("8", "readonly Sequential all;", "all = Sequential(Linear(8, 8, hasBias: false), Linear(8, 6, hasBias: false));", $"return {part}.forward(x);")).Compiles();
        Assert.Equal(macs, generated.Figure("Net.Cost.Macs"));
        Assert.Equal((8 * 8) + (8 * 6), generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public void A_network_can_be_a_sequential_itself()
        => Assert.Equal(36, TorchCode.Generated("""
            [Network(8)]
            public partial class Net : Sequential { public Net() : base(("fc", Linear(8, 4)), ("act", ReLU())) { } }
            """).Compiles().Figure("Net.Cost.fc.Parameters"));

    [Fact]
    public void Static_members_of_interfaces_are_those_of_the_type_argument()
        => Assert.Equal(48, TorchCode.Generated("""
            public interface IBlock<T> where T : IBlock<T> { static abstract Module<Tensor, Tensor> Create(int width); static virtual int Expansion => 2; }
            public class Plain : Module<Tensor, Tensor>, IBlock<Plain>
            {
                readonly Linear fc;
                Plain(int width) : base("plain") { fc = Linear(8, width, hasBias: false); RegisterComponents(); }
                public static Module<Tensor, Tensor> Create(int width) => new Plain(width);
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Module<Tensor, Tensor> block = Make<Plain>(3);
                public Net() : base("net") => RegisterComponents();
                static Module<Tensor, Tensor> Make<T>(int width) where T : IBlock<T> => T.Create(width * T.Expansion);
                public override Tensor forward(Tensor x) => block.forward(x);
            }
            """).Compiles().Figure("Net.Cost.Parameters"));

    /// <summary>A static member of a generic class has a value for each type argument.</summary>
    [Fact]
    public void Static_members_of_generic_classes_are_those_of_their_type_arguments()
        => Assert.Equal((3 * 8) + (5 * 8) + 8, TorchCode.Generated("""
            public interface IWidth { int Width { get; } }
            public struct Three : IWidth { public int Width => 3; }
            public struct Five : IWidth { public int Width => 5; }
            public static class Counter<T> where T : struct, IWidth
            {
                static readonly T value = default;
                public static int Calls { get; set; }
                public static Linear Make() { Calls++; return Linear(8, value.Width, hasBias: false); }
            }
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Linear a = Counter<Three>.Make(), b = Counter<Five>.Make(), c = Linear(8, Counter<Five>.Calls, hasBias: false);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => torch.cat(new[] { a.forward(x), b.forward(x), c.forward(x) }, 1);
            }
            """).Compiles().Figure("Net.Cost.Parameters"));

    [Fact]
    public void Static_constructors_run()
        => Assert.Equal(8 * 7, TorchCode.Generated("""
            [Network(8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                static readonly Dictionary<string, int> widths = new() { ["a"] = 3 };
                static readonly int extra;
                static int Twice { get; }
                static Net() { widths["a"] += 1; extra = 3; }
                readonly Linear fc = Linear(8, widths["a"] + extra + Twice, hasBias: false);
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            """).Compiles().Figure("Net.Cost.Parameters"));

    [Fact]
    public void Extensions_add_members_to_tensors()
        => Assert.Equal("3x4", TorchCode.Generated("""
            public static class Extensions
            {
                public static Tensor Twice(this Tensor x, Func<Tensor, Tensor> f) => f(f(x));
                extension(Tensor t)
                {
                    public long Width => t.shape[^1];
                    public Tensor Half() => t.narrow(-1, 0, t.Width / 2);
                }
            }
            [Network(3, 16)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Identity id = Identity();
                public Net() : base("net") => RegisterComponents();
                public override Tensor forward(Tensor x) => id.forward(x.Twice(t => t.Half()));
            }
            """).Compiles().Constant("Net.Cost.id.OutputShape"));

    [Theory]
    [InlineData("var d = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { [\"Conv\"] = 3 }; var n = d[\"CONV\"];", 3)]
    [InlineData("System.Collections.Immutable.ImmutableArray<int> a = [3, 5]; var n = a[1] + a.Length;", 7)]
    [InlineData("var n = 0; Built += x => n += x; Built?.Invoke(4);", 4)]
    [InlineData("var n = 4; Built?.Invoke(9);", 4)]
    public void Framework_types_are_followed(string statements, int expected)
        => Assert.Equal(expected, TorchCode.Generated(TorchCode.Module(
            "1", "event Action<int>? Built; readonly Linear fc;", $"{statements} fc = Linear(1, n, hasBias: false);", "return fc.forward(x);")).Figure("Net.Cost.Parameters"));

    /// <summary>A loss is one value, unless it isn't reduced.</summary>
    [Theory]
    [InlineData("functional.mse_loss(x, x * 2)", "", 3 * 40)]
    [InlineData("functional.l1_loss(x, x * 2, nn.Reduction.None)", "4x10", 3 * 40)]
    [InlineData("functional.cross_entropy(x, torch.zeros(1, 10, dtype: torch.int64))", "", 10)]
    public void Losses_can_be_part_of_a_forward(string loss, string shape, long flops)
    {
        var generated = TorchCode.Generated(TorchCode.Module("4, 10", "readonly Identity id = Identity();", "", $"return id.forward({loss});")).Compiles();
        Assert.Equal(shape, generated.Constant("Net.Cost.id.OutputShape"));
        Assert.Equal(flops, generated.Figure("Net.Cost.Flops") - (loss.Contains("* 2", StringComparison.Ordinal) ? 40 : 0));
    }

    /// <summary>Where the compiler rejects the code, what follows from it is not reported besides.</summary>
    [Theory]
    [InlineData("var n = 4 fc = Linear(n, 4);")]
    [InlineData("int n; fc = Linear(n, 4);")]
    public async Task Code_with_compiler_errors_is_left_to_the_compiler(string statements)
        => Assert.Empty(await TorchCode.Generated(TorchCode.Module("4", "readonly Linear fc;", statements, "return fc.forward(x);")).Diagnostics());
}
