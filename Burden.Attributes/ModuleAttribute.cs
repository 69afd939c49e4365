namespace Burden;

/// <summary>
/// A reusable part of a network. A class that derives from it declares layers as a network does, and is then applied to
/// a property like any layer; its constructor's parameters and settable properties are its parameters, and its layers'
/// arguments may be expressions over them.
/// </summary>
/// <remarks>
/// The module's output is its last layer, or the one marked with <see cref="OutputAttribute"/>. A module that other
/// assemblies use has public layer properties.
/// </remarks>
public abstract class ModuleAttribute : LayerAttribute;
