using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.TorchSharp;

/// <summary>What a declaration is found by.</summary>
internal enum DeclarationKind
{
    /// <summary>Seen from everywhere, by no name: global usings, attributes of the assembly.</summary>
    Everywhere,
    /// <summary>A type, by its simple name, or an alias that all files see. A type stands for its members too.</summary>
    Type,
    /// <summary>An extension member, by its name: its class needs no mention.</summary>
    Extension,
}

/// <summary>One declaration of a file, without bodies.</summary>
/// <param name="Name">The simple name; empty for what has none, such as an extension operator.</param>
/// <param name="Hash">Of its text, of where it stands, and of the usings there.</param>
/// <param name="Names">The names that it and those usings mention.</param>
internal sealed record Declaration(DeclarationKind Kind, string Name, ulong Hash, string[] Names);

/// <summary>What one file declares outside of bodies, worked out once however many compilations have it.</summary>
internal sealed class FileDeclarations
{
    // Weak: it lives as long as the file.
    private static readonly ConditionalWeakTable<SyntaxTree, FileDeclarations> Known = new();

    private readonly SyntaxTree tree;
    private string[]? names;
    private Declared? declared;

    private FileDeclarations(SyntaxTree tree)
    {
        this.tree = tree;
        Hash = MeaningHash.OfTokens(MeaningHash.Start, tree.GetRoot().DescendantTokens(static node => !IsBody(node)));
    }

    private sealed record Declared(IReadOnlyList<Declaration> All, IReadOnlyList<string> Namespaces);

    /// <summary>A hash of all that stands outside of bodies: an edit in a body, a comment or a string there leaves it as it is.</summary>
    public ulong Hash { get; }

    /// <summary>All names that the file mentions, in bodies too.</summary>
    public IReadOnlyList<string> Names => names ??= [.. NamesIn(tree.GetRoot().DescendantTokens()).Distinct()];

    public IReadOnlyList<Declaration> Declarations => (declared ??= Read()).All;

    /// <summary>The full names of its namespaces.</summary>
    public IReadOnlyList<string> Namespaces => (declared ??= Read()).Namespaces;

    public static FileDeclarations Of(SyntaxTree tree) => Known.GetValue(tree, static t => new FileDeclarations(t));

    private Declared Read()
    {
        var walker = new Walker();
        walker.Read(tree.GetRoot());
        return new Declared(walker.Found, [.. walker.Namespaces]);
    }

    /// <summary>Whether a node is code that other files see nothing of. A constant's value they do see.</summary>
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax or ConstructorInitializerSyntax => true,
        ArrowExpressionClauseSyntax => true,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax } => true,
        EqualsValueClauseSyntax { Parent.Parent.Parent: FieldDeclarationSyntax field } => !field.Modifiers.Any(SyntaxKind.ConstKeyword),
        GlobalStatementSyntax => true,
        _ => false,
    };

    private static bool IsType(SyntaxNode node) => node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static IEnumerable<string> NamesIn(IEnumerable<SyntaxToken> tokens)
        => tokens.Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText).Where(static n => n.Length > 0);

    /// <summary>Walks a file's declarations with the namespaces, types and usings around each.</summary>
    private sealed class Walker
    {
        private const string TopLevelProgram = "Program";

        public List<Declaration> Found { get; } = [];

        public SortedSet<string> Namespaces { get; } = new(StringComparer.Ordinal);

        /// <param name="Path">The namespaces and types around.</param>
        /// <param name="Usings">A hash of the usings and extern aliases in force.</param>
        /// <param name="Names">The names of the types around, and those that the usings mention.</param>
        private readonly record struct Surroundings(string Path, string Namespace, ulong Usings, IReadOnlyList<string> Names);

        public void Read(SyntaxNode root)
        {
            if (root is not CompilationUnitSyntax unit)
            {
                // Another language's: only a reference to its project leads here, which is taken as a whole.
                return;
            }

            foreach (var @global in unit.Usings.Where(static u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)))
            {
                // An alias is found by its name, as a type is.
                Add(@global.Alias is null ? DeclarationKind.Everywhere : DeclarationKind.Type, @global.Alias?.Name.Identifier.ValueText ?? "", MeaningHash.Start, [], @global);
            }

            var around = With(new Surroundings("", "", MeaningHash.Start, []), unit.Externs, unit.Usings);
            foreach (var attributes in unit.AttributeLists)
            {
                Add(DeclarationKind.Everywhere, "", around.Usings, around.Names, attributes);
            }

            ReadMembers(unit.Members, around);
        }

        private static Surroundings With(Surroundings around, SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings)
        {
            if (externs.Count == 0 && usings.Count == 0)
            {
                return around;
            }

            var tokens = externs.SelectMany(static e => e.DescendantTokens())
                .Concat(usings.Where(static u => !u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)).SelectMany(static u => u.DescendantTokens()))
                .ToList();
            return around with { Usings = MeaningHash.OfTokens(around.Usings, tokens), Names = [.. around.Names, .. NamesIn(tokens)] };
        }

        private void ReadMembers(SyntaxList<MemberDeclarationSyntax> members, Surroundings around)
        {
            foreach (var member in members)
            {
                switch (member)
                {
                    case BaseNamespaceDeclarationSyntax @namespace:
                        var name = string.Concat(@namespace.Name.DescendantTokens().Select(static t => t.ValueText));
                        var full = around.Namespace.Length == 0 ? name : $"{around.Namespace}.{name}";
                        Namespaces.Add(full);
                        ReadMembers(@namespace.Members, With(around with { Path = full, Namespace = full }, @namespace.Externs, @namespace.Usings));
                        break;
                    case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax:
                        ReadType(member, around);
                        break;
                    case GlobalStatementSyntax:
                        // Statements make a class, whatever they are.
                        if (!Found.Exists(static d => d.Name == TopLevelProgram))
                        {
                            Found.Add(new Declaration(DeclarationKind.Type, TopLevelProgram, MeaningHash.Start, []));
                        }

                        break;
                }
            }
        }

        private void ReadType(MemberDeclarationSyntax type, Surroundings around)
        {
            var name = type switch
            {
                BaseTypeDeclarationSyntax named => named.Identifier.ValueText,
                DelegateDeclarationSyntax @delegate => @delegate.Identifier.ValueText,
                _ => "",
            };
            var hash = MeaningHash.Add(around.Usings, around.Path);
            // What stands in for the framework's types is meant by no name: Index, Range, tuples, handlers.
            var isSystem = around.Namespace == "System" || around.Namespace.StartsWith("System.", StringComparison.Ordinal);
            var members = type is TypeDeclarationSyntax declared ? declared.Members : default;
            var isExtensionBlock = name.Length == 0;
            if (!isExtensionBlock)
            {
                Add(isSystem ? DeclarationKind.Everywhere : DeclarationKind.Type, name, hash, around.Names, type);
            }

            var header = type.ChildNodes().Where(n => n is not MemberDeclarationSyntax).SelectMany(static n => n.DescendantTokens()).ToList();
            foreach (var member in members.Where(m => !IsType(m) && (isExtensionBlock || IsExtension(m))))
            {
                Add(DeclarationKind.Extension, NameOf(member), MeaningHash.OfTokens(hash, header), [.. around.Names, .. NamesIn(header)], member);
            }

            // What names mean in a nested type follows from the members of the one around it, inherited ones included.
            var inner = around with
            {
                Path = $"{around.Path}.{name}`{(type as TypeDeclarationSyntax)?.TypeParameterList?.Parameters.Count ?? 0}",
                Names = [.. around.Names, name],
            };
            foreach (var nested in members.Where(IsType))
            {
                ReadType(nested, inner);
            }
        }

        private static bool IsExtension(MemberDeclarationSyntax member)
            => member is MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } && modifiers.Any(SyntaxKind.ThisKeyword);

        private static string NameOf(MemberDeclarationSyntax member) => member switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            _ => "",
        };

        private void Add(DeclarationKind kind, string name, ulong hash, IReadOnlyList<string> around, SyntaxNode node)
        {
            // Nested types are declarations of their own.
            var tokens = node.DescendantTokens(inner => !IsBody(inner) && (inner == node || !IsType(inner))).ToList();
            Found.Add(new Declaration(kind, name, MeaningHash.OfTokens(hash, tokens), [.. NamesIn(tokens).Concat(around).Distinct()]));
        }
    }
}

/// <summary>A hash of source text (FNV-1a over 64 bits).</summary>
internal static class MeaningHash
{
    public const ulong Start = 14695981039346656037;

    public static ulong Add(ulong hash, ulong value) => unchecked((hash ^ value) * 1099511628211);

    public static ulong Add(ulong hash, string text)
    {
        foreach (var character in text)
        {
            hash = Add(hash, character);
        }

        return Add(hash, ' ');
    }

    public static ulong OfTokens(ulong hash, IEnumerable<SyntaxToken> tokens) => tokens.Aggregate(hash, static (h, token) => Add(h, token.Text));

    /// <summary>A hash whose sum with others depends on all its bits.</summary>
    public static ulong Mixed(ulong hash)
    {
        unchecked
        {
            hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
            hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
            return hash ^ (hash >> 31);
        }
    }
}
