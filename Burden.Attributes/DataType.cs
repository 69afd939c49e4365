namespace Burden;

/// <summary>The type of one stored value.</summary>
public enum DataType
{
    /// <summary>32-bit floating point, 4 bytes.</summary>
    Float32,
    /// <summary>64-bit floating point, 8 bytes.</summary>
    Float64,
    /// <summary>16-bit floating point, 2 bytes.</summary>
    Float16,
    /// <summary>16-bit brain floating point, 2 bytes.</summary>
    BFloat16,
    /// <summary>8-bit floating point, 1 byte.</summary>
    Float8,
    /// <summary>64-bit integer, 8 bytes.</summary>
    Int64,
    /// <summary>32-bit integer, 4 bytes.</summary>
    Int32,
    /// <summary>16-bit integer, 2 bytes.</summary>
    Int16,
    /// <summary>8-bit integer, 1 byte.</summary>
    Int8,
    /// <summary>8-bit unsigned integer, 1 byte.</summary>
    UInt8,
    /// <summary>4-bit integer, two values a byte; a last odd value takes a byte of its own.</summary>
    Int4,
}
