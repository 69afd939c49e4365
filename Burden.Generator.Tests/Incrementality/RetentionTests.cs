using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Incrementality;

public sealed class RetentionTests
{
    [Theory]
    [InlineData(0, "return 0", "return 1")]
    [InlineData(1, "Other0", "Other1")]
    public void The_first_compilation_is_collected(int file, string old, string @new)
    {
        var editing = new Editing(
            """
            using Burden;
            public sealed class BlockAttribute(int width) : ModuleAttribute { [Conv2d(nameof(width), 1)] Layer Only { get; } }
            [Network(3, 8, 8)] public partial class Net { [Block(Sizes.Wide)] public static partial Layer A { get; } int M() { return 0; } }
            """,
            "class Other0 { }",
            "static class Sizes { public const int Wide = 3; }");
        IsLetGo(editing, (from, to) => editing.Replace(file, from, to), old, @new);
    }

    /// <summary>Readings of code are remembered with the files that they rest on, but not with the compilation.</summary>
    [Theory]
    [InlineData("Program.cs", "Answer = 42", "Answer = 43")]
    [InlineData("Tiny.cs", "16, 2", "16, 3")]
    [InlineData("Kind.cs", "Wide = 2", "Wide = 3")]
    public void The_first_compilation_with_model_code_is_let_go(string file, string old, string @new)
    {
        var editing = CodeProject.Open();
        IsLetGo(editing, (from, to) => editing.Edit(file, from, to), old, @new);
    }

    private static void IsLetGo(Editing editing, Action<string, string> edit, string old, string @new)
    {
        var first = First(editing);
        for (var i = 0; i < 100; i++)
        {
            edit(i % 2 == 0 ? old : @new, i % 2 == 0 ? @new : old);
        }

        for (var i = 0; i < 5 && first.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(first.IsAlive);
        GC.KeepAlive(editing.Driver);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference First(Editing editing) => new(editing.Compilation);
}
