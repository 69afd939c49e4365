using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Model;

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
    /// <summary>How many constructor parameters must be given for the constructor to be this one: 0 where the class has no other.</summary>
    public int CertainFrom { get; init; }

    public IEnumerable<string> Names => Positional.Concat(Named).Select(static p => p.Name);

    /// <summary>How many parameters there are.</summary>
    public int Count => Positional.Count + Named.Count;

    /// <summary>A parameter: the constructor's, then the properties.</summary>
    public Parameter this[int index] => index < Positional.Count ? Positional[index] : Named[index - Positional.Count];

    /// <summary>A signature whose constructor parameters are all required.</summary>
    public static Signature Of(params string[] required) => new([.. required.Select(static r => new Parameter(r, null))], []);

    /// <summary>A signature with one <c>params</c> array.</summary>
    public static Signature Variadic(string name) => new([new Parameter(name, null)], [], IsVariadic: true);

    /// <summary>The same with one more constructor parameter that may be left out.</summary>
    public Signature Optional(string name, Constant @default) => this with { Positional = Positional.Add(new Parameter(name, @default)) };

    /// <summary>The same with one more property.</summary>
    public Signature With(string name, Constant @default) => this with { Named = Named.Add(new Parameter(name, @default)) };

    /// <summary>The same with one more constructor parameter that is null where it is left out.</summary>
    public Signature Optional(string name) => Optional(name, new NullConstant());

    /// <summary>The same with one more property that is null where it is left out.</summary>
    public Signature Unset(string name) => With(name, new NullConstant());

    public Parameter? Find(string name) => IndexOf(name) is >= 0 and var index ? this[index] : null;

    /// <summary>Which parameter has a name; -1 where none has.</summary>
    public int IndexOf(string name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a name can be given: a parameter's, or a property's that every layer has.</summary>
    public bool Takes(string name) => name is ReservedNames.From or ReservedNames.Repeat or ReservedNames.SharesWith or ReservedNames.SharesBias or ReservedNames.ParametersOnly or ReservedNames.OutputType || Find(name) is not null;
}
