namespace Burden.Generator.Expressions;

/// <summary>The names that an expression may use.</summary>
internal interface IScope
{
    /// <summary>The value of a name, or null where the name is not valid here.</summary>
    /// <exception cref="ExpressionException">The name is known but has no value (its column is filled in by the evaluator).</exception>
    Value? Resolve(string name);

    /// <summary>All names that mean something here, for "did you mean".</summary>
    IEnumerable<string> Names { get; }
}
