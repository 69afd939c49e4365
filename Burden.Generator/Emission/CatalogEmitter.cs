using System.Collections.Immutable;
using Burden.Generator.Helpers;

namespace Burden.Generator.Emission;

/// <summary>Writes the catalog of an assembly's networks, which needs no reflection.</summary>
internal static class CatalogEmitter
{
    /// <param name="entries">The expressions that yield the networks' costs.</param>
    public static string Emit(IEnumerable<string> entries)
    {
        var sorted = entries.OrderBy(static e => e, StringComparer.Ordinal).ToList();
        var writer = new SourceWriter();
        // It has too little code for the analysis to cost anything.
        GeneratedFile.Header(writer, knowsNullable: false);
        writer.Open("namespace Burden");
        writer.Doc("<summary>The networks that this assembly declares, sorted by the names of their classes.</summary>");
        writer.Line(GeneratedFile.Attribute);
        writer.Open("internal static class NetworkCatalog");
        writer.Doc("<summary>How many networks.</summary>");
        writer.Line($"public const int Count = {Text.Of(sorted.Count)};");
        writer.Line();
        writer.Doc("<summary>The costs of one network.</summary>");
        writer.Doc("<param name=\"index\">Which, from 0 to <see cref=\"Count\"/> - 1.</param>");
        writer.Doc("<exception cref=\"global::System.ArgumentOutOfRangeException\">There is no such network.</exception>");
        writer.Open("public static global::Burden.NetworkCost Get(int index)");
        writer.Open("switch (index)");
        for (var i = 0; i < sorted.Count; i++)
        {
            writer.Line($"case {Text.Of(i)}: return {sorted[i]};");
        }

        writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(index));");
        writer.Close();
        writer.Close();
        writer.Line();
        writer.Doc("<summary>All networks.</summary>");
        writer.Open("public static global::System.Collections.Generic.IEnumerable<global::Burden.NetworkCost> All");
        writer.Open("get");
        writer.Open("for (int i = 0; i < Count; i++)");
        writer.Line("yield return Get(i);");
        writer.Close();
        writer.Close();
        writer.Close();
        writer.Close();
        writer.Close();
        return writer.ToString();
    }
}
