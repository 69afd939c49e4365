using Burden.Generator.Budgets;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Burden.Generator.Emission;

/// <summary>
/// The MSBuild property that leaves the constants of layers out: each is a symbol that the compiler declares and announces to
/// every analyzer, which is most of what Burden adds to the build of a large project.
/// </summary>
internal static class LayerConstants
{
    public const string Property = "BurdenLayerConstants";

    /// <summary>Whether layers have constants: unless the property says that they have none.</summary>
    public static bool AreWritten(AnalyzerConfigOptions global) => !bool.TryParse(ValueIn(global), out var written) || written;

    /// <summary>What is wrong with the property's value; null where nothing is.</summary>
    public static SettingFault? FaultIn(AnalyzerConfigOptions global)
        => ValueIn(global) is { } text && !bool.TryParse(text, out _) ? new SettingFault(Property, SettingFault.InProject, text, "is neither true nor false") : null;

    private static string? ValueIn(AnalyzerConfigOptions global)
        => global.TryGetValue($"build_property.{Property}", out var text) && text.Trim() is { Length: > 0 } value ? value : null;
}
