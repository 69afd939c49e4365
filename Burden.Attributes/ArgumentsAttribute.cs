namespace Burden;

/// <summary>Gives the constructor of a network that is a TorchSharp module, or the method that returns one, its arguments: <c>[Network(3, 32, 32), Arguments("net", 10)]</c>.</summary>
/// <remarks>
/// In the order of the parameters; those left out have their defaults. Of several constructors, the one is used that takes these
/// arguments. A parameter that has neither argument nor default is an error only where a cost depends on it.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class ArgumentsAttribute : Attribute
{
    /// <summary>Gives arguments.</summary>
    /// <param name="values">Constants, null, or arrays of constants.</param>
    public ArgumentsAttribute(params object?[]? values) => Values = values ?? [null];

    /// <summary>The arguments, in the order of the parameters.</summary>
    public object?[] Values { get; }
}
