using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>A network read from its own code, and what analyzers report of it. It holds syntax, and is never in the pipeline.</summary>
/// <param name="Declaration">The pipeline's model.</param>
/// <param name="Fault">What made it impossible to follow the code to its end; null where nothing did.</param>
/// <param name="FaultSite">Where that is.</param>
/// <param name="Unregistered">Where modules are created whose parameters an optimiser would never see.</param>
internal sealed record CodeReading(NetworkDeclaration Declaration, CodeFault? Fault, SyntaxNode? FaultSite, IReadOnlyList<(string Message, SyntaxNode Site)> Unregistered);
