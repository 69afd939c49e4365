namespace Burden;

/// <summary>
/// Adds to each layer's constants which part of the network's input one value of its output is computed from:
/// <c>ReceptiveField</c>, <c>ReceptiveFieldStride</c> and <c>ReceptiveFieldCenter</c>, one number for each axis of the input.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, Inherited = false)]
public sealed class ReceptiveFieldsAttribute : AnalysisAttribute
{
}
