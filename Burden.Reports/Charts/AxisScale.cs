using System.Globalization;

namespace Burden.Reports.Charts;

/// <summary>The scale of an axis: one unit for all its figures, the largest with a value of at least 1.</summary>
internal sealed class AxisScale
{
    /// <summary>How many intervals an axis has at least.</summary>
    private const double Intervals = 2.5;

    private readonly string unit;
    private readonly string format;

    /// <param name="largest">The largest figure.</param>
    /// <param name="factor">How many of a unit make the next.</param>
    /// <param name="units">The units, the smallest first.</param>
    public AxisScale(long largest, int factor, IReadOnlyList<string> units)
    {
        var power = 0;
        Divisor = 1;
        while (power < units.Count - 1 && largest / Divisor >= factor)
        {
            Divisor *= factor;
            power++;
        }

        unit = units[power];
        Largest = largest == 0 ? 1 : largest / Divisor;
        Step = NiceStep(Largest / Intervals);
        format = "F" + Math.Max(0, -(int)Math.Floor(Math.Log10(Step))).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>What a figure is divided by.</summary>
    public double Divisor { get; }

    /// <summary>The largest figure in the unit; 1 where there is none, because an axis has a length.</summary>
    public double Largest { get; }

    /// <summary>The distance between two ticks in the unit.</summary>
    public double Step { get; }

    /// <summary>The places of the ticks in the unit, from 0 up to the largest figure.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, (int)(Largest / Step) + 1).Select(i => i * Step);

    /// <summary>A tick's label: <c>0.5 MB</c>.</summary>
    public string Label(double tick) => tick.ToString(format, CultureInfo.InvariantCulture) + " " + unit;

    /// <summary>A figure in the axis's unit with three digits: <c>1.11 MB</c>.</summary>
    public string Text(long figure)
    {
        var value = figure / Divisor;
        return value.ToString(value < 9.995 ? "0.##" : value < 99.95 ? "0.#" : "0", CultureInfo.InvariantCulture) + " " + unit;
    }

    /// <summary>The largest 1, 2 or 5 times a power of 10 that is not above a step.</summary>
    private static double NiceStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 } * power;
    }
}
