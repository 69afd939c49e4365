using System.Runtime.CompilerServices;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Tests.Robustness;

/// <summary>The sample's zoo as files, each with no more of the others than it needs.</summary>
internal static class ZooFiles
{
    private static readonly string Folder = FolderOf();

    // All files have one namespace, and classes of different names.
    private static readonly Dictionary<string, ClassDeclarationSyntax> Classes = Names()
        .SelectMany(static file => CSharpSyntaxTree.ParseText(Text(file), Compile.Parse(), file).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
        .ToDictionary(static c => c.Identifier.ValueText);

    /// <summary>The networks' names, those that need the least first.</summary>
    private static readonly IReadOnlyList<string> Networks = [.. Classes.Values.Where(static c => IsNetwork(c)).Select(static c => c.Identifier.ValueText)
        .OrderBy(static n => Needed([n]).Sum(static c => Classes[c].Span.Length))];

    /// <summary>The files, as paths from the zoo.</summary>
    public static IEnumerable<string> Names() => Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Select(static f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Text(string file) => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n");

    /// <summary>
    /// The classes of other files that a file needs: modules it uses, and for each module of its own that no network of it
    /// uses, a network that does.
    /// </summary>
    public static string ContextOf(string file)
    {
        var own = Classes.Where(c => c.Value.SyntaxTree.FilePath == file).Select(static c => c.Key).ToHashSet();
        var used = Needed(own.Where(static c => IsNetwork(Classes[c])));
        var users = own.Where(c => !used.Contains(c)).Select(static c => Networks.First(n => Needed([n]).Contains(c)));
        return "namespace Burden.Sample.Zoo;\n" + string.Concat(Needed(own.Concat(users)).Except(own).Select(static c => Classes[c].ToFullString()));
    }

    private static bool IsNetwork(ClassDeclarationSyntax node) => NamesIn(node.AttributeLists).Contains("Network");

    /// <summary>The classes themselves, and all they use, directly or not.</summary>
    private static HashSet<string> Needed(IEnumerable<string> classes)
    {
        var needed = new HashSet<string>(classes);
        var queue = new Queue<string>(needed);
        while (queue.TryDequeue(out var name))
        {
            foreach (var used in NamesIn([Classes[name]]).SelectMany(static n => (string[])[n, n + "Attribute"]))
            {
                if (Classes.ContainsKey(used) && needed.Add(used))
                {
                    queue.Enqueue(used);
                }
            }
        }

        return needed;
    }

    /// <summary>The names of attributes, base classes and types in some nodes.</summary>
    private static IEnumerable<string> NamesIn(IEnumerable<SyntaxNode> nodes)
        => nodes.SelectMany(static n => n.DescendantNodesAndSelf()).Select(static n => n switch
        {
            AttributeSyntax attribute => attribute.Name,
            BaseTypeSyntax type => type.Type,
            TypeOfExpressionSyntax type => type.Type,
            _ => null,
        }).OfType<IdentifierNameSyntax>().Select(static n => n.Identifier.ValueText);

    private static string FolderOf([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "../../Burden.Sample/Zoo"));
}
