using Burden.Generator.Costs;
using Burden.Generator.Graphs;
using Burden.Onnx.Graphs;
using Burden.Onnx.Values;

namespace Burden.Onnx;

/// <summary>What reading a file came to: its network, or what is wrong.</summary>
/// <param name="File">The file's path as it was given.</param>
/// <param name="Code">Every node with its costs, and the modules; null where something is wrong.</param>
/// <param name="Settings">The first input's shape and the batch; types of values stand at the nodes.</param>
/// <param name="Faults">What is wrong.</param>
/// <param name="Values">All values of the model's own graph by their names, with whole shapes.</param>
/// <param name="Inputs">The names of the model's inputs, without those that the file gives values for.</param>
/// <param name="Outputs">The names of the model's outputs.</param>
/// <param name="UnusedDimensions">Dimensions that were given and that nothing asks for.</param>
internal sealed record OnnxReading(
    string File,
    CodeGraph? Code,
    NetworkSettings Settings,
    IReadOnlyList<OnnxFault> Faults,
    IReadOnlyDictionary<string, OnnxValue?> Values,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<string> UnusedDimensions)
{
    private CostTable? costs;

    /// <summary>The files of weights beside it that were opened for values which shapes may follow from.</summary>
    public IReadOnlyList<string> ExternalFiles { get; init; } = [];

    /// <summary>What was recorded for each of the code's nodes; empty unless <see cref="OnnxOptions.KeepsOperators"/>.</summary>
    public IReadOnlyList<RecordedNode> Nodes { get; init; } = [];

    /// <summary>Whether the network is known.</summary>
    public bool IsSound => Code is not null;

    /// <summary>The figures; null where something is wrong.</summary>
    public CostTable? Costs => Code is null ? null : costs ??= CostTable.Of(CodeGraphs.Of(Declare(Settings.Name ?? "Network"), Code));

    /// <summary>The network as the front ends declare theirs, under the name of a class.</summary>
    /// <param name="className">The class's name without its namespace.</param>
    /// <exception cref="InvalidOperationException">Something is wrong with the file.</exception>
    public NetworkDeclaration Declare(string className, string @namespace = "")
    {
        var name = @namespace.Length == 0 ? className : $"{@namespace}.{className}";
        return new NetworkDeclaration(
            new ClassDeclaration(name, className, ClassRole.Network, Signature.Of(), [], []),
            [],
            Settings,
            null,
            new TypeSource(@namespace, [new TypePart("class", className)], name, CanGenerate: true, HidesBaseCost: false, HasOwnCost: false, IsVisible: true),
            Code ?? throw new InvalidOperationException("the file has faults"));
    }

    internal static OnnxReading Failed(string file, OnnxFault fault)
        => new(file, null, NetworkSettings.Default, [fault], new Dictionary<string, OnnxValue?>(), [], [], []);
}
