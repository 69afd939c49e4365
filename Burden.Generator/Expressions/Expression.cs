using Burden.Generator.Expressions.Nodes;

namespace Burden.Generator.Expressions;

/// <summary>
/// A parsed expression: C#'s operators over integers of 64 bits, real numbers, truth values, tuples and layers.
/// Integers stay integers (<c>/</c> cuts toward zero) until a real number joins; a result out of range is an error.
/// </summary>
internal sealed class Expression
{
    private readonly Node root;

    private Expression(Node root, IReadOnlyList<(string Name, int Column)> names) => (this.root, Names) = (root, names);

    /// <summary>Every use of a name, with its column (after an <c>@</c>), in the order of the text; members and functions are none.</summary>
    public IEnumerable<(string Name, int Column)> Names { get; }

    /// <exception cref="ExpressionException">The text is not an expression.</exception>
    public static Expression Parse(string text)
    {
        var parser = new Parser(text);
        var root = parser.Parse();
        return new Expression(root, parser.Names);
    }

    /// <exception cref="ExpressionException">A name is unknown, a value of the wrong kind, or a result out of range.</exception>
    public Value Evaluate(IScope scope) => root.Evaluate(scope);
}
