using Burden.Generator.Helpers;

namespace Burden.Generator.Expressions.Nodes;

/// <summary>A name that the scope gives a value.</summary>
internal sealed class Name(string name, Token token) : Node(token.Column, token.End)
{
    public override Value Evaluate(IScope scope)
    {
        var value = Resolve(scope) ?? throw Unknown(scope);
        return Number.IsFinite(value) ? value : throw Fault($"'{name}' is no finite number");
    }

    private Value? Resolve(IScope scope)
    {
        try
        {
            return scope.Resolve(name);
        }
        catch (ExpressionException fault)
        {
            // Its column, if any, is of another text.
            throw Fault(fault.Message);
        }
    }

    private ExpressionException Unknown(IScope scope)
    {
        if (Function.Find(name) is not null)
        {
            return Fault($"'{name}' is a function; expected '(' after it");
        }

        return Fault($"'{name}' is not known here" + (Nearest.Of(name, scope.Names) is { } nearest ? $"; did you mean '{nearest}'?" : ""));
    }
}
