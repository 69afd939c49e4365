using System.Globalization;
using Burden.Generator.Binding;

namespace Burden.Generator.Expansion;

/// <summary>The paths of nodes: <c>Stage1.0.Reduce.Conv2d</c>.</summary>
/// <param name="isNamed">Whether they are needed; all are empty otherwise.</param>
internal sealed class PathNames(bool isNamed)
{
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    /// <summary>The way to a property.</summary>
    public string Of(Frame frame, BoundLayer property) => isNamed ? frame.PathOf(property) : "";

    /// <summary>The way to one of several modules in a chain.</summary>
    public string Join(string path, int copy) => isNamed ? $"{path}.{copy.ToString(CultureInfo.InvariantCulture)}" : "";

    /// <summary>The way to a layer.</summary>
    public string Join(string path, string name) => isNamed ? string.Concat(path, ".", name) : "";

    /// <summary>A path below one module as it is below another.</summary>
    public string Moved(string path, string from, string to) => isNamed ? to + path.Substring(from.Length) : "";

    /// <summary>A path that no node has yet: the second of one name is numbered.</summary>
    public string Unique(string path)
    {
        if (!isNamed)
        {
            return "";
        }

        var unique = path;
        while (known.TryGetValue(unique, out var count))
        {
            known[unique] = ++count;
            unique = $"{unique}_{count.ToString(CultureInfo.InvariantCulture)}";
        }

        known[unique] = 1;
        return unique;
    }
}
