namespace Burden.Generator.Model;

/// <summary>A fault met while a layer is worked out; the graph catches it and turns it into a <see cref="Fault"/> with its place.</summary>
/// <param name="id">What is wrong.</param>
/// <param name="message">The sentence after the layer's name: what was found and what was expected.</param>
/// <param name="argument">The argument that causes it; null for the layer as a whole.</param>
internal sealed class FaultException(FaultId id, string message, string? argument = null, int column = 0, int length = 0, int item = -1) : Exception(message)
{
    public FaultId Id { get; } = id;

    public string? Argument { get; } = argument;

    /// <summary>Where in the argument's text the fault begins.</summary>
    public int Column { get; } = column;

    /// <summary>How many characters it spans; 0 for the whole argument.</summary>
    public int Length { get; } = length;

    /// <summary>Which item of a <c>params</c> argument; -1 for the argument as a whole.</summary>
    public int Item { get; } = item;
}
