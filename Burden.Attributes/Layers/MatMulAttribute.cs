namespace Burden;

/// <summary>The matrix product of two layers: <c>... x m x k</c> and <c>... x k x n</c> to <c>... x m x n</c>. The dimensions before broadcast, and a vector is a row or a column, as in PyTorch.</summary>
/// <remarks>FLOPs and MACs: output elements x k. Source: the definition.</remarks>
/// <param name="layers">The two factors.</param>
public sealed class MatMulAttribute(params string[] layers) : MergeAttribute(layers)
{
    /// <summary>Whether the second layer is transposed, <c>... x n x k</c>: <c>true</c>, <c>false</c> or an expression.</summary>
    public object Transpose { get; set; } = false;
}
