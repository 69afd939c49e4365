using System.Text;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads constants from syntax alone, as far as that goes: literals, <c>nameof</c>, interpolation of such, arrays.</summary>
/// <param name="inputIsInherited">Whether the name <c>Input</c> is the constant that modules and layers inherit.</param>
internal sealed class ConstantReader(bool inputIsInherited)
{
    // Known to newer compilers than the one this is built against.
    private const int CollectionExpression = 9076;

    private readonly List<ExpressionSyntax> pending = [];

    public IReadOnlyList<ExpressionSyntax> Pending => pending;

    public Constant Read(ExpressionSyntax expression)
    {
        expression = Unwrap(expression);
        if (Settle(expression) is { } settled)
        {
            return settled;
        }

        if (Items(expression) is { } items)
        {
            return new ArrayConstant(items.Select(Read).ToEquatableArray());
        }

        pending.Add(expression);
        return new PendingConstant(pending.Count - 1);
    }

    /// <summary>A constant from the compiler's value of an expression.</summary>
    public static Constant FromValue(object? value) => value switch
    {
        null => new NullConstant(),
        bool truth => new BooleanConstant(truth),
        string text => new TextConstant(text),
        sbyte or short or int or long or byte or ushort or uint => new IntegerConstant(Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)),
        ulong large => large <= long.MaxValue ? new IntegerConstant((long)large) : new RealConstant(large),
        float or double => new RealConstant(Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
        char => new OtherConstant("a character"),
        _ => new OtherConstant("a decimal"),
    };

    /// <summary>An expression without what does not change its value, but hides it from the compiler's reading of constants.</summary>
    public static ExpressionSyntax Unwrap(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax parenthesized => Unwrap(parenthesized.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppressed => Unwrap(suppressed.Operand),
        CastExpressionSyntax { Type: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ObjectKeyword } } cast => Unwrap(cast.Expression),
        CastExpressionSyntax { Type: NullableTypeSyntax { ElementType: PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.ObjectKeyword } } } cast => Unwrap(cast.Expression),
        _ => expression,
    };

    /// <summary>The elements of an array; null for anything else.</summary>
    public static IEnumerable<ExpressionSyntax>? Items(ExpressionSyntax expression) => Unwrap(expression) switch
    {
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        ImplicitArrayCreationExpressionSyntax { Initializer: var initializer } => initializer.Expressions,
        { RawKind: CollectionExpression } collection => collection.ChildNodes().SelectMany(static element => element.ChildNodes()).OfType<ExpressionSyntax>(),
        _ => null,
    };

    private Constant? Settle(ExpressionSyntax expression)
    {
        switch (Unwrap(expression))
        {
            case LiteralExpressionSyntax literal:
                return literal.Kind() is SyntaxKind.CharacterLiteralExpression ? null
                    : literal.Kind() is SyntaxKind.NullLiteralExpression or SyntaxKind.DefaultLiteralExpression ? new NullConstant()
                    : FromValue(literal.Token.Value);
            case PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression, Operand: LiteralExpressionSyntax operand }:
                return FromValue(operand.Token.Value) switch
                {
                    IntegerConstant integer => new IntegerConstant(-integer.Value),
                    RealConstant real => new RealConstant(-real.Value),
                    _ => null,
                };
            case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" }, ArgumentList.Arguments: { Count: 1 } arguments }:
                return NameOf(arguments[0].Expression) is { } name ? new TextConstant(name) : null;
            case IdentifierNameSyntax { Identifier.ValueText: ReservedNames.Input } when inputIsInherited:
                return new TextConstant(ReservedNames.Input);
            case InterpolatedStringExpressionSyntax interpolated:
                return Interpolate(interpolated);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum:
                return IsShallow(sum) && Settle(sum.Left) is TextConstant left && Settle(sum.Right) is TextConstant right
                    ? new TextConstant(left.Value + right.Value)
                    : null;
            default:
                return null;
        }
    }

    /// <summary>Whether a sum is short enough to be read by recursion.</summary>
    private static bool IsShallow(BinaryExpressionSyntax sum)
    {
        var depth = 0;
        for (ExpressionSyntax node = sum; node is BinaryExpressionSyntax inner; node = inner.Left)
        {
            if (++depth > 64)
            {
                return false;
            }
        }

        return true;
    }

    private TextConstant? Interpolate(InterpolatedStringExpressionSyntax interpolated)
    {
        var text = new StringBuilder();
        foreach (var content in interpolated.Contents)
        {
            switch (content)
            {
                case InterpolatedStringTextSyntax literal:
                    text.Append(literal.TextToken.ValueText);
                    break;
                case InterpolationSyntax { AlignmentClause: null, FormatClause: null } hole when Settle(hole.Expression) is TextConstant part:
                    text.Append(part.Value);
                    break;
                default:
                    return null;
            }
        }

        return new TextConstant(text.ToString());
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: IdentifierNameSyntax member } => member.Identifier.ValueText,
        _ => null,
    };
}
