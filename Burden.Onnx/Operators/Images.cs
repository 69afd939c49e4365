using Burden.Generator.Layers;
using Burden.Onnx.Evaluation;
using Burden.Onnx.Values;

namespace Burden.Onnx.Operators;

/// <summary>Images brought to other sizes, and sampled at positions.</summary>
internal static class Images
{
    public static IEnumerable<(string Domain, string Name, OperatorRule Rule)> Rules =>
    [
        ("", "Resize", Resize),
        ("", "Upsample", static c => Scale(c, c.Opset >= 9 ? c.KnownReals(1, "the factors") : Factors(c))),
        ("", "GridSample", Sample),
        ("", "AffineGrid", Affine),
        ("", "Col2Im", Fold),
        (OperatorTable.Microsoft, "GridSample", Sample),
    ];

    private static double[] Factors(OperatorCall call) => call.Attribute("scales") is { } scales ? [.. scales.Reals]
        : [1, 1, call.Real("height_scale", 1), call.Real("width_scale", 1)];

    private static void Scale(OperatorCall call, double[] factors)
    {
        if (factors.Length != call[0].Rank)
        {
            throw call.Fault($"{factors.Length} factors are given for {call[0].Text}");
        }

        Interpolate(call, [.. call[0].Sizes.Select((size, axis) => Floor(size, factors[axis]))]);
    }

    /// <summary>In the precision in which a run has it.</summary>
    private static long Floor(long size, double factor) => (long)MathF.Floor(size * (float)factor);

    private static void Resize(OperatorCall call)
    {
        var input = call[0];
        if (call.Opset < 11)
        {
            Scale(call, call.KnownReals(1, "the factors"));
            return;
        }

        int[] axes = call.Integers("axes") is { } given ? [.. given.Select(a => call.Axis(a, input.Rank))] : [.. Enumerable.Range(0, input.Rank)];
        var sizes = input.Sizes.ToArray();
        if (call.Has(3) && call[3].Elements > 0)
        {
            var wanted = call.Known(3, "the new sizes");
            Check(wanted.Length);
            var factors = axes.Select((axis, i) => (float)wanted[i] / input[axis]).ToArray();
            float? factor = call.Word("keep_aspect_ratio_policy", "stretch") switch
            {
                "not_larger" => factors.Min(),
                "not_smaller" => factors.Max(),
                _ => null,
            };
            for (var i = 0; i < axes.Length; i++)
            {
                sizes[axes[i]] = factor is { } one ? (long)MathF.Floor((one * input[axes[i]]) + 0.5f) : wanted[i];
            }
        }
        else
        {
            var factors = call.KnownReals(2, "the factors");
            Check(factors.Length);
            // A region that is cut out doesn't change the size in ONNX Runtime, though the format says that it would.
            for (var i = 0; i < axes.Length; i++)
            {
                sizes[axes[i]] = Floor(input[axes[i]], factors[i]);
            }
        }

        Interpolate(call, sizes);

        void Check(int count)
        {
            if (count != axes.Length)
            {
                throw call.Fault($"{count} sizes or factors are given for {axes.Length} axes");
            }
        }
    }

    /// <summary>Each output is a sum of its neighbours along the axes that change; the nearest is a copy.</summary>
    private static void Interpolate(OperatorCall call, long[] sizes)
    {
        var changed = sizes.Where((size, axis) => size != call[0][axis]).Count();
        var mode = call.Word("mode", "nearest");
        var isSpatial = sizes.Length > 2 && sizes[0] == call[0][0] && sizes[1] == call[0][1];
        var reach = isSpatial ? new ResizedReach(sizes.Length - 2, mode switch { "linear" or "bilinear" => 2, "cubic" or "bicubic" => 4, _ => 1 }) : null;
        call.Yield("Upsample", new LayerCosts(Shape.Of()) { Reach = reach, Flops = checked(Neighbours(mode, changed) * sizes.Product()) }, sizes, call[0].Type);
    }

    private static long Neighbours(string mode, int axes) => mode switch
    {
        "linear" or "bilinear" => axes == 0 ? 0 : 1L << axes,
        "cubic" or "bicubic" => axes == 0 ? 0 : 1L << (2 * axes),
        _ => 0,
    };

    private static void Affine(OperatorCall call)
    {
        var size = call.Known(1, "the size");
        call.Yield([size[0], .. size.Skip(2), size.Length - 2], call[0].Type);
    }

    private static void Sample(OperatorCall call)
    {
        var (input, grid) = (call[0], call[1]);
        if (grid.Rank != input.Rank || grid[grid.Rank - 1] != input.Rank - 2)
        {
            throw call.Fault($"the grid {grid.Text} doesn't fit {input.Text}");
        }

        long[] sizes = [input[0], input[1], .. grid.Sizes.Skip(1).Take(grid.Rank - 2)];
        call.Yield("GridSample", new LayerCosts(Shape.Of()) { Flops = checked(Neighbours(call.Word("mode", "linear"), input.Rank - 2) * sizes.Product()) }, sizes, input.Type);
    }

    /// <summary>Columns summed into an image.</summary>
    private static void Fold(OperatorCall call)
    {
        var input = call[0];
        var (image, block) = (call.Known(1, "the image's size"), call.Known(2, "the block's size"));
        var area = block.Product();
        if (input.Rank != 3 || area < 1 || input[1] % area != 0)
        {
            throw call.Fault($"the columns {input.Text} don't fit blocks of {string.Join("x", block)}");
        }

        call.Yield("Fold", new LayerCosts(Shape.Of()) { Flops = input.Elements }, [input[0], input[1] / area, .. image], input.Type);
    }
}
