using Burden.Generator.Expressions;
using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>A spatial size as an argument gives it: a number, a tuple, or a layer that has it.</summary>
internal static class SpatialSize
{
    public static EquatableArray<long> Of(LayerCall call, string argument, int axes)
    {
        if (call.Evaluate(argument) is not LayerValue)
        {
            return call.PerAxis(argument, axes);
        }

        var size = call.Layer(argument).Spatial;
        return size.Count == axes
            ? size
            : throw call.Fault(FaultId.ShapeMismatch, $"{argument} names a layer with {size.Count} spatial axes; the input {call.Input} has {axes}", argument);
    }
}
