using Burden.Onnx.Values;
using CountedType = Burden.Generator.Model.DataType;

namespace Burden.Tool.Exporting;

/// <summary>The types of a network's values as ONNX has them.</summary>
internal static class ElementTypesOf
{
    public static ElementType Of(CountedType type) => type switch
    {
        CountedType.Float64 => ElementType.Double,
        CountedType.Float16 => ElementType.Float16,
        CountedType.BFloat16 => ElementType.BFloat16,
        CountedType.Float8 => ElementType.Float8E4M3FN,
        CountedType.Int64 => ElementType.Int64,
        CountedType.Int32 => ElementType.Int32,
        CountedType.Int16 => ElementType.Int16,
        CountedType.Int8 => ElementType.Int8,
        CountedType.UInt8 => ElementType.UInt8,
        CountedType.Int4 => ElementType.Int4,
        _ => ElementType.Float,
    };

    /// <summary>The version of ONNX's operators since which values are converted from and to a type.</summary>
    public static long Since(ElementType type) => type switch
    {
        ElementType.Int4 => 21,
        ElementType.Float8E4M3FN => 19,
        _ => 0,
    };
}
