using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.TorchSharp;

/// <summary>
/// What names could mean in a compilation, told from the text of its declarations: nothing is bound. Burden's own generated
/// files don't count, so that generator and analyzers see the same.
/// </summary>
internal sealed class DeclaredMeanings
{
    /// <summary>Names that the language looks up without their being written, of members that can be extensions.</summary>
    private static readonly string[] Unwritten =
    [
        "", "Add", "Deconstruct", "GetEnumerator", "GetAsyncEnumerator", "GetAwaiter", "GetPinnableReference",
        "Cast", "GroupBy", "GroupJoin", "Join", "OrderBy", "OrderByDescending", "Select", "SelectMany", "ThenBy", "ThenByDescending", "Where",
    ];

    // Weak: they live as long as the compilation.
    private static readonly ConditionalWeakTable<Compilation, DeclaredMeanings> Known = new();

    // Weak: a reference's number lives as long as the reference.
    private static readonly ConditionalWeakTable<MetadataReference, object> References = new();
    private static long references;

    private readonly ulong surroundings;
    private readonly Lazy<Index> index;

    private DeclaredMeanings(Compilation compilation, CancellationToken cancellation)
    {
        surroundings = Surroundings(compilation, cancellation);
        var files = FilesOf(compilation, cancellation);
        Whole = files.Aggregate(surroundings, static (hash, file) => MeaningHash.Add(hash, file.Hash));
        index = new Lazy<Index>(() => new Index(files));
    }

    /// <summary>A hash of all that is declared, and of the references: as long as it is the same, code in unchanged files means the same.</summary>
    public ulong Whole { get; }

    public static DeclaredMeanings Of(Compilation compilation, CancellationToken cancellation)
        => Known.TryGetValue(compilation, out var known) ? known : Known.GetValue(compilation, c => new DeclaredMeanings(c, cancellation));

    /// <summary>
    /// All names that could decide what code in some files means: those it mentions, those that the declarations of these
    /// mention, and so on.
    /// </summary>
    public HashSet<string> NamesBehind(IEnumerable<SyntaxTree> files)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>();
        Add(Unwritten);
        Add(index.Value.EverywhereNames);
        foreach (var file in files)
        {
            Add(FileDeclarations.Of(file).Names);
        }

        while (queue.Count > 0)
        {
            var name = queue.Dequeue();
            foreach (var declaration in index.Value.Named(name))
            {
                Add(declaration.Names);
            }
        }

        return names;

        void Add(IEnumerable<string> more)
        {
            foreach (var name in more)
            {
                if (names.Add(name))
                {
                    queue.Enqueue(name);
                }
            }
        }
    }

    /// <summary>A hash of all that is declared under some names, or seen from everywhere.</summary>
    public ulong Of(HashSet<string> names) => unchecked(surroundings + index.Value.Sum(names));

    /// <summary>What is not in the compilation's own files, but decides what they mean.</summary>
    private static ulong Surroundings(Compilation compilation, CancellationToken cancellation)
    {
        var hash = MeaningHash.Add(MeaningHash.Start, compilation.AssemblyName ?? "");
        hash = MeaningHash.Add(hash, compilation.Options.CheckOverflow ? 1UL : 0UL);
        foreach (var reference in compilation.References)
        {
            // A project's reference is another object after each edit in the project.
            hash = reference is CompilationReference { Compilation: var other }
                ? MeaningHash.Add(hash, WithGenerated(other, cancellation))
                : MeaningHash.Add(hash, (ulong)(long)References.GetValue(reference, static _ => Interlocked.Increment(ref references)));
            hash = reference.Properties.Aliases.Aggregate(hash, static (h, alias) => MeaningHash.Add(h, alias));
        }

        return hash;
    }

    /// <summary>All that another project declares, its generated constants included.</summary>
    private static ulong WithGenerated(Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return compilation.SyntaxTrees
            .Where(WrittenCode.IsGenerated)
            .Aggregate(Of(compilation, cancellation).Whole, static (hash, tree) => MeaningHash.Add(hash, FileDeclarations.Of(tree).Hash));
    }

    private static IReadOnlyList<FileDeclarations> FilesOf(Compilation compilation, CancellationToken cancellation)
    {
        var files = new List<FileDeclarations>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!WrittenCode.IsGenerated(tree))
            {
                files.Add(FileDeclarations.Of(tree));
            }
        }

        return files;
    }

    /// <summary>The declarations of all files by name.</summary>
    private sealed class Index
    {
        private const string Attribute = "Attribute";

        private readonly Dictionary<string, List<Declaration>> types = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<Declaration>> extensions = new(StringComparer.Ordinal);
        private readonly List<(ulong Hash, string[] Parts)> namespaces = [];
        private readonly ulong everywhere;

        public Index(IEnumerable<FileDeclarations> files)
        {
            var full = new HashSet<string>(StringComparer.Ordinal);
            foreach (var file in files)
            {
                full.UnionWith(file.Namespaces);
                foreach (var declaration in file.Declarations)
                {
                    if (declaration.Kind == DeclarationKind.Everywhere)
                    {
                        everywhere = unchecked(everywhere + MeaningHash.Mixed(declaration.Hash));
                        EverywhereNames.AddRange(declaration.Names);
                        continue;
                    }

                    var list = declaration.Kind == DeclarationKind.Type ? types : extensions;
                    if (!list.TryGetValue(declaration.Name, out var declarations))
                    {
                        list.Add(declaration.Name, declarations = []);
                    }

                    declarations.Add(declaration);
                }
            }

            foreach (var @namespace in full)
            {
                namespaces.Add((MeaningHash.Add(MeaningHash.Start, @namespace), @namespace.Split('.')));
            }
        }

        public List<string> EverywhereNames { get; } = [];

        /// <summary>What a name could mean, an attribute's short name included.</summary>
        public IEnumerable<Declaration> Named(string name)
            => Find(types, name).Concat(Find(types, name + Attribute)).Concat(Find(extensions, name));

        public ulong Sum(HashSet<string> names)
        {
            var sum = everywhere;
            foreach (var type in types)
            {
                if (names.Contains(type.Key)
                    || (type.Key.EndsWith(Attribute, StringComparison.Ordinal) && names.Contains(type.Key.Substring(0, type.Key.Length - Attribute.Length))))
                {
                    Add(type.Value);
                }
            }

            foreach (var extension in extensions)
            {
                if (names.Contains(extension.Key))
                {
                    Add(extension.Value);
                }
            }

            foreach (var (hash, parts) in namespaces)
            {
                if (parts.Any(names.Contains))
                {
                    sum = unchecked(sum + MeaningHash.Mixed(hash));
                }
            }

            return sum;

            void Add(List<Declaration> declarations)
            {
                foreach (var declaration in declarations)
                {
                    sum = unchecked(sum + MeaningHash.Mixed(declaration.Hash));
                }
            }
        }

        private static IEnumerable<Declaration> Find(Dictionary<string, List<Declaration>> declarations, string name)
            => declarations.TryGetValue(name, out var found) ? found : [];
    }
}
