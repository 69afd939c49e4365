using System.Collections.Immutable;
using Burden.Generator.Helpers;

namespace Burden.Generator.Emission;

/// <summary>The names of generated files.</summary>
internal static class HintNames
{
    /// <summary>Names of classes that differ from another's in their casing alone.</summary>
    public static EquatableArray<string> Collisions(ImmutableArray<string> names)
        => names.GroupBy(static n => n, StringComparer.OrdinalIgnoreCase)
            .Where(static g => g.Count() > 1 && g.Key.Length > 0)
            .SelectMany(static g => g.Distinct().OrderBy(static n => n, StringComparer.Ordinal))
            .ToEquatableArray();

    /// <summary>The file of a network.</summary>
    public static string OfNetwork(string name, EquatableArray<string> collisions)
    {
        var safe = Safe(name);
        if (safe.Length > 100 || safe != name)
        {
            // What is cut off or can't be spelt may be all that tells two names apart.
            safe = Hashed(name);
        }

        var index = collisions.Items.IndexOf(name);
        return index < 0 ? $"{safe}.g.cs" : $"{safe}-{Text.Of(index)}.g.cs";
    }

    /// <summary>The file of a class that is no network.</summary>
    public static string OfStray(string name) => $"{Hashed(name)}.partial.g.cs";

    private static string Safe(string name) => new([.. name.Select(static c => char.IsLetterOrDigit(c) || c is '.' or '_' ? c : '-')]);

    private static string Hashed(string name) => $"{Cut(Safe(name), 90)}-{StableHash(name)}";

    private static string Cut(string text, int length) => text.Length > length ? text.Substring(0, length) : text;

    /// <summary>A hash of a name that is the same in every process (FNV-1a).</summary>
    private static string StableHash(string name)
    {
        var hash = 2166136261;
        foreach (var c in name)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
    }
}
