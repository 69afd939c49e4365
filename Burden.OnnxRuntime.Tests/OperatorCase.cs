using Burden.Onnx.Tests.Models;

namespace Burden.OnnxRuntime.Tests;

/// <summary>A small model of one operator or a combination.</summary>
/// <param name="Build">Writes it; the last node's outputs are the model's.</param>
internal sealed record OperatorCase(string Name, Action<GraphWriter> Build)
{
    public long Opset { get; init; } = 17;

    public string Dimensions { get; init; } = "";

    public string[] Domains { get; init; } = [];

    /// <summary>The integers of inputs, by name.</summary>
    public Dictionary<string, long[]> Fill { get; init; } = [];

    public byte[] Model()
    {
        var graph = new GraphWriter();
        Build(graph);
        graph.Output(graph.LastOutput);
        return graph.Model(Opset, Opset >= 24 ? 11 : Opset >= 22 ? 10 : Opset >= 20 ? 9 : 8, Domains);
    }
}
