namespace Burden.Sample.Published;

/// <summary>A network and what it is for.</summary>
/// <param name="Cost">The network's costs.</param>
/// <param name="Task">What the network is for; null where no table holds it.</param>
internal sealed record NamedNetwork(NetworkCost Cost, string? Task)
{
    /// <summary>The network's published name.</summary>
    public string Name => Cost.Name;

    /// <summary>The name of the network's class, without its namespace.</summary>
    public string ClassName => Cost.TypeName[(Cost.TypeName.LastIndexOfAny(['.', '+']) + 1)..];
}
