using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>
/// How fast a network can be on a device at best, and whether it fits. The time is a roofline's (Williams, Waterman and
/// Patterson, 2009): each layer takes as long as its arithmetic or its memory traffic, whichever is longer.
/// </summary>
internal sealed class DeviceAnalysis() : Analysis("Device")
{
    /// <summary>The number of the rule that reports a bound on the time over its budget.</summary>
    public const int OverTime = 1009;

    /// <summary>The number of the rule that reports a network that a device has no room for.</summary>
    public const int DoesNotFit = 1012;

    /// <summary>What one node takes: milliseconds of arithmetic and of memory traffic.</summary>
    private readonly record struct Time(double Compute, double Memory)
    {
        public double Bound => Math.Max(Compute, Memory);
    }

    public override AnalysisResult Measure(AnalysisCall call)
    {
        var device = DeviceOf(call);
        var table = call.Table;
        var times = Enumerable.Range(0, call.Graph.Nodes.Count).Select(i => TimeOf(call, device, i)).ToList();
        var (compute, memory, bound) = (times.Sum(static t => t.Compute), times.Sum(static t => t.Memory), times.Sum(static t => t.Bound));
        var memoryBound = times.Count(static t => t.Memory > t.Compute);
        var total = table.Total!;
        var (flash, needed) = device.Flash is null ? (0L, checked(total.ParameterBytes + total[Figure.ArenaBytes])) : (total.ParameterBytes, total[Figure.ArenaBytes]);
        var fitsMemory = device.Memory is not { } size || needed <= size;
        var fitsFlash = device.Flash is not { } room || flash <= room;
        var constants = new List<AnalysisConstant>
        {
            new("Device", device.Name, "The device's name"),
            new("Milliseconds", Rounded(bound), $"At least {Duration(bound)}: the sum over layers of the longer of arithmetic and memory traffic"),
            new("ComputeMilliseconds", Rounded(compute), $"{Duration(compute)} of arithmetic alone"),
            new("MemoryMilliseconds", Rounded(memory), $"{Duration(memory)} of memory traffic alone"),
            new("MemoryBoundLayers", (long)memoryBound, "How many expanded layers wait for memory rather than for arithmetic"),
            new("ArithmeticIntensity", Rounded(total[Figure.TrafficBytes] == 0 ? 0 : (double)total.Flops / total[Figure.TrafficBytes]), "FLOPs for each byte of memory traffic"),
            new("RidgeIntensity", Rounded(device.Flops / device.Bandwidth), "FLOPs for each byte from which on the device's arithmetic is what limits, for 32-bit values"),
        };
        if (device.Memory is { } memorySize)
        {
            constants.Add(new("MemoryBytes", needed, $"{Units.Memory(needed)} of the device's {Units.Memory((long)memorySize)} of memory: {(device.Flash is null ? "parameters and arena" : "the arena")}"));
            constants.Add(new("DeviceMemoryBytes", (long)memorySize, $"{Units.Memory((long)memorySize)}: the device's memory"));
            if (device.Flash is { } flashSize)
            {
                constants.Add(new("FlashBytes", flash, $"{Units.Memory(flash)} of the device's {Units.Memory((long)flashSize)} of flash: parameters and buffers"));
                constants.Add(new("DeviceFlashBytes", (long)flashSize, $"{Units.Memory((long)flashSize)}: the device's flash"));
            }

            constants.Add(new("Fits", fitsMemory && fitsFlash, "Whether the device has room for the network"));
        }

        return new AnalysisResult(
            "On" + string.Concat(device.Name.Split(' ', '-', '.', '/').Where(static part => part.Length > 0).Select(static part => char.ToUpperInvariant(part[0]) + part.Substring(1))),
            $"On {device.Name} at least {Duration(bound)}, {Text.Of(memoryBound)} layers bound by memory{(device.Memory is null ? "" : fitsMemory && fitsFlash ? "; it fits" : "; it doesn't fit")}",
            constants)
        {
            OfLayer = layer => layer.Node < 0 ? [] : OfLayer(layer, device, times),
            Limits = [.. Limits(call, device, bound, times, needed, flash)],
        };
    }

    /// <summary>What the constants of a device are named after.</summary>
    /// <param name="Name">The device's name.</param>
    /// <param name="Class">The class of the network's constants.</param>
    public sealed record Names(string Name, string Class)
    {
        /// <summary>Whether a layer's constants, or the class, of both devices have one name.</summary>
        public bool HasNamesOf(Names other) => Class == other.Class || OfLayer(Name) == OfLayer(other.Name);
    }

    /// <summary>The names that a result takes; null where it is none of a device.</summary>
    public static Names? Named(AnalysisResult result)
        => result.Request?.Kind == "Device" && result.Constants.FirstOrDefault(static c => c.Name == "Device")?.Value is string name ? new Names(name, result.Name) : null;

    private static string OfLayer(string device) => "MillisecondsOn" + new string([.. device.Where(char.IsLetterOrDigit)]);

    private static IReadOnlyList<AnalysisConstant> OfLayer(GraphLayer layer, Device device, List<Time> times)
    {
        var milliseconds = layer.AllNodes.Sum(i => times[i].Bound);
        return [new(OfLayer(device.Name), Rounded(milliseconds), $"At least {Duration(milliseconds)} on {device.Name}")];
    }

    private static Device DeviceOf(AnalysisCall call)
    {
        var name = call.Word("name") ?? throw new FaultException(FaultId.None, "name");
        var known = KnownDevices.Find(name);
        if (known is null && !(call.IsGiven("Flops") && call.IsGiven("Bandwidth")))
        {
            throw new FaultException(
                FaultId.MissingArgument,
                $"the rates of '{name}' are not known{new Misspelling(name, Nearest.Of(name, KnownDevices.All.Select(static d => d.Name))).Question}; expected Flops and Bandwidth, or one of Burden.Devices",
                null);
        }

        var flops = call.Positive("Flops", known?.Flops ?? 0);
        var isOwn = call.IsGiven("Flops");
        return new Device(
            name,
            flops,
            call.Positive("HalfFlops", isOwn ? flops : known!.HalfFlops),
            call.Positive("Int8Flops", isOwn ? flops : known!.Int8Flops),
            call.Positive("Bandwidth", known?.Bandwidth ?? 0),
            call.IsGiven("Memory") ? call.Positive("Memory", 0) : known?.Memory,
            call.IsGiven("Flash") ? call.Positive("Flash", 0) : known?.Flash);
    }

    private static Time TimeOf(AnalysisCall call, Device device, int node)
    {
        var figures = call.Table.Nodes[node]!;
        var rate = (call.Graph.Nodes[node].Costs.OutputType ?? call.Settings.FeatureType) switch
        {
            DataType.Float16 or DataType.BFloat16 or DataType.Float8 => device.HalfFlops,
            DataType.Int8 or DataType.UInt8 or DataType.Int4 => device.Int8Flops,
            // Wider values are slower still, so that it stays a bound.
            _ => device.Flops,
        };
        return new Time(1000 * figures.Flops / rate, 1000 * figures[Figure.TrafficBytes] / device.Bandwidth);
    }

    private static IEnumerable<AnalysisLimit> Limits(AnalysisCall call, Device device, double bound, List<Time> times, long needed, long flash)
    {
        var name = call.Network.Class.Name;
        foreach (var limit in call.Limit(OverTime, "MaxMilliseconds", bound, Duration, Slow))
        {
            yield return limit;
        }

        if (!call.Flag("MustFit"))
        {
            yield break;
        }

        if (device.Memory is not { } memory)
        {
            throw new FaultException(FaultId.MissingArgument, $"the memory of '{device.Name}' is not known; MustFit needs it", "MustFit");
        }

        yield return Fit(needed, memory, $"its {(device.Flash is null ? "parameters and arena need" : "arena needs")} {AnalysisCall.Bytes(needed)} of memory");
        if (device.Flash is { } room)
        {
            yield return Fit(flash, room, $"its parameters need {AnalysisCall.Bytes(flash)} of flash");
        }

        AnalysisLimit Fit(long amount, double most, string need) => new(
            DoesNotFit,
            "MustFit",
            amount,
            most,
            relation => amount > most
                ? $"'{name}' does not fit on '{device.Name}': {need}, the device has {AnalysisCall.Bytes(most)}"
                : $"'{name}' fits on '{device.Name}': {need}, {relation} the device's {AnalysisCall.Bytes(most)}");

        string Slow(string relation, string most)
        {
            var slowest = call.Graph.Layers.Where(static l => l.Node >= 0)
                .Select(l => (l.Declaration.Name, Time: l.AllNodes.Sum(i => times[i].Bound)))
                .OrderByDescending(static l => l.Time).FirstOrDefault();
            return $"'{name}' takes at least {Duration(bound)} on '{device.Name}', {relation} its budget of {most}"
                + (slowest.Name is null ? "" : $"; the slowest layer is '{slowest.Name}' with {Duration(slowest.Time)}, {Text.Of(Math.Round(100 * slowest.Time / bound, 1))}%");
        }
    }

    /// <summary>Six significant digits: what is behind them says nothing.</summary>
    private static double Rounded(double value) => value == 0 ? 0 : double.Parse(value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A time in the reader's unit: <c>12.3 ms</c>.</summary>
    private static string Duration(double milliseconds) => milliseconds switch
    {
        >= 1000 => $"{Digits(milliseconds / 1000)} s",
        >= 1 or 0 => $"{Digits(milliseconds)} ms",
        >= 1e-3 => $"{Digits(milliseconds * 1e3)} µs",
        _ => $"{Digits(milliseconds * 1e6)} ns",
    };

    private static string Digits(double value)
        => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", System.Globalization.CultureInfo.InvariantCulture);
}
