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
        Gen.OneOf("null", "default", "true", "3.5", "1e300", "-0.0", "double.NaN", "float.PositiveInfinity", "int.MaxValue", "long.MinValue", "long.MaxValue", "ulong.MaxValue", "2147483647", "'x'", "typeof(int)", "typeof(Missing)", "Missing", "System.DayOfWeek.Friday", "(byte)3", "\"\"", "\"\\0\"", "-2147483648", "-9223372036854775808", "0x7FFFFFFFFFFFFFFF", "decimal.One", "1m", "Other.Cost.Parameters", "(int)Other.Cost.A.Macs", "Net.Cost.Flops", "Limits.Far", "Cost.A.Parameters"),
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
        Gen.OneOf("", "", "", "", "Stride = ", "Padding = ", "Bias = ", "From = ", "Repeat = ", "SharesWith = ", "Groups = ", "outChannels: ", "kernelSize: ", "Axis = ", "Mode = ", "Size = ", "Nothing = ", "InPlace = ", "ParametersOnly = ", "SharesBias = ", "OutputType = "),
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
        Gen.OneOf("public partial class", "public sealed partial class", "public partial record", "public abstract partial class"),
        Property.Array[0, 5],
        Property.Array[0, 3],
        Gen.OneOf("3", "3", "0", "Net.Cost.Parameters", "Net.Cost.A.FeatureElements"),
        static (input, settings, report, kind, layers, module, width) => $$"""
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
            {{kind}} Net
            {
            {{string.Join("\n", layers)}}
            }
            [Network] public partial class Derived : Net { [ReLU] public Layer Z { get; } }
            internal static class Limits { public const long Far = 2 * Other.Cost.Parameters; }
            [Network(2)] public partial class Other { [Linear({{width}})] public static partial Layer A { get; } }
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

    private static readonly Gen<string> Misshapen = Gen.Select(
        Gen.OneOf("[Network(3)] ", "[Network(3)] ", "[Network(3)] ", "[Network(Net.Cost.Macs)] ", "[Network(3), Report] ", "[Budget(Flops = 1)] ", "", ""),
        Gen.OneOf("public partial class Net", "class Net", "partial class Net", "static partial class Net", "partial class Net<T>", "partial class Net<T, @class> where T : new()", "file partial class Net", "partial struct Net", "partial record Net(int Cost)", "partial record struct Net", "partial interface INet", "abstract partial class Net", "partial class Net : Base", "partial class NetAttribute : ModuleAttribute", "class NetAttribute : LayerAttribute", "partial class Cost", "file class Net<T>"),
        Gen.OneOf("@", "@", "@", "partial class Outer { @ }", "class Outer { @ }", "partial class Outer<T> where T : class { @ }", "partial interface IOuter<in T> { @ }", "partial struct Outer { partial record Inner { @ } }", "namespace N.@event { @ }", "file partial class Outer { @ }"),
        Gen.Select(
            Gen.OneOf("[Linear(2)]", "[Linear(2)]", "[Linear(2), ReLU]", "[Linear(0)]", "[ReLU]", "[Input(3)]", "[Output, ReLU]", "[When(true), ReLU]", "[When(false), ReLU]", "[Budget(Flops = 1)]", "[field: ReLU]", "[Missing]", ""),
            Gen.OneOf("public static partial", "public static partial", "public static partial", "partial", "public partial", "public", "static", "private protected partial", "public virtual partial", "abstract partial", "extern partial", "required public partial", "new partial", "override partial", "unsafe static partial", "readonly partial"),
            Gen.OneOf("Layer", "Layer", "Layer", "Layer", "Layer?", "Layer[]", "ref Layer", "ref readonly Layer", "int", "string?", "object", "T", "Missing", "void", "(int A, dynamic B)", "Burden.Layer", "int*"),
            Gen.OneOf("A", "A", "B", "C", "@class", "Cost", "Input", "Net", "this[int i]", "this[params int[] @is]", "I.A"),
            Gen.OneOf("{ get; }", "{ get; }", "{ get; }", "{ get; }", "{ get; set; }", "{ get; init; }", "{ set; }", "{ get; private set; }", "{ private get; set; }", "{ }", "=> default;", "{ get => default; }", "{ get; } = default;", "{ readonly get; }", ";", "();"),
            static (attributes, modifiers, type, name, accessors) => $"{attributes} {modifiers} {type} {name} {accessors}").Array[0, 4],
        Gen.OneOf("", "", "Net.Cost.Parameters", "Net.Cost.A.Parameters", "Outer.Net.Cost.Flops", "Net<int>.Cost.Flops"),
        static (attributes, header, around, properties, use) => "using Burden;\n"
            + around.Replace("@ ", $"{attributes}{header}\n{{\n{string.Join("\n", properties)}\n}}\n", StringComparison.Ordinal).Replace("@", around == "@" ? $"{attributes}{header}\n{{\n{string.Join("\n", properties)}\n}}\n" : "@", StringComparison.Ordinal)
            + "public class Base { [Tanh] public Layer Z { get; } }\npublic interface I { Layer A { get; } }\n"
            + (use.Length > 0 ? $"public static class Use {{ public const long X = {use}; }}\n" : ""));

    [Fact]
    public void However_a_class_is_written_nothing_throws() => Misshapen.Sample(static source => { Hardened.Check(source); }, iter: 400, threads: 2);

    [Fact]
    public void No_random_declaration_throws() => Declaration.Sample(static source => { Hardened.Check(source); }, iter: 100, threads: 2);

    private static readonly Gen<string> Size = Gen.OneOf(
        Gen.Int[0, 9].Select(static i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Gen.OneOf("8", "4", "3", "2", "1", "int.MaxValue", "-1", "\"P0.Channels\"", "\"P1.Width * 2\"", "\"Input.Elements\"", "\"Input.Channels / 2\"", "\"max(2, Half)\"", "\"(1, 2)\"", "Other.Cost.Parameters", "Limits.Far", "Other.Cost.A.FeatureElements"));

    private static readonly Gen<string> Read = Gen.OneOf("P0", "P0", "P1", "P2", "P3", "Input", "Far").Select(static n => $"\"{n}\"");

    private static readonly Gen<string> Valid = Gen.Select(
        Gen.OneOf(
            "Conv2d(#, #)", "Conv2d(#, #, Stride = #, Padding = #)", "Conv2d(#, 1, Groups = #)", "Linear(#)", "Linear(#)", "ReLU", "Tanh", "MaxPool2d(#)", "Flatten", "BatchNorm2d", "Dropout",
            "Add(@)", "Add(@, @)", "Concat(@, @)", "Concat(@)", "Scale(@)", "MatMul(@, @)", "M(#)", "M(#, Stride = #)", "M(#, Repeat = 2)", "G(#)", "J(@)", "Reshape(-1, #)", "Upsample(#)", "LearnedTensor(#, #)",
            "ReLU(From = @)", "Linear(#, From = @)", "Conv2d(#, 1, SharesWith = @)", "Linear(#, SharesWith = @, SharesBias = false)", "MultiheadAttention(#)", "LSTM(#)", "Embedding(#, #)",
            "M(#, ParametersOnly = true)", "Linear(#, OutputType = DataType.Int64)", "M(#, OutputType = DataType.Int8)", "Add(@, @, OutputType = DataType.Float16)", "Linear(#, ParametersOnly = true)", "Linear(#, From = @, ParametersOnly = true)", "Softmax", "Crop(@)", "RoIPool(@, #)", "Permute(1, 0)", "Slice(#, #)"),
        Size.Array[4],
        Read.Array[2],
        static (layer, sizes, reads) =>
        {
            var (size, read) = (0, 0);
            return string.Concat(layer.Select(c => c == '#' ? sizes[size++] : c == '@' ? reads[read++] : c.ToString()));
        });

    private static readonly Gen<string> ValidProperty = Gen.Select(
        Gen.OneOf("", "", "", "", "", "Output, ", "When(\"Input.Rank > 1\"), ", "When(\"P0.Channels > 3\"), ", "Output, When(\"false\"), "),
        Valid.Array[1, 3],
        static (first, layers) => $"[{first}{string.Join(", ", layers)}]");

    private static readonly Gen<string> ValidDeclaration = Gen.Select(
        Gen.OneOf("3, 8, 8", "3, 8, 8", "16, 4", "8", "4, int.MaxValue, int.MaxValue", "3, (int)Other.Cost.Parameters, 4"),
        Gen.OneOf("", "", ", Batch = (int)Other.Cost.Parameters", ", FeatureType = DataType.Int4", ", CountExponentials = true"),
        Gen.OneOf("2", "2", "2", "0", "Net.Cost.Parameters"),
        ValidProperty.Array[1, 5],
        ValidProperty.Array[1, 3],
        Gen.OneOf("", "[Input(3, 8, 8)] public static partial Layer Far { get; }", "[Input(\"Input.Channels\", 4)] public static partial Layer Far { get; }"),
        static (input, settings, other, layers, module, far) => $$"""
            using Burden;
            public sealed class MAttribute(object width) : ModuleAttribute
            {
                public object Stride { get; set; } = "width / 2";
                private const int Half = 2;
            {{string.Join("\n", module.Select(static (p, i) => $"    {p} Layer P{i} {{ get; }}"))}}
            }
            public sealed class GAttribute(object size) : LayerAttribute { public const string Output = "(Input.Channels, size)", Parameters = "size - 1", Macs = "Parameters", Flops = "Macs / size"; }
            public sealed class JAttribute(params string[] layers) : MergeAttribute(layers) { public const string Output = "Inputs[1]", Parameters = "0", Macs = "0", Flops = "Output.Elements"; }
            [Network({{input}}{{settings}})]
            public partial class Net
            {
                private const int Half = 3;
                {{far}}
            {{string.Join("\n", layers.Select(static (p, i) => $"    {p} public static partial Layer P{i} {{ get; }}"))}}
            }
            internal static class Limits { public const long Far = 2 * Other.Cost.Parameters; }
            [Network(2)] public partial class Other { [Linear({{other}})] public static partial Layer A { get; } }
            [Network] public partial class Derived : Net { [ReLU] public static partial Layer Z { get; } }
            """);

    /// <summary>No figure is unknown without an error, in declarations that the compiler has nothing against.</summary>
    [Fact]
    public void An_unknown_figure_comes_with_an_error() => ValidDeclaration.Sample(static source => { Hardened.Check(source); }, iter: 300, threads: 2);
}
