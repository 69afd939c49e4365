using System.Runtime.CompilerServices;

namespace Burden.Generator.Binding;

/// <summary>A network, module or custom layer with its kinds found, its names looked up and its expressions parsed: once, however many networks use it.</summary>
internal sealed class BoundClass
{
    // Weak: an unchanged class is the same declaration.
    private static readonly ConditionalWeakTable<ClassDeclaration, BoundClass> Known = new();

    /// <param name="defaults">The defaults of its parameters, in the order of its signature.</param>
    /// <param name="constants">Its constants by name, a custom layer's rules among them.</param>
    /// <param name="precision">The types that it states.</param>
    /// <param name="faults">The errors in the class itself.</param>
    public BoundClass(
        ClassDeclaration declaration,
        IReadOnlyList<BoundLayer> layers,
        IReadOnlyList<BoundValue?> defaults,
        IReadOnlyDictionary<string, BoundValue> constants,
        BoundPrecision precision,
        IReadOnlyList<Fault> faults)
    {
        Declaration = declaration;
        Layers = layers;
        Defaults = defaults;
        Constants = constants;
        Precision = precision;
        Faults = faults;
        DefaultOutput = layers.Count - 1;
        while (DefaultOutput > 0 && layers[DefaultOutput].IsAside)
        {
            DefaultOutput--;
        }
    }

    public ClassDeclaration Declaration { get; }

    public string Id => Declaration.Id;

    public string Name => Declaration.Name;

    public Signature Signature => Declaration.Signature;

    public IReadOnlyList<BoundLayer> Layers { get; }

    /// <summary>Which layer is the output where none is marked: the last that is run.</summary>
    public int DefaultOutput { get; }

    /// <summary>The defaults of its parameters, in the order of its signature; null where there is none.</summary>
    public IReadOnlyList<BoundValue?> Defaults { get; }

    /// <summary>Its constants by name, a custom layer's rules among them.</summary>
    public IReadOnlyDictionary<string, BoundValue> Constants { get; }

    /// <summary>The types that its layers are stored and computed in, as far as it states them.</summary>
    public BoundPrecision Precision { get; }

    /// <summary>
    /// The errors in the class itself, whatever its parameters: names, cycles, unused layers. Its expansion
    /// reports none of them again. A class of another assembly is not checked: an error there is found in its use.
    /// </summary>
    public IReadOnlyList<Fault> Faults { get; }

    public static BoundClass Of(ClassDeclaration declaration) => Known.GetValue(declaration, static declaration => new Binder(declaration).Bind());
}
