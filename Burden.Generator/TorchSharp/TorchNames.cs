using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>TorchSharp's names: Burden has no reference to it.</summary>
internal static class TorchNames
{
    public static bool IsTensor(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Tensor", ContainingType: { Name: "torch", ContainingNamespace.Name: "TorchSharp" } })
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A type's name as code writes it: <c>torch.nn.functional</c>.</summary>
    public static string PathOf(ITypeSymbol? type)
    {
        if (type is null)
        {
            return "";
        }

        var path = type.Name;
        for (var outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            path = $"{outer.Name}.{path}";
        }

        return path;
    }

    public static bool IsTorchSharp(ISymbol symbol)
    {
        for (var @namespace = symbol.ContainingNamespace; @namespace is { IsGlobalNamespace: false }; @namespace = @namespace.ContainingNamespace)
        {
            if (@namespace is { Name: "TorchSharp", ContainingNamespace.IsGlobalNamespace: true })
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsSystem(ISymbol symbol)
    {
        for (var @namespace = symbol.ContainingNamespace; @namespace is { IsGlobalNamespace: false }; @namespace = @namespace.ContainingNamespace)
        {
            if (@namespace is { Name: "System" or "Microsoft", ContainingNamespace.IsGlobalNamespace: true })
            {
                return true;
            }
        }

        return false;
    }
}
