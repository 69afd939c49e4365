namespace Burden;

/// <summary>In which types a network is trained.</summary>
public enum TrainingPrecision
{
    /// <summary>Everything in the network's own types.</summary>
    Full,
    /// <summary>Parameters, gradients and activations in 16 bits; the optimizer keeps parameters and its state in 32.</summary>
    Mixed,
}
