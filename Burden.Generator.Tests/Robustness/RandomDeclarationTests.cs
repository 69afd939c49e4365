using CsCheck;

namespace Burden.Generator.Tests.Robustness;

/// <summary>Declarations that nobody would write.</summary>
public sealed class RandomDeclarationTests
{
    private static readonly Gen<string> Name = Gen.OneOf("A", "B", "C", "Input", "Cost", "width", "Flops", "Net", "M", "@class", "é");

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String[Gen.Char["ABCInputw0123456789.+-*/%()[],<>=!&|?: e\u0660\u2028"], 0, 12],
        Gen.OneOf("Input.Channels", "A.Width", "width*2", "(1,2)", "((0,1),(1,0))", "same", "1/0", "9223372036854775807+1", "1e308*10", "0/0.0", "A", "B.Height-1", "min(1)", "-1", "Input[99]"));

    private static readonly Gen<string> Scalar = Gen.OneOf(
        Gen.Int[-3, 9].Select(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("null", "default", "true", "3.5", "1e300", "-0.0", "double.NaN", "float.PositiveInfinity", "int.MaxValue", "long.MinValue", "long.MaxValue", "ulong.MaxValue", "2147483647", "'x'", "typeof(int)", "typeof(Missing)", "Missing", "System.DayOfWeek.Friday", "(byte)3", "\"\"", "\"\\0\"", "-2147483648", "-9223372036854775808", "0x7FFFFFFFFFFFFFFF", "decimal.One", "1m"),
        Text.Select(static t => $"\"{t.Replace("\u2028", "\\u2028", StringComparison.Ordinal)}\""),
        Name.Select(static n => $"nameof({n})"),
        Text.Select(static t => $"$\"{t.Replace("\u2028", "", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal)}{{nameof(Net)}}\""));

    private static readonly Gen<string> Value = Gen.OneOf(
        Scalar,
        Scalar,
        Scalar,
        Scalar.Array[0, 3].Select(static items => $"new object[] {{ {string.Join(", ", items)} }}"),
        Scalar.Array[0, 3].Select(static items => $"[{string.Join(", ", items)}]"),
        Scalar.Select(static s => $"new object[] {{ new object[] {{ {s} }}, new int[0] }}"));

    private static readonly Gen<string> Argument = Gen.Select(
        Gen.OneOf("", "", "", "", "Stride = ", "Padding = ", "Bias = ", "From = ", "Repeat = ", "SharesWith = ", "Groups = ", "outChannels: ", "kernelSize: ", "Axis = ", "Mode = ", "Size = ", "Nothing = ", "InPlace = "),
        Value,
        static (name, value) => name + value);

    private static readonly Gen<string> Layer = Gen.Select(
        Gen.OneOf(
            Gen.OneOf(Burden.Generator.Layers.LayerKinds.List.Select(static k => k.Name).ToArray()),
            Gen.OneOf("Conv2d", "Linear", "Add", "Concat", "When", "Output", "Input", "M", "N", "G", "Loop", "Missing", "Budget")),
        Argument.Array[0, 3],
        static (name, arguments) => arguments.Length == 0 ? name : $"{name}({string.Join(", ", arguments)})");

    private static readonly Gen<string> Property = Gen.Select(
        Layer.Array[0, 3],
        Gen.OneOf("public static partial", "public", "partial", "private", "internal static", ""),
        Name,
        Gen.OneOf("{ get; }", "{ get; }", "{ get; }", "{ get; set; }", "=> default;", ";", "{ get; init; } = default;"),
        static (layers, modifiers, name, body) => $"    {(layers.Length == 0 ? "" : $"[{string.Join(", ", layers)}] ")}{modifiers} Layer {name} {body}");

    private static readonly Gen<string> Declaration = Gen.Select(
        Value.Array[0, 3],
        Gen.OneOf("", ", Name = \"x\\n\"", ", Batch = -1", ", Batch = int.MaxValue", ", FeatureType = (DataType)77", ", CountExponentials = true"),
        Gen.OneOf("", "[Report(At = \"A\")] ", "[Report(Scales = new[] { double.NaN, -1, 1e300, 0 }, At = nameof(B), Batch = int.MaxValue)] ", "[Report(Scales = null, At = null)] "),
        Gen.OneOf("class", "sealed class", "record", "abstract class"),
        Property.Array[0, 5],
        Property.Array[0, 3],
        static (input, settings, report, kind, layers, module) => $$"""
            using Burden;
            public class MAttribute(object width, params object[] rest) : ModuleAttribute
            {
                public object Stride { get; set; } = 1;
            {{string.Join("\n", module)}}
            }
            public sealed class NAttribute(int width = 3) : MAttribute(width) { [Conv2d(nameof(width), 1)] Layer Last { get; } }
            public sealed class LoopAttribute : ModuleAttribute { [Loop] Layer A { get; } [M(3)] Layer B { get; } }
            public sealed class GAttribute(object size) : LayerAttribute { public const string Output = "size", Parameters = "size*Input.Elements", Macs = "Parameters", Flops = "Macs*size"; }
            [Network({{string.Join(", ", input.Length == 0 ? ["3", "8", "8"] : input)}}{{settings}})] {{report}}
            public partial {{kind}} Net
            {
            {{string.Join("\n", layers)}}
            }
            [Network] public partial class Derived : Net { [ReLU] public Layer Z { get; } }
            """);

    [Fact]
    public void A_property_declared_twice_is_left_to_the_compiler() => Hardened.Check("""
        using Burden;
        [Network(1, 8, 8)]
        public partial class Net
        {
            [ReLU] partial Layer M { get; set; }
            [ReLU] partial Layer M { get; }
        }
        """);

    [Fact]
    public void Nothing_throws() => Declaration.Sample(static source => { Hardened.Check(source); }, iter: 100, threads: 2);
}
