using Burden.Generator.Parsing;
using Burden.Generator.TorchSharp;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>Reads a network, whichever way it is written: as a declaration of layers, or as the code of a TorchSharp module.</summary>
internal static class NetworkSource
{
    /// <summary>The network; null where the class bears no <c>[Network]</c> attribute in source.</summary>
    public static NetworkDeclaration? Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
        => CodeReader.IsCode(type) ? CodeReader.Read(type, compilation, cancellation)?.Declaration : NetworkReader.Read(type, compilation, cancellation);
}
