namespace Burden.Generator.Layers;

/// <summary>A recurrent layer: h = tanh(x + y).</summary>
internal sealed class RNN() : Recurrence(gates: 1, states: 1, flops: 0, exponentials: 5);
