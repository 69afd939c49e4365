using System.Globalization;

namespace Burden.Reports.Rendering;

/// <summary>Shapes as the published tables print them. A shape's text has the channels first: <c>3x224x224</c>.</summary>
internal static class Sizes
{
    private const int ImageRank = 3;

    /// <summary>A shape as tables have it; that of a single value has no dimensions.</summary>
    public static string Text(string shape) => shape.Length == 0 ? "scalar" : shape;

    /// <summary>The height and width of an image, <c>224 x 224</c>; all dimensions of anything else.</summary>
    public static string Input(string shape)
    {
        var parts = shape.Split('x');
        return string.Join(" x ", parts.Length == ImageRank ? parts[1..] : parts);
    }

    /// <summary>Height, width and channels of an image's features, <c>7 x 7 x 2048</c>; the dimensions of anything else in their own order.</summary>
    public static string Features(string shape)
    {
        var parts = shape.Split('x');
        return string.Join(" x ", parts.Length == ImageRank ? [parts[1], parts[2], parts[0]] : parts);
    }

    /// <summary>Whether a shape is an image's.</summary>
    public static bool IsImage(string shape) => shape.Split('x').Length == ImageRank;

    /// <summary>The dimensions, channels first; none of a single value.</summary>
    public static IEnumerable<long> Dimensions(string shape) => shape.Split('x', StringSplitOptions.RemoveEmptyEntries).Select(static d => long.Parse(d, CultureInfo.InvariantCulture));
}
