using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TorchSharp;
using static TorchSharp.torch;

namespace Burden.TorchSharp.Tests;

/// <summary>
/// The sample's models, compiled again with <c>call</c> in place of <c>forward</c> wherever a module is run: TorchSharp's
/// hooks see the one and not the other.
/// </summary>
internal static class CalledModels
{
    private static readonly Lazy<Assembly> Compiled = new(Compile);

    /// <summary>The same class in the assembly that is compiled again.</summary>
    public static Type Of(Type network) => Compiled.Value.GetType(network.FullName!, throwOnError: true)!;

    /// <summary>Has a module of up to four inputs report each run; TorchSharp's own of more are seen by their parts.</summary>
    /// <param name="ran">The module's first input where it is a tensor, and its output.</param>
    public static void Watch(nn.Module module, Action<Tensor?, object?> ran)
    {
        for (var type = module.GetType(); type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.FullName!.StartsWith("TorchSharp.torch+nn+Module`", StringComparison.Ordinal))
            {
                var arguments = type.GetGenericArguments();
                typeof(CalledModels).GetMethods(BindingFlags.NonPublic | BindingFlags.Static)
                    .SingleOrDefault(m => m.Name == nameof(Hook) && m.GetGenericArguments().Length == arguments.Length)?
                    .MakeGenericMethod(arguments)
                    .Invoke(null, [module, ran]);
                return;
            }
        }
    }

    private static void Hook<T, TResult>(nn.Module<T, TResult> module, Action<Tensor?, object?> ran)
        => module.register_forward_hook((_, input, output) => Report(ran, input, output));

    private static void Hook<T1, T2, TResult>(nn.Module<T1, T2, TResult> module, Action<Tensor?, object?> ran)
        => module.register_forward_hook((_, input, _, output) => Report(ran, input, output));

    private static void Hook<T1, T2, T3, TResult>(nn.Module<T1, T2, T3, TResult> module, Action<Tensor?, object?> ran)
        => module.register_forward_hook((_, input, _, _, output) => Report(ran, input, output));

    private static void Hook<T1, T2, T3, T4, TResult>(nn.Module<T1, T2, T3, T4, TResult> module, Action<Tensor?, object?> ran)
        => module.register_forward_hook((_, input, _, _, _, output) => Report(ran, input, output));

    private static TResult Report<TResult>(Action<Tensor?, object?> ran, object? input, TResult output)
    {
        ran(input as Tensor, output);
        return output;
    }

    private static Assembly Compile()
    {
        var resources = typeof(CalledModels).Assembly.GetManifestResourceNames().Where(static n => n.StartsWith("Models/", StringComparison.Ordinal)).ToList();
        const string usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        // The sample itself would declare each model a second time.
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) != "Burden.Sample.TorchSharp.dll")
            .Select(static path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "CalledModels",
            [CSharpSyntaxTree.ParseText(usings), .. resources.Select(static name => CSharpSyntaxTree.ParseText(Read(name), path: name))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations));
        var called = compilation.ReplaceAll(static model => new Rewriter(model));
        using var stream = new MemoryStream();
        var emitted = called.Emit(stream);
        return emitted.Success ? Assembly.Load(stream.ToArray()) : throw new InvalidOperationException(string.Join('\n', emitted.Diagnostics.Where(static d => d.Severity == DiagnosticSeverity.Error)));
    }

    private static CSharpCompilation ReplaceAll(this CSharpCompilation compilation, Func<SemanticModel, Rewriter> rewriter)
        => compilation.SyntaxTrees.Aggregate(
            compilation,
            (all, tree) => all.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(rewriter(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot()), tree.Options)));

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(CalledModels).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    private sealed class Rewriter(SemanticModel model) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? VisitInvocationExpression(InvocationExpressionSyntax node)
            => base.VisitInvocationExpression(node) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: not BaseExpressionSyntax } access } call
                && model.GetSymbolInfo(node).Symbol is IMethodSymbol { Name: "forward" } method && (method.IsOverride || method.IsAbstract)
                ? call.WithExpression(access.WithName(SyntaxFactory.IdentifierName("call")))
                : base.VisitInvocationExpression(node);
    }
}
