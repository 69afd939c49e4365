using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Parsing;

/// <summary>Writes a constant's value as an expression of the same type.</summary>
internal static class LiteralText
{
    /// <summary>The expression; null for a type that has no literals.</summary>
    public static string? Of(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        string or char => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false),
        double real when double.IsNaN(real) => "0d / 0d",
        double real when double.IsInfinity(real) => real > 0 ? "1d / 0d" : "-1d / 0d",
        float real when float.IsNaN(real) => "0f / 0f",
        float real when float.IsInfinity(real) => real > 0 ? "1f / 0f" : "-1f / 0f",
        _ => Keyword(value) is { } keyword ? $"({keyword})({SymbolDisplay.FormatPrimitive(value, quoteStrings: false, useHexadecimalNumbers: false)}{Suffix(value)})" : null,
    };

    private static string? Keyword(object value) => value switch
    {
        int => "int",
        long => "long",
        uint => "uint",
        ulong => "ulong",
        short => "short",
        ushort => "ushort",
        byte => "byte",
        sbyte => "sbyte",
        double => "double",
        float => "float",
        decimal => "decimal",
        _ => null,
    };

    private static string Suffix(object value) => value switch
    {
        double => "d",
        float => "f",
        decimal => "m",
        _ => "",
    };
}
