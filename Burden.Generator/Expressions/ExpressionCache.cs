namespace Burden.Generator.Expressions;

/// <summary>Parses each distinct text once; one for each graph, so that nothing outlives it.</summary>
internal sealed class ExpressionCache
{
    private readonly Dictionary<string, Expression> parsed = new(StringComparer.Ordinal);

    /// <exception cref="ExpressionException">The text is no expression.</exception>
    public Expression Parse(string text)
    {
        if (!parsed.TryGetValue(text, out var expression))
        {
            expression = Expression.Parse(text);
            parsed.Add(text, expression);
        }

        return expression;
    }
}
