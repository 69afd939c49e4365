using System.Globalization;
using System.Text;

namespace Burden.Onnx.Importing;

/// <summary>Makes C# names of names in a file.</summary>
internal static class Names
{
    /// <summary>Names that a class of layers may not give to a property: they mean something else in it.</summary>
    private static readonly string[] Members =
    [
        ReservedNames.Input, ReservedNames.Cost, ReservedNames.From, ReservedNames.Repeat, ReservedNames.SharesWith, ReservedNames.SharesBias, ReservedNames.ParametersOnly, ReservedNames.OutputType,
        "Layer", "Layers", "TypeId", "Match", "IsDefaultAttribute", "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "ReferenceEquals", "Finalize",
    ];

    /// <summary>Names of Burden's attributes and types: a class of such a name would hide them.</summary>
    public static readonly IReadOnlySet<string> OfBurden = new HashSet<string>(
        [
            .. Generator.Layers.LayerKinds.List.Select(static k => k.Name), .. Generator.Layers.LayerKinds.List.Select(static k => $"{k.Name}Attribute"),
            "Network", "Input", "Output", "When", "Report", "Budget", "Arguments", "CostRule", "TensorInput", "Precision", "Module", "ModuleAttribute", "Merge", "MergeAttribute",
            "Layer", "LayerAttribute", "LayerCost", "LayerTable", "NetworkCost", "NetworkReport", "NetworkCatalog", "DataType", "Units", "Burden", "Analysis", "Decoding", "Device", "Devices", "MemoryPlan",
            "Optimizer", "ReceptiveFields", "Training", "TrainingPrecision", "Attribute", "Flags", "Obsolete", "Serializable", "Cost",
        ],
        StringComparer.Ordinal);

    /// <summary>The identifier of a name's words: <c>features.0/conv-1</c> is <c>Features0Conv1</c>. Empty where no character can stand in one.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder(name.Length);
        var starts = true;
        foreach (var rune in name.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            var isLetter = Rune.IsLetter(rune) && rune.IsBmp;
            if (!isLetter && Rune.GetUnicodeCategory(rune) != UnicodeCategory.DecimalDigitNumber)
            {
                starts = true;
                continue;
            }

            if (text.Length > 0 && starts && char.IsDigit(text[^1]) && !isLetter)
            {
                // 1.0 is not 10.
                text.Append('_');
            }

            text.Append(starts && isLetter ? Rune.ToUpperInvariant(rune) : rune);
            starts = false;
        }

        return text.Length > 0 && char.IsDigit(text[0]) ? $"_{text}" : text.ToString();
    }

    /// <summary>Whether a text is a name that a class may have.</summary>
    public static bool IsIdentifier(string name)
        => name.Length > 0 && (name[0] == '_' || char.IsLetter(name[0])) && name.All(static c => c == '_' || char.IsLetterOrDigit(c)) && !Keywords.Contains(name);

    /// <summary>The names that are taken in a class from the start.</summary>
    /// <param name="class">The class's own name.</param>
    public static HashSet<string> TakenIn(string @class) => new([.. Members, @class, $"{@class}Attribute"], StringComparer.Ordinal);

    /// <summary>A name that isn't taken, and now is: <c>Conv</c>, <c>Conv2</c>, <c>Conv3</c>.</summary>
    public static string Unique(HashSet<string> taken, string name)
    {
        var unique = name;
        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = char.IsDigit(name[^1]) ? $"{name}_{Text.Of(number)}" : $"{name}{Text.Of(number)}";
        }

        return unique;
    }

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    private static readonly HashSet<string> Keywords = new(
        ("abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit extern false finally fixed float for "
        + "foreach goto if implicit in int interface internal is lock long namespace new null object operator out override params private protected public readonly ref return sbyte sealed "
        + "short sizeof stackalloc static string struct switch this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while record partial var dynamic file scoped required field").Split(' '),
        StringComparer.Ordinal);
}
