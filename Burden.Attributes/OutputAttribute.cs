namespace Burden;

/// <summary>
/// Marks a layer property as an output. A network may have several; a module has one. Where nothing is marked, the last
/// property is the output.
/// </summary>
[AttributeUsage(AttributeTargets.Property, Inherited = false)]
public sealed class OutputAttribute : Attribute;
