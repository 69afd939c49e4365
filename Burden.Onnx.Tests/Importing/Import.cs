using Burden.Generator.Costs;
using Burden.Generator.Tests.Harness;
using Burden.Onnx.Importing;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Onnx.Tests.Importing;

/// <summary>Imports models that tests write, and compiles what comes of them.</summary>
internal static class Import
{
    /// <summary>The figures that a declaration has as its file has them.</summary>
    private static readonly Figure[] Compared =
        [Figure.Parameters, Figure.Buffers, Figure.ParameterBytes, Figure.FeatureElements, Figure.FeatureBytes, Figure.PeakFeatureBytes, Figure.Macs, Figure.Flops];

    public static OnnxImport Try(byte[] model, string name, string? className = null, string @namespace = "", string dimensions = "")
        => OnnxImport.Of(Read(model, name, dimensions), className, @namespace);

    public static OnnxReading Read(byte[] model, string name, string dimensions)
        => OnnxModel.Read(new MemoryStream(model), $"{name}.onnx", new OnnxOptions { KeepsOperators = true, Dimensions = dimensions, Name = name });

    /// <summary>The declaration of a model that must have one.</summary>
    public static string Of(byte[] model, string name, string? className = null, string @namespace = "", string dimensions = "")
    {
        var import = Try(model, name, className, @namespace, dimensions);
        Assert.True(import.Text is not null, $"{name}: {string.Join('\n', import.Faults)}");
        return import.Text;
    }

    /// <summary>Compiles declarations with the generator, without a warning, each beside the model it was made of, and compares all figures.</summary>
    public static void Compiled(IReadOnlyList<(string Text, byte[] Model, string Dimensions)> imports)
    {
        var generated = Generated.From([.. imports.Select(static i => i.Text)]).Compiles();
        var reported = generated.Diagnostics().GetAwaiter().GetResult();
        Assert.True(reported.IsEmpty, string.Join('\n', reported.Select(static d => $"{d}\n{d.Location.SourceTree}")));
        foreach (var (tree, (text, model, dimensions)) in generated.Compilation.SyntaxTrees.Zip(imports))
        {
            var network = tree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().First();
            var @namespace = network.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString();
            var path = @namespace is null ? network.Identifier.ValueText : $"{@namespace}.{network.Identifier.ValueText}";
            var reading = Read(model, "model", dimensions);
            foreach (var figure in Compared)
            {
                Assert.True(reading.Costs!.Amount(figure) == generated.Figure($"{path}.Cost.{figure.Name}"), $"{figure.Name} differs in\n{text}");
            }
        }
    }
}
