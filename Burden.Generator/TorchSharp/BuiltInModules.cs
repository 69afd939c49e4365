using Burden.Generator.Costs.Analyses;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>What TorchSharp's own modules store, and what they do to tensors.</summary>
internal sealed partial class BuiltInModules(TorchLibrary torch)
{
    /// <summary>One kind of module.</summary>
    /// <param name="Create">Adds what it stores.</param>
    /// <param name="Run">Runs it on its inputs.</param>
    private sealed record Kind(Action<BuiltInModule> Create, Func<Operation, IReadOnlyList<Value>, Value> Run);

    private readonly Dictionary<string, Kind> kinds = Table();

    /// <summary>The modules that are known, for the documentation's table.</summary>
    public static IEnumerable<string> Names => Table().Keys;

    /// <summary>Creates a module; null for a kind that is not known.</summary>
    public BuiltInModule? Create(string name, INamedTypeSymbol? type, Arguments arguments)
    {
        if (!kinds.TryGetValue(name, out var kind))
        {
            return null;
        }

        var module = new BuiltInModule(name, type, arguments) { IsRegistered = true };
        kind.Create(module);
        return module;
    }

    /// <summary>Runs a module.</summary>
    /// <param name="site">The call.</param>
    public Value Run(BuiltInModule module, IReadOnlyList<Value> inputs, IOperation site)
    {
        using (torch.Tracer.Within(module))
        {
            var op = new Operation(module.Kind, torch.Tracer, site, module);
            try
            {
                var result = kinds[module.Kind].Run(op, inputs);
                torch.Tracer.Note(module, result);
                return result;
            }
            catch (CodeFault fault) when (module.Site is { } created && !ReferenceEquals(created.Syntax, fault.Site))
            {
                fault.Related.Add(created.Syntax);
                throw;
            }
        }
    }

    private static Dictionary<string, Kind> Table()
    {
        var table = new Dictionary<string, Kind>(StringComparer.Ordinal);
        AddConvolutions(table);
        AddPools(table);
        AddNormalizations(table);
        AddActivations(table);
        AddShapes(table);
        AddSequences(table);
        AddAttention(table);
        return table;
    }

    private static void Nothing(BuiltInModule module)
    {
    }

    /// <summary>The module's input, which must be a tensor.</summary>
    private static TensorValue Input(Operation op, IReadOnlyList<Value> inputs, int index = 0)
        => inputs.Count > index && inputs[index] is TensorValue tensor ? tensor
            : throw CodeFault.Unknown($"{op.Name}: the input isn't known: {(inputs.Count > index ? Arguments.Because(inputs[index], "expected a tensor") : "none is given")}", op.At);

    private static TensorValue? Optional(IReadOnlyList<Value> inputs, int index) => inputs.Count > index ? inputs[index] as TensorValue : null;

    private static void Parameter(BuiltInModule module, string name, params long[] sizes) => module.Parameters.Add((name, new StoredTensor(sizes, isParameter: true)));

    private static void Buffer(BuiltInModule module, string name, params long[] sizes) => module.Buffers.Add((name, new StoredTensor(sizes, isParameter: false)));

    private static void CheckPositive(BuiltInModule module, string what, long value, params string[] names)
    {
        if (value < 1)
        {
            throw new CodeFault(FaultId.OutOfRange, $"{module.Kind}: {what} is {Text.Of(value)}; expected at least 1", module.Arguments.SiteOf(names));
        }
    }

    private static void AddConvolutions(Dictionary<string, Kind> table)
    {
        for (var i = 1; i <= 3; i++)
        {
            var axes = i;
            table.Add($"Conv{axes}d", new Kind(m => CreateConvolution(m, axes, transposes: false), (op, inputs) => Convolve(op, axes, Input(op, inputs), transposes: false)));
            table.Add($"ConvTranspose{axes}d", new Kind(m => CreateConvolution(m, axes, transposes: true), (op, inputs) => Convolve(op, axes, Input(op, inputs), transposes: true, inputs.Count > 1 ? Arguments.AsIntegers(inputs[1]) : null)));
        }

        table.Add("Linear", new Kind(
            static m =>
            {
                var a = m.Arguments;
                if (a.Has("weight"))
                {
                    m.Parameters.Add(("weight", Stored(a, "weight")));
                    if (a.Has("bias"))
                    {
                        m.Parameters.Add(("bias", Stored(a, "bias")));
                    }

                    return;
                }

                var (inputs, outputs) = (a.Integer("inputSize", "in_features", "input_size"), a.Integer("outputSize", "out_features", "output_size"));
                CheckPositive(m, "the number of outputs", outputs, "outputSize");
                Parameter(m, "weight", outputs, inputs);
                if (a.Flag(true, "hasBias", "bias"))
                {
                    Parameter(m, "bias", outputs);
                }
            },
            static (op, inputs) => TensorOps.Linear(op, Input(op, inputs), Weight(op), op.Module!.Find("bias") is not null, inputs)));

        table.Add("Bilinear", new Kind(
            static m =>
            {
                Parameter(m, "weight", m.Arguments.Integer("out_features"), m.Arguments.Integer("in1_features"), m.Arguments.Integer("in2_features"));
                if (m.Arguments.Flag(true, "hasBias"))
                {
                    Parameter(m, "bias", m.Arguments.Integer("out_features"));
                }
            },
            static (op, inputs) => TensorOps.Bilinear(op, Input(op, inputs), Input(op, inputs, 1), Weight(op), op.Module!.Find("bias") is not null, inputs)));
    }

    /// <summary>A parameter that is given to a module rather than made by it.</summary>
    private static StoredTensor Stored(Arguments arguments, string name)
        => arguments.Tensor(name) is var tensor && tensor.Stored is { } stored ? stored : tensor.Stored = new StoredTensor(tensor.Sizes, isParameter: true);

    private static IReadOnlyList<long> Weight(Operation op) => op.Module!.Find("weight")?.Sizes ?? throw CodeFault.Unknown($"{op.Name}: the weight isn't known", op.At);

    private static void CreateConvolution(BuiltInModule module, int axes, bool transposes)
    {
        var a = module.Arguments;
        var (inputs, outputs, groups) = (a.Integer("in_channels", "inputChannel"), a.Integer("out_channels", "outputChannel"), a.IntegerOr(1, "groups"));
        CheckPositive(module, "the number of output channels", outputs, "out_channels");
        CheckPositive(module, "groups", groups, "groups");
        if (inputs % groups != 0 || outputs % groups != 0)
        {
            throw new CodeFault(FaultId.NotDivisible, $"{module.Kind}: {Text.Of(inputs)} input and {Text.Of(outputs)} output channels; expected both divisible by groups = {Text.Of(groups)}", a.SiteOf("groups"));
        }

        Parameter(module, "weight", [.. transposes ? new[] { inputs, outputs / groups } : [outputs, inputs / groups], .. a.PerAxis(axes, 1, "kernel_size", "kernelSize")]);
        if (a.Flag(true, "bias"))
        {
            Parameter(module, "bias", outputs);
        }
    }

    /// <param name="outputSize">The size that the caller asks of a transposed convolution; null where it follows from the rest.</param>
    private static TensorValue Convolve(Operation op, int axes, TensorValue input, bool transposes, long[]? outputSize = null)
    {
        var a = op.Module!.Arguments;
        // The enum Padding: Valid, Same.
        var padding = a.Find("padding");
        var isEnum = a.Items.FirstOrDefault(static i => i.Parameter.Name == "padding")?.Parameter.Type is { Name: "Padding", TypeKind: TypeKind.Enum };
        var same = isEnum && padding is KnownValue { Boxed: { } word } && CSharpOperators.ToInt64(word) == 1;
        return TensorOps.Convolve(
            op,
            axes,
            input,
            Weight(op),
            op.Module.Find("bias") is not null,
            a.PerAxis(axes, 1, "stride", "strides"),
            same ? null : isEnum ? new long[axes] : a.PerAxis(axes, 0, "padding"),
            a.PerAxis(axes, 1, "dilation"),
            a.IntegerOr(1, "groups"),
            [input],
            transposes ? OutputPadding() : null,
            (TensorOps.PaddingMode)a.IntegerOr(0, "padding_mode", "paddingMode"));

        long[] OutputPadding()
        {
            if (outputSize is null || outputSize.Length < axes || input.Rank < axes)
            {
                return a.PerAxis(axes, 0, "output_padding", "outputPadding");
            }

            var (weight, stride, padding, dilation) = (Weight(op), a.PerAxis(axes, 1, "stride", "strides"), a.PerAxis(axes, 0, "padding"), a.PerAxis(axes, 1, "dilation"));
            return [.. Enumerable.Range(0, axes).Select(i => outputSize[outputSize.Length - axes + i]
                - (((input.Sizes[input.Rank - axes + i] - 1) * stride[i]) - (2 * padding[i]) + (dilation[i] * (weight[i + 2] - 1)) + 1))];
        }
    }

    private static void AddPools(Dictionary<string, Kind> table)
    {
        for (var i = 1; i <= 3; i++)
        {
            var axes = i;
            table.Add($"MaxPool{axes}d", new Kind(Nothing, (op, inputs) => Pool(op, axes, Input(op, inputs), dilates: true)));
            table.Add($"AvgPool{axes}d", new Kind(Nothing, (op, inputs) => Pool(op, axes, Input(op, inputs), dilates: false)));
            foreach (var kind in new[] { $"AdaptiveAvgPool{axes}d", $"AdaptiveMaxPool{axes}d" })
            {
                table.Add(kind, new Kind(Nothing, (op, inputs) => TensorOps.AdaptivePool(op, kind, axes, Input(op, inputs), op.Module!.Arguments.PerAxis(axes, 1, "output_size", "outputSize"))));
            }

            table.Add($"MaxUnpool{axes}d", new Kind(Nothing, (op, inputs) => Unpool(op, axes, inputs)));
        }
    }

    public static TensorValue Pool(Operation op, int axes, TensorValue input, bool dilates)
    {
        var a = op.Module!.Arguments;
        var kernel = a.PerAxis(axes, 1, "kernel_size", "kernelSize");
        return TensorOps.Pool(
            op,
            op.Module.Kind,
            axes,
            input,
            kernel,
            a.Has("stride") ? a.PerAxis(axes, 1, "stride") : kernel,
            a.PerAxis(axes, 0, "padding"),
            dilates ? a.PerAxis(axes, 1, "dilation") : null,
            a.Flag(false, "ceil_mode", "ceilMode"));
    }

    private static TensorValue Unpool(Operation op, int axes, IReadOnlyList<Value> inputs)
    {
        var input = Input(op, inputs);
        TensorOps.CheckSpatial(op, axes, input);
        var a = op.Module!.Arguments;
        var kernel = a.PerAxis(axes, 1, "kernel_size");
        var stride = a.Has("stride") ? a.PerAxis(axes, 1, "stride") : kernel;
        var padding = a.PerAxis(axes, 0, "padding");
        var sizes = input.Sizes.ToArray();
        var given = inputs.Count > 2 ? Arguments.AsIntegers(inputs[2]) : null;
        for (var i = 0; i < axes; i++)
        {
            var axis = sizes.Length - axes + i;
            sizes[axis] = given is { Length: > 0 } ? given[given.Length - axes + i] : checked(((sizes[axis] - 1) * stride[i]) - (2 * padding[i]) + kernel[i]);
        }

        return op.Emit(op.Name, sizes, inputs);
    }

    private static void AddNormalizations(Dictionary<string, Kind> table)
    {
        for (var i = 1; i <= 3; i++)
        {
            var axes = i;
            table.Add($"BatchNorm{axes}d", new Kind(static m => CreateNormalization(m, affine: true, tracks: true), (op, inputs) => BatchNormalize(op, axes, Input(op, inputs))));
            table.Add($"InstanceNorm{axes}d", new Kind(static m => CreateNormalization(m, affine: false, tracks: false), (op, inputs) => InstanceNormalize(op, axes, Input(op, inputs))));
        }

        table.Add("LayerNorm", new Kind(
            static m =>
            {
                if (m.Arguments.Flag(true, "elementwise_affine"))
                {
                    var shape = m.Arguments.Integers("normalized_shape");
                    Parameter(m, "weight", shape);
                    if (m.Arguments.Flag(true, "bias"))
                    {
                        Parameter(m, "bias", shape);
                    }
                }
            },
            static (op, inputs) => LayerNormalize(op, Input(op, inputs), op.Module!.Arguments.Integers("normalized_shape"), op.Module.Find("weight") is not null, op.Module.Find("bias") is not null)));
        table.Add("GroupNorm", new Kind(
            static m =>
            {
                var (groups, channels) = (m.Arguments.Integer("num_groups"), m.Arguments.Integer("num_channels"));
                CheckPositive(m, "num_groups", groups, "num_groups");
                if (channels % groups != 0)
                {
                    throw new CodeFault(FaultId.NotDivisible, $"GroupNorm: {Text.Of(channels)} channels are not divisible by {Text.Of(groups)} groups", m.Arguments.SiteOf("num_groups"));
                }

                if (m.Arguments.Flag(true, "affine"))
                {
                    Parameter(m, "weight", channels);
                    Parameter(m, "bias", channels);
                }
            },
            static (op, inputs) => GroupNormalize(op, Input(op, inputs), op.Module!.Arguments.Integer("num_groups"), op.Module.Arguments.Integer("num_channels"), op.Module.Find("weight") is not null)));
        table.Add("LocalResponseNorm", new Kind(
            Nothing,
            static (op, inputs) => Input(op, inputs) is var input && input.Rank < 3
                ? throw op.Mismatch($"the input is {input.Text}; expected batch x channels x at least one more dimension")
                : op.Apply("LocalResponseNorm", input, input.Rank - 1, inputs, ("size", op.Module!.Arguments.Integer("size"))).Laid(Shapes.StridesLike(input.Sizes, [input]))));
    }

    private static void CreateNormalization(BuiltInModule module, bool affine, bool tracks)
    {
        var features = module.Arguments.Integer("num_features", "features");
        if (module.Arguments.Flag(affine, "affine"))
        {
            Parameter(module, "weight", features);
            Parameter(module, "bias", features);
        }

        if (module.Arguments.Flag(tracks, "track_running_stats"))
        {
            Buffer(module, "running_mean", features);
            Buffer(module, "running_var", features);
            module.Buffers.Add(("num_batches_tracked", new StoredTensor([], isParameter: false, isCounted: false)));
        }
    }

    private static TensorValue BatchNormalize(Operation op, int axes, TensorValue input)
    {
        if (axes == 1 ? input.Rank is not (2 or 3) : input.Rank != axes + 2)
        {
            throw op.Mismatch($"the input is {input.Text}; expected {(axes == 1 ? 2 : axes + 2)}{(axes == 1 ? " or 3" : "")} dimensions");
        }

        CheckChannels(op, input, op.Module!.Arguments.Integer("num_features", "features"));
        return TensorOps.OfImage(
            op.Apply($"BatchNorm{axes}d", input, input.Rank - 1, [input], ("Affine", op.Module.Find("weight") is not null), ("TrackRunningStats", op.Module.Find("running_mean") is not null)),
            input);
    }

    private static void CheckChannels(Operation op, TensorValue input, long expected, int axis = 1)
    {
        if (input.Sizes[axis] != expected)
        {
            throw op.Mismatch($"the input is {input.Text}, of {Text.Of(input.Sizes[axis])} channels; expected {Text.Of(expected)}");
        }
    }

    private static TensorValue InstanceNormalize(Operation op, int axes, TensorValue input)
    {
        TensorOps.CheckSpatial(op, axes, input);
        if (op.Module!.Find("weight") is not null)
        {
            CheckChannels(op, input, op.Module.Arguments.Integer("num_features", "features"), input.Rank - axes - 1);
        }

        // Statistics that it tracks are kept once for each item.
        var tracked = op.Module.Find("running_mean") is null ? null : SavedTensorRules.Of($"InstanceNorm{axes}d");
        var keeping = tracked is null ? null : tracked with { FurtherBytes = checked(2 * sizeof(float) * input.Sizes.Take(input.Rank - axes).Product()) };
        return op.Apply($"InstanceNorm{axes}d", input, axes + 1, [input], keeping is null ? null : new Keeping(keeping), ("Affine", op.Module.Find("weight") is not null));
    }

    /// <param name="reads">The tensors that it reads; null for the input alone.</param>
    public static TensorValue LayerNormalize(Operation op, TensorValue input, long[] shape, bool affine, bool bias, IEnumerable<Value>? reads = null)
    {
        if (shape.Length > input.Rank || !input.Sizes.Skip(input.Rank - shape.Length).SequenceEqual(shape))
        {
            throw op.Mismatch($"the input is {input.Text}; expected {TensorValue.Describe(shape)} in its last dimension{(shape.Length == 1 ? "" : "s")}");
        }

        return op.Apply("LayerNorm", input, shape.Length, reads ?? [input], ("Axes", shape.Length), ("Affine", affine), ("Bias", bias));
    }

    /// <param name="reads">The tensors that it reads; null for the input alone.</param>
    public static TensorValue GroupNormalize(Operation op, TensorValue input, long groups, long channels, bool affine, IEnumerable<Value>? reads = null)
    {
        if (input.Rank < 3)
        {
            throw op.Mismatch($"the input is {input.Text}; expected batch x channels x at least one more dimension");
        }

        CheckChannels(op, input, channels);
        return TensorOps.OfImage(op.Apply("GroupNorm", input, input.Rank - 1, reads ?? [input], ("groups", groups), ("Affine", affine)), input);
    }

    private static void AddActivations(Dictionary<string, Kind> table)
    {
        foreach (var entry in ElementwiseCosts.Modules)
        {
            var (name, cost) = (entry.Key, entry.Value);
            table.Add(name, new Kind(Nothing, (op, inputs) => op.Module!.Arguments.Flag(false, "inplace") is var inPlace && TensorOps.Elementwise(op, name, Input(op, inputs), cost.Flops, cost.Exponentials, inPlace, keeps: name == "Mish" ? SavedTensorRules.Composed : null) is var result && (inPlace || TensorFunctions.KeepsLayout(name))
                ? result
                : result.Laid(TensorValue.Contiguous(result.Sizes))));
        }

        table.Add("PReLU", new Kind(
            static m => Parameter(m, "weight", m.Arguments.IntegerOr(1, "num_parameters")),
            static (op, inputs) => TensorOps.Elementwise(op, "PReLU", Input(op, inputs), 2, 0, inPlace: false)));
        foreach (var name in new[] { "Softmax", "LogSoftmax", "Softmin" })
        {
            table.Add(name, new Kind(Nothing, (op, inputs) => TensorOps.Softmax(op, name, Input(op, inputs), op.Module!.Arguments.Integer("dim"))));
        }

        table.Add("Softmax2d", new Kind(Nothing, static (op, inputs) => TensorOps.Softmax(op, "Softmax2d", Input(op, inputs), -3)));
        table.Add("GLU", new Kind(Nothing, static (op, inputs) => TensorFunctions.Glu(op, Input(op, inputs), op.Module!.Arguments.IntegerOr(-1, "dim"))));
        foreach (var name in new[] { "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout", "Identity" })
        {
            table.Add(name, new Kind(Nothing, (op, inputs) => Pass(op, Input(op, inputs))));
        }
    }

    /// <summary>What passes its input through in evaluation, and drops values in training.</summary>
    private static TensorValue Pass(Operation op, TensorValue input)
        => op.Tracer.Autograd is not null && op.Name != "Identity" ? Dropouts.Drop(op, op.Name, input, op.Module!.Arguments.RealOr(0.5, "p", "probability"), op.Module.Arguments.Flag(false, "inplace", "inPlace"))
            : PassOn(op, input);

    private static TensorValue PassOn(Operation op, TensorValue input)
        => op.Emit(op.Name, input.Sizes, [input], storage: Storage.View, type: input.Type, reach: Reach.Same) is var result && result.IsContiguous == input.IsContiguous
            ? result
            : result.Laid(input.Strides);

    private static void AddShapes(Dictionary<string, Kind> table)
    {
        table.Add("Flatten", new Kind(Nothing, static (op, inputs) => TensorFunctions.Flatten(op, Input(op, inputs), op.Module!.Arguments.IntegerOr(1, "start_dim", "startDim"), op.Module.Arguments.IntegerOr(-1, "end_dim", "endDim"))));
        table.Add("Unflatten", new Kind(Nothing, static (op, inputs) => TensorFunctions.Unflatten(op, Input(op, inputs), op.Module!.Arguments.Integer("dim"), op.Module.Arguments.Integers("unflattened_size", "unflattenedSize"))));
        table.Add("PixelShuffle", new Kind(Nothing, static (op, inputs) => TensorOps.OfImage(op.Apply("PixelShuffle", Input(op, inputs), 3, inputs, ("factor", op.Module!.Arguments.Integer("upscale_factor", "upscaleFactor"))), Input(op, inputs))));
        table.Add("PixelUnshuffle", new Kind(Nothing, static (op, inputs) => TensorOps.OfImage(op.Apply("PixelUnshuffle", Input(op, inputs), 3, inputs, ("factor", op.Module!.Arguments.Integer("downscale_factor", "downscaleFactor"))), Input(op, inputs))));
        table.Add("ChannelShuffle", new Kind(Nothing, static (op, inputs) => Input(op, inputs) is var input ? TensorOps.OfImage(op.Apply("ChannelShuffle", input, input.Rank - 1, inputs, ("groups", op.Module!.Arguments.Integer("groups"))), input) : input));
        table.Add("Upsample", new Kind(Nothing, static (op, inputs) => TensorOps.Upsample(
            op,
            Input(op, inputs),
            op.Module!.Arguments.Has("size") ? op.Module.Arguments.Integers("size") : null,
            TensorFunctions.Reals(op.Module.Arguments, "scale_factor"),
            op.Module.Arguments.IntegerOr(0, "mode"),
            op.Module.Arguments.Flag(false, "align_corners"))));
        foreach (var (name, axes) in new[]
        {
            ("ZeroPad2d", 2), ("ConstantPad1d", 1), ("ConstantPad2d", 2), ("ConstantPad3d", 3), ("ReflectionPad1d", 1), ("ReflectionPad2d", 2), ("ReflectionPad3d", 3),
            ("ReplicationPad1d", 1), ("ReplicationPad2d", 2), ("ReplicationPad3d", 3),
        })
        {
            table.Add(name, new Kind(Nothing, (op, inputs) => TensorOps.Pad(op, Input(op, inputs), op.Module!.Arguments.PerAxis(2 * axes, 0, "padding"), name.StartsWith("Reflection", StringComparison.Ordinal) ? TensorOps.PaddingMode.Reflect : name.StartsWith("Replication", StringComparison.Ordinal) ? TensorOps.PaddingMode.Replicate : TensorOps.PaddingMode.Constant)));
        }

        table.Add("PairwiseDistance", new Kind(Nothing, static (op, inputs) => TensorFunctions.PairwiseDistance(op, Input(op, inputs), Input(op, inputs, 1), op.Module!.Arguments.Flag(false, "keep_dim", "keepdim"))));
        table.Add("CosineSimilarity", new Kind(Nothing, static (op, inputs) => TensorFunctions.CosineSimilarity(op, Input(op, inputs), Input(op, inputs, 1), op.Module!.Arguments.IntegerOr(1, "dim"))));
        table.Add("Unfold", new Kind(Nothing, static (op, inputs) => TensorFunctions.UnfoldImage(
            op,
            Input(op, inputs),
            op.Module!.Arguments.PerAxis(2, 1, "kernel_size"),
            op.Module.Arguments.PerAxis(2, 1, "dilation"),
            op.Module.Arguments.PerAxis(2, 0, "padding"),
            op.Module.Arguments.PerAxis(2, 1, "stride"))));
        table.Add("Fold", new Kind(Nothing, static (op, inputs) => TensorFunctions.FoldImage(
            op,
            Input(op, inputs),
            op.Module!.Arguments.PerAxis(2, 1, "output_size"),
            op.Module.Arguments.PerAxis(2, 1, "kernel_size"))));
    }
}
