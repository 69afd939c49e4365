using Burden.Generator.Binding;
using Burden.Generator.Parsing;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Binding;

/// <summary>A declaration is bound once, however many networks and compilations it is met in.</summary>
public sealed class BoundOnceTests
{
    private const string Module = "using Burden; public sealed class MAttribute(object width) : ModuleAttribute { [Linear(\"width * 2\")] Layer A { get; } }";
    private const string Networks = "using Burden; [Network(3)] public partial class X { [M(4)] public Layer A { get; } } [Network(4)] public partial class Y { [M(5)] public Layer A { get; } }";

    private static NetworkDeclaration Read(CSharpCompilation compilation, string name)
        => NetworkReader.Read(compilation.GetTypeByMetadataName(name)!, compilation, default)!;

    private static BoundClass ModuleOf(NetworkDeclaration network) => BoundNetwork.Of(network).Find(Assert.Single(network.Library).Id)!;

    [Fact]
    public void A_module_is_shared_by_the_networks_that_use_it()
    {
        var compilation = Compile.Sources([Module, Networks]);
        Assert.Same(ModuleOf(Read(compilation, "X")), ModuleOf(Read(compilation, "Y")));
    }

    [Fact]
    public void A_module_outlives_an_edit_elsewhere()
    {
        var compilation = Compile.Sources([Module, Networks]);
        var before = ModuleOf(Read(compilation, "X"));
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[1], CSharpSyntaxTree.ParseText(Networks.Replace("M(4)", "M(6)", StringComparison.Ordinal), Compile.Parse(), "File1.cs"));
        var network = Read(edited, "X");
        Assert.Equal(new IntegerConstant(6), network.Class.Layers[0].Chain[0].Arguments[0].Value);
        Assert.Same(before, ModuleOf(network));
    }

    [Fact]
    public void A_use_follows_the_module_it_uses()
    {
        var compilation = Compile.Sources([Module, Networks]);
        Assert.Equal(24 + 8, Figures(compilation));
        var edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], CSharpSyntaxTree.ParseText(
            "using Burden; public sealed class MAttribute(object depth, object width = null!) : ModuleAttribute { [Linear(\"depth * 3\")] Layer A { get; } }", Compile.Parse(), "File0.cs"));
        Assert.Equal(36 + 12, Figures(edited));

        static long Figures(CSharpCompilation compilation) => Burden.Generator.Costs.Costing.Of(Read(compilation, "X"), default).Table.Total!.Parameters;
    }
}
