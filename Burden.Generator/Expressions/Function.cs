using System.Globalization;

namespace Burden.Generator.Expressions;

/// <summary>A function of numbers.</summary>
internal sealed class Function
{
    private static readonly Function[] All =
    [
        new("min", 1, int.MaxValue, static a => a.Aggregate(static (x, y) => Pick(x, y, Number.Compare(x, y) <= 0))),
        new("max", 1, int.MaxValue, static a => a.Aggregate(static (x, y) => Pick(x, y, Number.Compare(x, y) >= 0))),
        new("ceil", 1, 1, static a => Whole(a[0], Math.Ceiling)),
        new("floor", 1, 1, static a => Whole(a[0], Math.Floor)),
        new("round", 1, 1, static a => Whole(a[0], Round)),
        new("abs", 1, 1, static a => a[0] is IntegerValue { Number: var i } ? new IntegerValue(Math.Abs(i)) : new RealValue(Math.Abs(Number.Real(a[0])))),
        new("sqrt", 1, 1, static a => new RealValue(Math.Sqrt(Number.Real(a[0])))),
        new("log2", 1, 1, static a => new RealValue(Log2(Number.Real(a[0])))),
        new("pow", 2, 2, static a => Power(a[0], a[1])),
        new("divisible", 2, 2, static a => Divisible(Number.Real(a[0]), Number.Real(a[1]))),
    ];

    private readonly int least;
    private readonly int most;
    private readonly Func<Value[], Value> apply;

    private Function(string name, int least, int most, Func<Value[], Value> apply)
        => (Name, this.least, this.most, this.apply) = (name, least, most, apply);

    /// <summary>The names of all functions.</summary>
    public static IEnumerable<string> Names => All.Select(static f => f.Name);

    public string Name { get; }

    /// <summary>How many arguments it takes, as messages say it.</summary>
    public string Arity => most == int.MaxValue
        ? "at least one number"
        : least == 1 ? "one number" : $"{least.ToString(CultureInfo.InvariantCulture)} numbers";

    /// <summary>The function that begins as a name does: <c>ceil</c> for <c>ceiling</c>; null where none does.</summary>
    public static string? BeginningLike(string name)
        => name.Length < 2 ? null : Names.FirstOrDefault(n => string.Compare(n, 0, name, 0, 2, StringComparison.OrdinalIgnoreCase) == 0);

    public static Function? Find(string name) => Array.Find(All, f => f.Name == name);

    public bool Takes(int arguments) => arguments >= least && arguments <= most;

    /// <summary>The result, which may be no finite number.</summary>
    /// <exception cref="OverflowException">The result is an integer that overflows Int64.</exception>
    public Value Apply(Value[] numbers) => apply(numbers);

    /// <summary>One of two numbers, as a real one where either is: the kind of the result doesn't hang on the values.</summary>
    private static Value Pick(Value x, Value y, bool first)
        => x is IntegerValue && y is IntegerValue ? first ? x : y : new RealValue(Number.Real(first ? x : y));

    private static Value Whole(Value value, Func<double, double> rule)
        => value is RealValue { Number: var real } ? Number.Integer(rule(real)) : value;

    /// <summary>Halves go up: 2.5 to 3, and -2.5 to -2. Adding a half first would round 0.49999999999999994 to 1.</summary>
    private static double Round(double x) => x - Math.Floor(x) >= 0.5 ? Math.Floor(x) + 1 : Math.Floor(x);

    /// <summary>Exact for powers of two, which a quotient of logarithms is not.</summary>
    private static double Log2(double x)
    {
        if (x <= 0)
        {
            return double.NaN;
        }

        var exponent = 0;
        for (; x >= 2; x /= 2)
        {
            exponent++;
        }

        for (; x < 1; x *= 2)
        {
            exponent--;
        }

        return exponent + (Math.Log(x) / Math.Log(2));
    }

    /// <summary>
    /// The width nearest to <paramref name="x"/> that is a multiple of the divisor, at least the divisor itself, and never
    /// more than a tenth below: how MobileNets and EfficientNets round scaled widths (PyTorch's <c>make_divisible</c>).
    /// </summary>
    private static Value Divisible(double x, double divisor)
    {
        if (divisor <= 0 || Math.Floor(divisor) != divisor)
        {
            return new RealValue(double.NaN);
        }

        var nearest = Math.Max(divisor, Math.Floor((x + (divisor / 2)) / divisor) * divisor);
        return Number.Integer(nearest < 0.9 * x ? nearest + divisor : nearest);
    }

    /// <summary>An integer where both are and the exponent is not negative; a real number otherwise.</summary>
    private static Value Power(Value @base, Value exponent)
    {
        if (@base is not IntegerValue { Number: var factor } || exponent is not IntegerValue { Number: var left and >= 0 })
        {
            return new RealValue(Math.Pow(Number.Real(@base), Number.Real(exponent)));
        }

        var power = 1L;
        while (true)
        {
            power = left % 2 == 1 ? checked(power * factor) : power;
            left /= 2;
            if (left == 0)
            {
                return new IntegerValue(power);
            }

            factor = checked(factor * factor);
        }
    }
}
