using System.Globalization;

namespace Burden.Generator.Expressions;

/// <summary>Cuts an expression's text into tokens, one at a time, so that faults come in the order they are read.</summary>
internal sealed class Lexer(string text)
{
    private int position;

    /// <exception cref="ExpressionException">No token begins here.</exception>
    public Token Next()
    {
        while (char.IsWhiteSpace(Peek()))
        {
            position++;
        }

        if (position == text.Length)
        {
            return new Token(TokenKind.End, position, 0);
        }

        var first = Peek();
        if (IsDigit(first) || (first == '.' && IsDigit(Peek(1))))
        {
            return Number();
        }

        return IsNameStart(first) || (first == '@' && IsNameStart(Peek(1))) ? Name() : Symbol();
    }

    private Token Name()
    {
        var start = position++;
        SkipName();
        return Since(start, TokenKind.Name);
    }

    private Token Number()
    {
        var start = position;
        var kind = TokenKind.Integer;
        var complete = SkipDigits();
        if (Peek() == '.' && IsDigit(Peek(1)))
        {
            kind = TokenKind.Real;
            position++;
            complete &= SkipDigits();
        }

        if (Peek() is 'e' or 'E' && IsDigit(Peek(Peek(1) is '+' or '-' ? 2 : 1)))
        {
            kind = TokenKind.Real;
            position += Peek(1) is '+' or '-' ? 2 : 1;
            complete &= SkipDigits();
        }

        if (complete && !IsNamePart(Peek()))
        {
            return Since(start, kind);
        }

        SkipName();
        throw Since(start, kind).Fault($"'{text.Substring(start, position - start)}' is not a number; expected one such as 16, 1_000, 0.25 or 1e6");
    }

    private Token Symbol()
    {
        var (kind, length) = (Peek(), Peek(1)) switch
        {
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('=', '=') => (TokenKind.Equal, 2),
            ('!', '=') => (TokenKind.NotEqual, 2),
            ('&', '&') => (TokenKind.And, 2),
            ('|', '|') => (TokenKind.Or, 2),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('!', _) => (TokenKind.Not, 1),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Times, 1),
            ('/', _) => (TokenKind.Divide, 1),
            ('%', _) => (TokenKind.Remainder, 1),
            ('.', _) => (TokenKind.Dot, 1),
            (',', _) => (TokenKind.Comma, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('?', _) => (TokenKind.Question, 1),
            ('(', _) => (TokenKind.OpenParenthesis, 1),
            (')', _) => (TokenKind.CloseParenthesis, 1),
            ('[', _) => (TokenKind.OpenBracket, 1),
            (']', _) => (TokenKind.CloseBracket, 1),
            var (found, next) => throw Unexpected(found, next),
        };
        position += length;
        return new Token(kind, position - length, length);
    }

    private ExpressionException Unexpected(char found, char next)
    {
        if (char.IsSurrogatePair(found, next))
        {
            return new ExpressionException($"'{found}{next}' is not valid here", position, 2);
        }

        return new ExpressionException(
            found switch
            {
                '=' => "'=' is not valid here; did you mean '=='?",
                '&' => "'&' is not valid here; did you mean '&&'?",
                '|' => "'|' is not valid here; did you mean '||'?",
                '^' => "'^' is not valid here; did you mean 'pow(x, y)'?",
                _ when IsVisible(found) => $"'{found}' is not valid here",
                _ => $"the character U+{((int)found).ToString("X4", CultureInfo.InvariantCulture)} is not valid here",
            },
            position,
            1);
    }

    private Token Since(int start, TokenKind kind) => new(kind, start, position - start);

    /// <summary>The character ahead; a null one past the end, which no token contains.</summary>
    private char Peek(int ahead = 0) => position + ahead < text.Length ? text[position + ahead] : '\0';

    /// <summary>Skips digits with underscores between them; false where an underscore isn't between two.</summary>
    private bool SkipDigits()
    {
        var last = '0';
        while (IsDigit(Peek()) || Peek() == '_')
        {
            last = text[position++];
        }

        return last != '_';
    }

    private void SkipName()
    {
        while (IsNamePart(Peek()))
        {
            position++;
        }
    }

    private static bool IsDigit(char c) => c is >= '0' and <= '9';

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c) || Category(c) == UnicodeCategory.LetterNumber;

    private static bool IsNamePart(char c) => IsNameStart(c) || Category(c) is
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    private static bool IsVisible(char c) => Category(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark);

    private static UnicodeCategory Category(char c) => CharUnicodeInfo.GetUnicodeCategory(c);
}
