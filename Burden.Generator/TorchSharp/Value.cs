using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What an expression of model code is worth while the code is followed: known, a tensor's shape, a module, or unknown.</summary>
internal abstract class Value
{
    /// <summary>What it is, for messages: <c>a tensor</c>.</summary>
    public abstract string Noun { get; }
}

/// <summary>A value that C# itself computes: a number, text, truth, a character, null, an enum's number.</summary>
internal sealed class KnownValue(object? value) : Value
{
    public static readonly KnownValue Null = new(null);
    public static readonly KnownValue True = new(true);
    public static readonly KnownValue False = new(false);

    /// <summary>The boxed value; null for null.</summary>
    public object? Boxed { get; } = value;

    public override string Noun => Boxed switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => "a value",
    };

    /// <summary>The enum that a number is of, where it is boxed: what a type test of an <c>object</c> sees.</summary>
    public ITypeSymbol? Enum { get; init; }

    public static KnownValue Of(bool truth) => truth ? True : False;

    public static KnownValue Of(long number) => new(number);
}

/// <summary>A value that can't be told from the code. Nothing is wrong until something depends on it.</summary>
/// <param name="why">What is not known and why, as a clause: <c>the result of Random.Next isn't known</c>.</param>
internal sealed class UnknownValue(string why) : Value
{
    public string Why { get; } = why;

    public override string Noun => "an unknown value";
}

/// <summary>The result of a method that returns nothing.</summary>
internal sealed class VoidValue : Value
{
    public static readonly VoidValue Instance = new();

    public override string Noun => "nothing";
}

/// <summary>An array, a list, or anything else that is gone through in order.</summary>
internal sealed class ListValue(List<Value> items, ITypeSymbol? type = null) : Value
{
    public ListValue(IEnumerable<Value> items, ITypeSymbol? type = null)
        : this([.. items], type)
    {
    }

    public List<Value> Items { get; } = items;

    /// <summary>Its type as declared; null where nothing depends on it.</summary>
    public ITypeSymbol? Type { get; } = type;

    public override string Noun => "a list";
}

/// <summary>A sequence that is worked out when it is gone through, and each time anew: a LINQ query, an iterator.</summary>
internal class SequenceValue(Func<IEnumerable<Value>> run) : Value
{
    public IEnumerable<Value> Run() => run();

    public override string Noun => "a sequence";
}

/// <summary>A dictionary, in the order its keys were added.</summary>
/// <param name="ignoresCase">Whether keys that differ in case alone are the same.</param>
internal sealed class DictionaryValue(ITypeSymbol? type = null, bool ignoresCase = false) : Value
{
    private readonly Dictionary<object, int> indices = [];

    /// <summary>In the order they were added.</summary>
    public List<(Value Key, Value Value)> Entries { get; } = [];

    public ITypeSymbol? Type { get; } = type;

    public override string Noun => "a dictionary";

    public bool TryGet(Value key, out Value value)
    {
        var found = indices.TryGetValue(Of(key), out var index);
        value = found ? Entries[index].Value : KnownValue.Null;
        return found;
    }

    public void Set(Value key, Value value)
    {
        var identity = Of(key);
        if (indices.TryGetValue(identity, out var index))
        {
            Entries[index] = (key, value);
        }
        else
        {
            indices.Add(identity, Entries.Count);
            Entries.Add((key, value));
        }
    }

    public bool Remove(Value key)
    {
        if (!indices.TryGetValue(Of(key), out var index))
        {
            return false;
        }

        Entries.RemoveAt(index);
        indices.Clear();
        for (var i = 0; i < Entries.Count; i++)
        {
            indices.Add(Of(Entries[i].Key), i);
        }

        return true;
    }

    public void Clear()
    {
        Entries.Clear();
        indices.Clear();
    }

    private object Of(Value key) => Identity.Of(key) is string text && ignoresCase ? text.ToUpperInvariant() : Identity.Of(key);
}

/// <summary>A tuple.</summary>
internal sealed class TupleValue(Value[] items) : Value
{
    public Value[] Items { get; } = items;

    public override string Noun => $"a tuple of {Items.Length}";

    public TupleValue Copy() => new((Value[])Items.Clone());
}

/// <summary>An instance of a class, struct or record of the user's own, or of an anonymous type.</summary>
internal class ObjectValue(INamedTypeSymbol type) : Value
{
    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The values of its fields and automatic properties, by original definition.</summary>
    public Dictionary<ISymbol, Value> Fields { get; private set; } = new(SymbolEqualityComparer.Default);

    /// <summary>The list or dictionary that an instance of a class derived from one is beside; null for others.</summary>
    public Value? Collection { get; set; }

    public override string Noun => $"an instance of {Type.Name}";

    /// <summary>A copy as C# makes of a struct, or <c>with</c> of a record.</summary>
    public ObjectValue Copy() => new(Type) { Collection = Collection, Fields = new Dictionary<ISymbol, Value>(Fields, SymbolEqualityComparer.Default) };
}

/// <summary>A lambda, a local function or a method as a value.</summary>
/// <param name="method">What is called.</param>
/// <param name="target">The instance it is called on; null for a static one or a lambda.</param>
/// <param name="closure">The frame whose variables it sees; null for a method.</param>
/// <param name="body">The body of a lambda; null where the method's declaration has it.</param>
internal sealed class DelegateValue(IMethodSymbol method, Value? target, Frame? closure, IOperation? body) : Value
{
    public IMethodSymbol Method { get; } = method;

    public Value? Target { get; } = target;

    public Frame? Closure { get; } = closure;

    public IOperation? Body { get; } = body;

    public override string Noun => "a function";
}

/// <summary>A type as a value.</summary>
internal sealed class TypeValue(ITypeSymbol type) : Value
{
    public ITypeSymbol Type { get; } = type;

    public override string Noun => $"the type {Type.Name}";
}

/// <summary>A device, which is equal to itself alone. Tensors are followed as on a machine that has no other than its processor.</summary>
/// <param name="number">The number of the <c>DeviceType</c>.</param>
internal sealed class DeviceValue(long number) : Value
{
    public static DeviceValue Processor => new(0);

    public long Number { get; } = number;

    public override string Noun => "a device";

    /// <summary>The device that <c>torch.device</c> makes of a name or a number.</summary>
    public static Value Of(Value given) => given switch
    {
        KnownValue { Boxed: string name } => name.Split(':')[0].ToUpperInvariant() switch
        {
            "CPU" => Processor,
            "CUDA" => new DeviceValue(1),
            "MPS" => new DeviceValue(13),
            _ => new UnknownValue($"the device {name} isn't known"),
        },
        KnownValue { Boxed: { } type } when type is not bool => new DeviceValue(CSharpOperators.ToInt64(type)),
        UnknownValue => given,
        _ => new UnknownValue("the device isn't known"),
    };
}

/// <summary>An index from the end: <c>^1</c>.</summary>
internal sealed class FromEndValue(Value index) : Value
{
    public Value Index { get; } = index;

    public override string Noun => "an index from the end";
}

/// <summary>A range: <c>1..^1</c>.</summary>
/// <param name="start">Null where it is left out.</param>
/// <param name="end">Null where it is left out.</param>
internal sealed class RangeValue(Value? start, Value? end) : Value
{
    public Value? Start { get; } = start;

    public Value? End { get; } = end;

    public override string Noun => "a range";
}

/// <summary>A <c>TensorIndex</c> that is no plain integer, range or tensor.</summary>
internal sealed class TensorIndexValue(TensorIndexKind kind, Value? start = null, Value? stop = null, Value? step = null) : Value
{
    public TensorIndexKind Kind { get; } = kind;

    public Value? Start { get; } = start;

    public Value? Stop { get; } = stop;

    public Value? Step { get; } = step;

    public override string Noun => "a tensor index";
}

internal enum TensorIndexKind
{
    /// <summary>Some of an axis: <c>TensorIndex.Slice(1, 5, 2)</c>.</summary>
    Slice,
    /// <summary>All axes that are not named: <c>TensorIndex.Ellipsis</c>.</summary>
    Ellipsis,
    /// <summary>A new axis of size 1: <c>TensorIndex.None</c>.</summary>
    None,
}

/// <summary>What makes two values the same key of a dictionary or set.</summary>
internal static class Identity
{
    public static object Of(Value value) => value switch
    {
        KnownValue { Boxed: { } boxed } => boxed,
        KnownValue => DBNull.Value,
        TupleValue tuple => string.Join("\u0001", tuple.Items.Select(static i => i is KnownValue { Boxed: { } boxed } ? $"{boxed.GetType().Name}:{boxed}" : $"#{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(i)}")),
        TypeValue type => type.Type.ToDisplayString(),
        _ => value,
    };

    public static bool AreSame(Value left, Value right) => Of(left).Equals(Of(right));
}
