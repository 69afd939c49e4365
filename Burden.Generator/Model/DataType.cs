namespace Burden.Generator.Model;

/// <summary>The types a value may have: the same names and values as <c>Burden.DataType</c>, which the generator does not reference.</summary>
internal enum DataType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Float8,
    Int64,
    Int32,
    Int16,
    Int8,
    UInt8,
    Int4,
}

internal static class DataTypes
{
    /// <summary>The bits of one value.</summary>
    public static int Bits(this DataType type) => type switch
    {
        DataType.Float64 or DataType.Int64 => 64,
        DataType.Float16 or DataType.BFloat16 or DataType.Int16 => 16,
        DataType.Float8 or DataType.Int8 or DataType.UInt8 => 8,
        DataType.Int4 => 4,
        _ => 32,
    };

    /// <summary>The bytes that so many values take, a last part of a byte counted whole.</summary>
    public static long Bytes(this DataType type, long values)
        => type.Bits() >= 8 ? checked(values * (type.Bits() / 8)) : (values / 2) + (values % 2);

    /// <summary>Whether values are integers.</summary>
    public static bool IsInteger(this DataType type) => type is DataType.Int64 or DataType.Int32 || type.IsQuantized();

    /// <summary>Whether values are integers of so few bits that they stand for real numbers by a scale.</summary>
    public static bool IsQuantized(this DataType type) => type is DataType.Int16 or DataType.Int8 or DataType.UInt8 or DataType.Int4;

    /// <summary>The name that messages and tables give it: <c>int8</c>.</summary>
    public static string Word(this DataType type) => type.ToString().ToLowerInvariant();
}
