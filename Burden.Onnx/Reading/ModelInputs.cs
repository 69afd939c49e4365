using Burden.Generator.Expressions;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Graphs;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Reading;

/// <summary>The inputs of a model with their sizes, those that the file leaves open as the user gives them.</summary>
internal sealed class ModelInputs(ModelMessage model, DimensionSettings settings, GraphRecorder recorder)
{
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);
    private readonly List<string> open = [];

    /// <exception cref="OnnxException">A size is not given; all that are missing are named.</exception>
    public IReadOnlyList<(string Name, OnnxValue? Value)> Create()
    {
        var stored = model.Graph!.Initializers.Select(static t => t.Name).ToHashSet(StringComparer.Ordinal);
        var sizes = model.Graph.Inputs.Where(i => !stored.Contains(i.Name)).Select(i => (Input: i, Sizes: SizesOf(i))).ToList();
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
        if (input.Type.Sizes is not { } sizes)
        {
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
                ? given
                : throw new OnnxException(OnnxFaultKind.Dimensions, $"'{input.Name}' has {sizes.Count} dimensions; {string.Join("x", given)} is given", "");
        }

        var known = new long[sizes.Count];
        var isOpen = false;
        for (var axis = 0; axis < known.Length; axis++)
        {
            if ((settings.Size(input.Name, axis) ?? NumberOf(sizes[axis])) is { } size)
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

    private long? NumberOf(SizeMessage size)
    {
        if (size.Symbol is not { Length: > 0 } symbol)
        {
            return size.Number is >= 0 ? size.Number : null;
        }

        if (settings.Symbol(symbol) is { } number)
        {
            return number;
        }

        try
        {
            // Exporters write sums of symbols: past_sequence_length + 1.
            return Expression.Parse(symbol).Evaluate(new Symbols(settings)) is IntegerValue { Number: >= 0 and var sum } ? sum : null;
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    /// <summary>The symbols in a sum that are not given; the whole where it is no sum.</summary>
    private IEnumerable<string> MissingIn(string symbol)
    {
        try
        {
            var names = Expression.Parse(symbol).Names.Select(static n => n.Name).Where(n => settings.Symbol(n) is null).ToList();
            return names.Count == 0 ? [symbol] : names;
        }
        catch (ExpressionException)
        {
            return [symbol];
        }
    }

    private sealed class Symbols(DimensionSettings settings) : IScope
    {
        public IEnumerable<string> Names => [];

        public Value? Resolve(string name) => settings.Symbol(name) is { } number ? new IntegerValue(number) : null;
    }
}
