using System.Globalization;

namespace Burden.Generator.Costs.Analyses;

/// <summary>Which figures of analyses are costs, and their names in ledgers and comparisons: <c>training.savedBytes</c>.</summary>
internal static class AnalysisKeys
{
    /// <summary>The constants that are compared: less is better. Others say what a figure is of, or follow from them.</summary>
    private static readonly HashSet<string> Costs = new(StringComparer.OrdinalIgnoreCase)
    {
        "ArenaBytes", "ArenaBytesByBreadth", "ArenaBytesWithoutInPlace", "LeastPeakFeatureBytes",
        "Milliseconds", "MemoryBytes", "FlashBytes",
        "ParameterBytes", "GradientBytes", "OptimizerBytes", "SavedBytes", "TrainingBytes", "TrainingFlops",
        "CacheBytesPerToken", "CacheBytes", "PrefillFlops", "DecodeFlops", "ActiveParameters",
        "QuantizedParameters", "ScaleBytes", "Conversions",
    };

    /// <summary>Whether a constant is a cost, in capitals or not: JSON begins with a small letter.</summary>
    public static bool IsCost(string constant) => Costs.Contains(constant);

    /// <summary>The name of a figure.</summary>
    /// <param name="analysis">The analysis's class.</param>
    public static string Of(string analysis, string constant) => $"{Camel(analysis)}.{Camel(constant)}";

    /// <summary>The costs among an analysis's constants, by their names.</summary>
    public static IEnumerable<(string Key, decimal Value)> In(string analysis, IEnumerable<(string Name, object Value)> constants)
        => constants.Where(static c => IsCost(c.Name) && c.Value is long or double).Select(c => (Of(analysis, c.Name), Number(c.Value)));

    /// <summary>A figure as a ledger writes it.</summary>
    public static string TextOf(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static decimal Number(object value) => value is long whole ? whole : (double)value is >= 0 and < 1e27 and var real ? (decimal)real : 0;

    /// <summary>A word of a line: without what separates words, names and values.</summary>
    private static string Camel(string name)
    {
        var word = new string([.. name.Where(static c => char.IsLetterOrDigit(c) || c == '_')]);
        return word.Length == 0 ? word : char.ToLowerInvariant(word[0]) + word.Substring(1);
    }
}
