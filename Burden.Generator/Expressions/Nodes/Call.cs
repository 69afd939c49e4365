namespace Burden.Generator.Expressions.Nodes;

/// <summary>A call of a function.</summary>
internal sealed class Call(Function function, Node[] arguments, int column, int end) : Node(column, end)
{
    public override Value Evaluate(IScope scope)
    {
        var numbers = Array.ConvertAll(arguments, argument => argument.RequireNumber(argument.Evaluate(scope)));
        try
        {
            var result = function.Apply(numbers);
            return Number.IsFinite(result)
                ? result
                : throw Fault($"{function.Name}({string.Join(", ", numbers.Select(Number.Text))}) is not a finite number");
        }
        catch (OverflowException)
        {
            throw Fault(Messages.BeyondInteger);
        }
    }
}
