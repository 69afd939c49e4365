using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Burden.Generator;
using Burden.Generator.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;
using static TorchSharp.torch;

namespace Burden.TorchSharp.Tests;

/// <summary>
/// Calls that Burden follows and TorchSharp runs. Each is a network of its own, whose output's sizes spell out what the call
/// yields: of each tensor its rank, sizes, strides and kind of numbers, each one more than it is, since no size may be 0.
/// </summary>
internal static class LiveCalls
{
    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private const string Refused = "refused: ";

    /// <param name="Followed">What Burden says: sizes, or an error.</param>
    /// <param name="Live">What TorchSharp does.</param>
    internal sealed record Comparison(string Call, string Followed, string Live)
    {
        /// <summary>Whether both yield the same, or both refuse.</summary>
        public bool AreEqual => Followed == Live || (Followed.StartsWith(Refused, StringComparison.Ordinal) && Live.StartsWith(Refused, StringComparison.Ordinal));
    }

    /// <summary>Compares calls, each an expression, or the declarations of fields and after a <c>|</c> an expression or statements.</summary>
    public static async Task<IReadOnlyList<Comparison>> Compare(IReadOnlyList<string> calls)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static f => Path.GetFileName(f) is var name && (name.StartsWith("System", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "TorchSharp.dll" or "Burden.dll" or "Burden.Attributes.dll"))
            .Select(static f => MetadataReference.CreateFromFile(f));
        var compilation = CSharpCompilation.Create(
            $"Calls{Guid.NewGuid():N}",
            [CSharpSyntaxTree.ParseText(Probe, Parse, "Probe.cs"), .. calls.Select(static (c, i) => CSharpSyntaxTree.ParseText(Network(c, i), Parse, $"Call{i}.cs"))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations));
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Parse).RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var diagnostics = await generated.WithAnalyzers([new DeclarationAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        var faults = diagnostics.ToLookup(static d => d.Location.SourceTree?.FilePath, static d => d.GetMessage(CultureInfo.InvariantCulture));
        using var image = new MemoryStream();
        Assert.Empty(generated.Emit(image).Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error));
        image.Position = 0;
        var assembly = AssemblyLoadContext.Default.LoadFromStream(image);
        return [.. calls.Select((call, i) => new Comparison(call, faults.Contains($"Call{i}.cs") ? $"{Refused}{string.Join("; ", faults[$"Call{i}.cs"])}" : Followed(assembly, i), Live(assembly, i)))];
    }

    private static string Followed(Assembly assembly, int call)
    {
        var cost = (NetworkCost)assembly.GetType($"Call{call}")!.GetNestedType("Cost")!.GetProperty("Network")!.GetValue(null)!;
        return $"{cost.Layers.LastOrDefault(static l => l.Path == "tap").OutputShape}, {cost.Parameters} parameters";
    }

    private static string Live(Assembly assembly, int call)
    {
        // In no dispose scope: a tensor that is moved to the scope it is in is left behind by it, and its finalizer throws.
        using var still = no_grad();
        try
        {
            var module = (nn.Module<Tensor, Tensor>)Activator.CreateInstance(assembly.GetType($"Call{call}")!)!;
            module.eval();
            return $"{string.Join('x', module.forward(ones(1, 1)).shape.Skip(1))}, {module.parameters().Sum(static p => p.numel())} parameters";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return $"{Refused}{(e.InnerException ?? e).Message}";
        }
    }

    private static string Network(string call, int number)
    {
        var at = call.IndexOf("; | ", StringComparison.Ordinal);
        var (fields, body) = at < 0 ? ("", call) : (call[..(at + 1)], call[(at + 4)..]);
        return $$"""
            [Network(1)]
            public partial class Call{{number}} : Probe
            {
                {{fields}}
                public Call{{number}}() : base("call") => RegisterComponents();
                public override Tensor forward(Tensor x) { {{(body.Contains("return ", StringComparison.Ordinal) ? body : $"return Show({body});")}} }
            }
            """;
    }

    /// <summary>What calls are made on: contiguous tensors of each rank, transposed ones (t, and p with its channels last), integers and a mask.</summary>
    private const string Probe = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Burden;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        global using static TorchSharp.torch.nn.functional;
        global using static TorchSharp.TensorExtensionMethods;

        public abstract class Probe : Module<Tensor, Tensor>
        {
            private readonly Identity tap = Identity();

            protected Probe(string name) : base(name) { }

            protected static Tensor a => randn(4);
            protected static Tensor b => randn(3, 4);
            protected static Tensor c => randn(2, 3, 4);
            protected static Tensor d => randn(2, 4, 6, 6);
            protected static Tensor e => randn(new long[] { 2, 4, 3, 4, 4 });
            protected static Tensor sq => randn(4, 4);
            protected static Tensor one => randn(2, 1, 4);
            protected static Tensor s => ones(new long[0]);
            protected static Tensor t => randn(2, 3, 4).transpose(1, 2);
            protected static Tensor p => randn(2, 6, 6, 4).permute(0, 3, 1, 2);
            protected static Tensor i => randint(0, 2, new long[] { 3 }, dtype: ScalarType.Int64);
            protected static Tensor j => randint(0, 2, new long[] { 2, 3 }, dtype: ScalarType.Int64);
            protected static Tensor k => randint(0, 2, new long[] { 2, 3, 4 }, dtype: ScalarType.Int64);
            protected static Tensor mk => randn(3, 4) > 0;

            protected Tensor Show(Tensor y) => Tap(Of(y));
            protected Tensor Show((Tensor, Tensor) y) => Tap(Of(y.Item1).Concat(Of(y.Item2)));
            protected Tensor Show((Tensor, Tensor, Tensor) y) => Tap(Of(y.Item1).Concat(Of(y.Item2)).Concat(Of(y.Item3)));
            protected Tensor Show(IEnumerable<Tensor> y) => Tap(y.SelectMany(Of));
            protected Tensor Show(IEnumerable<long> y) => Tap(y.Select(n => n + 1));
            protected Tensor Show(long y) => Tap(new[] { y + 50 });
            protected Tensor Show(double y) => Tap(new[] { (long)(y * 100) + 5000 });
            protected Tensor Show(bool y) => Tap(new[] { y ? 2L : 1L });

            private Tensor Tap(IEnumerable<long> sizes) => tap.forward(ones(1).expand(sizes.Prepend(1L).ToArray()));

            private static IEnumerable<long> Of(Tensor y)
            {
                yield return y.dim() + 1;
                for (var axis = 0; axis < y.dim(); axis++) yield return y.size(axis) + 1;
                // Along a single position, or where nothing is, there is no stride to speak of.
                for (var axis = 0; axis < y.dim(); axis++) yield return y.size(axis) == 1 || y.numel() == 0 ? 1 : y.stride(axis) + 1;
                yield return y.is_complex() ? 4 : y.is_floating_point() ? 1 : y.dtype == ScalarType.Bool ? 3 : 2;
            }
        }
        """;
}
