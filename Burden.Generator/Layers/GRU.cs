namespace Burden.Generator.Layers;

/// <summary>Gated recurrent unit: n = tanh(x + r y), h = (1 - z) n + z h, with two sigmoids and a tanh.</summary>
internal sealed class GRU() : Recurrence(gates: 3, states: 1, flops: 4, exponentials: (2 * 3) + 5);
