using Burden.Generator.Expressions;

namespace Burden.Generator.Tests.Expressions;

/// <summary>A few names of each kind.</summary>
internal sealed class TestScope : IScope
{
    private readonly Dictionary<string, Value> values = new(StringComparer.Ordinal)
    {
        ["width"] = new IntegerValue(64),
        ["ratio"] = new RealValue(0.25),
        ["bias"] = new BooleanValue(true),
        ["class"] = new IntegerValue(7),
        ["größe_2"] = new IntegerValue(9),
        ["least"] = new IntegerValue(long.MinValue),
        ["most"] = new IntegerValue(long.MaxValue),
        ["nan"] = new RealValue(double.NaN),
        ["holes"] = TupleValue.Of([new RealValue(double.PositiveInfinity)]),
        ["none"] = TupleValue.Of([]),
        ["counts"] = TupleValue.Of([new IntegerValue(3), new IntegerValue(4), new IntegerValue(23), new IntegerValue(3)]),
        ["Input"] = new LayerValue("Input", Shape.Of(256, 14, 28), 0),
        ["Volume"] = new LayerValue("Volume", new Shape([8, 5, 6, 7], 10), 1),
        ["Hidden"] = new LayerValue("Hidden", Shape.Of(128), 2),
        ["Vast"] = new LayerValue("Vast", Shape.Of(long.MaxValue, 2), 3),
        ["Scalar"] = new LayerValue("Scalar", Shape.Of(), 4),
    };

    public IEnumerable<string> Names => values.Keys.Append("Faulty");

    public Value? Resolve(string name) => name == "Faulty"
        ? throw new ExpressionException("'Faulty' has no shape", 99, 42)
        : values.GetValueOrDefault(name);

    public TestScope With(string name, Value value)
    {
        values[name] = value;
        return this;
    }

    public static Value Evaluate(string text) => Expression.Parse(text).Evaluate(new TestScope());
}
