using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Language;

/// <summary>A module's code is never run: what only running it would tell is an error, never a guess.</summary>
public sealed class ConstructorTests
{
    private static async Task<(long Parameters, IReadOnlyList<string> Messages)> Of(string module, string use)
    {
        var generated = Generated.From($"using Burden; {module} [Network(3)] public partial class Net {{ [{use}] public static partial Layer A {{ get; }} }}");
        return (generated.Figure("Net.Cost.Parameters"), [.. (await generated.Diagnostics()).Where(static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(static d => $"{d.Id}: {d.GetMessage()}")]);
    }

    [Theory]
    [InlineData("public object W { get; set; } public MAttribute() { W = 5; }", "M", 20)]
    [InlineData("public object W { get; set; } public MAttribute() => this.W = 5;", "M", 20)]
    [InlineData("public object W { get; set; } public MAttribute(int w) { W = w; }", "M(6)", 24)]
    [InlineData("public object W { get; set; } public MAttribute(int w) { W = w; }", "M(6, W = 7)", 28)]
    [InlineData("public object W { get; set; } = 4; public MAttribute(int w) : this() { } public MAttribute() { }", "M(6)", 16)]
    public async Task A_constructor_may_give_a_property_its_default(string members, string use, long parameters)
    {
        var (found, messages) = await Of($"public class MAttribute : ModuleAttribute {{ {members} [Linear(\"W\")] Layer A {{ get; }} }}", use);
        Assert.Empty(messages);
        Assert.Equal(parameters, found);
    }

    [Theory]
    [InlineData("public int W { get; set; } public MAttribute(int w) { W = 2 * w; }", "M(6)", "W is set by code in a constructor; expected a number, a truth value or an expression")]
    [InlineData("public int W { get; set; } public MAttribute(bool b) { if (b) { W = 3; } }", "M(true)", "W is set by code in a constructor; expected a number, a truth value or an expression")]
    [InlineData("public int W { get; set; } = 2; public MAttribute() { W++; W += 3; }", "M", "W is set by code in a constructor; expected a number, a truth value or an expression")]
    [InlineData("private int w = 3; public int W { get => w; set => w = value; }", "M", "W is computed by code; expected a number, a truth value or an expression")]
    public async Task What_only_code_tells_is_reported(string members, string use, string message)
    {
        var (found, messages) = await Of($"public class MAttribute : ModuleAttribute {{ {members} [Linear(\"W + 1\")] Layer A {{ get; }} }}", use);
        Assert.Equal($"BRD0010: M.A: {message}", Assert.Single(messages));
        Assert.Equal(-1, found);
    }

    [Theory]
    [InlineData("public MAttribute(int w) : this(w, 7) { } public MAttribute(int w, int v) { }", "M(3)")]
    [InlineData("public MAttribute() { } public MAttribute(int w = 4, int v = 5) { }", "M")]
    [InlineData("public MAttribute(object w) { } public MAttribute(int v, int w = 4) { }", "M(3)")]
    [InlineData("public MAttribute(int w, params int[] v) { } public MAttribute(int w, int v) { }", "M(3, 4)")]
    public async Task Which_of_several_constructors_is_called_is_not_guessed(string constructors, string use)
    {
        var (found, messages) = await Of($"public class MAttribute : ModuleAttribute {{ {constructors} [Linear(\"w\")] Layer A {{ get; }} }}", use);
        Assert.StartsWith("BRD0016: 'M' has several constructors, and which of them is called is not known here; keep one, or give all parameters of the longest: ", Assert.Single(messages), StringComparison.Ordinal);
        Assert.Equal(-1, found);
    }

    [Fact]
    public async Task The_longest_of_several_constructors_may_be_called_with_all_its_parameters()
    {
        var (found, messages) = await Of("public class MAttribute : ModuleAttribute { public MAttribute(int w) : this(w, 7) { } public MAttribute(int w, int v) { } [Linear(\"w\"), Linear(\"v\")] Layer A { get; } }", "M(v: 4, w: 3)");
        Assert.Empty(messages);
        Assert.Equal(12 + 16, found);
    }

    [Fact]
    public async Task A_derived_module_has_defaults_of_its_own()
    {
        const string Base = "public class BAttribute : ModuleAttribute { public virtual int W { get; set; } = 5; public int V { get; set; } = 6; [Linear(\"W\"), Linear(\"V\")] protected Layer A { get; } }";
        var (found, messages) = await Of(Base + "public class MAttribute : BAttribute { public override int W { get; set; } = 7; public MAttribute() { V = 2; } }", "M");
        Assert.Empty(messages);
        Assert.Equal((4 * 7) + (8 * 2), found);
    }

    [Theory]
    [InlineData("public new const int W = 7;", "BRD0005: 'W' is already a constant of a class that 'Net' derives from, of another value; rename one")]
    [InlineData("public new const int W = 5;", null)]
    public async Task Constants_of_one_name_must_have_one_value(string constant, string? message)
    {
        var generated = Generated.From($"using Burden; [Network(3)] public partial class B {{ public const int W = 5; [Linear(\"W\")] public static partial Layer A {{ get; }} }} [Network] public partial class Net : B {{ {constant} [Linear(\"W\")] public static partial Layer C {{ get; }} }}");
        Assert.Equal(message is null ? [] : [message], (await generated.Diagnostics()).Select(static d => $"{d.Id}: {d.GetMessage()}"));
    }
}
