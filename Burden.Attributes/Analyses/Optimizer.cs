namespace Burden;

/// <summary>How parameters are updated, which decides what is stored for each.</summary>
public enum Optimizer
{
    /// <summary>Stochastic gradient descent: nothing.</summary>
    Sgd,
    /// <summary>Stochastic gradient descent with momentum: one value.</summary>
    Momentum,
    /// <summary>Adam: the first and the second moment, two values.</summary>
    Adam,
    /// <summary>Adam with decoupled weight decay: two values.</summary>
    AdamW,
}
