using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>Recognizes TorchSharp's modules.</summary>
internal static class TorchModule
{
    /// <summary>Whether a type derives from <c>TorchSharp.torch.nn.Module</c>.</summary>
    public static bool Is(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Module", ContainingType: { Name: "nn", ContainingType.Name: "torch" } })
            {
                return true;
            }
        }

        return false;
    }
}
