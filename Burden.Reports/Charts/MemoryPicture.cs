using System.Globalization;
using System.Xml.Linq;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;
using static Burden.Reports.Charts.SvgElements;

namespace Burden.Reports.Charts;

/// <summary>
/// A network's memory over the run: each buffer is a box, as high as its bytes, as wide as the steps that it is alive, where the
/// planner puts it. Lines show what devices have, and the step at which most is alive is marked.
/// </summary>
internal sealed class MemoryPicture
{
    private const int Width = 1000;
    private const int Left = 85;
    private const int Right = 15;
    private const int LineHeight = 18;
    private const int PlotHeight = 250;
    private const int NamesHeight = 24;
    private const int BarHeight = 30;

    /// <summary>How wide a letter is, about: names stand where they find room.</summary>
    private const double LetterWidth = 7;

    /// <summary>A box that lives for one of thousands of steps is still this wide, because a thinner one can't be seen.</summary>
    private const double LeastBoxWidth = 1.3;

    /// <summary>A box that is thinner has no border, which would leave nothing of it.</summary>
    private const double ThinBox = 4;

    /// <summary>A device's line is drawn where it is at most so many times as high as the boxes; it would press them flat.</summary>
    private const double HighestLine = 1.6;

    /// <summary>The same of a device's flash beside what is stored.</summary>
    private const double LongestFlash = 5;

    private static readonly (string Name, string Light, string Dark)[] Colours =
    [
        ("ground", "#fff", "#12161c"), ("text", "#1c2430", "#e8ecf2"), ("pale", "#566070", "#a3adbb"), ("line", "#d9dde3", "#323b48"),
        ("features", "#24794c", "#58b985"), ("parameters", "#1f6fb4", "#5ba3e6"), ("attention", "#b3264a", "#ef7d9b"),
    ];

    private readonly NamedNetwork network;
    private readonly BufferPlan plan;
    private readonly IReadOnlyList<long> alive;
    private readonly int peak;
    private readonly AxisScale scale;
    private readonly double largest;

    /// <summary>The devices whose memory is near enough to be a line, the smallest first.</summary>
    private readonly List<DeviceRoom> lines;

    private MemoryPicture(NamedNetwork network, BufferPlan plan)
    {
        this.network = network;
        this.plan = plan;
        alive = plan.Alive;
        peak = alive.Count == 0 ? 0 : alive.ToList().IndexOf(alive.Max());
        lines = [.. network.Devices.Where(d => MemoryOf(d) > 0 && MemoryOf(d) <= HighestLine * plan.Bytes).OrderBy(MemoryOf)];
        var most = lines.Select(MemoryOf).Append(plan.Bytes).Max();
        scale = new AxisScale(most, 1024, Figures.MemoryUnits);
        largest = Math.Max(1, most) * 1.04;
    }

    /// <summary>The picture as a file of its own, whose colours follow the reader's scheme; null where the memory isn't planned.</summary>
    public static string? Of(NamedNetwork network)
    {
        if (network.Plan is not { Buffers.Count: > 0 } plan)
        {
            return null;
        }

        var light = Rules(static name => Colours.First(c => c.Name == name).Light);
        var dark = Rules(static name => Colours.First(c => c.Name == name).Dark);
        return new MemoryPicture(network, plan).Draw($"{light} @media (prefers-color-scheme: dark) {{ {dark} }}", isWhole: true).ToString(SaveOptions.DisableFormatting) + "\n";
    }

    /// <summary>The picture as a part of a page, with the page's colours; null where the memory isn't planned.</summary>
    public static string? Within(NamedNetwork network) => network.Plan is { Buffers.Count: > 0 } plan
        ? new MemoryPicture(network, plan).Draw(Rules(static name => $"var(--{name})"), isWhole: false).ToString(SaveOptions.DisableFormatting)
        : null;

    private static string Rules(Func<string, string> colour) => string.Join(" ",
        $".memory text {{ font: 12px DejaVu Sans, Verdana, sans-serif; fill: {colour("text")} }}",
        $".memory .pale {{ fill: {colour("pale")} }} .memory .title {{ font-weight: bold }} .memory .ground {{ fill: {colour("ground")} }}",
        $".memory .line {{ stroke: {colour("line")} }}",
        $".memory .box {{ fill: {colour("features")}; fill-opacity: .45; stroke: {colour("ground")}; stroke-width: .6 }} .memory .now {{ fill-opacity: .85 }} .memory .thin {{ stroke: none; fill-opacity: .85 }}",
        $".memory .weights {{ fill: {colour("parameters")}; fill-opacity: .6; stroke: {colour("ground")} }}",
        $".memory rect.over {{ fill: {colour("attention")} }} .memory text.over {{ fill: {colour("attention")} }} .memory .limit {{ stroke: {colour("attention")}; stroke-width: 1.5; stroke-dasharray: 7 4 }}",
        $".memory .peak {{ stroke: {colour("text")}; stroke-dasharray: 2 3 }}");

    /// <summary>What a device has for features: all its memory, or what parameters leave of it.</summary>
    private long MemoryOf(DeviceRoom device) => device.Memory - (device.Flash is null ? network.Cost.ParameterBytes : 0);

    private XElement Draw(string style, bool isWhole)
    {
        var verdicts = network.Devices.Select(Verdict).ToList();
        var top = 12 + (LineHeight * ((isWhole ? 1 : 0) + verdicts.Count));
        var flash = network.Devices.Where(static d => d.Flash is not null).OrderBy(static d => d.Flash).FirstOrDefault();
        var height = top + PlotHeight + NamesHeight + (flash is null ? 0 : (2 * LineHeight) + BarHeight);
        var svg = new XElement(
            Svg + "svg",
            new XAttribute("class", "memory"),
            new XAttribute("viewBox", $"0 0 {Width} {height}"),
            isWhole ? [new XAttribute("width", Width), new XAttribute("height", height)] : (object[])[new XAttribute("role", "img"), new XAttribute("aria-label", Summary)],
            Title(Summary),
            new XElement(Svg + "style", style),
            isWhole ? Rectangle(0, 0, Width, height, new XAttribute("class", "ground")) : null);
        if (isWhole)
        {
            svg.Add(Text(Summary, Left, 20, "title"));
        }

        for (var i = 0; i < verdicts.Count; i++)
        {
            svg.Add(Text(verdicts[i].Text, Left, (isWhole ? 38 : 20) + (LineHeight * i), verdicts[i].Fits ? "pale" : "over"));
        }

        svg.Add(Plot(top));
        if (flash is not null)
        {
            svg.Add(Flash(flash, top + PlotHeight + NamesHeight + LineHeight));
        }

        return svg;
    }

    private string PeakLayer => plan.Buffers.Where(b => b.First == peak).OrderByDescending(static b => b.Bytes).Select(static b => b.Layer).FirstOrDefault() ?? "";

    private string Summary => $"{network.Name}: its features need {Size(plan.Bytes)}, most of them at {PeakLayer}";

    private (string Text, bool Fits) Verdict(DeviceRoom device)
    {
        var memory = device.Flash is null ? plan.Bytes + network.Cost.ParameterBytes : plan.Bytes;
        var (fits, flashFits) = (memory <= device.Memory, device.Flash is null || network.Cost.ParameterBytes <= device.Flash);
        var needs = $"{Size(memory)} of {Size(device.Memory)} memory{(device.Flash is { } flash ? $", {Size(network.Cost.ParameterBytes)} of {Size(flash)} flash" : "")}";
        return (fits && flashFits
            ? $"It fits on {device.Name}: {needs}"
            : $"It doesn't fit on {device.Name}: {needs}{(fits || First(device) is not { } layer ? "" : $"; the first layer beyond is {layer}")}", fits && flashFits);
    }

    /// <summary>The first layer whose buffer lies beyond what a device has.</summary>
    private string? First(DeviceRoom device) => plan.Buffers.Where(b => b.Offset + b.Bytes > MemoryOf(device)).OrderBy(static b => b.First).Select(static b => b.Layer).FirstOrDefault();

    private XElement Plot(int top)
    {
        var group = new XElement(Svg + "g");
        var bottom = top + PlotHeight;
        double Y(double bytes) => bottom - (PlotHeight * bytes / largest);
        foreach (var tick in scale.Ticks)
        {
            var y = Y(tick * scale.Divisor);
            group.Add(Line(Left, y, Width - Right, y, "line"), Text(scale.Label(tick), Left - 8, y + 4, "pale", "end"));
        }

        var limit = lines.Count == 0 ? long.MaxValue : MemoryOf(lines[0]);
        foreach (var buffer in plan.Buffers.Where(static b => b.Bytes > 0))
        {
            var (from, to) = (X(buffer.First), Math.Max(X(buffer.Last + 1), X(buffer.First) + LeastBoxWidth));
            var (high, low) = (Y(buffer.Offset + buffer.Bytes), Y(buffer.Offset));
            var style = $"box{(to - from < ThinBox || low - high < ThinBox ? " thin" : "")}{(buffer.First <= peak && peak <= buffer.Last ? " now" : "")}{(buffer.Offset + buffer.Bytes > limit ? " over" : "")}";
            group.Add(Rectangle(from, high, Math.Min(to, Width - Right) - from, low - high, new XAttribute("class", style), Title($"{buffer.Layer}: {Size(buffer.Bytes)} at {Size(buffer.Offset)}")));
            var label = $"{buffer.Layer} {Size(buffer.Bytes)}";
            if (low - high >= 16 && label.Length * LetterWidth <= to - from)
            {
                group.Add(Text(label, (from + to) / 2, ((high + low) / 2) + 4, "", "middle"));
            }
        }

        group.Add(Line((X(peak) + X(peak + 1)) / 2, top, (X(peak) + X(peak + 1)) / 2, bottom, "peak"));
        foreach (var device in lines)
        {
            var y = Y(MemoryOf(device));
            group.Add(Line(Left, y, Width - Right, y, "limit"), Text($"{device.Name}: {Size(MemoryOf(device))}", Width - Right, y - 5, "over", "end"));
        }

        foreach (var (name, first, end) in Spans())
        {
            if ((name.Length + 1) * LetterWidth <= X(end) - X(first))
            {
                group.Add(Text(name, (X(first) + X(end)) / 2, bottom + 16, "pale", "middle"));
            }
        }

        return group;
    }

    private double X(int step) => Left + ((Width - Left - Right) * (double)step / Math.Max(1, plan.Steps));

    /// <summary>The declared layers, by the steps at which their buffers are filled.</summary>
    private IEnumerable<(string Name, int First, int End)> Spans()
    {
        var spans = new List<(string Name, int First)>();
        foreach (var buffer in plan.Buffers.OrderBy(static b => b.First))
        {
            var name = buffer.Layer.Split('.')[0];
            if (spans.Count == 0 || spans[^1].Name != name)
            {
                spans.Add((name, buffer.First));
            }
        }

        return spans.Select((s, i) => (s.Name, s.First, i + 1 < spans.Count ? spans[i + 1].First : plan.Steps));
    }

    /// <summary>What is stored, layer by layer in a row, against a device's flash.</summary>
    private XElement Flash(DeviceRoom device, int top)
    {
        var flash = device.Flash!.Value;
        var stored = network.Cost.ParameterBytes;
        var most = 1.02 * (flash <= LongestFlash * stored ? Math.Max(stored, flash) : stored);
        double At(long bytes) => Left + ((Width - Left - Right) * bytes / Math.Max(1, most));
        var group = new XElement(Svg + "g", Text("stored", Left - 8, top + (BarHeight / 2) + 4, "pale", "end"));
        var from = 0L;
        IReadOnlyList<LayerCost> layers = [.. network.Cost.Layers];
        foreach (var declared in DeclaredLayer.Of(layers))
        {
            var bytes = layers.Take(declared.End).Skip(declared.First).Sum(static l => l.ParameterBytes);
            if (bytes > 0)
            {
                var width = At(from + bytes) - At(from);
                group.Add(Rectangle(At(from), top, width, BarHeight, new XAttribute("class", from + bytes > flash ? "weights over" : "weights"), Title($"{declared.Name}: {Size(bytes)}")));
                var label = $"{declared.Name} {Size(bytes)}";
                if (label.Length * LetterWidth <= width)
                {
                    group.Add(Text(label, At(from) + (width / 2), top + (BarHeight / 2) + 4, "", "middle"));
                }

                from += bytes;
            }
        }

        group.Add(flash <= most
            ? [Line(At(flash), top - 6, At(flash), top + BarHeight + 6, "limit"), Text($"{device.Name}: {Size(flash)} of flash", At(flash) - 6, top - 5, "over", "end")]
            : new object[] { Text($"{device.Name}: {Size(flash)} of flash", Width - Right, top - 5, "pale", "end") });
        return group;
    }

    /// <summary>Bytes with three digits: <c>294 KB</c>, <c>1.5 MB</c>.</summary>
    private static string Size(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (unit < Figures.MemoryUnits.Count - 1 && value >= 1023.5)
        {
            (value, unit) = (value / 1024, unit + 1);
        }

        return value.ToString(unit == 0 || value >= 99.95 ? "0" : value >= 9.995 ? "0.#" : "0.##", CultureInfo.InvariantCulture) + " " + Figures.MemoryUnits[unit];
    }
}
