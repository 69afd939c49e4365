using Burden.Generator.Graphs;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.TorchSharp;

/// <summary>A tensor: what is known of it is its shape, how it lies in memory, and the layer of the graph that yields it.</summary>
internal sealed class TensorValue : Value
{
    private StoredTensor? source;

    /// <summary>The node of a tensor that no layer yields: a parameter, a buffer, an input's constant.</summary>
    public const int NoNode = -1;

    public TensorValue(IReadOnlyList<long> sizes, int node, ElementType type = ElementType.Real)
        : this(sizes, Contiguous(sizes), node, type)
    {
    }

    public TensorValue(IReadOnlyList<long> sizes, IReadOnlyList<long> strides, int node, ElementType type)
    {
        Sizes = sizes;
        Strides = strides;
        Node = node;
        Type = type;
    }

    /// <summary>Its sizes, the batch among them.</summary>
    public IReadOnlyList<long> Sizes { get; private set; }

    /// <summary>How far apart in memory neighbours along each axis are: what tells whether another shape is a view or a copy.</summary>
    public IReadOnlyList<long> Strides { get; private set; }

    /// <summary>The node of the graph whose output it is, or is a view of.</summary>
    public int Node { get; private set; }

    public ElementType Type { get; }

    /// <summary>How its values follow from those of its node, step by step; null where that isn't known.</summary>
    public EquatableArray<CodeView>? Way { get; private set; }

    /// <summary>The values of a small tensor that the code spells out or computes; null for nearly all.</summary>
    public double[]? Data { get; init; }

    /// <summary>The parameter or buffer that it is; null for one that is computed.</summary>
    public StoredTensor? Stored { get; set; }

    /// <summary>The parameter or buffer that it is, or is a view of; null for one that is computed.</summary>
    public StoredTensor? Source => Stored ?? source;

    /// <summary>Whether the backward pass ends here, as at <c>detach</c>.</summary>
    public bool IsDetached { get; private set; }

    /// <summary>Which memory it lies in where that isn't its node's output's, and how many values lie there: a layer's last state. Null for all others.</summary>
    public (int Part, long Elements)? Beside { get; init; }

    /// <summary>Which conversion of a stored tensor to another type it is, and how many values that yields; null for all others.</summary>
    public Conversion? Conversion { get; private init; }

    public int Rank => Sizes.Count;

    /// <exception cref="OverflowException">It is beyond 64 bits.</exception>
    public long Elements => Sizes.Product();

    public bool IsContiguous => IsDense(Sizes, Strides);

    public override string Noun => Rank == 0 ? "a tensor of one value" : $"a tensor of {Text}";

    /// <summary>The sizes joined by <c>x</c>.</summary>
    public string Text => Describe(Sizes);

    /// <summary>A tensor that a node yields.</summary>
    public static TensorValue Of(IReadOnlyList<long> sizes, int node, ElementType type) => new(sizes, node, type) { Way = [] };

    /// <summary>The same values, or some of them, under other sizes.</summary>
    /// <param name="reach">Where they come from; null where that isn't known.</param>
    public TensorValue View(IReadOnlyList<long> sizes, IReadOnlyList<long> strides, Reach? reach)
        => Like(sizes, strides, Type, Data, reach is null ? null : Way?.Add(new CodeView(reach, sizes.ToEquatableArray())));

    /// <summary>Values of the same memory whose way from its node isn't known.</summary>
    public TensorValue Like(IReadOnlyList<long> sizes, IReadOnlyList<long> strides, ElementType type) => Like(sizes, strides, type, null, null);

    /// <summary>What its node yields beside it, in memory of its own.</summary>
    /// <param name="part">Which of several it is.</param>
    public TensorValue Second(IReadOnlyList<long> sizes, int part = 1) => new(sizes, Node, Type) { Beside = (part, sizes.Product()) };

    /// <summary>The same, lying in memory otherwise.</summary>
    public TensorValue Laid(IReadOnlyList<long> strides) => Like(Sizes, strides, Type, Data, Way);

    /// <summary>The same, of which the values are known; it itself where they are not.</summary>
    public TensorValue With(double[]? data) => data is null ? this : Like(Sizes, Strides, Type, data, Way);

    /// <summary>The same, of which the values are not known.</summary>
    public TensorValue Unknown() => Data is null ? this : Like(Sizes, Strides, Type, null, Way);

    /// <summary>The same under another element type: in memory of its own, unless it is complex numbers as pairs of real ones. No gradient goes back through integers.</summary>
    public TensorValue As(ElementType type) => type == Type ? this : new(Sizes, Strides, Node, type)
    {
        Data = Data,
        Way = Way,
        Beside = IsNumber(type) && IsNumber(Type) ? Beside : (Beside?.Part ?? 0, Elements),
        Conversion = Source is null || (IsNumber(type) && IsNumber(Type)) ? Conversion : new Conversion(Elements, type),
        IsDetached = IsDetached || !IsNumber(type),
        source = Source,
    };

    /// <summary>The same, at which the backward pass ends.</summary>
    public TensorValue Detached()
    {
        var detached = Like(Sizes, Strides, Type, Data, Way);
        detached.Detach();
        return detached;
    }

    /// <summary>From now on, the backward pass ends here.</summary>
    public void Detach() => IsDetached = true;

    /// <summary>An operation in place has changed it: from now on it is what that operation's node yields.</summary>
    public void Become(int node) => (Node, Way, IsDetached) = (node, [], false);

    /// <summary>An operation in place has changed its shape, as <c>unsqueeze_</c> does.</summary>
    public void Become(TensorValue other) => (Sizes, Strides, Node, Way) = (other.Sizes, other.Strides, other.Node, other.Way);

    private TensorValue Like(IReadOnlyList<long> sizes, IReadOnlyList<long> strides, ElementType type, double[]? data, EquatableArray<CodeView>? way)
        => new(sizes, strides, Node, type) { Data = data, Way = way, Beside = Beside, Conversion = Conversion, IsDetached = IsDetached, source = Source };

    public static string Describe(IEnumerable<long> sizes) => sizes.Any() ? string.Join("x", sizes.Select(static s => Helpers.Text.Of(s))) : "one value";

    public static long[] Contiguous(IReadOnlyList<long> sizes)
    {
        var strides = new long[sizes.Count];
        var stride = 1L;
        for (var i = sizes.Count - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride = checked(stride * Math.Max(1, sizes[i]));
        }

        return strides;
    }

    private static bool IsNumber(ElementType type) => type is ElementType.Real or ElementType.Complex;

    private static bool IsDense(IReadOnlyList<long> sizes, IReadOnlyList<long> strides)
    {
        var expected = 1L;
        for (var i = sizes.Count - 1; i >= 0; i--)
        {
            if (sizes[i] != 1)
            {
                if (strides[i] != expected)
                {
                    return false;
                }

                expected *= sizes[i];
            }
        }

        return true;
    }
}

/// <summary>One conversion of a stored tensor to another type: each is memory of its own.</summary>
internal sealed class Conversion(long elements, ElementType type)
{
    public long Elements { get; } = elements;

    public ElementType Type { get; } = type;
}

/// <summary>What kind of numbers a tensor holds, as far as code branches on it.</summary>
internal enum ElementType
{
    Real,
    Integer,
    Truth,
    /// <summary>Two real numbers each.</summary>
    Complex,
}

/// <summary>A tensor that a module stores: a parameter or a buffer. Two modules that share it hold the same object.</summary>
internal sealed class StoredTensor(IReadOnlyList<long> sizes, bool isParameter, bool isCounted = true)
{
    private bool isFrozen;

    public IReadOnlyList<long> Sizes { get; } = sizes;

    /// <summary>Whether it is trained; a buffer else.</summary>
    public bool IsParameter { get; } = isParameter;

    /// <summary>Whether it counts: PyTorch's <c>num_batches_tracked</c> does not.</summary>
    public bool IsCounted { get; } = isCounted;

    /// <summary>Whether <c>state_dict</c> has it.</summary>
    public bool IsPersistent { get; set; } = true;

    public ElementType Type { get; init; }

    /// <summary>Whether it has a gradient: a parameter, unless the code says that it has none. What stands for the same tensor says so too.</summary>
    public bool IsTrained
    {
        get => Same.IsParameter && !Same.isFrozen;
        set => Same.isFrozen = !value;
    }

    /// <summary>The tensor that this is another object for; it itself for all others.</summary>
    public StoredTensor Same
    {
        get => field ?? this;
        init;
    }

    /// <summary>How many real numbers it is.</summary>
    public long Elements => IsCounted ? checked(Sizes.Product() * (Type == ElementType.Complex ? 2 : 1)) : 0;

    /// <summary>It as a value of an expression.</summary>
    public TensorValue Value => field ??= new TensorValue(Sizes, TensorValue.NoNode, Type) { Stored = this };
}
