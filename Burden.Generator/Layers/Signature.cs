using Burden.Generator.Declarations;
using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>One parameter of a layer, module or custom layer.</summary>
/// <param name="Name">As the attribute class spells it: <c>kernelSize</c> (constructor) or <c>Stride</c> (property).</param>
/// <param name="Default">The value where it is left out; null where it can't be.</param>
internal sealed record Parameter(string Name, Constant? Default);

/// <summary>How a layer's arguments are given: constructor parameters by position or name, properties by name.</summary>
/// <param name="Positional">The constructor's parameters.</param>
/// <param name="Named">The settable properties, besides those every layer has.</param>
/// <param name="IsVariadic">Whether the last constructor parameter is a <c>params</c> array.</param>
internal sealed record Signature(EquatableArray<Parameter> Positional, EquatableArray<Parameter> Named, bool IsVariadic = false)
{
    /// <summary>A signature whose constructor parameters are all required.</summary>
    public static Signature Of(params string[] required) => new([.. required.Select(static r => new Parameter(r, null))], []);

    /// <summary>A signature with one <c>params</c> array.</summary>
    public static Signature Variadic(string name) => new([new Parameter(name, null)], [], IsVariadic: true);

    /// <summary>The same with one more constructor parameter that may be left out.</summary>
    public Signature Optional(string name, Constant @default) => this with { Positional = Positional.Add(new Parameter(name, @default)) };

    /// <summary>The same with one more property.</summary>
    public Signature With(string name, Constant @default) => this with { Named = Named.Add(new Parameter(name, @default)) };
}
