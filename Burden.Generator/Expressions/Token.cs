namespace Burden.Generator.Expressions;

/// <summary>A token and where it is in the text.</summary>
internal readonly record struct Token(TokenKind Kind, int Column, int Length)
{
    public int End => Column + Length;

    public ExpressionException Fault(string message) => new(message, Column, Length);
}
