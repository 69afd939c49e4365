using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>How parameters are stored where their precision is stated: their types, and the scales of those that are quantised.</summary>
/// <param name="precision">What is stated; its type of parameters is.</param>
/// <param name="features">The type of the features that they are multiplied with.</param>
internal sealed class WeightFormat(PrecisionSettings precision, DataType features)
{
    /// <summary>What a layer holds that states the number of its parameters, or of its buffers, alone.</summary>
    public const string Parameters = "parameters", Buffers = "buffers";

    private readonly DataType type = precision.Parameters ?? DataType.Float32;
    private readonly bool isQuantized = precision.IsQuantized;

    /// <summary>Norms and other vectors are not quantised.</summary>
    private DataType Others => features.IsInteger() ? DataType.Float32 : features;

    /// <summary>Products of integers are added up in more bits, and so are their biases: 32, as in TensorFlow Lite and ONNX, 64 beside 16-bit features.</summary>
    private DataType Biases => precision.Biases ?? (!features.IsInteger() ? features : features.Bits() > 8 ? DataType.Int64 : DataType.Int32);

    /// <summary>The costs of a layer whose parameters are stored so. Tensors that are integers already stay as they are.</summary>
    /// <exception cref="OverflowException">A count overflows Int64.</exception>
    public LayerCosts Apply(LayerCosts costs)
    {
        var weights = WeightsOf(costs);
        if (weights.Count == 0)
        {
            return costs;
        }

        var hasMatrix = weights.Any(IsMatrix);
        var typed = new List<Weight>();
        foreach (var weight in weights)
        {
            if (weight.Type?.IsInteger() == true || weight.IsScale)
            {
                typed.Add(weight);
            }
            else if (!isQuantized)
            {
                typed.Add(weight with { Type = type });
            }
            else if (!IsMatrix(weight))
            {
                typed.Add(weight with { Type = hasMatrix && weight.IsTrainable && weight.Shape.Count < 2 ? Biases : Others });
            }
            else
            {
                typed.Add(weight with { Type = type });
                AddScales(typed, weight);
            }
        }

        return costs with { Weights = typed.ToEquatableArray() };
    }

    /// <summary>
    /// The costs of a batch norm whose factors lie in the weights of the layer before it, and whose shift is that one's bias: what
    /// converters to integers make of it. It yields that layer's output.
    /// </summary>
    /// <param name="norm">The norm, stored so.</param>
    /// <param name="hasBias">Whether the layer before it has a bias already.</param>
    public LayerCosts Merged(LayerCosts norm, bool hasBias)
    {
        var shift = hasBias ? -1 : Math.Max(0, norm.Weights.Items.ToList().FindLastIndex(static w => w.IsTrainable));
        return norm with
        {
            Storage = Storage.View,
            Weights = norm.Weights.Items.Select((w, i) => i == shift ? w with { Type = Biases } : w with { Type = w.Type ?? Others, IsMerged = true }).ToEquatableArray(),
        };
    }

    /// <summary>Why a layer's weights can't be stored so; null where they can.</summary>
    public string? Fault(LayerCosts costs)
    {
        if (isQuantized && precision.GroupSize is > 0 and var size)
        {
            foreach (var weight in costs.Weights)
            {
                if (weight.Type?.IsInteger() != true && IsMatrix(weight) && weight.Elements / ChannelsOf(weight) is var row && row % size != 0)
                {
                    return $"its {weight} has {Text.Of(row)} values in each output channel; expected a multiple of the GroupSize of {Text.Of(size)}";
                }
            }
        }

        return null;
    }

    /// <summary>The scale and the zero point of a feature; none where its values are no quantised ones.</summary>
    /// <param name="name">What the scale is of.</param>
    public IEnumerable<Weight> ScalesOf(string name)
    {
        if (features.IsQuantized())
        {
            yield return Scale($"{name}_scale", 1, precision.Scales ?? DataType.Float32);
            // 16-bit features are symmetric.
            if (features.Bits() <= 8)
            {
                yield return Scale($"{name}_zero_point", 1, features);
            }
        }
    }

    /// <summary>A layer's costs with scales beside what it stores already.</summary>
    public static LayerCosts With(LayerCosts costs, IEnumerable<Weight> scales) => costs with { Weights = [.. WeightsOf(costs), .. scales] };

    private static Weight Scale(string name, long count, DataType type) => new(name, [count], IsTrainable: false) { Type = type, IsScale = true };

    /// <summary>What a layer stores: its tensors, or as many values as it states.</summary>
    public static EquatableArray<Weight> WeightsOf(LayerCosts costs)
    {
        if (costs.Weights.Count > 0 || (costs.Parameters == 0 && costs.SharedParameters == 0 && costs.Buffers == 0))
        {
            return costs.Weights;
        }

        var stated = new List<Weight>();
        if (costs.Parameters + costs.SharedParameters > 0)
        {
            stated.Add(new Weight(Parameters, [checked(costs.Parameters + costs.SharedParameters)]) { IsShared = costs.Parameters == 0 });
        }

        if (costs.Buffers > 0)
        {
            stated.Add(new Weight(Buffers, [costs.Buffers], IsTrainable: false));
        }

        return stated.ToEquatableArray();
    }

    /// <summary>Whether a tensor is quantised: one of products and look-ups, no table of biases.</summary>
    private static bool IsMatrix(Weight weight)
        => (weight.Shape.Count >= 2 && weight.Name.IndexOf(Weight.Bias, StringComparison.Ordinal) < 0) || (weight.Name == Parameters && weight.IsTrainable);

    private static long ChannelsOf(Weight weight) => Math.Max(1, weight.Name == Parameters ? 1 : weight.OutputChannels ?? weight.Shape[0]);

    private void AddScales(List<Weight> weights, Weight weight)
    {
        var channels = ChannelsOf(weight);
        var count = precision.GroupSize is > 0 and var size ? checked(channels * (((weight.Elements / channels) + size - 1) / size))
            : precision.Granularity == Granularity.PerTensor ? 1
            : channels;
        weights.Add(Scale($"{weight.Name}_scale", count, precision.Scales ?? DataType.Float32) with { IsShared = weight.IsShared });
        if (precision.ZeroPointType is { } zeros)
        {
            weights.Add(Scale($"{weight.Name}_zero_point", count, zeros) with { IsShared = weight.IsShared });
        }
    }
}
