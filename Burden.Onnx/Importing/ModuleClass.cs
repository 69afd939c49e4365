namespace Burden.Onnx.Importing;

/// <summary>A parameter of a module.</summary>
/// <param name="Default">The value of a settable property where none is given; null for a parameter of the constructor.</param>
/// <param name="IsLayer">Whether it is a layer's name.</param>
internal sealed record ModuleParameter(string Name, Constant? Default, string Summary, bool IsLayer = false);

/// <summary>A class that declares layers: the network, or a module.</summary>
/// <param name="Layers">Its layers, whose values are numbered from 0; its inputs are -1, -2 and so on.</param>
/// <param name="Inputs">How many inputs it has.</param>
/// <param name="Outputs">The values that it yields.</param>
internal sealed record LayerClass(IReadOnlyList<ImportedLayer> Layers, int Inputs, IReadOnlyList<int> Outputs);

/// <summary>A module of a declaration.</summary>
/// <param name="number">Its number among the modules.</param>
internal sealed class ModuleClass(int number, LayerClass body, string summary)
{
    public int Number => number;

    /// <summary>The attribute's name, which is settled when all names are known.</summary>
    public string Name { get; set; } = "Block";

    public LayerClass Body { get; } = body;

    public string Summary { get; } = summary;

    /// <summary>Whether it is a function that takes no weights of its own, such as an activation.</summary>
    public bool IsFunction { get; init; }

    /// <summary>The constructor's parameters first.</summary>
    public IReadOnlyList<ModuleParameter> Parameters
    {
        get;
        set
        {
            field = value;
            Signature = new Signature(
                [.. value.Where(static p => p.Default is null).Select(static p => new Parameter(p.Name, null))],
                [.. value.Where(static p => p.Default is not null).Select(static p => new Parameter(p.Name, p.Default))]);
        }
    } = [];

    public Signature Signature { get; private set; } = Signature.Of();

    /// <summary>The properties that its layers stand on.</summary>
    public IReadOnlyList<LayerProperty> Properties { get; set; } = [];
}

/// <summary>A property with a chain of layers.</summary>
/// <param name="Layers">The layers' positions in their class.</param>
/// <param name="From">The value that the first reads, where that must be named; null otherwise.</param>
/// <param name="NamesAll">Whether the first is a merge that names all that it combines.</param>
internal sealed record LayerProperty(string Name, IReadOnlyList<int> Layers, int? From, bool NamesAll, bool IsOutput)
{
    /// <summary>The condition that it stands under; null for most.</summary>
    public string? When { get; init; }

    /// <summary>What its <c>[Precision]</c> states; none for most.</summary>
    /// <param name="body">The class.</param>
    public IReadOnlyList<LayerArgument> PrecisionOf(LayerClass body) => Layers.Select(l => body.Layers[l].Form.Precision).FirstOrDefault(static p => p.Count > 0) ?? [];
}
