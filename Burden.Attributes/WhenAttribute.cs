namespace Burden;

/// <summary>Keeps a layer property only if a condition holds; otherwise the property passes its input through.</summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class WhenAttribute : Attribute
{
    /// <summary>Keeps the property if a condition holds.</summary>
    /// <param name="condition">An expression: <c>$"{nameof(Stride)} &gt; 1 || Input.Channels != {nameof(width)}"</c>.</param>
    public WhenAttribute(object condition) => Condition = condition;

    /// <summary>The condition: an expression, or a constant.</summary>
    public object Condition { get; }
}
