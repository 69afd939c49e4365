using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>Functions that make tensors from nothing.</content>
internal static partial class TensorFunctions
{
    private static readonly string[] SizeNames = ["size", "sizes", "rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    private static void AddCreation(Dictionary<string, Func<FunctionCall, Value>> table)
    {
        foreach (var name in new[] { "zeros", "ones", "empty", "rand", "randn", "full", "randint" })
        {
            double? fill = name switch { "zeros" => 0, "ones" => 1, _ => null };
            table[name] = c => Filled(c, name, Sizes(c.Arguments), fill ?? FillOf(c, name), name == "randint" ? ElementType.Integer : name == "full" ? TypeOfFill(c) : null);
            table[$"{name}_like"] = c => Filled(c, name, c.Input.Sizes, fill, c.Input.Type).Laid(Shapes.StridesLike(c.Input.Sizes, [c.Input]));
            if (name is not ("rand" or "randn" or "randint"))
            {
                table[$"new_{name}"] = c => Filled(c, name, Sizes(c.Arguments), fill ?? FillOf(c, name), c.Input.Type);
            }
        }

        table["eye"] = static c => Filled(c, "eye", c.Arguments.Integer("rows") is var rows && c.Arguments.IntegerOr(-1, "columns") is > 0 and var columns ? [rows, columns] : [rows, rows], null);
        table["arange"] = static c => Arange(c);
        table["linspace"] = static c => Spaced(c, c.Arguments.Integer("steps"));
        table["logspace"] = static c => Filled(c, "logspace", [c.Arguments.Integer("steps")], null);
        table["randperm"] = static c => Filled(c, "randperm", [c.Arguments.Integer("n")], null, ElementType.Integer);
        foreach (var name in new[] { "tensor", "as_tensor", "from_array", "frombuffer", "ToTensor" })
        {
            table[name] = static c => Given(c);
        }

        foreach (var name in new[] { "hann_window", "hamming_window", "blackman_window", "bartlett_window", "kaiser_window" })
        {
            table[name] = c => Filled(c, name, [c.Arguments.Integer("len", "window_length")], null);
        }

        foreach (var name in new[] { "normal", "uniform", "fill", "zero", "bernoulli", "exponential", "random", "log_normal", "cauchy", "geometric" })
        {
            table[name] = c => name == "normal" && c.Arguments.Has("size") ? Filled(c, name, Sizes(c.Arguments), null) : c.Input is { Node: >= 0 } input && c.Op.Tracer.IsRecording
                ? c.Op.Emit(name, input.Sizes, [input], storage: c.InPlace ? Storage.InPlace : Storage.Own, type: input.Type, keeping: name == "normal" ? new Keeping(Costs.Analyses.SavedTensorRules.Nothing) { IsUnknown = !c.InPlace } : null)
                : new TensorValue(c.Input.Sizes, c.Input.Node, c.Input.Type) { Stored = c.Input.Stored };
        }

        table["multinomial"] = static c => c.Input.Rank is 1 or 2
            ? c.Op.Emit("multinomial", [.. c.Input.Sizes.Take(c.Input.Rank - 1), c.Arguments.Integer("num_samples")], [c.Input], type: ElementType.Integer)
            : throw c.Op.Mismatch($"the weights are {c.Input.Text}; expected one or two dimensions");
        table["one_hot"] = static c => c.Arguments.IntegerOr(-1, "num_classes") is > 0 and var classes
            ? c.Op.Emit("one_hot", [.. c.Input.Sizes, classes], [c.Input], type: ElementType.Integer)
            : throw CodeFault.Unknown("one_hot without num_classes yields as many classes as the data has, which no shape tells", c.Op.At);
        table["meshgrid"] = static c =>
        {
            var tensors = Tensors(c.Arguments, c.Arguments.Find("tensors")!);
            long[] sizes = [.. tensors.Select(static t => t.Elements)];
            var isSwapped = c.Arguments.Find("indexing") is KnownValue { Boxed: "xy" } && sizes.Length > 1;
            if (isSwapped)
            {
                (sizes[0], sizes[1]) = (sizes[1], sizes[0]);
            }

            // Each is a view, along an axis of its own.
            return new ListValue(tensors.Select((t, i) =>
            {
                var axis = i < 2 && isSwapped ? 1 - i : i;
                return (Value)t.Like(sizes, [.. sizes.Select((_, d) => d == axis && t.Rank > 0 ? t.Strides[0] : 0)], t.Type);
            }));
        };
        foreach (var name in new[] { "tril_indices", "triu_indices" })
        {
            table[name] = c => Filled(c, name, [2, Triangle(c.Arguments.Integer("row"), c.Arguments.Integer("col"), c.Arguments.IntegerOr(0, "offset"), name == "tril_indices")], null, ElementType.Integer);
        }

        table["GenerateSquareSubsequentMask"] = static c => Filled(c, "mask", [c.Arguments.Integer("size"), c.Arguments.Integer("size")], null);
    }

    /// <summary>What a tensor that is filled with a number holds: TorchSharp's <c>Scalar</c> takes truth as an integer.</summary>
    private static ElementType TypeOfFill(FunctionCall c)
        => TensorOps.Promoted([c.Arguments.Find("value") ?? KnownValue.Null]) is var type && type == ElementType.Truth ? ElementType.Integer : type;

    private static double? FillOf(FunctionCall c, string name) => name == "full" && c.Arguments.Find("value") is { } value ? Arguments.AsReal(value) : null;

    private static long Triangle(long rows, long columns, long offset, bool lower)
    {
        var count = 0L;
        for (var row = 0L; row < Math.Min(rows, 1_000_000); row++)
        {
            var inLower = Math.Max(0, Math.Min(columns, row + offset + 1));
            count += lower ? inLower : Math.Max(0, columns - Math.Max(0, row + offset));
        }

        return count;
    }

    private static long[] Sizes(Arguments arguments)
    {
        var sizes = new List<long>();
        foreach (var item in arguments.Items)
        {
            if (Array.IndexOf(SizeNames, item.Parameter.Name) >= 0)
            {
                sizes.AddRange(Arguments.AsIntegers(item.Value) ?? throw CodeFault.Unknown($"{arguments.Name}: {item.Parameter.Name} isn't known: {Arguments.Because(item.Value, "expected sizes")}", item.Site));
            }
        }

        return sizes.Any(static s => s < 0)
            ? throw new CodeFault(FaultId.OutOfRange, $"{arguments.Name}: the sizes are {string.Join(", ", sizes)}; expected none below 0", arguments.Site.Syntax)
            : [.. sizes];
    }

    private static TensorValue Filled(FunctionCall c, string name, IReadOnlyList<long> sizes, double? fill, ElementType? type = null)
    {
        var element = TypeOf(c.Arguments) ?? type ?? ElementType.Real;
        var made = c.Op.Emit(name, sizes, [], type: element);
        return fill is { } value && sizes.Product() <= MaxData ? new TensorValue(sizes, made.Node, element) { Data = [.. Enumerable.Repeat(value, (int)sizes.Product())] } : made;
    }

    /// <summary>The element type that an argument names; null where none does.</summary>
    private static ElementType? TypeOf(Arguments arguments) => ScalarTypeOf(arguments) switch
    {
        null => null,
        8 or 9 or 10 => ElementType.Complex,
        11 => ElementType.Truth,
        <= 4 => ElementType.Integer,
        _ => ElementType.Real,
    };

    /// <summary>The number of the <c>ScalarType</c> that an argument names; null where none does.</summary>
    private static long? ScalarTypeOf(Arguments arguments) => arguments.Items.FirstOrDefault(static i => i.Parameter is { Name: "dtype" or "type" or "typ" or "toType" or "scalarType" } || IsScalarType(i.Parameter.Type))?.Value is KnownValue { Boxed: { } type } && type is not string
        ? CSharpOperators.ToInt64(type)
        : null;

    private static bool IsScalarType(ITypeSymbol type)
        => type.Name == "ScalarType" || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [{ Name: "ScalarType" }] };

    private static TensorValue Arange(FunctionCall c)
    {
        var a = c.Arguments;
        var start = a.Has("start") ? Real("start") : 0;
        var (stop, step) = (Real("stop", "end"), a.Has("step") ? Real("step") : 1);
        if (step == 0 || (stop - start) / step > 1e9)
        {
            throw new CodeFault(FaultId.OutOfRange, $"arange: from {Text.Of(start)} to {Text.Of(stop)} by {Text.Of(step)}", c.Op.At);
        }

        var count = Math.Max(0, (long)Math.Ceiling((stop - start) / step));
        var isInteger = a.Items.All(static i => i.Parameter.Name is not ("start" or "stop" or "step" or "end") || Arguments.AsInteger(i.Value) is not null);
        var type = TypeOf(a) ?? (isInteger ? ElementType.Integer : ElementType.Real);
        var made = c.Op.Emit("arange", [count], [], type: type);
        return count <= MaxData ? new TensorValue([count], made.Node, type) { Data = [.. Enumerable.Range(0, (int)count).Select(i => start + (i * step))] } : made;

        double Real(params string[] names) => a.Find(names) is { } value && Arguments.AsReal(value) is { } number
            ? number
            : throw CodeFault.Unknown($"arange: {names[0]} isn't known: {Arguments.Because(a.Find(names) ?? KnownValue.Null, "expected a number")}", a.SiteOf(names));
    }

    private static TensorValue Spaced(FunctionCall c, long steps)
    {
        var made = c.Op.Emit("linspace", [steps], []);
        return steps <= MaxData && c.Arguments.Find("start") is { } from && c.Arguments.Find("end", "stop") is { } to && Arguments.AsReal(from) is { } start && Arguments.AsReal(to) is { } end
            ? new TensorValue([steps], made.Node) { Data = [.. Enumerable.Range(0, (int)steps).Select(i => steps == 1 ? start : start + (i * (end - start) / (steps - 1)))] }
            : made;
    }

    /// <summary>A tensor of the values that the code gives.</summary>
    private static TensorValue Given(FunctionCall c)
    {
        var value = c.Arguments.Self;
        if (value is TensorValue tensor)
        {
            return tensor;
        }

        var dimensions = c.Arguments.Find("dimensions", "shape") is { } given ? Arguments.AsIntegers(given) : null;
        var named = SizeNames.Where(n => n is not ("size" or "sizes") && c.Arguments.Has(n)).Select(n => c.Arguments.Integer(n)).ToArray();
        var sizes = dimensions ?? (named.Length > 0 ? named : SizesOf(value, c));
        var data = Flat(value);
        var type = TypeOf(c.Arguments) ?? (IsInteger(value) ? ElementType.Integer : IsTruth(value) ? ElementType.Truth : ElementType.Real);
        var made = c.Op.Emit("tensor", sizes, [], type: type);
        return data is not null && data.Length <= MaxData ? new TensorValue(sizes, made.Node, type) { Data = data } : made;
    }

    private static long[] SizesOf(Value value, FunctionCall c) => value switch
    {
        ListValue { Items: [ListValue inner, ..] } list => [list.Items.Count, .. SizesOf(inner, c)],
        ListValue list => [list.Items.Count],
        UnknownValue unknown when c.Arguments.Items[0].Parameter.Type is IArrayTypeSymbol or { Name: "IList" } => throw CodeFault.Unknown($"{c.Arguments.Name}: {unknown.Why}", c.Op.At),
        _ => [],
    };

    private static double[]? Flat(Value value)
    {
        var items = value is ListValue list ? list.Items.Select(Flat).ToList() : [Arguments.AsReal(value) is { } number ? [number] : value is KnownValue { Boxed: bool truth } ? [truth ? 1 : 0] : null];
        return items.Any(static i => i is null) ? null : [.. items.SelectMany(static i => i!)];
    }

    private static bool IsInteger(Value value) => value is ListValue { Items: [var first, ..] } ? IsInteger(first) : Arguments.AsInteger(value) is not null;

    private static bool IsTruth(Value value) => value is ListValue { Items: [var first, ..] } ? IsTruth(first) : value is KnownValue { Boxed: bool };

    /// <summary>Real numbers of a list; null where none are given.</summary>
    public static double[]? Reals(Arguments arguments, params string[] names)
    {
        if (!arguments.Has(names))
        {
            return null;
        }

        IReadOnlyList<Value> items = arguments.Find(names) switch
        {
            ListValue list => list.Items,
            TupleValue tuple => tuple.Items,
            var single => [single!],
        };
        return [.. items.Select(i => Arguments.AsReal(i) ?? throw CodeFault.Unknown($"{arguments.Name}: {names[0]} isn't known: {Arguments.Because(i, "expected a number")}", arguments.SiteOf(names)))];
    }
}
