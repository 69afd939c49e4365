namespace Burden.Onnx.Values;

/// <summary>The types of a tensor's values, as <c>TensorProto.DataType</c> numbers them.</summary>
internal enum ElementType
{
    Undefined = 0,
    Float = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Double = 11,
    UInt32 = 12,
    UInt64 = 13,
    Complex64 = 14,
    Complex128 = 15,
    BFloat16 = 16,
    Float8E4M3FN = 17,
    Float8E4M3FNUZ = 18,
    Float8E5M2 = 19,
    Float8E5M2FNUZ = 20,
    UInt4 = 21,
    Int4 = 22,
    Float4E2M1 = 23,
    Float8E8M0 = 24,
    UInt2 = 25,
    Int2 = 26,
}

internal static class ElementTypes
{
    public static bool IsDefined(ElementType type) => type is > ElementType.Undefined and <= ElementType.Int2;

    /// <summary>Whether values are real numbers, of whatever precision.</summary>
    public static bool IsReal(this ElementType type) => type is ElementType.Float or ElementType.Float16 or ElementType.Double or ElementType.BFloat16
        or ElementType.Complex64 or ElementType.Complex128 or ElementType.Float4E2M1
        or (>= ElementType.Float8E4M3FN and <= ElementType.Float8E5M2FNUZ) or ElementType.Float8E8M0;

    /// <summary>Whether values are integers of so few bits that weights are quantised to them.</summary>
    public static bool IsQuantized(this ElementType type)
        => type is ElementType.UInt8 or ElementType.Int8 or ElementType.UInt4 or ElementType.Int4 or ElementType.UInt2 or ElementType.Int2;

    /// <summary>The bits of one value as stored; 0 for texts.</summary>
    public static int Bits(this ElementType type) => type switch
    {
        ElementType.UInt2 or ElementType.Int2 => 2,
        ElementType.UInt4 or ElementType.Int4 or ElementType.Float4E2M1 => 4,
        ElementType.UInt16 or ElementType.Int16 or ElementType.Float16 or ElementType.BFloat16 => 16,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 32,
        ElementType.Int64 or ElementType.UInt64 or ElementType.Double or ElementType.Complex64 => 64,
        ElementType.Complex128 => 128,
        ElementType.String or ElementType.Undefined => 0,
        _ => 8,
    };

    /// <summary>The type that values count as: one of as many bits. Null is the network's own, 32 bits wide.</summary>
    /// <exception cref="NotSupportedException">None has so many bits.</exception>
    public static DataType? Counted(this ElementType type) => type switch
    {
        ElementType.Float or ElementType.UInt32 => null,
        ElementType.Double => DataType.Float64,
        ElementType.Float16 => DataType.Float16,
        ElementType.BFloat16 => DataType.BFloat16,
        // A text counts as the reference to it.
        ElementType.Int64 or ElementType.UInt64 or ElementType.Complex64 or ElementType.String => DataType.Int64,
        ElementType.Int32 => DataType.Int32,
        ElementType.UInt16 or ElementType.Int16 => DataType.Int16,
        ElementType.Int8 => DataType.Int8,
        ElementType.UInt8 or ElementType.Bool => DataType.UInt8,
        ElementType.UInt4 or ElementType.Int4 or ElementType.Float4E2M1 => DataType.Int4,
        ElementType.Float8E4M3FN or ElementType.Float8E4M3FNUZ or ElementType.Float8E5M2 or ElementType.Float8E5M2FNUZ or ElementType.Float8E8M0 => DataType.Float8,
        _ => throw new NotSupportedException(),
    };

    /// <summary>The name that messages give it: <c>float16</c>.</summary>
    public static string Name(this ElementType type) => type == ElementType.Undefined ? "no type" : type.ToString().ToLowerInvariant();
}
