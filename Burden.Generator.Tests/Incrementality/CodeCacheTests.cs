using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.TorchSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Incrementality;

/// <summary>After which edits the code of TorchSharp networks is followed again: those whose figures can change, and no others.</summary>
public sealed class CodeCacheTests
{
    private const string Net = "Models.Net";
    private const string Tiny = "Other.Tiny";

    [Fact]
    public void The_project_has_figures()
    {
        var generated = Generated.From(CodeProject.Open().Compilation).Compiles();
        Assert.Equal(((3 * 8 * 9) + 8) + ((3 * 16) + 16) + ((16 * 16) + 16), generated.Figure("Models.Net.Cost.Parameters"));
        Assert.Equal((16 * 2) + 2, generated.Figure("Other.Tiny.Cost.Parameters"));
    }

    /// <summary>Code that is followed, and declarations that it only names, in files that nothing of is followed.</summary>
    [Theory]
    [InlineData("Net.cs", "using Spare;", "// why\nusing Spare;", false)]
    [InlineData("Net.cs", "Double(4)", "Double(5)")]
    [InlineData("Net.cs", "[Network(3, 32, 32)]", "[Network(3, 16, 16)]")]
    [InlineData("Net.Part.cs", "(x, 1)", "(x, new long[] { 1, 1 })", false)]
    [InlineData("Net.Part.cs", "Scales = new[] { 1, 2.0 }", "Scales = new[] { 1.0 }")]
    [InlineData("Net.Part.cs", "Training(Batch = 2)", "Training(Batch = 3)")]
    // Only training reaches it.
    [InlineData("Later.cs", "0.1", "0")]
    [InlineData("Later.cs", "0.1", "0.2", false)]
    [InlineData("Base.cs", "Conv2d(3, width, 3)", "Conv2d(3, width, 5)")]
    [InlineData("Base.cs", "Module<Tensor, Tensor> stem;", "Module<Tensor, Tensor> stem; protected readonly Module<Tensor, Tensor> more = Linear(2, 2);")]
    [InlineData("Block.cs", "Width, 1)", "Width, 3)")]
    [InlineData("Helper.cs", "2 * x", "4 * x")]
    [InlineData("Helper.cs", "2 * x;", "2 * x; public static int Double(short x) => x; public static int Double(byte x) => 7;", false)]
    [InlineData("Extensions.cs", "2 * x", "3 * x")]
    [InlineData("Sizes.cs", "Width = Deeper.Eight", "Width = 9")]
    [InlineData("Sizes.cs", "using Deep;", "using Deep2;")]
    [InlineData("Deeper.cs", "Eight = 8;", "Eight = 7;")]
    [InlineData("Kind.cs", "Wide = 2", "Wide = 3")]
    [InlineData("Kind.cs", "Narrow = 1, Wide = 2", "Narrow = 1, Medium, Wide")]
    [InlineData("Globals.cs", "Choices.Few;", "Choices.Many;")]
    [InlineData("Globals.cs", "Classes = 8;", "Classes = 9;")]
    public void A_network_is_followed_again_after_an_edit_of_what_it_rests_on(string file, string old, string @new, bool changes = true)
    {
        var project = CodeProject.Open();
        var (before, other) = (project.Text(Net), project.Text(Tiny));
        Assert.Equal(Net, project.Followed(() => project.Edit(file, old, @new)));
        Assert.Equal(changes, before != project.Text(Net));
        Assert.Equal(other, project.Text(Tiny));
        project.IsAsIfFresh();
    }

    /// <summary>New declarations that code in other files comes to mean.</summary>
    [Theory]
    [InlineData("namespace Models { internal static class Closer { public static int Twice(this int x) => 5 * x; } }")]
    [InlineData("namespace Models { internal static class Helper { public static int Double(int x) => 3 * x; } }")]
    [InlineData("namespace Models { public partial class Net { private readonly Linear more = Linear(2, 2); } }")]
    [InlineData("namespace Models { public partial class Net { private static class Sizes { public const int Width = 3; } } }")]
    [InlineData("namespace Models { public class Linear { } }")]
    [InlineData("namespace Models.Helper { }")]
    [InlineData("namespace Models.Chosen { internal static class Empty { } }")]
    [InlineData("global using static Tools; internal static class Tools { public static int Linear(int a, int b) => a; }")]
    public void A_network_is_followed_again_after_a_file_is_added_that_changes_what_its_names_mean(string added)
    {
        var project = CodeProject.Open();
        var before = project.Text(Net);
        Assert.Contains(Net, project.Followed(() => project.Add(added)), StringComparison.Ordinal);
        Assert.NotEqual(before, project.Text(Net));
        project.IsAsIfFresh();
        // And back.
        Assert.Contains(Net, project.Followed(() => project.Change(static c => c.RemoveSyntaxTrees(c.SyntaxTrees[^1]))), StringComparison.Ordinal);
        Assert.Equal(before, project.Text(Net));
    }

    [Theory]
    [InlineData("\"hello\"", "\"good bye\"")]
    [InlineData("// comment", "// another\n// comment")]
    [InlineData("System.Console.WriteLine(Greeting);", "var x = Greeting.Length; System.Console.WriteLine(x);")]
    [InlineData("s + \"!\"", "s + s")]
    [InlineData("Answer = 42", "Answer = 43")]
    [InlineData("public const int Answer", "public static int New(int x) => x; public const int Answer")]
    [InlineData("public static string Loud(this string s)", "public static string Shout(this string s)")]
    [InlineData("using System.Text;", "using System.Text;\nusing Spare;\nusing Models;")]
    [InlineData("public static class Texts", "public static class Another { } public static class Texts")]
    [InlineData("namespace App", "namespace Further { public record struct Point(int X, int Y); }\nnamespace App")]
    [InlineData("namespace App", "namespac\nnamespace App")]
    [InlineData("public static class Texts", "pub\npublic static class Texts")]
    public void Nothing_is_followed_again_after_an_edit_of_what_no_network_names(string old, string @new)
    {
        var project = CodeProject.Open();
        Assert.Equal("", project.Followed(() => project.Edit("Program.cs", old, @new)));
        Assert.All(project.Files(), static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        project.IsAsIfFresh();
    }

    [Theory]
    [InlineData("Deeper.cs", "Value = 1", "Value = 2")]
    [InlineData("Kind.cs", "namespace Models", "namespace Further { public enum Colour { Red } }\nnamespace Models")]
    public void Nothing_is_followed_again_after_an_edit_beside_what_a_network_names(string file, string old, string @new)
    {
        var project = CodeProject.Open();
        Assert.Equal("", project.Followed(() => project.Edit(file, old, @new)));
    }

    [Fact]
    public void A_network_alone_is_followed_again_after_an_edit_of_its_file()
    {
        var project = CodeProject.Open();
        Assert.Equal(Tiny, project.Followed(() => project.Edit("Tiny.cs", "Linear(16, 2)", "Linear(16, 3)")));
    }

    [Fact]
    public void Analyzers_and_generator_share_a_reading()
    {
        var project = CodeProject.Open();
        Check();
        project.Edit("Program.cs", "Answer = 42", "Answer = 43");
        Check();
        project.Edit("Helper.cs", "2 * x", "3 * x");
        Check();

        void Check()
        {
            var before = CodeProject.Reading(project.Compilation, Net);
            project.Driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out var whole, out _);
            Assert.True(whole.SyntaxTrees.Count() > project.Compilation.SyntaxTrees.Length);
            Assert.Same(before, CodeProject.Reading(whole, Net));
            Assert.Same(before, CodeProject.Reading(project.Compilation, Net));
        }
    }

    [Fact]
    public void What_is_read_beside_generated_code_first_is_what_the_generator_reads()
    {
        var project = CodeProject.Open();
        project.Driver.RunGeneratorsAndUpdateCompilation(project.Compilation, out var whole, out _);
        // Other nodes, of which nothing is remembered.
        var edited = whole.ReplaceSyntaxTree(project.Compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(
            project.Compilation.SyntaxTrees[0].GetText(), (CSharpParseOptions)project.Compilation.SyntaxTrees[0].Options, project.Compilation.SyntaxTrees[0].FilePath));
        var reading = CodeProject.Reading(edited, Net);
        Assert.Null(reading.Fault);
        Assert.Same(reading, CodeProject.Reading(edited.RemoveSyntaxTrees(whole.SyntaxTrees.Except(project.Compilation.SyntaxTrees)), Net));
    }

    [Fact]
    public void All_networks_are_followed_again_after_a_reference_changes()
    {
        var project = CodeProject.Open();
        var another = MetadataReference.CreateFromFile(((PortableExecutableReference)TorchCode.Reference).FilePath!);
        Assert.Equal($"{Net} {Tiny}", project.Followed(() => project.Change(c => c.ReplaceReference(TorchCode.Reference, another))));
        project.IsAsIfFresh();
    }

    [Fact]
    public void A_project_that_is_referenced_counts_by_what_it_declares()
    {
        const string library = "namespace Library { public static class Rates { public const int Rate = 2; public static int M() { return 0; } } }";
        var first = Library(library);
        var project = CodeProject.Open(first);
        Assert.Equal("", project.Followed(() => Use(library.Replace("return 0", "return 1", StringComparison.Ordinal))));
        Assert.Equal($"{Net} {Tiny}", project.Followed(() => Use(library.Replace("Rate = 2", "Rate = 3", StringComparison.Ordinal))));

        void Use(string source)
        {
            var next = Library(source);
            var last = first;
            project.Change(c => c.ReplaceReference(last, next));
            first = next;
        }

        static CompilationReference Library(string source) => Compile.Sources([source], assembly: "Library").ToMetadataReference();
    }
}
