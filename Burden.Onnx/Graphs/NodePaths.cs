using System.Text;
using System.Text.RegularExpressions;

namespace Burden.Onnx.Graphs;

/// <summary>
/// The way to each node: the modules it was exported from, as its name, the exporter's notes or its weights' names tell, and
/// what it is called in the innermost of them.
/// </summary>
internal static partial class NodePaths
{
    /// <summary>The modules around a node, outermost first, and its own name.</summary>
    public static (IReadOnlyList<string> Modules, string Name) Of(RecordedNode recorded)
    {
        if (recorded.Node is not { } node)
        {
            return recorded.Kind == Generator.Graphs.GraphNode.InputKind ? ([], Clean(recorded.Name)) : OfWeight(recorded.Name);
        }

        var around = Parts(recorded.Prefix);
        var suffix = recorded.Name.Length == 0 ? "" : $"_output{Text.Of(node.Outputs.IndexOf(recorded.Name))}";
        if (Noted(node.Scopes) is { } noted)
        {
            return ([.. around, .. noted], Clean(Last(node.Name, recorded.Kind)) + suffix);
        }

        if (node.Name.Contains('/', StringComparison.Ordinal))
        {
            var parts = node.Name.Split('/', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length == 0 ? (around, recorded.Kind + suffix) : ([.. around, .. Modules(parts[..^1])], Clean(parts[^1]) + suffix);
        }

        var name = Clean(node.Name.Length > 0 ? node.Name : recorded.Kind) + suffix;
        foreach (var weight in recorded.Costs.Weights)
        {
            if (OfWeight(weight.Name) is { Modules: { Count: > 0 } modules })
            {
                return ([.. around, .. modules], name);
            }
        }

        return (around, name);
    }

    /// <summary>A part of a path may not hold what parts paths, or rows of a table.</summary>
    public static string Clean(string name)
    {
        var clean = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            clean.Append(c is '.' or '|' or '"' or '\\' || char.IsControl(c) || char.IsWhiteSpace(c) ? '_' : c);
        }

        return clean.Length == 0 ? "_" : clean.ToString();
    }

    /// <summary>A weight's name as <c>state_dict</c> has it: <c>layer1.0.conv1.weight</c>.</summary>
    private static (IReadOnlyList<string> Modules, string Name) OfWeight(string name)
    {
        if (!StateName().IsMatch(name))
        {
            return ([], Clean(name));
        }

        var parts = name.Split('.');
        return (parts[..^1], parts[^1]);
    }

    private static List<string> Parts(string prefix) => Modules(prefix.Split('/', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>PyTorch's exporter repeats the way: <c>layer1/layer1.0/conv1</c> is <c>layer1</c>, <c>0</c>, <c>conv1</c>.</summary>
    private static List<string> Modules(string[] scopes)
    {
        var modules = new List<string>();
        for (var i = 0; i < scopes.Length; i++)
        {
            var own = i > 0 && scopes[i].StartsWith(scopes[i - 1] + ".", StringComparison.Ordinal) ? scopes[i][(scopes[i - 1].Length + 1)..] : scopes[i];
            modules.AddRange(own.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(Clean));
        }

        return modules;
    }

    /// <summary>The note of PyTorch's newer exporter: a list of modules' full names, and the operation's.</summary>
    private static string[]? Noted(string note)
    {
        var names = QuotedName().Matches(note).Select(static m => m.Groups[1].Value).ToList();
        return names.Count < 2 ? null : [.. (names[^2].Length == 0 ? [] : names[^2].Split('.')).Select(Clean)];
    }

    private static string Last(string name, string otherwise)
        => name.Length == 0 ? otherwise : name[(name.LastIndexOf('/') + 1)..];

    [GeneratedRegex("""^[A-Za-z_]\w*(\.\w+)+$""", RegexOptions.CultureInvariant)]
    private static partial Regex StateName();

    [GeneratedRegex("""'([^']*)'""", RegexOptions.CultureInvariant)]
    private static partial Regex QuotedName();
}
