using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Graphs;
using Burden.Onnx.Values;

namespace Burden.Onnx.Importing;

/// <summary>A tensor that a node reads: what a layer yields, or what the file stores.</summary>
/// <param name="Value">The number of the layer's value; null for what is stored or follows from it.</param>
internal sealed record Operand(TensorValue Tensor, int? Value)
{
    public bool IsStored => Value is null;
}

/// <summary>A node of the file as a layer is made of it: shapes without the batch, and its operator.</summary>
/// <param name="Costs">What the node costs, for one input of the batch.</param>
/// <param name="Operands">All tensors that it reads, in their order.</param>
/// <param name="Inputs">The shapes of the values that it reads, in their order.</param>
/// <param name="Reads">The values that it reads, each once.</param>
internal sealed record NodeView(RecordedNode Node, LayerCosts Costs, IReadOnlyList<Operand> Operands, IReadOnlyList<Shape> Inputs, IReadOnlyList<int> Reads)
{
    public OperatorCall? Call => Node.Call;

    public string Operator => Node.Node?.Operator ?? Node.Kind;

    public Shape Input => Inputs[0];

    public Shape Output => Costs.Output;

    /// <summary>Which of the operator's outputs it is.</summary>
    public bool IsFirstOutput => Node.Name.Length == 0;

    /// <summary>The type of its values.</summary>
    public DataType Type => Costs.OutputType ?? DataType.Float32;

    /// <summary>The bytes of what it stores.</summary>
    public long StoredBytes => Costs.StoredBytes(DataType.Float32);

    /// <summary>How many values of a type it stores.</summary>
    public long Stores(DataType type, bool isTrainable)
        => Costs.Weights.Count == 0
            ? type != DataType.Float32 ? 0 : isTrainable ? Costs.Parameters : Costs.Buffers
            : Costs.Weights.Where(w => w.IsTrainable == isTrainable && !w.IsShared && (w.Type ?? DataType.Float32) == type).Sum(static w => w.Elements);

    /// <summary>The stored tensors among its operands.</summary>
    public IEnumerable<TensorValue> Stored => Operands.Where(static o => o.IsStored).Select(static o => o.Tensor);

    /// <summary>The layer's value that is an input of the operator; null for what is stored or left out.</summary>
    public int? ValueAt(int input) => Call?.Has(input) == true && Call.Value(input) is TensorValue tensor ? Operands.FirstOrDefault(o => ReferenceEquals(o.Tensor, tensor))?.Value : null;

    /// <summary>All sizes of the first operand, the batch's among them.</summary>
    public IReadOnlyList<long> Sizes => Call?.Has(0) == true && Call.Value(0) is TensorValue tensor ? tensor.Sizes : [];

    /// <summary>An axis as the layer has it, without the batch; null where it is the batch's.</summary>
    public long? Axis(long axis)
    {
        var whole = axis < 0 ? axis + Sizes.Count : axis;
        var own = whole - (Sizes.Count - Input.Rank);
        return own >= 0 && own < Input.Rank ? own : null;
    }

    /// <summary>The integers of an attribute, or of an input whose values are known.</summary>
    public long[]? Integers(string attribute, int input)
        => Call!.Has(input) ? Call.Optional(input)?.Data?.Integers : Call.Integers(attribute);
}
