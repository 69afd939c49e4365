using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>One argument of a call.</summary>
/// <param name="IsGiven">Whether it is written, rather than the parameter's default.</param>
/// <param name="Assign">Gives the variable behind a <c>ref</c> or <c>out</c> argument a value.</param>
internal sealed record CallArgument(IParameterSymbol Parameter, Value Value, bool IsGiven, SyntaxNode Site, Action<Value>? Assign = null);

/// <summary>The arguments of one call of a method without source, read as what the method takes.</summary>
internal sealed class Arguments(IMethodSymbol method, Value? instance, IReadOnlyList<CallArgument> items, IOperation site)
{
    public IMethodSymbol Method { get; } = method;

    public string Name => Method.Name;

    public Value? Instance { get; } = instance;

    /// <summary>The call.</summary>
    public IOperation Site { get; } = site;

    /// <summary>The arguments in the order of the parameters.</summary>
    public IReadOnlyList<CallArgument> Items { get; } = items;

    public int Count => Items.Count;

    /// <summary>The values by the names of the parameters.</summary>
    public Dictionary<string, Value> ByName() => Items.ToDictionary(static i => i.Parameter.Name, static i => i.Value, StringComparer.Ordinal);

    /// <summary>The instance of an instance method, else the first argument: <c>x.relu()</c> and <c>relu(x)</c>.</summary>
    public Value Self => Instance ?? this[0];

    public Value this[int index] => Items[index].Value;

    /// <summary>The argument of the first of several names that the method has a parameter of; null where it has none of them.</summary>
    public Value? Find(params string[] names)
    {
        foreach (var name in names)
        {
            foreach (var item in Items)
            {
                if (item.Parameter.Name == name)
                {
                    return item.Value;
                }
            }
        }

        return null;
    }

    /// <summary>Whether an argument is there and not null.</summary>
    public bool Has(params string[] names) => Find(names) is { } value && value is not KnownValue { Boxed: null };

    /// <summary>An integer.</summary>
    public long Integer(params string[] names) => Require(names) is var value && AsInteger(value) is { } integer
        ? integer
        : throw Wrong(names, value, "an integer");

    /// <summary>An integer, or another where the method has no such parameter or it is null.</summary>
    public long IntegerOr(long otherwise, params string[] names) => Has(names) ? Integer(names) : otherwise;

    public bool Flag(bool otherwise, params string[] names) => !Has(names) ? otherwise
        : Find(names) is KnownValue { Boxed: bool truth } ? truth
        : throw Wrong(names, Find(names)!, "true or false");

    public double RealOr(double otherwise, params string[] names) => !Has(names) ? otherwise
        : AsReal(Find(names)!) ?? throw Wrong(names, Find(names)!, "a number");

    /// <summary>A tensor.</summary>
    public TensorValue Tensor(params string[] names) => Require(names) is var value && value is TensorValue tensor ? tensor : throw Wrong(names, value, "a tensor");

    public TensorValue? TensorOrNull(params string[] names) => Has(names) ? Tensor(names) : null;

    /// <summary>The tensor that the method works on.</summary>
    public TensorValue Input => Self as TensorValue ?? throw CodeFault.Unknown($"{Method.Name}: {Because(Self, "expected a tensor")}", Site.Syntax);

    /// <summary>A list of integers; a single integer is a list of one.</summary>
    public long[] Integers(params string[] names) => AsIntegers(Require(names)) ?? throw Wrong(names, Require(names), "integers");

    /// <summary>Sizes given for each axis, or one for all: an integer, a tuple or a list.</summary>
    public long[] PerAxis(int axes, long otherwise, params string[] names)
    {
        if (!Has(names))
        {
            return [.. Enumerable.Repeat(otherwise, axes)];
        }

        var given = Integers(names);
        return given.Length == axes ? given
            : given.Length == 1 ? [.. Enumerable.Repeat(given[0], axes)]
            : throw new CodeFault(FaultId.OutOfRange, $"{names[0]} has {given.Length} values; expected 1 or {axes}", SiteOf(names));
    }

    /// <summary>Where an argument is written; the call where it is not.</summary>
    public SyntaxNode SiteOf(params string[] names)
        => Items.FirstOrDefault(i => i.IsGiven && Array.IndexOf(names, i.Parameter.Name) >= 0)?.Site ?? Site.Syntax;

    public static long? AsInteger(Value value) => value switch
    {
        KnownValue { Boxed: { } boxed } when boxed is int or long or short or byte or sbyte or ushort or uint or ulong or char
            => Convert.ToInt64(boxed, System.Globalization.CultureInfo.InvariantCulture),
        TensorValue { Data: [var single], Type: ElementType.Integer } => (long)single,
        _ => null,
    };

    public static double? AsReal(Value value) => value switch
    {
        KnownValue { Boxed: double or float or decimal } known => Convert.ToDouble(known.Boxed, System.Globalization.CultureInfo.InvariantCulture),
        TensorValue { Data: [var single] } => single,
        _ => AsInteger(value),
    };

    /// <summary>Integers of a list, a tuple or a single one; null for anything else.</summary>
    public static long[]? AsIntegers(Value value)
    {
        IReadOnlyList<Value> items = value switch
        {
            ListValue list => list.Items,
            TupleValue tuple => tuple.Items,
            _ => [value],
        };
        var integers = new long[items.Count];
        for (var i = 0; i < integers.Length; i++)
        {
            if (AsInteger(items[i]) is not { } integer)
            {
                return null;
            }

            integers[i] = integer;
        }

        return integers;
    }

    /// <summary>Why a value is not what is expected.</summary>
    public static string Because(Value value, string expected) => value is UnknownValue unknown ? unknown.Why : $"{value.Noun} is given; {expected}";

    private Value Require(string[] names) => Find(names) ?? throw CodeFault.Unknown($"{Method.Name} has no parameter '{names[0]}' that Burden knows", Site.Syntax);

    private CodeFault Wrong(string[] names, Value value, string expected)
    {
        if (value is UnknownValue unknown)
        {
            return CodeFault.Unknown($"{Method.Name}: {names[0]} isn't known: {unknown.Why}", SiteOf(names));
        }

        if (value is ListValue or TupleValue && FirstUnknown(value) is { } inner)
        {
            return CodeFault.Unknown($"{Method.Name}: {names[0]} isn't known: {inner.Why}", SiteOf(names));
        }

        return CodeFault.Unknown($"{Method.Name}: {names[0]} is {value.Noun}; expected {expected}", SiteOf(names));
    }

    private static UnknownValue? FirstUnknown(Value value) => value switch
    {
        UnknownValue unknown => unknown,
        ListValue list => list.Items.Select(FirstUnknown).FirstOrDefault(static u => u is not null),
        TupleValue tuple => tuple.Items.Select(FirstUnknown).FirstOrDefault(static u => u is not null),
        _ => null,
    };
}
