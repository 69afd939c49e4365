using System.Globalization;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Sources with TorchSharp modules, as a user's project has them.</summary>
internal static class TorchCode
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Burden;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    /// <summary>TorchSharp without its native library, which no test here runs.</summary>
    public static readonly MetadataReference Reference = MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "References", "TorchSharp.dll"));

    public static CSharpCompilation Compilation(params string[] sources) => Compile.Sources([.. sources, Usings], references: [Reference]);

    public static Generated Generated(params string[] sources) => Harness.Generated.From(Compilation(sources));

    /// <summary>Holds the diagnostics of one file to its marks, and the code to what the compiler accepts.</summary>
    /// <returns>The messages, in the order of their places.</returns>
    public static async Task<IReadOnlyList<string>> Verify(string marked)
    {
        var markup = Markup.Parse(marked);
        var generated = Generated(markup.Source);
        Assert.Empty(generated.Compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var diagnostics = await generated.Diagnostics();
        Assert.Equal(
            markup.Expected.Select(static e => $"{e.Id}: {e.Text}"),
            diagnostics.Select(d => $"{d.Id}: {markup.Source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length)}"));
        return [.. diagnostics.Select(static d => d.GetMessage(CultureInfo.InvariantCulture))];
    }

    /// <summary>A module with a constructor's and a forward's statements.</summary>
    public static string Module(string input, string fields, string constructor, string forward) => $$"""
        [Network({{input}})]
        public partial class Net : Module<Tensor, Tensor>
        {
            {{fields}}
            public Net() : base("net")
            {
                {{constructor}}
                RegisterComponents();
            }

            public override Tensor forward(Tensor x)
            {
                {{forward}}
            }
        }
        """;
}
