using Burden.Generator.Tests.TorchSharp;
using Burden.Generator.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Incrementality;

/// <summary>A project of two TorchSharp networks, one of which rests on many files.</summary>
internal static class CodeProject
{
    private static readonly (string Name, string Text)[] Files =
    [
        ("Net.cs", """
            using Spare;
            namespace Models
            {
                [Network(3, 32, 32)]
                public partial class Net : Base<Net>
                {
                    private readonly Block block;
                    private readonly Linear head;
                    public Net() : base(Sizes.Width)
                    {
                        block = new Block(Helper.Double(4), Kind.Wide);
                        head = Linear(block.Width, Chosen.Classes.Twice());
                        RegisterComponents();
                    }
                    public override Tensor forward(Tensor x) => head.forward(Pooled(training ? Later.Drop(block.forward(x)) : block.forward(x)));
                }
            }
            """),
        ("Net.Part.cs", "namespace Models { [Report(Batch = 1, Scales = new[] { 1, 2.0 }), Training(Batch = 2)] public partial class Net { private Tensor Pooled(Tensor x) => functional.adaptive_avg_pool2d(x, 1).flatten(1); } }"),
        ("Base.cs", """
            namespace Models
            {
                public abstract class Base<T> : Module<Tensor, Tensor>
                {
                    protected readonly Module<Tensor, Tensor> stem;
                    protected Base(int width) : base("net") { stem = Conv2d(3, width, 3); }
                }
            }
            """),
        ("Block.cs", """
            namespace Models
            {
                public sealed class Block : Module<Tensor, Tensor>
                {
                    private readonly Module<Tensor, Tensor> conv;
                    public Block(int width, Kind kind) : base("block")
                    {
                        Width = width * (int)kind;
                        conv = Conv2d(3, Width, 1);
                        RegisterComponents();
                    }
                    public int Width { get; }
                    public override Tensor forward(Tensor x) => conv.forward(x);
                }
            }
            """),
        ("Helper.cs", "namespace Spare { public static class Helper { public static int Double(int x) => 2 * x; } }"),
        ("Later.cs", "namespace Spare { public static class Later { public static Tensor Drop(Tensor x) => functional.dropout(x, 0.1); } }"),
        ("Sizes.cs", "namespace Models { using Deep; public static class Sizes { public const int Width = Deeper.Eight; } }"),
        ("Deeper.cs", """
            namespace Models.Deep { internal static class Deeper { public const int Eight = 8; } internal static class Aside { public const int Value = 1; } }
            namespace Models.Deep2 { internal static class Deeper { public const int Eight = 88; } }
            """),
        ("Kind.cs", "namespace Models { public enum Kind { Narrow = 1, Wide = 2 } }"),
        ("Extensions.cs", "namespace Spare { public static class Numbers { public static int Twice(this int x) => 2 * x; } }"),
        ("Globals.cs", """
            global using Chosen = Choices.Few;
            namespace Choices { public static class Few { public const int Classes = 8; } public static class Many { public const int Classes = 80; } }
            """),
        ("Tiny.cs", """
            namespace Other
            {
                [Network(16)]
                public partial class Tiny : Module<Tensor, Tensor>
                {
                    private readonly Linear only;
                    public Tiny() : base("tiny") { only = Linear(16, 2); RegisterComponents(); }
                    public override Tensor forward(Tensor x) => only.forward(x);
                }
            }
            """),
        ("Program.cs", """
            using System.Text;
            namespace App
            {
                // comment
                public static class Program
                {
                    private static readonly string Greeting = "hello";
                    public const int Answer = 42;
                    public static void Main() { System.Console.WriteLine(Greeting); }
                }

                public static class Texts { public static string Loud(this string s) => s + "!"; }
            }
            """),
    ];

    public static Editing Open(params MetadataReference[] references)
        => new(TorchCode.Compilation([.. Files.Select(static f => f.Text)]).AddReferences(references));

    public static Editing Edit(this Editing project, string file, string old, string @new) => project.Replace(FileOf(file), old, @new);

    public static Editing Add(this Editing project, string source)
        => project.Change(c => c.AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, (CSharpParseOptions)c.SyntaxTrees[0].Options, "Added.cs", System.Text.Encoding.UTF8)));

    /// <summary>The generated text of a network; null where there is none.</summary>
    public static string? Text(this Editing project, string network)
        => project.Result.GeneratedSources.Where(s => s.HintName == $"{network}.g.cs").Select(static s => s.SourceText.ToString()).SingleOrDefault();

    public static CodeReading Reading(Compilation compilation, string network)
        => CodeReader.Read(compilation.GetTypeByMetadataName(network)!, compilation, CancellationToken.None)!;

    /// <summary>The networks whose code an edit makes followed again; the others' readings are the very same objects.</summary>
    public static string Followed(this Editing project, Action edit)
    {
        var names = new[] { "Models.Net", "Other.Tiny" };
        var before = names.Select(n => Reading(project.Compilation, n)).ToList();
        edit();
        return string.Join(" ", names.Where((n, i) => !ReferenceEquals(before[i], Reading(project.Compilation, n))));
    }

    /// <summary>Holds what is generated to what a compiler would generate that remembers nothing.</summary>
    public static void IsAsIfFresh(this Editing project)
    {
        var compilation = project.Compilation;
        var fresh = Harness.Generated.From(compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
            compilation.SyntaxTrees.Select(static t => CSharpSyntaxTree.ParseText(t.GetText(), (CSharpParseOptions)t.Options, t.FilePath))));
        Assert.Equal(
            fresh.Result.Results[0].GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())),
            project.Result.GeneratedSources.Select(static s => (s.HintName, s.SourceText.ToString())));
    }

    private static int FileOf(string name) => Array.FindIndex(Files, f => f.Name == name) is var index and >= 0 ? index : throw new ArgumentException(name);
}
