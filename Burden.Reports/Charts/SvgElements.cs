using System.Globalization;
using System.Xml.Linq;

namespace Burden.Reports.Charts;

/// <summary>The elements that pictures are made of.</summary>
internal static class SvgElements
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>A line of text.</summary>
    /// <param name="y">Its base line.</param>
    /// <param name="style">Its classes.</param>
    public static XElement Text(string words, double x, double y, string style, string anchor = "start") =>
        new(Svg + "text", At("x", x), At("y", y), new XAttribute("class", style), new XAttribute("text-anchor", anchor), words);

    public static XElement Rectangle(double x, double y, double width, double height, params object?[] more) =>
        new(Svg + "rect", At("x", x), At("y", y), At("width", width), At("height", height), more);

    public static XElement Line(double x1, double y1, double x2, double y2, string style) =>
        new(Svg + "line", new XAttribute("class", style), At("x1", x1), At("x2", x2), At("y1", y1), At("y2", y2));

    public static XElement Title(string words) => new(Svg + "title", words);

    public static XAttribute At(string name, double place) => new(name, place.ToString("0.##", CultureInfo.InvariantCulture));
}
