using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>A constant field or an enum's member that is declared in a compilation's sources.</summary>
/// <param name="Field">The constant.</param>
/// <param name="Value">What its value follows from: for a member of an enum that has none of its own, that of an earlier member.</param>
/// <param name="Offset">What is added to that.</param>
internal sealed record SourceConstant(IFieldSymbol Field, ExpressionSyntax Value, int Offset)
{
    /// <summary>The constant that a name means; null for any other name, and for a member of an enum whose members are only counted.</summary>
    public static SourceConstant? Of(ExpressionSyntax name, Compilation compilation, CancellationToken cancellation)
        => compilation.GetSemanticModel(name.SyntaxTree).GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol { IsConst: true, OriginalDefinition.DeclaringSyntaxReferences: [var reference] } field
            && compilation.ContainsSyntaxTree(reference.SyntaxTree)
                ? reference.GetSyntax(cancellation) switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: { } value } => new SourceConstant(field, value, 0),
                    EnumMemberDeclarationSyntax { Parent: EnumDeclarationSyntax @enum } member => Of(field, @enum, @enum.Members.IndexOf(member)),
                    _ => null,
                }
                : null;

    private static SourceConstant? Of(IFieldSymbol field, EnumDeclarationSyntax @enum, int index)
    {
        for (var i = index; i >= 0; i--)
        {
            if (@enum.Members[i].EqualsValue is { Value: var value })
            {
                return new SourceConstant(field, value, index - i);
            }
        }

        return null;
    }

    /// <summary>The constant's value, from that of <see cref="Value"/>, as its type has it; null where the type can't.</summary>
    public object? Convert(object value)
    {
        var culture = CultureInfo.InvariantCulture;
        var type = (Field.Type as INamedTypeSymbol)?.EnumUnderlyingType?.SpecialType ?? Field.Type.SpecialType;
        try
        {
            value = Offset == 0 ? value : System.Convert.ToDecimal(value, culture) + Offset;
            return type switch
            {
                SpecialType.System_Int32 => System.Convert.ToInt32(value, culture),
                SpecialType.System_Int64 => System.Convert.ToInt64(value, culture),
                SpecialType.System_UInt32 => System.Convert.ToUInt32(value, culture),
                SpecialType.System_UInt64 => System.Convert.ToUInt64(value, culture),
                SpecialType.System_Int16 => System.Convert.ToInt16(value, culture),
                SpecialType.System_UInt16 => System.Convert.ToUInt16(value, culture),
                SpecialType.System_Byte => System.Convert.ToByte(value, culture),
                SpecialType.System_SByte => System.Convert.ToSByte(value, culture),
                SpecialType.System_Double => System.Convert.ToDouble(value, culture),
                SpecialType.System_Single => System.Convert.ToSingle(value, culture),
                SpecialType.System_Decimal => System.Convert.ToDecimal(value, culture),
                _ => value,
            };
        }
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or FormatException)
        {
            return null;
        }
    }
}
