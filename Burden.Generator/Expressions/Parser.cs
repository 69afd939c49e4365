using System.Globalization;
using Burden.Generator.Expressions.Nodes;
using Burden.Generator.Helpers;

namespace Burden.Generator.Expressions;

/// <summary>
/// Parses by precedence. Chains of operators, of members, of conditions are loops; only what is inside brackets, or
/// between <c>?</c> and <c>:</c>, recurses, to a limit.
/// </summary>
internal sealed class Parser
{
    /// <summary>How deep brackets nest: far beyond what is read by people, far below what the stack holds.</summary>
    private const int MaxDepth = 64;

    private readonly string text;
    private readonly Lexer lexer;
    private readonly List<(string Name, int Column)> names = [];
    private Token current;
    private int depth;

    public Parser(string text)
    {
        this.text = text;
        lexer = new Lexer(text);
        current = lexer.Next();
    }

    /// <summary>The names met so far, in the order of the text.</summary>
    public IReadOnlyList<(string Name, int Column)> Names => names;

    /// <summary>The whole text as one expression.</summary>
    public Node Parse()
    {
        if (current.Kind == TokenKind.End)
        {
            throw current.Fault("the expression is empty; expected a value");
        }

        var root = ParseExpression();
        return current.Kind == TokenKind.End ? root : throw Expected("an operator");
    }

    private Node ParseExpression()
    {
        if (++depth > MaxDepth)
        {
            throw current.Fault($"the expression nests deeper than {MaxDepth.ToString(CultureInfo.InvariantCulture)} levels");
        }

        var node = ParseBinary(Binary.LowestPrecedence);
        if (current.Kind == TokenKind.Question)
        {
            node = ParseConditional(node);
        }

        depth--;
        return node;
    }

    private Conditional ParseConditional(Node condition)
    {
        var cases = new List<(Node, Node)>();
        while (TryTake(TokenKind.Question))
        {
            var consequence = ParseExpression();
            Take(TokenKind.Colon, "':'");
            cases.Add((condition, consequence));
            condition = ParseBinary(Binary.LowestPrecedence);
        }

        return new Conditional(cases, condition);
    }

    private Node ParseBinary(int lowest)
    {
        var left = ParseUnary();
        while (Binary.Precedence(current.Kind) is var precedence && precedence >= lowest)
        {
            var sign = Take();
            left = new Binary(sign.Kind, TextOf(sign), left, ParseBinary(precedence + 1));
        }

        return left;
    }

    private Node ParseUnary()
    {
        if (current.Kind is not (TokenKind.Not or TokenKind.Plus or TokenKind.Minus))
        {
            return ParsePostfix();
        }

        var signs = new Stack<Token>();
        while (current.Kind is TokenKind.Not or TokenKind.Plus or TokenKind.Minus)
        {
            signs.Push(Take());
        }

        var node = ParsePostfix();
        while (signs.Count > 0)
        {
            node = new Unary(signs.Pop(), node);
        }

        return node;
    }

    private Node ParsePostfix()
    {
        var node = ParsePrimary();
        while (true)
        {
            if (TryTake(TokenKind.Dot))
            {
                node = ParseMember(node);
            }
            else if (TryTake(TokenKind.OpenBracket))
            {
                var index = ParseExpression();
                node = new Item(node, index, Take(TokenKind.CloseBracket, "']'").End);
            }
            else
            {
                return node;
            }
        }
    }

    private Member ParseMember(Node target)
    {
        var token = Take(TokenKind.Name, "a member such as Channels");
        var name = NameOf(token);
        return MemberRule.Find(name) is { } rule
            ? new Member(target, rule, token)
            : throw token.Fault($"'{name}' is not a member of layers or tuples{Instead(target, name)}");
    }

    /// <summary>What was probably meant by an unknown member.</summary>
    private static string Instead(Node target, string name)
        => Nearest.Of(name, MemberRule.Names) is null && target is Name { Text: var owner } && owner != ReservedNames.Input
            ? $"; where '{owner}' is a class, write its constant outside of the string, as in [Linear({owner}.{name})]"
            : DidYouMean(name, MemberRule.Names);

    private Node ParsePrimary()
    {
        switch (current.Kind)
        {
            case TokenKind.Integer:
                return ParseInteger(Take());
            case TokenKind.Real:
                return ParseReal(Take());
            case TokenKind.Name:
                return ParseName(Take());
            case TokenKind.OpenParenthesis:
                return ParseParentheses(Take());
            default:
                throw Expected("a value");
        }
    }

    private Literal ParseInteger(Token token)
        => long.TryParse(Digits(token), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new Literal(new IntegerValue(number), token)
            : throw token.Fault("the number overflows Int64");

    // A number that is too large fails to parse in .NET Framework, and is infinite in .NET.
    private Literal ParseReal(Token token)
        => double.TryParse(Digits(token), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number)
            && !double.IsInfinity(number)
            ? new Literal(new RealValue(number), token)
            : throw token.Fault("the number is beyond the range of real numbers");

    private Node ParseName(Token token)
    {
        switch (TextOf(token))
        {
            case "true":
                return new Literal(new BooleanValue(true), token);
            case "false":
                return new Literal(new BooleanValue(false), token);
        }

        var name = NameOf(token);
        if (current.Kind == TokenKind.OpenParenthesis)
        {
            return ParseCall(token, name);
        }

        names.Add((name, token.End - name.Length));
        return new Name(name, token);
    }

    private Call ParseCall(Token token, string name)
    {
        var function = Function.Find(name)
            ?? throw token.Fault($"'{name}' is not a function{DidYouMean(name, Function.Names, Function.BeginningLike(name))}");
        Take();
        var arguments = new List<Node>();
        if (current.Kind != TokenKind.CloseParenthesis)
        {
            do
            {
                arguments.Add(ParseExpression());
            }
            while (TryTake(TokenKind.Comma));
        }

        var close = Take(TokenKind.CloseParenthesis, "',' or ')'");
        return function.Takes(arguments.Count)
            ? new Call(function, [.. arguments], token.Column, close.End)
            : throw new ExpressionException(
                $"{name} takes {function.Arity}, found {arguments.Count.ToString(CultureInfo.InvariantCulture)}", token.Column, close.End - token.Column);
    }

    /// <summary>A group, or a tuple where a comma follows the first value.</summary>
    private Node ParseParentheses(Token open)
    {
        var first = ParseExpression();
        if (current.Kind != TokenKind.Comma)
        {
            return new Group(first, open.Column, Take(TokenKind.CloseParenthesis, "',' or ')'").End);
        }

        var items = new List<Node> { first };
        while (TryTake(TokenKind.Comma) && current.Kind != TokenKind.CloseParenthesis)
        {
            items.Add(ParseExpression());
        }

        return new TupleItems([.. items], open.Column, Take(TokenKind.CloseParenthesis, "',' or ')'").End);
    }

    private Token Take()
    {
        var token = current;
        current = lexer.Next();
        return token;
    }

    private Token Take(TokenKind kind, string expected) => current.Kind == kind ? Take() : throw Expected(expected);

    private bool TryTake(TokenKind kind)
    {
        if (current.Kind != kind)
        {
            return false;
        }

        Take();
        return true;
    }

    private ExpressionException Expected(string expected)
        => current.Fault($"expected {expected}, found {(current.Kind == TokenKind.End ? "the end" : $"'{TextOf(current)}'")}");

    private string TextOf(Token token) => text.Substring(token.Column, token.Length);

    /// <summary>A name without the <c>@</c> that C# wants before keywords.</summary>
    private string NameOf(Token token) => text[token.Column] == '@' ? text.Substring(token.Column + 1, token.Length - 1) : TextOf(token);

    private string Digits(Token token) => TextOf(token).Replace("_", "");

    private static string DidYouMean(string name, IEnumerable<string> candidates, string? like = null)
        => (Nearest.Of(name, candidates) ?? like) is { } nearest ? $"; did you mean '{nearest}'?" : $"; expected one of {string.Join(", ", candidates)}";
}
