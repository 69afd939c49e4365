namespace Burden.Generator.Layers;

/// <summary>The rule of elementwise merges.</summary>
internal static class SameShape
{
    /// <summary>The shape all inputs have.</summary>
    /// <exception cref="FaultException">Two of them differ; both shapes are named.</exception>
    public static Shape Of(LayerCall call)
    {
        foreach (var shape in call.Inputs)
        {
            if (!shape.Equals(call.Input))
            {
                throw call.Fault(FaultId.ShapeMismatch, $"the shapes differ: {call.Input} and {shape}", MergeKind.LayersParameter);
            }
        }

        return call.Input;
    }
}
