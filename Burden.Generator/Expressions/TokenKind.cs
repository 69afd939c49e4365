namespace Burden.Generator.Expressions;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    End,
    Integer,
    Real,
    Name,
    Dot,
    Comma,
    Colon,
    Question,
    OpenParenthesis,
    CloseParenthesis,
    OpenBracket,
    CloseBracket,
    Not,
    Plus,
    Minus,
    Times,
    Divide,
    Remainder,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
    And,
    Or,
}
