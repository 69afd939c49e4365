namespace Burden.OnnxRuntime.Tests;

/// <summary>Small models, one an operator or a combination.</summary>
internal static partial class OperatorCases
{
    public static IReadOnlyList<OperatorCase> All => field ??= [.. Layers, .. Shapes, .. Values];
}
