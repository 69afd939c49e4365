using System.Globalization;

namespace Burden.Generator.Expressions;

/// <summary>What integers and real numbers share.</summary>
internal static class Number
{
    public static double Real(Value number) => number is IntegerValue { Number: var integer } ? integer : ((RealValue)number).Number;

    /// <summary>A whole real number as an integer.</summary>
    /// <exception cref="OverflowException">It has more than 64 bits.</exception>
    public static IntegerValue Integer(double whole) => whole is >= -9223372036854775808.0 and < 9223372036854775808.0
        ? new IntegerValue((long)whole)
        : throw new OverflowException();

    public static int Compare(Value x, Value y) => (x, y) is (IntegerValue { Number: var i }, IntegerValue { Number: var j })
        ? i.CompareTo(j)
        : Real(x).CompareTo(Real(y));

    public static bool IsFinite(Value number)
        => number is not RealValue { Number: var real } || !(double.IsNaN(real) || double.IsInfinity(real));

    public static string Text(Value number) => number is IntegerValue { Number: var integer }
        ? integer.ToString(CultureInfo.InvariantCulture)
        : ((RealValue)number).Number.ToString("R", CultureInfo.InvariantCulture);
}
