namespace Burden.Generator.Layers;

/// <summary>Long short-term memory: c = f c + i g, h = o tanh(c), with three sigmoids and two tanh.</summary>
internal sealed class LSTM() : Recurrence(gates: 4, states: 2, flops: 3, exponentials: (3 * 3) + (2 * 5));
