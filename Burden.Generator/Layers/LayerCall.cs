using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>One use of a layer kind: its inputs, and its arguments read as what the kind asks for.</summary>
internal sealed class LayerCall(string name, EquatableArray<Shape> inputs, IArguments arguments)
{
    private List<int>? reads;

    /// <summary>The layer's name, for messages.</summary>
    public string Name { get; } = name;

    /// <summary>The shapes it combines; one for all but merges.</summary>
    public EquatableArray<Shape> Inputs { get; } = inputs;

    public Shape Input => Inputs[0];

    /// <summary>The nodes that arguments named besides the inputs.</summary>
    public IReadOnlyList<int> Reads => reads ?? (IReadOnlyList<int>)[];

    /// <summary>Whether the argument was written and is not null.</summary>
    public bool IsGiven(string argument) => arguments.IsGiven(argument);

    /// <summary>An integer argument of at least <paramref name="min"/>.</summary>
    public long Integer(string argument, long min = 1) => InRange(ToInteger(arguments.Evaluate(argument), argument), argument, min);

    /// <summary>A truth value.</summary>
    public bool Flag(string argument) => arguments.Evaluate(argument) is var value && value is BooleanValue { Truth: var truth }
        ? truth
        : throw WrongKind(argument, value, "true or false");

    /// <summary>A real number (an integer will do).</summary>
    public double Real(string argument) => ToReal(arguments.Evaluate(argument), argument);

    /// <summary>One of several words, such as an interpolation mode.</summary>
    public string Word(string argument, params string[] allowed)
    {
        var word = arguments.Text(argument);
        return word is not null && Array.IndexOf(allowed, word) >= 0
            ? word
            : throw Fault(
                FaultId.OutOfRange,
                word is null ? $"{argument} is not a word; expected {Join(allowed)}"
                    : $"{argument} is \"{word}\"; {(Nearest.Of(word, allowed) is { } nearest ? $"did you mean \"{nearest}\"?" : $"expected {Join(allowed)}")}",
                argument);
    }

    /// <summary>The argument's text as written, such as a word; null where it is no text.</summary>
    public string? Written(string argument) => arguments.Text(argument);

    /// <summary>Whether the argument is the given word rather than an expression: <c>Padding = "same"</c>.</summary>
    public bool IsWord(string argument, string word) => arguments.Text(argument) == word;

    /// <summary>A value for each axis: one number for all, or a tuple with one for each.</summary>
    public EquatableArray<long> PerAxis(string argument, int axes, long min = 1)
        => arguments.Evaluate(argument) is var value && value is TupleValue tuple
            ? Integers(OfAxes(argument, tuple, axes), argument, min)
            : EquatableArray.Repeat(InRange(ToInteger(value, argument), argument, min), axes);

    /// <summary>A real number for each axis: one for all, or a tuple with one for each.</summary>
    public EquatableArray<double> Reals(string argument, int axes)
        => arguments.Evaluate(argument) is var value && value is TupleValue tuple
            ? OfAxes(argument, tuple, axes).Map(item => ToReal(item, argument))
            : EquatableArray.Repeat(ToReal(value, argument), axes);

    /// <summary>
    /// Begin and end padding of each axis: one number for all, a tuple with one for each axis, or a tuple of
    /// (begin, end) pairs.
    /// </summary>
    public EquatableArray<(long Begin, long End)> Paddings(string argument, int axes, long min = 0)
    {
        if (arguments.Evaluate(argument) is var value && value is TupleValue tuple)
        {
            return Pairs(OfAxes(argument, tuple, axes), argument, min);
        }

        var both = InRange(ToInteger(value, argument), argument, min);
        return EquatableArray.Repeat((both, both), axes);
    }

    /// <summary>A list of integers: a <c>params</c> argument's, or a tuple's.</summary>
    public EquatableArray<long> Integers(string argument, long min = 1) => arguments.Evaluate(argument) switch
    {
        // A params argument with one expression, which may be the whole list: [Reshape("(2, -1)")].
        TupleValue { Items: { Count: 1 } items } when items[0] is TupleValue whole =>
            Integers(whole.Items, argument, min),
        TupleValue tuple => Integers(tuple.Items, argument, min),
        var value => [InRange(ToInteger(value, argument), argument, min)],
    };

    /// <summary>A layer that an argument names: it is read beside the input.</summary>
    public Shape Layer(string argument)
    {
        var value = arguments.Evaluate(argument);
        if (value is not LayerValue layer)
        {
            throw WrongKind(argument, value, "a layer's name");
        }

        (reads ??= []).Add(layer.Node);
        return layer.Shape;
    }

    /// <summary>The argument as it evaluates.</summary>
    public Value Evaluate(string argument) => arguments.Evaluate(argument);

    /// <summary>A fault of this layer.</summary>
    public FaultException Fault(FaultId id, string message, string? argument = null) => new(id, $"{Name}: {message}", argument);

    /// <summary>The input, which must have the given rank.</summary>
    public Shape InputOfRank(int rank, string expected)
        => Input.Rank == rank ? Input : throw Fault(FaultId.ShapeMismatch, $"the input is {Input}; expected {expected}");

    /// <summary>An axis of a shape: negative ones count from the end, as in PyTorch.</summary>
    public int Axis(string argument, int rank)
    {
        var axis = Integer(argument, long.MinValue);
        return axis >= -rank && axis < rank
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw Fault(FaultId.OutOfRange, $"{argument} is {Text.Of(axis)}; expected {Text.Of(-rank)} to {rank - 1} for an input of {rank} dimensions", argument);
    }

    private EquatableArray<long> Integers(EquatableArray<Value> items, string argument, long min)
        => items.Map(item => InRange(ToInteger(item, argument), argument, min));

    private EquatableArray<(long Begin, long End)> Pairs(EquatableArray<Value> items, string argument, long min)
    {
        return items.Map(item => item switch
        {
            TupleValue { Items: { Count: 2 } pair } => (Bound(pair[0]), Bound(pair[1])),
            TupleValue pair => throw Fault(FaultId.OutOfRange, $"{argument} has {pair.Items.Count} values for one axis; expected (begin, end)", argument),
            _ => (Bound(item), Bound(item)),
        });

        long Bound(Value value) => InRange(ToInteger(value, argument), argument, min);
    }

    /// <summary>A tuple's items, which must be one for each axis.</summary>
    private EquatableArray<Value> OfAxes(string argument, TupleValue tuple, int axes) => tuple.Items.Count == axes
        ? tuple.Items
        : throw Fault(FaultId.OutOfRange, $"{argument} has {tuple.Items.Count} values; expected 1 or {axes}, one for each axis", argument);

    private double ToReal(Value value, string argument) => value switch
    {
        RealValue real => real.Number,
        IntegerValue integer => integer.Number,
        _ => throw WrongKind(argument, value, "a number"),
    };

    private long ToInteger(Value value, string argument) => value switch
    {
        IntegerValue integer => integer.Number,
        RealValue { Number: var real } when Math.Floor(real) == real && Math.Abs(real) <= 1L << 53 => (long)real,
        RealValue { Number: var real } => throw Fault(
            FaultId.OutOfRange, $"{argument} is {Text.Of(real)}; expected an integer (round, floor and ceil make one)", argument),
        _ => throw WrongKind(argument, value, "an integer"),
    };

    private long InRange(long value, string argument, long min) => value >= min
        ? value
        : throw Fault(FaultId.OutOfRange, $"{argument} is {Text.Of(value)}; expected at least {Text.Of(min)}", argument);

    private FaultException WrongKind(string argument, Value value, string expected)
        => Fault(FaultId.OutOfRange, $"{argument} is {value.Noun}; expected {expected}", argument);

    private static string Join(string[] words) => words.Length == 1
        ? $"\"{words[0]}\""
        : string.Join(", ", words.Take(words.Length - 1).Select(static w => $"\"{w}\"")) + $" or \"{words[^1]}\"";
}
