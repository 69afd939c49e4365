using Burden.Generator.Binding;
using Burden.Generator.Expressions;
using Burden.Generator.Layers;

namespace Burden.Generator.Expansion;

/// <summary>The arguments of one use, evaluated in the scope they were written in.</summary>
internal sealed class ScopedArguments(BoundArguments bound, IScope scope) : IArguments
{
    public BoundArguments Bound { get; } = bound;

    public bool IsGiven(string parameter) => Bound.IsGiven(parameter);

    public string? Text(string parameter) => (ValueOf(parameter).Constant as TextConstant)?.Value;

    public Value Evaluate(string parameter) => ValueOf(parameter).Evaluate(scope, parameter);

    private BoundValue ValueOf(string parameter) => Bound.ValueOf(parameter) ?? throw new FaultException(FaultId.MissingArgument, $"{parameter} is missing");
}
