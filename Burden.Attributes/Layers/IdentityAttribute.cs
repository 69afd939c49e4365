namespace Burden;

/// <summary>Passes its input through.</summary>
/// <remarks>No parameters, FLOPs or memory.</remarks>
public sealed class IdentityAttribute : LayerAttribute;
