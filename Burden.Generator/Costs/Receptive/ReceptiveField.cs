namespace Burden.Generator.Costs.Receptive;

/// <summary>The part of the network's input that one value of a layer's output is computed from.</summary>
/// <param name="Size">How many values it spans along each axis of the input. It may be larger than the input: what reaches beyond lies in the padding.</param>
/// <param name="Stride">How far it moves along each axis from one output to the next; 0 along an axis that is seen whole.</param>
/// <param name="Center">The middle of the first output's field along each axis; negative where it lies in the padding.</param>
internal sealed record ReceptiveField(IReadOnlyList<long> Size, IReadOnlyList<double> Stride, IReadOnlyList<double> Center);
