using Burden.Generator.Layers;

namespace Burden.Onnx.Importing;

/// <summary>An argument of a layer in a declaration.</summary>
/// <param name="Parameter">The parameter's name in the layer's signature.</param>
/// <param name="Value">A number, a truth value, an expression, or a list for a <c>params</c> parameter.</param>
internal sealed record LayerArgument(string Parameter, Constant Value);

/// <summary>One application of a layer kind, a custom layer or a module: what becomes an attribute.</summary>
internal sealed record ImportedLayer
{
    public required LayerForm Form { get; init; }

    /// <summary>What it reads, in the order of its operands: the <see cref="Value"/> of other layers, or of inputs.</summary>
    public required IReadOnlyList<int> Reads { get; init; }

    /// <summary>The number of what it yields. Inputs are -1, -2 and so on.</summary>
    public required int Value { get; init; }

    /// <summary>The shape of what it yields.</summary>
    public required Shape Output { get; init; }

    /// <summary>The modules that the file's names tell of, outermost first, relative to the class that it stands in.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>Layers of one number stand on one property: they were one module of the file, too small for a class.</summary>
    public int Group { get; set; }

    /// <summary>The layers inside, where it is a block that no class stands for yet.</summary>
    public Block? Block { get; init; }

    /// <summary>How often a module follows itself.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Whether only some of the blocks that one class stands for have it: it stands under a condition.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it stands for a layer that its block lacks and others have.</summary>
    public bool IsAbsent { get; init; }

    public override string ToString() => $"{Form.Name} {string.Join(",", Reads)} -> {Value}";
}

/// <summary>Layers that run one after the other, and of which others read one.</summary>
/// <param name="Name">The module's name in the file; empty where nothing names it.</param>
/// <param name="Class">The name of its class where it is known what it computes; null otherwise.</param>
/// <param name="Summary">What a known block computes.</param>
/// <param name="Run">What a repeated run has in common; null for another block.</param>
internal sealed record Block(string Name, List<ImportedLayer> Layers, string? Class = null, string? Summary = null, string? Run = null);

/// <summary>What an attribute applies, with its arguments.</summary>
/// <param name="Name">The attribute's name: a layer kind's, a custom layer's or a module's.</param>
internal sealed record LayerForm(string Name, IReadOnlyList<LayerArgument> Arguments)
{
    /// <summary>The built-in kind; null for another.</summary>
    public LayerKind? Kind { get; init; }

    /// <summary>The custom layer; null for another.</summary>
    public CustomLayerClass? Custom { get; init; }

    /// <summary>The module; null for another.</summary>
    public ModuleClass? Module { get; init; }

    /// <summary>Whether it stores values, as far as is known.</summary>
    public bool Stores { get; init; } = true;

    /// <summary>What a <c>[Precision]</c> beside it states of them; none for most.</summary>
    public IReadOnlyList<LayerArgument> Precision { get; init; } = [];

    /// <summary>The value of the layer whose weights it uses; null for its own.</summary>
    public int? SharesWith { get; init; }

    /// <summary>The parameters that name a layer, and which of those that it reads that is; none for most.</summary>
    public IReadOnlyList<(string Parameter, int Read)> NamedLayers { get; init; } = [];

    /// <summary>Whether its arguments name the layers that it combines.</summary>
    public bool IsMerge { get; init; }

    public Signature Signature => Kind?.Signature ?? Custom?.Signature ?? Module?.Signature ?? Signature.Of();

    /// <summary>Whether the order of what it combines doesn't matter.</summary>
    public bool IsCommutative => Kind is not null && Name is "Add" or "Multiply" or "Max";

    public LayerForm With(string parameter, Constant value) => this with { Arguments = [.. Arguments.Where(a => a.Parameter != parameter), new LayerArgument(parameter, value)] };

    /// <summary>The type that it states of what it yields; null for none.</summary>
    public DataType? OutputType => Find(ReservedNames.OutputType) is IntegerConstant type ? (DataType)type.Value : null;

    /// <summary>What layers that one class stands for have in common beside their kind.</summary>
    public string TypesKey => Precision.Count == 0 && OutputType is null && SharesWith is null && NamedLayers.Count == 0 ? "" : $":{OutputType}{string.Join(",", Precision)}{SharesWith}{string.Join(",", NamedLayers)}";

    public Constant? Find(string parameter) => Arguments.FirstOrDefault(a => a.Parameter == parameter)?.Value;
}
