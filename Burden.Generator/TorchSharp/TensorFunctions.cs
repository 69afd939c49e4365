using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>
/// The functions of <c>torch</c>, <c>torch.nn.functional</c> and of tensors, by name: one table, since most stand in two of
/// them. A name that ends in an underscore works in place.
/// </summary>
internal static partial class TensorFunctions
{
    /// <summary>One call of a function.</summary>
    internal sealed class FunctionCall(Arguments arguments, Operation op, bool inPlace)
    {
        public Arguments Arguments { get; } = arguments;

        public Operation Op { get; } = op;

        /// <summary>Whether the name, or the argument <c>inplace</c>, says so.</summary>
        public bool InPlace { get; } = inPlace;

        public TensorValue Input => Arguments.Input;

        /// <summary>The second tensor: an argument of the method, or of the function after its first.</summary>
        public Value Other => Arguments.Instance is null ? Arguments[1] : Arguments[0];

        public TensorValue OtherTensor => Other as TensorValue ?? throw CodeFault.Unknown($"{Arguments.Name}: {Arguments.Because(Other, "expected a tensor")}", Arguments.Site.Syntax);

        /// <summary>All tensors among the arguments, the instance first.</summary>
        public IEnumerable<Value> Reads => Arguments.Items.Select(static i => i.Value).Prepend(Arguments.Instance ?? KnownValue.Null);

        /// <summary>An axis.</summary>
        public int Axis(string name, long otherwise, int rank) => Op.At_(() => Shapes.Axis(Arguments.IntegerOr(otherwise, name, "dimension", "axis"), rank, Op.Name));
    }

    private static readonly Dictionary<string, Func<FunctionCall, Value>> Table = CreateTable();

    /// <summary>Functions whose result is as large as the data has it.</summary>
    private static readonly HashSet<string> OfValues = ["nonzero", "nonzero_as_list", "masked_select", "unique", "unique_consecutive", "argwhere", "bincount"];

    /// <summary>The names that are known, for the documentation's table.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    /// <summary>Runs a function; null where it is not known.</summary>
    public static Value? Call(Arguments arguments, Tracer tracer)
    {
        var name = arguments.Name;
        var endsInUnderscore = name.Length > 1 && name[name.Length - 1] == '_';
        var known = Table.TryGetValue(name, out var function) || Table.TryGetValue(name.ToLowerInvariant(), out function);
        var inPlace = false;
        if (!known && endsInUnderscore)
        {
            inPlace = Table.TryGetValue(name.Substring(0, name.Length - 1), out function);
        }

        if (function is null)
        {
            return OfValues.Contains(name)
                ? throw CodeFault.Unknown($"{name} yields as many values as the data has, which no shape tells", arguments.Site.Syntax)
                : null;
        }

        if (tracer is { Autograd: { } autograd, IsRecording: true } && arguments.Self is TensorValue converted && ConvertedTo(arguments) is { } scalarType)
        {
            autograd.CheckType(converted, scalarType, tracer.IsInput(converted), arguments.Site.Syntax);
        }

        inPlace |= arguments.Find("inplace") is KnownValue { Boxed: true };
        var op = new Operation(name.TrimEnd('_'), tracer, arguments.Site) { Call = arguments };
        try
        {
            var result = function(new FunctionCall(arguments, op, inPlace));
            if (inPlace && endsInUnderscore && arguments.Self is TensorValue self && result is TensorValue changed)
            {
                if (changed.Sizes.SequenceEqual(self.Sizes))
                {
                    self.Become(changed.Node);
                }
                else
                {
                    self.Become(changed);
                }

                return self;
            }

            return result;
        }
        catch (CodeFault fault) when (fault.Site is null)
        {
            throw new CodeFault(fault.Id, fault.Message, arguments.Site.Syntax);
        }
    }

    /// <summary>The number of the <c>ScalarType</c> in which a function works; null where it names none, or makes a tensor from nothing.</summary>
    private static long? ConvertedTo(Arguments arguments) => arguments.Name switch
    {
        "float" => 6,
        "double" or "float_power" => 7,
        "half" => 5,
        "bfloat16" => 15,
        var name => name.EndsWith("_like", StringComparison.Ordinal) || name.StartsWith("new_", StringComparison.Ordinal) ? null : ScalarTypeOf(arguments),
    };

    /// <summary>The value of a tensor of one, where it is known.</summary>
    public static Value Item(TensorValue tensor) => tensor switch
    {
        { Data: [var single], Type: ElementType.Integer } => new KnownValue((long)single),
        { Data: [var single], Type: ElementType.Truth } => KnownValue.Of(single != 0),
        { Data: [var single] } => new KnownValue(single),
        _ => new UnknownValue("a tensor's values are known only when it runs"),
    };

    private static Dictionary<string, Func<FunctionCall, Value>> CreateTable()
    {
        var table = new Dictionary<string, Func<FunctionCall, Value>>(StringComparer.Ordinal);
        AddElementwise(table);
        AddReductions(table);
        AddShapes(table);
        AddIndexing(table);
        AddProducts(table);
        AddCreation(table);
        AddLayers(table);
        AddLosses(table);
        return table;
    }

    private static void AddElementwise(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        foreach (var entry in ElementwiseCosts.Functions)
        {
            var (name, cost) = (entry.Key, entry.Value);
            // A question of each value is answered by truth; what is worked out of integers by functions of real numbers is real.
            ElementType? type = name.StartsWith("is", StringComparison.Ordinal) || name is "logical_not" or "signbit" ? ElementType.Truth : cost.Exponentials > 0 || name is "sqrt" or "rsqrt" or "reciprocal" or "deg2rad" or "rad2deg" ? ElementType.Real : null;
            table[name] = c =>
            {
                var result = TensorOps.Elementwise(c.Op, name, c.Input, cost.Flops, cost.Exponentials, c.InPlace, c.Input.Type != ElementType.Complex || type == ElementType.Truth ? type : name is "abs" or "absolute" or "angle" ? ElementType.Real : null, name == "mish" ? SavedTensorRules.Composed : null);
                result = c.InPlace || KeepsLayout(name) ? result : result.Laid(TensorValue.Contiguous(result.Sizes));
                return c.Input.Data is { } data ? result.With(Computed(name, data)) : result;
            };
        }

        foreach (var name in new[] { "add", "sub", "subtract", "mul", "multiply", "div", "divide", "true_divide", "remainder", "fmod", "floor_divide", "maximum", "minimum", "fmax", "fmin", "bitwise_and", "bitwise_or", "bitwise_xor", "copysign", "hypot", "atan2", "arctan2", "xlogy", "heaviside", "logaddexp", "logaddexp2", "ldexp", "nextafter", "gcd", "lcm", "bitwise_left_shift", "bitwise_right_shift" })
        {
            table[name] = c => Arithmetic(c.Op, name, c.Input, c.Other, c.InPlace);
        }

        foreach (var name in new[] { "eq", "ne", "lt", "le", "gt", "ge", "equal", "not_equal", "greater", "greater_equal", "less", "less_equal", "logical_and", "logical_or", "logical_xor", "isclose" })
        {
            table[name] = c => TensorOps.Broadcast(c.Op, name, [c.Input, c.Other], type: ElementType.Truth);
        }

        table["pow"] = static c => Power(c.Op, c.Self(), c.Other, c.InPlace);
        table["float_power"] = static c => Power(c.Op, c.Self(), c.Other, c.InPlace).As(ElementType.Real);
        foreach (var name in new[] { "clamp", "clip", "clamp_min", "clamp_max" })
        {
            // Each bound is a comparison and a choice, as in ReLU.
            table[name] = c => TensorOps.Broadcast(c.Op, "clamp", [.. c.Reads.Where(static r => r is not KnownValue { Boxed: null })], 2 * c.Arguments.Items.Count(static i => i.IsGiven && i.Value is not KnownValue { Boxed: null } && i.Parameter.Name != "input"), c.InPlace);
        }

        foreach (var name in new[] { "addcmul", "addcdiv", "lerp" })
        {
            table[name] = c => TensorOps.Broadcast(c.Op, name, [.. c.Reads], 2, c.InPlace);
        }

        // A choice moves values, and computes none.
        table["where"] = static c => c.Arguments.Count == 1 && c.Arguments.Instance is null
            ? throw CodeFault.Unknown("where with a condition alone yields as many positions as hold, which no shape tells", c.Arguments.Site.Syntax)
            : TensorOps.Broadcast(c.Op, "where", [.. c.Reads], 0);
        foreach (var name in new[] { "masked_fill", "masked_scatter" })
        {
            // Copied in order, then filled.
            table[name] = c => TensorOps.Broadcast(c.Op, name, [c.Input, c.Arguments.Tensor("mask")], 0, c.InPlace, c.Input.Type) is var result && c.InPlace ? result : result.Laid(TensorValue.Contiguous(result.Sizes));
        }

        foreach (var (name, kind) in new[] { ("dropout", "Dropout"), ("dropout1d", "Dropout1d"), ("dropout2d", "Dropout2d"), ("dropout3d", "Dropout3d"), ("alpha_dropout", "AlphaDropout"), ("feature_alpha_dropout", "FeatureAlphaDropout") })
        {
            table[name] = c => c.Op.Tracer.Autograd is not null && c.Op.Tracer.IsRecording && c.Arguments.Flag(true, "training") ? Dropouts.Drop(c.Op, kind, c.Input, c.Arguments.RealOr(0.5, "p", "probability"), c.InPlace) : c.Input;
        }

        table["softmax"] = static c => TensorOps.Softmax(c.Op, "Softmax", c.Input, c.Arguments.Integer("dim"));
        table["log_softmax"] = static c => TensorOps.Softmax(c.Op, "LogSoftmax", c.Input, c.Arguments.Integer("dim"));
        table["softmin"] = static c => TensorOps.Softmax(c.Op, "Softmin", c.Input, c.Arguments.Integer("dim"));
        table["softmax2d"] = static c => TensorOps.Softmax(c.Op, "Softmax2d", c.Input, -3);
        table["glu"] = static c => Glu(c.Op, c.Input, c.Arguments.IntegerOr(-1, "dim"));
        table["prelu"] = static c => c.Op.Emit("PReLU", c.Input.Sizes, c.Reads, checked(2 * c.Input.Elements), type: c.Input.Type, reach: Reach.Same).Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input]));
        foreach (var name in new[] { "cumsum", "cumprod", "logcumsumexp" })
        {
            table[name] = c => TensorOps.Running(c.Op, name, c.Input, c.Axis("dim", 0, c.Input.Rank), c.InPlace, name == "logcumsumexp" ? null : SumType(c)) is var result && c.InPlace ? result : result.Laid(TensorValue.Contiguous(result.Sizes));
        }
    }

    /// <summary>Whether a function of each value leaves them in the order of its input: those with a kernel of their own copy.</summary>
    public static bool KeepsLayout(string name) => name.ToLowerInvariant() is not ("rrelu" or "logsigmoid" or "log_sigmoid");

    private static Value Self(this FunctionCall call) => call.Arguments.Self;

    /// <summary>An operation of arithmetic on tensors or a tensor and a number.</summary>
    public static TensorValue Arithmetic(Operation op, string name, Value left, Value right, bool inPlace = false, ElementType? type = null)
    {
        foreach (var operand in new[] { left, right })
        {
            // A number may be unknown: it changes no shape.
            if (operand is not (TensorValue or KnownValue { Boxed: not null } or UnknownValue))
            {
                throw CodeFault.Unknown($"{name}: {operand.Noun} is no tensor and no number", op.At);
            }
        }

        if (name is "div" or "divide" or "true_divide" && type is null)
        {
            type = ElementType.Real;
        }

        // A number by a tensor is its reciprocal, multiplied.
        var keeps = name is "div" or "divide" or "true_divide" && left is not TensorValue ? SavedTensorRules.Result with { Output = false, Values = static use => use.Outputs } : null;
        var result = op.At_(() => TensorOps.Broadcast(op, name, [left, right], 1, inPlace, type, keeps));
        return result.With(Computed(name, left, right, result.Sizes));
    }

    /// <summary>A power: a square and a square root are one FLOP, others two exponentials.</summary>
    public static TensorValue Power(Operation op, Value @base, Value exponent, bool inPlace)
    {
        var known = exponent is TensorValue ? null : Arguments.AsReal(exponent);
        if (@base is TensorValue tensor && exponent is not TensorValue)
        {
            var isSimple = known is 0 or 1 or 2 or 3 or -1 or 0.5 or -0.5;
            ElementType? real = tensor.Type is ElementType.Integer or ElementType.Truth && exponent is KnownValue { Boxed: double or float } && !inPlace ? ElementType.Real : null;
            return TensorOps.Elementwise(op, "pow", tensor, isSimple ? known == 3 ? 2 : 1 : 1, isSimple ? 0 : 2, inPlace, real);
        }

        var sizes = op.At_(() => Shapes.Broadcast(op.Name, [.. new[] { @base, exponent }.OfType<TensorValue>().Select(static t => t.Sizes)]));
        return op.Emit("pow", sizes, [@base, exponent], sizes.Product(), checked(2 * sizes.Product()), inPlace ? Storage.InPlace : Storage.Own, TensorOps.Promoted([@base, exponent]), Reach.Same, keeping: new Keeping(OfPower(@base)));
    }

    /// <summary>What a power with a tensor in its exponent keeps: base and exponent, and where the exponent needs a gradient, the result.</summary>
    private static SavedTensors OfPower(Value @base)
        => @base is TensorValue ? SavedTensorRules.Input with { OutputWhere = static needs => needs.Count > 1 && needs[1] } : SavedTensorRules.Input with { Output = true };

    private static double[]? Computed(string name, Value left, Value right, IReadOnlyList<long> sizes)
    {
        var count = sizes.Product();
        if (count > MaxData || Data(left) is not { } a || Data(right) is not { } b || (a.Length != 1 && a.Length != count) || (b.Length != 1 && b.Length != count))
        {
            return null;
        }

        Func<double, double, double>? function = name switch
        {
            "add" => static (x, y) => x + y,
            "sub" or "subtract" => static (x, y) => x - y,
            "mul" or "multiply" => static (x, y) => x * y,
            "div" or "divide" or "true_divide" => static (x, y) => x / y,
            _ => null,
        };
        return function is null ? null : [.. Enumerable.Range(0, (int)count).Select(i => function(a[a.Length == 1 ? 0 : i], b[b.Length == 1 ? 0 : i]))];

        static double[]? Data(Value value) => value is TensorValue tensor ? tensor.Data : Arguments.AsReal(value) is { } number ? [number] : null;
    }

    private static double[]? Computed(string name, double[] data) => name switch
    {
        "neg" or "negative" => [.. data.Select(static d => -d)],
        "floor" => [.. data.Select(static d => Math.Floor(d))],
        "ceil" => [.. data.Select(static d => Math.Ceiling(d))],
        "exp" => [.. data.Select(static d => Math.Exp(d))],
        "log" => [.. data.Select(static d => Math.Log(d))],
        "sqrt" => [.. data.Select(static d => Math.Sqrt(d))],
        "abs" => [.. data.Select(static d => Math.Abs(d))],
        _ => null,
    };

    /// <summary>The most values of a tensor that are kept.</summary>
    private const int MaxData = 4096;

    public static TensorValue Glu(Operation op, TensorValue input, long dimension)
    {
        var axis = op.At_(() => Shapes.Axis(dimension, input.Rank, op.Name));
        var sizes = input.Sizes.ToArray();
        sizes[axis] = sizes[axis] % 2 == 0 ? sizes[axis] / 2 : throw op.Mismatch($"dimension {axis} of {input.Text} can't be halved");
        var elements = sizes.Product();
        // One half times the sigmoid of the other.
        return op.Emit("GLU", sizes, [input], elements, checked(3 * elements), reach: Reach.Along(axis - input.Rank)).Laid(Shapes.StridesLike(sizes, [input.View(sizes, input.Strides, null)]));
    }

    private static void AddReductions(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        foreach (var name in new[] { "sum", "mean", "prod", "amax", "amin", "nansum", "nanmean", "any", "all", "count_nonzero" })
        {
            table[name] = c => TensorOps.Reduce(c.Op, name, c.Input, Axes(c), Keeps(c), type: name switch
            {
                "any" or "all" => ElementType.Truth,
                "mean" or "nanmean" => TypeOf(c.Arguments) ?? (c.Input.Type == ElementType.Complex ? ElementType.Complex : ElementType.Real),
                "count_nonzero" => ElementType.Integer,
                "sum" or "prod" or "nansum" => SumType(c),
                _ => null,
            });
        }

        foreach (var name in new[] { "var", "std" })
        {
            // Mean, deviation, and its square in the sum.
            table[name] = c => TensorOps.Reduce(c.Op, name, c.Input, Axes(c), Keeps(c), 3);
            table[name + "_mean"] = c => TensorOps.Reduce(c.Op, name, c.Input, Axes(c), Keeps(c), 3) is var result
                ? new TupleValue([result, result.Second(result.Sizes)])
                : KnownValue.Null;
        }

        table["logsumexp"] = static c => TensorOps.Reduce(c.Op, "logsumexp", c.Input, Axes(c), Keeps(c), 1, 1);
        table["norm"] = static c => TensorOps.Reduce(c.Op, "norm", c.Input, Axes(c), Keeps(c), 2);
        table["vector_norm"] = table["norm"];
        foreach (var name in new[] { "argmax", "argmin" })
        {
            table[name] = c => TensorOps.Reduce(c.Op, name, c.Input, Axes(c), Keeps(c), type: ElementType.Integer);
        }

        foreach (var name in new[] { "max", "min", "median", "mode", "cummax", "cummin" })
        {
            table[name] = c => c.Arguments.Find("other", "target") is TensorValue
                ? TensorOps.Broadcast(c.Op, name, [c.Input, c.Other], keeps: SavedTensorRules.Input)
                : !c.Arguments.Has("dim") ? TensorOps.Reduce(c.Op, name, c.Input, null, keep: false, keeps: SavedTensorRules.Input with { Output = true })
                : name.StartsWith("cum", StringComparison.Ordinal) ? WithIndices(TensorOps.Running(c.Op, name, c.Input, c.Axis("dim", 0, c.Input.Rank), inPlace: false, keeps: SavedTensorRules.Input with { Indices = true }).Laid(TensorValue.Contiguous(c.Input.Sizes)))
                : WithIndices(TensorOps.Reduce(c.Op, name, c.Input, Axes(c), Keeps(c), keeps: SavedTensorRules.Nothing with { Indices = true }));
        }

        foreach (var name in new[] { "sort", "argsort", "msort" })
        {
            table[name] = c => c.Op.Emit(name, c.Input.Sizes, [c.Input], type: name == "argsort" ? ElementType.Integer : c.Input.Type).Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input])) is var result && name == "sort"
                ? WithIndices(result)
                : result;
        }

        table["aminmax"] = static c => TensorOps.Reduce(c.Op, "aminmax", c.Input, Axes(c), Keeps(c), 2) is var result
            ? new TupleValue([result, result.Second(result.Sizes)])
            : KnownValue.Null;
        table["topk"] = static c =>
        {
            var sizes = c.Input.Sizes.ToArray();
            var axis = c.Axis("dim", -1, c.Input.Rank);
            sizes[axis] = c.Arguments.Integer("k") is var k && k <= sizes[axis] ? k : throw c.Op.Mismatch($"k is {Text.Of(k)}; dimension {axis} of {c.Input.Text} has fewer");
            return WithIndices(c.Op.Emit("topk", sizes, [c.Input]));
        };
        // The norms, and the same bounded.
        table["normalize"] = static c => c.Op.Emit("normalize", c.Input.Sizes, [c.Input], checked(3 * c.Input.Elements), keeping: new Keeping(SavedTensorRules.Input with
        {
            Values = use => use.Outputs == 0 ? 0 : 2 * use.Outputs / c.Input.Sizes[c.Axis("dim", 1, c.Input.Rank)],
        })).Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input]));
        table["cosine_similarity"] = static c => CosineSimilarity(c.Op, c.Input, c.OtherTensor, c.Arguments.IntegerOr(1, "dim"));
        table["pairwise_distance"] = static c => PairwiseDistance(c.Op, c.Input, c.OtherTensor, Keeps(c));
    }

    /// <summary>What a sum is of: integers where truth is counted, unless an argument names another type.</summary>
    private static ElementType SumType(FunctionCall call) => TypeOf(call.Arguments) ?? (call.Input.Type == ElementType.Truth ? ElementType.Integer : call.Input.Type);

    private static TupleValue WithIndices(TensorValue values) => new([values, values.As(ElementType.Integer)]);

    public static TensorValue PairwiseDistance(Operation op, TensorValue left, TensorValue right, bool keeps)
    {
        var sizes = op.At_(() => Shapes.Broadcast(op.Name, left.Sizes, right.Sizes));
        // A difference, and its square in the sum.
        return op.Emit("PairwiseDistance", [.. sizes.Take(sizes.Length - 1), .. keeps ? [1L] : Array.Empty<long>()], [left, right], checked(2 * sizes.Product()));
    }

    public static TensorValue CosineSimilarity(Operation op, TensorValue left, TensorValue right, long dimension)
    {
        var sizes = op.At_(() => Shapes.Broadcast(op.Name, left.Sizes, right.Sizes));
        var axis = op.At_(() => Shapes.Axis(dimension, sizes.Length, op.Name));
        // A product and two squares, each in a sum; the division.
        return op.Emit("CosineSimilarity", [.. sizes.Where((_, i) => i != axis)], [left, right], checked(3 * sizes.Product()));
    }

    /// <summary>The axes that a reduction is over; null for all.</summary>
    private static long[]? Axes(FunctionCall call)
    {
        var a = call.Arguments;
        if (a.Has("dim0"))
        {
            return [.. new[] { "dim0", "dim1", "dim2" }.Where(n => a.Has(n)).Select(n => a.Integer(n))];
        }

        return a.Has("dim", "dims", "dimensions", "dimension") ? a.Integers("dim", "dims", "dimensions", "dimension") : null;
    }

    private static bool Keeps(FunctionCall call) => call.Arguments.Flag(false, "keepdim", "keepDim", "keep_dim");
}
