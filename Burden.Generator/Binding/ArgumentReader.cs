using Burden.Generator.Expressions;

namespace Burden.Generator.Binding;

/// <summary>The arguments of one layer, by parameter name, evaluated in the scope they were written in.</summary>
internal sealed class ArgumentReader(IReadOnlyDictionary<string, Constant> given, Signature signature, IScope scope, ExpressionCache expressions)
{
    /// <summary>Whether a constructor parameter that must be given is not, or what is given is no parameter.</summary>
    public bool LacksArguments
    {
        get
        {
            foreach (var parameter in signature.Positional)
            {
                if (parameter.Default is null && !given.ContainsKey(parameter.Name))
                {
                    return true;
                }
            }

            return given.ContainsKey(Signature.Rejected);
        }
    }

    public bool IsGiven(string parameter) => given.TryGetValue(parameter, out var constant) && constant is not NullConstant;

    /// <summary>The text as written; null where the argument is no string.</summary>
    public string? Text(string parameter) => (Find(parameter) as TextConstant)?.Value;

    /// <summary>What the argument evaluates to.</summary>
    /// <exception cref="FaultException">It is missing, or its expression is faulty.</exception>
    public Value Evaluate(string parameter) => Evaluation.Of(Find(parameter), scope, expressions, parameter);

    private Constant Find(string parameter)
        => (given.TryGetValue(parameter, out var constant) ? constant : signature.Find(parameter)?.Default)
            ?? throw new FaultException(FaultId.MissingArgument, $"{parameter} is missing");
}
