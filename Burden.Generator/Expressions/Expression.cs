namespace Burden.Generator.Expressions;

/// <summary>A parsed expression.</summary>
internal sealed class Expression
{
    private Expression()
    {
    }

    public static Expression Parse(string text) => throw new ExpressionException(text, 0, 1);

    public IEnumerable<(string Name, int Column)> Names => [];

    public Value Evaluate(IScope scope) => throw new ExpressionException("", 0, 1);
}
