namespace Burden.Generator.Expressions;

/// <summary>A fault in an expression. Thrown by the parser and the evaluator, caught where the expression is used.</summary>
internal sealed class ExpressionException(string message, int column, int length) : Exception(message)
{
    /// <summary>Where the fault begins, counted from 0 in the expression's text.</summary>
    public int Column { get; } = column;

    /// <summary>How many characters it spans, at least 1 (0 at the end of the text).</summary>
    public int Length { get; } = length;
}
