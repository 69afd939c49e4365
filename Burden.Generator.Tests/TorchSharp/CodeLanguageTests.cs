using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>C# as model code is written in it means what the language says.</summary>
public sealed class CodeLanguageTests
{
    /// <summary>What a constructor computes is the size of a linear layer.</summary>
    [Theory]
    // What an assignment's target hangs on is evaluated once, and before the value.
    [InlineData("int[] a = { 1, 2, 3 }; var i = 0; a[i++] += 10; var n = a[0] * 10 + i;", 111)]
    [InlineData("int[] a = { 1, 2, 3 }; var i = 0; a[i++]++; var n = a[0] * 10 + i;", 21)]
    [InlineData("int[] a = { 1, 2, 3 }; var i = 0; a[i++] = i; var n = a[0] * 10 + i;", 11)]
    [InlineData("var d = new Dictionary<int, List<int>>(); var k = 3; (d[k++] = new List<int>()).Add(5); var n = d[3][0] * 10 + k;", 54)]
    [InlineData("int? a = null; int Next() => 7; a ??= Next(); var n = a.Value;", 7)]
    [InlineData("var (a, b) = (48, 36); while (b != 0) (a, b) = (b, a % b); var n = a;", 12)]
    // A nullable tuple's value is the tuple.
    [InlineData("(int, int)? k = (3, 5); var n = k.Value.Item1 * 10 + k.Value.Item2;", 35)]
    [InlineData("int? k = null; var n = k.HasValue ? 1 : 2;", 2)]
    [InlineData("(int, int)? k = null; var n = (k ?? (4, 6)).Item2;", 6)]
    // Rectangular arrays.
    [InlineData("var a = new int[,] { { 1, 2, 3 }, { 4, 5, 6 } }; var n = a.GetLength(0) * 100 + a.GetLength(1) * 10 + a.Length;", 236)]
    [InlineData("var a = new int[,] { { 1, 2, 3 }, { 4, 5, 6 } }; var n = 0; foreach (var x in a) n += x;", 21)]
    [InlineData("var a = new int[2, 3]; var b = (int[,])a.Clone(); b[1, 2] = 9; var n = a[1, 2] * 10 + b[1, 2];", 9)]
    // A list's copy is one of its own.
    [InlineData("var a = new List<int> { 1, 2 }; var b = a.ToArray(); a.Add(3); var n = b.Length * 10 + a.Count;", 23)]
    [InlineData("var a = new Stack<int>(new[] { 1, 2, 3 }); var n = a.Pop() * 10 + a.Count;", 32)]
    [InlineData("var a = new LinkedList<int>(); a.AddFirst(1); a.AddFirst(2); a.AddLast(3); var n = a.First.Value * 100 + a.ElementAt(1) * 10 + a.Last();", 213)]
    [InlineData("var a = new List<int> { 3, 1, 2 }; a.Sort(); var n = a[0] * 100 + a[1] * 10 + a[2];", 123)]
    [InlineData("var a = new[] { 3, 1, 2 }; Array.Sort(a, (x, y) => y - x); var n = a[0] * 100 + a[1] * 10 + a[2];", 321)]
    [InlineData("int[] a = [1, 2, 3]; a.AsSpan().Reverse(); var n = a[0] * 10 + (a.Contains(2) ? 1 : 0);", 31)]
    // LINQ runs when it is gone through, each time anew, one item after the other.
    [InlineData("var c = 1; var q = new[] { 1, 2 }.Select(x => c += x); var before = c; var n = before * 100 + q.Sum() + q.Last();", 113)]
    [InlineData("var c = 0; var n = 0; foreach (var x in Enumerable.Range(0, 3).Select(_ => c++).Select(x => x + c * 10)) n += x;", 63)]
    [InlineData("var c = 0; _ = Enumerable.Range(0, 9).Select(_ => ++c).First(x => x == 3); var n = c;", 3)]
    [InlineData("var n = (from x in new[] { 1, 2, 3 } where x != 2 orderby x descending select x * 2).First();", 6)]
    [InlineData("var n = new[] { (2, 1), (1, 9), (1, 3) }.OrderBy(p => p.Item1).ThenByDescending(p => p.Item2).First().Item2;", 9)]
    [InlineData("var n = new[] { 1, 2, 2, 3 }.Union(new[] { 3, 4 }).Count();", 4)]
    [InlineData("var c = 0; IEnumerable<int> All() { for (var i = 1; i < 4; i++) { c++; yield return i; } } var q = All(); var n = c * 100 + q.Sum() * 10 + c;", 63)]
    // Enums have names and values, also boxed.
    [InlineData("var n = Enum.GetValues<DayOfWeek>().Length * 10 + (int)Enum.Parse<DayOfWeek>(\"Friday\");", 75)]
    [InlineData("object o = DayOfWeek.Monday; var n = o switch { int => 1, DayOfWeek d when d == DayOfWeek.Monday => 2, _ => 3 };", 2)]
    [InlineData("object o = 1; var n = o switch { DayOfWeek => 1, 1L => 2, 1 => 3, _ => 4 };", 3)]
    [InlineData("DayOfWeek? o = DayOfWeek.Monday; var n = o is DayOfWeek d ? 5 + (int)d : 0;", 6)]
    [InlineData("var n = $\"{DayOfWeek.Monday}\".Length + (\"\" + DayOfWeek.Friday).Length;", 12)]
    // Texts to numbers.
    [InlineData("var n = (int)(double.Parse(\"0.25\", System.Globalization.CultureInfo.InvariantCulture) * 100) + (int.TryParse(\"x\", out var v) ? 1 : v + 2);", 27)]
    [InlineData("var n = Convert.ToInt32(2.5) * 10 + Convert.ToInt32(3.5);", 24)]
    // Type parameters.
    [InlineData("static int Size<T>() where T : new() => Inner<List<T>>(); static int Inner<T>() => typeof(T).GetGenericArguments().Length + 1; var n = 2;", 2)]
    public void A_constructor_computes(string statements, int expected)
    {
        var generated = TorchCode.Generated(TorchCode.Module("1", "readonly Linear fc;", $"{statements} fc = Linear(1, n, hasBias: false);", "return fc.forward(x);"));
        Assert.Equal(expected, generated.Figure("Net.Cost.Parameters"));
    }

    /// <summary>A type parameter stands for what the call gives, through generic methods and classes.</summary>
    [Fact]
    public void Type_parameters_reach_what_is_created()
    {
        var generated = TorchCode.Generated("""
            public interface IWidth { int Width { get; } }
            public struct Narrow : IWidth { public int Width => 3; }
            public class Layer<T> : Module<Tensor, Tensor> where T : struct, IWidth
            {
                readonly Linear fc = Linear(4, new T().Width, hasBias: false);
                public Layer() : base(typeof(T).Name) => RegisterComponents();
                public override Tensor forward(Tensor x) => fc.forward(x);
            }
            [Network(4)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly Module<Tensor, Tensor> layer = Make<Narrow>();
                public Net() : base("net") => RegisterComponents();
                static Layer<T> Make<T>() where T : struct, IWidth => Wrapped<T>();
                static Layer<U> Wrapped<U>() where U : struct, IWidth => new Layer<U>();
                public override Tensor forward(Tensor x) => layer.forward(x);
            }
            """).Compiles();
        Assert.Equal(12, generated.Figure("Net.Cost.Parameters"));
    }

    /// <summary>What changes a collection in a way that isn't known is no silence.</summary>
    [Theory]
    [InlineData("var a = new List<int> { 2, 1 }; {|BRD0030:a.CopyTo(new int[2], 0)|};", "Burden doesn't follow List.CopyTo")]
    [InlineData("var a = new Dictionary<string, int> { [\"a\"] = 1 }; {|BRD0030:a.Add(\"a\", 2)|};", "the dictionary has the key \"a\" already; the code throws ArgumentException here")]
    [InlineData("object o = 1; var n = {|BRD0030:(long)o|};", "1 is no Int64; the code throws InvalidCastException here")]
    [InlineData("{|BRD0030:ArgumentOutOfRangeException.ThrowIfNegative(-1)|};", "the code throws ArgumentOutOfRangeException here: -1 is given")]
    public async Task Code_that_is_not_followed_is_reported(string statements, string message)
        => Assert.Equal(message, Assert.Single(await TorchCode.Verify(TorchCode.Module("1", "", statements, "return x;"))));

    [Fact]
    public void A_bias_that_is_left_out_is_null()
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "3, 8, 8", "readonly Conv2d a = Conv2d(3, 4, 1, bias: false), b;", "b = Conv2d(4, a.bias is null ? 5 : 6, 1);", "return b.forward(a.forward(x));"));
        Assert.Equal(12 + 20 + 5, generated.Figure("Net.Cost.Parameters"));
    }

    [Fact]
    public void An_empty_sequential_passes_its_input_on()
        => Assert.Equal(0, TorchCode.Generated(TorchCode.Module("4", "readonly Sequential all = Sequential();", "", "return all.forward(x);")).Compiles().Figure("Net.Cost.Parameters"));
}
