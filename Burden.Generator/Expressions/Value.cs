using Burden.Generator.Helpers;

namespace Burden.Generator.Expressions;

/// <summary>What an expression evaluates to.</summary>
internal abstract record Value
{
    /// <summary>The kind of value, as messages name it: <c>an integer</c>, <c>a tuple</c>.</summary>
    public abstract string Noun { get; }
}

internal sealed record IntegerValue(long Number) : Value
{
    public override string Noun => "an integer";
}

internal sealed record RealValue(double Number) : Value
{
    public override string Noun => "a real number";
}

internal sealed record BooleanValue(bool Truth) : Value
{
    public override string Noun => "a truth value";
}

/// <summary>Values for each axis, or begin and end of one: <c>(0, 3)</c>.</summary>
internal sealed record TupleValue(EquatableArray<Value> Items) : Value
{
    public override string Noun => "a tuple";

    /// <summary>How deep tuples nest in it; 1 where none does.</summary>
    public int Depth { get; } = 1 + Items.Select(static item => (item as TupleValue)?.Depth ?? 0).DefaultIfEmpty().Max();

    public static TupleValue Of(IEnumerable<Value> items) => new(items.ToEquatableArray());
}

/// <summary>A layer, named in an expression: it has a shape, and it can be what another layer reads.</summary>
internal sealed record LayerValue(string Name, Shape Shape, int Node) : Value
{
    public override string Noun => "a layer";
}

/// <summary>A word such as a mode's name. No expression yields one: front ends other than the language give it.</summary>
internal sealed record TextValue(string Text) : Value
{
    public override string Noun => "a word";
}
