using Burden.Generator.Expressions;

namespace Burden.Generator.Layers;

/// <summary>The arguments of one use of a layer, by parameter name, as a front end has them.</summary>
internal interface IArguments
{
    /// <summary>Whether the argument was given and is not null.</summary>
    bool IsGiven(string parameter);

    /// <summary>The text as written, such as a mode's name; null where the argument is not a text.</summary>
    string? Text(string parameter);

    /// <summary>The argument's value, or the parameter's default.</summary>
    /// <exception cref="FaultException">It is missing or faulty.</exception>
    Value Evaluate(string parameter);
}
