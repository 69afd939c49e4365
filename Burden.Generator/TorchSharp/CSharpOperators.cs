using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <summary>C#'s own operators and conversions on known values. Null where they don't apply.</summary>
internal static class CSharpOperators
{
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right, bool isChecked)
    {
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals)
        {
            return AreEqual(left, right) == (kind == BinaryOperatorKind.Equals);
        }

        if (left is string || right is string)
        {
            return kind is BinaryOperatorKind.Add or BinaryOperatorKind.Concatenate ? TextOf(left) + TextOf(right) : null;
        }

        if (left is bool a && right is bool b)
        {
            return kind switch
            {
                BinaryOperatorKind.And or BinaryOperatorKind.ConditionalAnd => a & b,
                BinaryOperatorKind.Or or BinaryOperatorKind.ConditionalOr => a | b,
                BinaryOperatorKind.ExclusiveOr => a ^ b,
                _ => null,
            };
        }

        if (left is null || right is null)
        {
            // A comparison with null is false.
            return kind is BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                ? false
                : null;
        }

        return (left, right) switch
        {
            (decimal or float or double, _) or (_, decimal or float or double) => Real(kind, left, right),
            (ulong, _) or (_, ulong) => Unsigned(kind, ToUInt64(left), ToUInt64(right)),
            (long, _) or (_, long) or (uint, _) or (_, uint) => Narrow(Long(kind, ToInt64(left), ToInt64(right), isChecked), left is uint && right is uint),
            _ => Integer(kind, (int)ToInt64(left), (int)ToInt64(right), isChecked),
        };
    }

    public static object? Unary(UnaryOperatorKind kind, object? operand) => (kind, operand) switch
    {
        (UnaryOperatorKind.Not, bool truth) => !truth,
        (UnaryOperatorKind.Plus, not null) => operand,
        (UnaryOperatorKind.Minus, int number) => unchecked(-number),
        (UnaryOperatorKind.Minus, long number) => unchecked(-number),
        (UnaryOperatorKind.Minus, double number) => -number,
        (UnaryOperatorKind.Minus, float number) => -number,
        (UnaryOperatorKind.Minus, decimal number) => -number,
        (UnaryOperatorKind.Minus, short or sbyte or byte or ushort or char) => -(int)ToInt64(operand),
        (UnaryOperatorKind.Minus, uint number) => -(long)number,
        (UnaryOperatorKind.BitwiseNegation, int number) => ~number,
        (UnaryOperatorKind.BitwiseNegation, long number) => ~number,
        _ => null,
    };

    /// <summary>A numeric conversion as C# does it; the value itself where the type is none that has numbers.</summary>
    public static object? Convert(object? value, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var underlying] })
        {
            return value is null ? null : Convert(value, underlying);
        }

        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } number })
        {
            return Convert(value, number);
        }

        if (type is null || value is null or string or bool)
        {
            return value;
        }

        unchecked
        {
            return type.SpecialType switch
            {
                SpecialType.System_Int32 => value is double or float or decimal ? (int)ToDouble(value) : (int)ToInt64(value),
                SpecialType.System_Int64 => value is double or float or decimal ? (long)ToDouble(value) : ToInt64(value),
                SpecialType.System_Int16 => (short)ToWhole(value),
                SpecialType.System_SByte => (sbyte)ToWhole(value),
                SpecialType.System_Byte => (byte)ToWhole(value),
                SpecialType.System_UInt16 => (ushort)ToWhole(value),
                SpecialType.System_UInt32 => (uint)ToWhole(value),
                SpecialType.System_UInt64 => (ulong)ToWhole(value),
                SpecialType.System_Char => (char)ToWhole(value),
                SpecialType.System_Double => ToDouble(value),
                SpecialType.System_Single => (float)ToDouble(value),
                SpecialType.System_Decimal => (decimal)ToDouble(value),
                _ => value,
            };
        }
    }

    public static bool AreEqual(object? left, object? right)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (IsNumber(left) && IsNumber(right))
        {
            return left is double or float or decimal || right is double or float or decimal
                ? ToDouble(left).Equals(ToDouble(right)) || ToDouble(left) == ToDouble(right)
                : ToInt64(left) == ToInt64(right);
        }

        return left.Equals(right);
    }

    /// <summary>A value as text; a member of an enum by its name.</summary>
    /// <param name="type">The type that the expression has.</param>
    public static string TextOf(KnownValue value, ITypeSymbol? type)
        => (value.Enum ?? type) is { TypeKind: TypeKind.Enum } declared && declared.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && AreEqual(f.ConstantValue, value.Boxed)) is { } member
            ? member.Name
            : TextOf(value.Boxed);

    public static string TextOf(object? value) => value switch
    {
        null => "",
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static double ToDouble(object value) => value is char c ? c : System.Convert.ToDouble(value, CultureInfo.InvariantCulture);

    public static long ToInt64(object value) => value switch
    {
        char c => c,
        ulong large => unchecked((long)large),
        double or float or decimal => unchecked((long)ToDouble(value)),
        bool truth => truth ? 1 : 0,
        _ => System.Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };

    private static ulong ToUInt64(object value) => unchecked((ulong)ToInt64(value));

    private static long ToWhole(object value) => value is double or float or decimal ? unchecked((long)ToDouble(value)) : ToInt64(value);

    private static bool IsNumber(object value) => value is int or long or double or float or decimal or short or byte or sbyte or ushort or uint or ulong or char;

    private static object? Narrow(object? value, bool isUInt32) => isUInt32 && value is long number ? unchecked((uint)number) : value;

    private static object? Integer(BinaryOperatorKind kind, int a, int b, bool isChecked)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Add:
                return isChecked ? checked(a + b) : unchecked(a + b);
            case BinaryOperatorKind.Subtract:
                return isChecked ? checked(a - b) : unchecked(a - b);
            case BinaryOperatorKind.Multiply:
                return isChecked ? checked(a * b) : unchecked(a * b);
            case BinaryOperatorKind.LeftShift:
                return a << b;
            case BinaryOperatorKind.RightShift:
                return a >> b;
            case BinaryOperatorKind.Divide or BinaryOperatorKind.IntegerDivide:
                return b == 0 ? null : unchecked((int)((long)a / b));
            case BinaryOperatorKind.Remainder:
                return b == 0 ? null : (int)((long)a % b);
            case BinaryOperatorKind.And:
                return a & b;
            case BinaryOperatorKind.Or:
                return a | b;
            case BinaryOperatorKind.ExclusiveOr:
                return a ^ b;
            default:
                return Compare(kind, a.CompareTo(b));
        }
    }

    private static object? Long(BinaryOperatorKind kind, long a, long b, bool isChecked)
    {
        switch (kind)
        {
            case BinaryOperatorKind.Add:
                return isChecked ? checked(a + b) : unchecked(a + b);
            case BinaryOperatorKind.Subtract:
                return isChecked ? checked(a - b) : unchecked(a - b);
            case BinaryOperatorKind.Multiply:
                return isChecked ? checked(a * b) : unchecked(a * b);
            case BinaryOperatorKind.LeftShift:
                return a << (int)b;
            case BinaryOperatorKind.RightShift:
                return a >> (int)b;
            case BinaryOperatorKind.Divide or BinaryOperatorKind.IntegerDivide:
                return b == 0 || (a == long.MinValue && b == -1) ? null : a / b;
            case BinaryOperatorKind.Remainder:
                return b is 0 or -1 ? b == 0 ? null : 0L : a % b;
            case BinaryOperatorKind.And:
                return a & b;
            case BinaryOperatorKind.Or:
                return a | b;
            case BinaryOperatorKind.ExclusiveOr:
                return a ^ b;
            default:
                return Compare(kind, a.CompareTo(b));
        }
    }

    private static object? Unsigned(BinaryOperatorKind kind, ulong a, ulong b) => kind switch
    {
        BinaryOperatorKind.Add => unchecked(a + b),
        BinaryOperatorKind.Subtract => unchecked(a - b),
        BinaryOperatorKind.Multiply => unchecked(a * b),
        BinaryOperatorKind.Divide => b == 0 ? null : a / b,
        BinaryOperatorKind.Remainder => b == 0 ? null : a % b,
        _ => Compare(kind, a.CompareTo(b)),
    };

    private static object? Real(BinaryOperatorKind kind, object left, object right)
    {
        var (a, b) = (ToDouble(left), ToDouble(right));
        object? result = kind switch
        {
            BinaryOperatorKind.Add => a + b,
            BinaryOperatorKind.Subtract => a - b,
            BinaryOperatorKind.Multiply => a * b,
            BinaryOperatorKind.Divide => a / b,
            BinaryOperatorKind.Remainder => a % b,
            BinaryOperatorKind.LessThan => a < b,
            BinaryOperatorKind.LessThanOrEqual => a <= b,
            BinaryOperatorKind.GreaterThan => a > b,
            BinaryOperatorKind.GreaterThanOrEqual => a >= b,
            _ => null,
        };

        // float stays float, so that what is rounded to it is rounded the same way.
        return result is double number && left is not double and not decimal && right is not double and not decimal ? (float)number : result;
    }

    private static object? Compare(BinaryOperatorKind kind, int order) => kind switch
    {
        BinaryOperatorKind.LessThan => order < 0,
        BinaryOperatorKind.LessThanOrEqual => order <= 0,
        BinaryOperatorKind.GreaterThan => order > 0,
        BinaryOperatorKind.GreaterThanOrEqual => order >= 0,
        _ => null,
    };
}
