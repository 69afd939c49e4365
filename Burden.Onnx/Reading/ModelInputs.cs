using Burden.Generator.Expressions;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Graphs;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Reading;

/// <summary>The inputs of a model with their sizes, those that the file leaves open as the user gives them.</summary>
internal sealed class ModelInputs(ModelMessage model, DimensionSettings settings, OnnxOptions options, GraphRecorder recorder)
{
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);
    private readonly List<string> open = [];

    /// <summary>The sizes that the user changes, by input and axis, and the symbols that follow.</summary>
    private readonly Dictionary<string, long?[]> changed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> implied = new(StringComparer.Ordinal);

    /// <exception cref="OnnxException">A size is not given; all that are missing are named.</exception>
    public IReadOnlyList<(string Name, OnnxValue? Value)> Create()
    {
        var stored = model.Graph!.Initializers.Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        var own = model.Graph.Inputs.Where(i => !stored.Contains(i.Name)).ToList();
        Change([.. own.Where(static i => i.Type?.Kind == TypeKind.Tensor)]);
        var sizes = own.ConvertAll(i => (Input: i, Sizes: SizesOf(i)));
        if (missing.Count > 0)
        {
            throw new OnnxException(
                OnnxFaultKind.Dimensions,
                $"the file leaves {(missing.Count == 1 ? "a size" : "sizes")} open: {string.Join("; ", open)}. Give {(missing.Count == 1 ? "it" : "them")} as dimensions: {string.Join(";", missing.Select(static m => $"{m}=NUMBER"))}",
                "");
        }

        return [.. sizes.Select(s => (s.Input.Name, ValueOf(s.Input, s.Sizes)))];
    }

    private OnnxValue? ValueOf(ValueMessage input, long[]? sizes)
    {
        if (sizes is null)
        {
            return input.Type?.Kind == TypeKind.Optional ? new OptionalValue(null) : throw new OnnxException(
                OnnxFaultKind.Shape, $"it is a {input.Type?.Kind.ToString().ToLowerInvariant() ?? "value of no type"}, whose length no file tells", $"the input '{input.Name}'");
        }

        var type = input.Type!.Element;
        if (!ElementTypes.IsDefined(type))
        {
            throw new OnnxException(OnnxFaultKind.Format, "it has no element type", $"the input '{input.Name}'");
        }

        try
        {
            _ = sizes.Product();
            return new TensorValue(type, sizes, recorder.AddInput(input.Name, sizes, type))
            {
                Data = settings.Values(input.Name) is { } values ? Evaluator.Given(values, type, sizes, input.Name) : null,
            };
        }
        catch (NotSupportedException)
        {
            throw new OnnxException(OnnxFaultKind.Shape, $"values of {type.Name()} can't be counted: no type of so many bits is known", $"the input '{input.Name}'");
        }
        catch (OverflowException)
        {
            throw new OnnxException(OnnxFaultKind.Limit, $"its sizes {string.Join("x", sizes)} are beyond 64 bits", $"the input '{input.Name}'");
        }
    }

    private long[]? SizesOf(ValueMessage input)
    {
        if (input.Type?.Kind != TypeKind.Tensor)
        {
            return null;
        }

        var given = settings.Shape(input.Name);
        changed.TryGetValue(input.Name, out var other);
        if (input.Type.Sizes is not { } sizes)
        {
            if (given is null && other is not null && Array.TrueForAll(other, static o => o is not null))
            {
                return Array.ConvertAll(other, static o => o!.Value);
            }

            if (given is null)
            {
                missing.Add(input.Name);
                open.Add($"'{input.Name}' has no shape (give all its sizes, as in {input.Name}=1x3x224x224)");
            }

            return given ?? [];
        }

        if (given is not null && (given.Length == sizes.Count || sizes.Count != 1))
        {
            return given.Length == sizes.Count
                ? [.. given.Select((size, axis) => other?[axis] ?? size)]
                : throw new OnnxException(OnnxFaultKind.Dimensions, $"'{input.Name}' has {sizes.Count} dimensions; {string.Join("x", given)} is given", "");
        }

        var known = new long[sizes.Count];
        var isOpen = false;
        for (var axis = 0; axis < known.Length; axis++)
        {
            if ((other?[axis] ?? settings.Size(input.Name, axis) ?? NumberOf(sizes[axis])) is { } size)
            {
                known[axis] = size;
            }
            else
            {
                isOpen = true;
                missing.UnionWith(sizes[axis].Symbol is { Length: > 0 } symbol ? MissingIn(symbol) : [$"{input.Name}:{Text.Of(axis)}"]);
            }
        }

        if (isOpen)
        {
            open.Add($"'{input.Name}' is {string.Join(" x ", sizes.Select(static s => s.Symbol is { Length: > 0 } symbol ? symbol : s.Number is >= 0 ? Text.Of(s.Number.Value) : "?"))}");
        }

        return known;
    }

    /// <summary>Takes in what the user changes: shapes, and the batch.</summary>
    private void Change(IReadOnlyList<ValueMessage> inputs)
    {
        var shapes = options.Inputs?.Invoke([.. inputs.Select(i => (i.Name, WithoutBatch(i)))]) ?? [];
        for (var i = 0; i < shapes.Count; i++)
        {
            if (shapes[i] is { } shape)
            {
                var hasBatch = inputs[i].Type!.Sizes is not { Count: 1 };
                changed[inputs[i].Name] = [.. hasBatch ? (long?[])[null] : [], .. shape.Select(static s => (long?)s)];
            }
        }

        if (options.Batch is { } batch)
        {
            ChangeBatch(inputs, batch);
        }

        foreach (var input in inputs)
        {
            for (var axis = 0; input.Type!.Sizes is { } sizes && axis < sizes.Count; axis++)
            {
                if (sizes[axis].Symbol is { Length: > 0 } symbol && changed.TryGetValue(input.Name, out var own) && own[axis] is { } size)
                {
                    Imply(symbol, size, input.Name);
                }
            }
        }
    }

    private IReadOnlyList<long>? WithoutBatch(ValueMessage input)
        => input.Type!.Sizes is { } sizes ? [.. sizes.Skip(sizes.Count > 1 ? 1 : 0).Select(s => NumberOf(s) ?? -1)] : null;

    private void ChangeBatch(IReadOnlyList<ValueMessage> inputs, long batch)
    {
        if (inputs.Count == 0 || inputs[0].Type!.Sizes is { Count: < 2 })
        {
            throw new OnnxException(OnnxFaultKind.Dimensions, inputs.Count == 0 ? "no input has a batch" : $"'{inputs[0].Name}' has one dimension, which is no batch", "");
        }

        var first = inputs[0].Type!.Sizes?[0];
        for (var i = 0; i < inputs.Count; i++)
        {
            var sizes = inputs[i].Type!.Sizes;
            if (i > 0 && !(sizes is [var own, ..] && first is { } main && IsSame(own, main, isOne: sizes.Count == 1)))
            {
                continue;
            }

            if (changed.TryGetValue(inputs[i].Name, out var known))
            {
                known[0] = batch;
            }
            else if (sizes is not null)
            {
                changed.Add(inputs[i].Name, [batch, .. new long?[sizes.Count - 1]]);
            }
        }
    }

    /// <summary>Whether two sizes are one by what the file says: by their symbol, or their number, which one size alone may have by chance.</summary>
    private static bool IsSame(SizeMessage own, SizeMessage first, bool isOne)
        => own.Symbol is { Length: > 0 } ? own.Symbol == first.Symbol : !isOne && first.Symbol is not { Length: > 0 } && own.Number == first.Number;

    /// <summary>A symbol has the size that an input is given for it.</summary>
    private void Imply(string symbol, long size, string input)
    {
        if (implied.TryGetValue(symbol, out var other) ? other != size : !options.ReplacesDimensions && settings.Symbol(symbol) is { } given && (other = given) != size)
        {
            throw new OnnxException(OnnxFaultKind.Dimensions, $"'{symbol}' is {Text.Of(other)}, and {Text.Of(size)} in the shape that is given for '{input}'", "");
        }

        implied[symbol] = size;
    }

    private long? NumberOfSymbol(string symbol) => implied.TryGetValue(symbol, out var size) ? size : settings.Symbol(symbol);

    private long? NumberOf(SizeMessage size)
    {
        if (size.Symbol is not { Length: > 0 } symbol)
        {
            return size.Number is >= 0 ? size.Number : null;
        }

        if (NumberOfSymbol(symbol) is { } number)
        {
            return number;
        }

        try
        {
            // Exporters write sums of symbols: past_sequence_length + 1.
            return Parse(symbol).Evaluate(new Symbols(NumberOfSymbol)) is IntegerValue { Number: >= 0 and var sum } ? sum : null;
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    /// <summary>Python's division of whole numbers is the language's own.</summary>
    private static Expression Parse(string symbol) => Expression.Parse(symbol.Replace("//", "/", StringComparison.Ordinal));

    /// <summary>The symbols in a sum that are not given; the whole where it is no sum.</summary>
    private IEnumerable<string> MissingIn(string symbol)
    {
        try
        {
            var names = Parse(symbol).Names.Select(static n => n.Name).Where(n => NumberOfSymbol(n) is null).ToList();
            return names.Count == 0 ? [symbol] : names;
        }
        catch (ExpressionException)
        {
            return [symbol];
        }
    }

    private sealed class Symbols(Func<string, long?> numberOf) : IScope
    {
        public IEnumerable<string> Names => [];

        public Value? Resolve(string name) => numberOf(name) is { } number ? new IntegerValue(number) : null;
    }
}
