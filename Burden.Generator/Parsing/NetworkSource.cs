using Microsoft.CodeAnalysis;

namespace Burden.Generator.Parsing;

/// <summary>Follows the code of a network that is a TorchSharp module.</summary>
/// <returns>The network; null where the symbol has no <c>[Network]</c> attribute in source.</returns>
internal delegate NetworkDeclaration? CodeFollower(ISymbol network, Compilation compilation, CancellationToken cancellation);

/// <summary>Reads a network, whichever way it is written: as a declaration of layers, or as the code of a TorchSharp module.</summary>
internal static class NetworkSource
{
    // A network's code may use another's figures: those that are being read, the outermost first.
    [ThreadStatic]
    private static List<Reading>? underWay;

    /// <summary>A network that is being read.</summary>
    private sealed class Reading(ISymbol network, Compilation compilation)
    {
        /// <summary>Worked out where it is asked for: most readings ask for no figures.</summary>
        public string Id => CompilationNames.Of(compilation).IdOf(network);

        public string Name => network.Name;

        /// <summary>The way on which its own figures were asked for; null as long as they were not.</summary>
        public string? Cycle { get; set; }
    }

    /// <summary>What follows code. It builds on this folder, whose networks may use figures of its own, and so announces itself.</summary>
    public static CodeFollower? Follower { get; set; }

    /// <summary>Whether a network is a TorchSharp module or yields one, so that its code is to be followed.</summary>
    public static bool IsCode(ISymbol network) => network is not INamedTypeSymbol type || TorchModule.Is(type);

    /// <summary>The network; null where the symbol has no <c>[Network]</c> attribute in source.</summary>
    public static NetworkDeclaration? Read(ISymbol network, Compilation compilation, CancellationToken cancellation)
        => network is INamedTypeSymbol type && !TorchModule.Is(type)
            ? While(network, compilation, () => NetworkReader.Read(type, compilation, cancellation))
            : Follower?.Invoke(network, compilation, cancellation);

    /// <summary>Runs what reads a network, which must not ask for that network's figures.</summary>
    public static T While<T>(ISymbol network, Compilation compilation, Func<T> read)
    {
        underWay ??= [];
        underWay.Add(new Reading(network, compilation));
        try
        {
            return read();
        }
        finally
        {
            underWay.RemoveAt(underWay.Count - 1);
        }
    }

    /// <summary>The way from a network that is being read to where its own figures are asked for, as text; null where it is not being read.</summary>
    public static string? CycleThrough(ISymbol network, Compilation compilation)
    {
        var id = CompilationNames.Of(compilation).IdOf(network);
        var start = underWay?.FindIndex(u => u.Id == id) ?? -1;
        return start < 0 ? null : underWay![start].Cycle = string.Join(" -> ", underWay.Skip(start).Select(static u => u.Name).Append(network.Name));
    }

    /// <summary>The way on which the network that is being read was found to follow from itself; null where it was not.</summary>
    public static string? Cycle => underWay is { Count: > 0 } ? underWay[underWay.Count - 1].Cycle : null;
}
