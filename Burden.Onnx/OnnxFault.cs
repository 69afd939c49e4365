namespace Burden.Onnx;

/// <summary>What went wrong.</summary>
internal enum OnnxFaultKind
{
    /// <summary>The file can't be opened.</summary>
    File,
    /// <summary>The file is no ONNX model, or is damaged.</summary>
    Format,
    /// <summary>A size of an input, or another number that shapes follow from, is not given.</summary>
    Dimensions,
    /// <summary>Operators have no rule.</summary>
    Operator,
    /// <summary>A shape follows from data that is only known when the network runs.</summary>
    Data,
    /// <summary>A node's inputs or attributes don't fit it.</summary>
    Shape,
    /// <summary>The rules that the user gave are wrong.</summary>
    Rules,
    /// <summary>A figure is beyond 64 bits, or the network too large to follow.</summary>
    Limit,
}

/// <summary>An error in a file.</summary>
/// <param name="File">The file's path as it was given.</param>
/// <param name="Place">Where in it: a node's name and operator, an input, a byte; empty for the file as a whole.</param>
/// <param name="Message">What was found and what was expected, or what to do.</param>
internal sealed record OnnxFault(OnnxFaultKind Kind, string File, string Place, string Message)
{
    /// <summary>The whole in one line: <c>model.onnx: node '/conv1/Conv' (Conv): the input is ...</c>.</summary>
    public override string ToString() => Place.Length == 0 ? $"{File}: {Message}" : $"{File}: {Place}: {Message}";
}

/// <summary>An error on its way to the result.</summary>
internal sealed class OnnxException(OnnxFaultKind kind, string message, string? place = null) : Exception(message)
{
    public OnnxFaultKind Kind { get; } = kind;

    /// <summary>Where it is; null while that isn't known.</summary>
    public string? Place { get; } = place;
}
