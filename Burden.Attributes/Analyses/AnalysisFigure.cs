namespace Burden;

/// <summary>One figure of an analysis.</summary>
public readonly struct AnalysisFigure
{
    /// <summary>Creates a figure; generated code calls it.</summary>
    /// <param name="name">The constant's name.</param>
    /// <param name="value">Its value: a <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/>.</param>
    public AnalysisFigure(string name, object value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>The constant's name: <c>ArenaBytes</c>.</summary>
    public string Name { get; }

    /// <summary>Its value: a <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or <see cref="string"/>.</summary>
    public object Value { get; }

    /// <summary>The name and the value.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Value}");
}
