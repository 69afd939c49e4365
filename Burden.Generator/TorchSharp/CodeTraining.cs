using Burden.Generator.Costs.Analyses;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>The <c>[Training]</c> of a network that is code: the code is followed again as in training, at the batch of training.</summary>
internal static class CodeTraining
{
    /// <summary>The inputs in one step; null where nobody asks for training, or the attribute is faulty.</summary>
    public static long? BatchOf(NetworkDeclaration network)
    {
        foreach (var request in network.Analyses)
        {
            if (request is { Kind: TrainingAnalysis.Name, IsRejected: false, Faults.Count: 0 })
            {
                return request.Arguments.FirstOrDefault(static a => a.Name == TrainingAnalysis.BatchArgument)?.Value switch
                {
                    null or NullConstant => network.Settings.Batch,
                    IntegerConstant { Value: >= 1 and var batch } => batch,
                    _ => null,
                };
            }
        }

        return null;
    }

    /// <summary>Follows the code.</summary>
    /// <param name="type">The type of features.</param>
    /// <param name="inputs">The inputs of <c>forward</c>.</param>
    /// <returns>What it came to, and the files that rests on.</returns>
    public static (SizedCode Code, IEnumerable<SyntaxTree> Reached) Follow(long batch, DataType type, IReadOnlyList<TraceInput> inputs, Followed followed, CancellationToken cancellation)
    {
        var trace = CodeTracer.Follow(followed.Symbol, inputs, batch, followed.Compilation, cancellation, trained: type);
        return (CodeReport.ResultOf(trace, batch), trace.Sources.Reached);
    }
}
