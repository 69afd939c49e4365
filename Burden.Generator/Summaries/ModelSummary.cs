using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Summaries;

/// <summary>All that the generator needs of an ONNX file: what a build writes when the file changed.</summary>
/// <param name="Settings">The network's settings, as the file has them.</param>
/// <param name="Code">Every node with its costs; null where something is wrong.</param>
/// <param name="Faults">What is wrong with the item or the file.</param>
/// <param name="UnusedDimensions">Dimensions that the item gives and that nothing in the file asks for.</param>
internal sealed record ModelSummary(ModelItem Item, NetworkSettings Settings, CodeGraph? Code, EquatableArray<ModelFault> Faults, EquatableArray<string> UnusedDimensions)
{
    /// <summary>The ending of the files that hold one.</summary>
    public const string Extension = ".burdenmodel";

    public static bool IsSummary(string path) => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Something wrong with an item or its file.</summary>
/// <param name="Setting">The setting that it is about; empty for the item.</param>
/// <param name="Message">What was found and what was expected.</param>
internal sealed record ModelFault(string Setting, string Message);
