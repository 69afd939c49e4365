using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.TorchSharp;

/// <summary>What modules and functions that drop values do in training.</summary>
internal static class Dropouts
{
    /// <summary>Drops values, and keeps which: a byte a value where one kernel drops them into a new tensor, else a factor for each value or channel.</summary>
    /// <param name="kind">The module's name.</param>
    /// <param name="probability">How likely a value is dropped; 0 passes the input on.</param>
    public static TensorValue Drop(Operation op, string kind, TensorValue input, double probability, bool inPlace)
    {
        if (probability == 0)
        {
            return op.Module is null ? input : op.Emit(kind, input.Sizes, [input], storage: Storage.View, type: input.Type, reach: Reach.Same, keeping: new Keeping(SavedTensorRules.Nothing)).Laid(input.Strides);
        }

        // Images of one item have no batch before their channels.
        var isOfChannels = kind is "Dropout1d" or "Dropout2d" or "Dropout3d" or "FeatureAlphaDropout";
        var keeps = SavedTensorRules.Nothing with
        {
            Drops = use => kind == "Dropout" && !inPlace ? use.Outputs : 0,
            Values = use => kind == "Dropout" && !inPlace ? 0 : isOfChannels ? input.Sizes.Take(Math.Min(2, input.Rank)).Product() : use.Outputs,
        };
        return op.Emit(kind, input.Sizes, [input], storage: inPlace ? Storage.InPlace : Storage.Own, type: input.Type, reach: Reach.Same, keeping: new Keeping(keeps))
            .Laid(inPlace ? input.Strides : Shapes.StridesLike(input.Sizes, [input]));
    }
}
