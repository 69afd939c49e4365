using System.Runtime.CompilerServices;

namespace Burden.Generator.Binding;

/// <summary>A network bound: its class, and the modules and custom layers that it uses.</summary>
internal sealed class BoundNetwork
{
    // Weak: reading an unchanged network yields the same declaration.
    private static readonly ConditionalWeakTable<NetworkDeclaration, BoundNetwork> Known = new();

    private readonly Dictionary<string, BoundClass> library = new(StringComparer.Ordinal);

    private BoundNetwork(NetworkDeclaration declaration)
    {
        Declaration = declaration;
        Class = BoundClass.Of(declaration.Class);
        foreach (var used in declaration.Library)
        {
            library[used.Id] = BoundClass.Of(used);
        }

        Faults = [.. SettingsChecker.Check(declaration), .. Class.Faults];
    }

    public NetworkDeclaration Declaration { get; }

    public NetworkSettings Settings => Declaration.Settings;

    public BoundClass Class { get; }

    /// <summary>The errors in the network itself: its settings, and the layers it declares or inherits.</summary>
    public IReadOnlyList<Fault> Faults { get; }

    public static BoundNetwork Of(NetworkDeclaration declaration) => Known.GetValue(declaration, static declaration => new BoundNetwork(declaration));

    /// <summary>A module or custom layer of the network; null where it could not be read.</summary>
    public BoundClass? Find(string id) => library.TryGetValue(id, out var found) ? found : null;
}
