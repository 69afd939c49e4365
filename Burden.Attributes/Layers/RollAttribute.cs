namespace Burden;

/// <summary>Moves values around cyclically, by any distance; shape kept.</summary>
/// <remarks>FLOPs: 0. The output is a feature of its own. Source: PyTorch.</remarks>
public sealed class RollAttribute : LayerAttribute;
