using Burden.Onnx.Reading;

namespace Burden.Onnx;

/// <summary>What the user says beside the file.</summary>
internal sealed record OnnxOptions
{
    public static readonly OnnxOptions Default = new();

    /// <summary>
    /// Numbers that the file leaves open, parted by <c>;</c>: a symbol's (<c>batch=1</c>), a whole shape
    /// (<c>input=1x3x224x224</c>), one size of a tensor (<c>input:2=224</c>), a tensor's values (<c>rate:value=16000</c>),
    /// how often a loop runs (<c>/Loop:trips=10</c>).
    /// </summary>
    public string Dimensions { get; init; } = "";

    /// <summary>
    /// The shapes of inputs, without their first size, which is the batch; of an input of one dimension that one. In the order of
    /// the inputs; null each for what the file states. Given the inputs' names and their sizes in the file, -1 for those that are open.
    /// </summary>
    public Func<IReadOnlyList<(string Name, IReadOnlyList<long>? Sizes)>, IReadOnlyList<IReadOnlyList<long>?>>? Inputs { get; init; }

    /// <summary>The first size of the first input, and of all whose first size is the same in the file; null for what it states.</summary>
    public long? Batch { get; init; }

    /// <summary>Whether <see cref="Inputs"/> and <see cref="Batch"/> go before <see cref="Dimensions"/>; else it is an error where they differ.</summary>
    public bool ReplacesDimensions { get; init; }

    /// <summary>Rules for operators that Burden doesn't know, as JSON: see <see cref="RuleFile"/>.</summary>
    public string? Rules { get; init; }

    /// <summary>The network's name; the file's name without its ending where none is given.</summary>
    public string? Name { get; init; }

    /// <summary>Whether FLOPs include exponentials.</summary>
    public bool CountExponentials { get; init; }

    /// <summary>Whether <see cref="OnnxReading.Nodes"/> keep their operators: what a declaration is made from, and figures don't need.</summary>
    public bool KeepsOperators { get; init; }
}
