using Burden.Generator.Helpers;

namespace Burden.Generator.Expressions.Nodes;

/// <summary>A name that the scope gives a value.</summary>
internal sealed class Name(string name, Token token) : Node(token.Column, token.End)
{
    public string Text { get; } = name;

    public override Value Evaluate(IScope scope)
    {
        var value = Resolve(scope) ?? throw Unknown(scope);
        return Number.IsFinite(value) ? value : throw Fault($"'{Text}' is not a finite number");
    }

    private Value? Resolve(IScope scope)
    {
        try
        {
            return scope.Resolve(Text);
        }
        catch (ExpressionException fault)
        {
            // Its column, if any, is of another text.
            throw Fault(fault.Message);
        }
    }

    private ExpressionException Unknown(IScope scope)
    {
        if (Function.Find(Text) is not null)
        {
            return Fault($"'{Text}' is a function; expected '(' after it");
        }

        return Fault($"'{Text}' is not known here" + (Nearest.Of(Text, scope.Names.Where(n => n != Text)) is { } nearest ? $"; did you mean '{nearest}'?" : ""));
    }
}
