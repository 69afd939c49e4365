using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Reads the <c>[Precision]</c> on a class, or on a static member that is a network.</summary>
internal static class PrecisionReader
{
    /// <summary>Those of a class and of the classes it derives from, its own first; none of most.</summary>
    public static EquatableArray<PrecisionUse> Read(ISymbol symbol, Compilation compilation, CancellationToken cancellation)
    {
        List<PrecisionUse>? uses = null;
        for (ISymbol? type = symbol; type is not (null or INamedTypeSymbol { SpecialType: not SpecialType.None }) && !IsRoot(type); type = (type as INamedTypeSymbol)?.BaseType)
        {
            if (MayState(type, cancellation) && type.FindAttribute(WellKnownNames.Precision) is { } attribute)
            {
                (uses ??= []).Add(Read(attribute, CompilationNames.Of(compilation).IdOf(type), compilation, cancellation));
            }
        }

        return uses is null ? [] : uses.ToEquatableArray();
    }

    private static bool IsRoot(ISymbol type) => type is INamedTypeSymbol named && named.IsBurden(named.Name);

    /// <summary>Whether the syntax has such an attribute: most classes have none, and the compiler need not be asked.</summary>
    private static bool MayState(ISymbol symbol, CancellationToken cancellation)
    {
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not MemberDeclarationSyntax member || IsNamed(member))
            {
                return true;
            }
        }

        // A class of another assembly shows no syntax.
        return symbol.DeclaringSyntaxReferences.Length == 0;
    }

    private static bool IsNamed(MemberDeclarationSyntax member)
    {
        foreach (var list in member.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                if (PartReader.RightmostName(attribute.Name) is { } name && WellKnownNames.WithoutSuffix(name) == "Precision")
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static PrecisionUse Read(AttributeData attribute, string owner, Compilation compilation, CancellationToken cancellation)
    {
        var values = AttributeValues.Read(attribute, compilation, cancellation);
        var place = new Place(owner, null, Place.Precision);
        return new PrecisionUse(place, values.Named.Select(static a => new Argument(a.Key, AnalysisReader.ConstantOf(a.Value))).ToEquatableArray())
        {
            Faults = values.Unknown.Select(u => new Fault(FaultId.UnknownFigure, place with { Named = u.Named }, $"{u.Named} is {u.Reason}")).ToEquatableArray(),
            IsRejected = values.IsRejected,
        };
    }
}
