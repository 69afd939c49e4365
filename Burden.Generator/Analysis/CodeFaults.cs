using Burden.Generator.Diagnostics;
using Burden.Generator.TorchSharp;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Analysis;

/// <summary>The errors in the code of a network that is a TorchSharp module.</summary>
internal static class CodeFaults
{
    public static IEnumerable<Diagnostic> Of(ISymbol network, Compilation compilation, CancellationToken cancellation)
    {
        if (CodeReader.Read(network, compilation, cancellation) is not { } reading)
        {
            yield break;
        }

        if (reading.Fault is { Id: not FaultId.None } fault)
        {
            yield return Diagnostic.Create(
                Rules.Of(fault.Id),
                reading.FaultSite?.GetLocation() ?? Location.None,
                fault.Related.Select(static r => r.GetLocation()),
                fault.Message);
        }

        foreach (var (message, site) in reading.Unregistered)
        {
            yield return Diagnostic.Create(Rules.Unregistered, site.GetLocation(), message);
        }
    }
}
