using System.Globalization;
using Burden.Generator.Helpers;
using Burden.Generator.Model;
using StoredType = Burden.Generator.Model.DataType;

namespace Burden.Tool.Changes;

/// <summary>What is asked of a network besides what it states: other inputs, another batch, other types.</summary>
/// <param name="Inputs">The shapes of inputs.</param>
/// <param name="Batch">How many inputs run at once; null for as many as the network states.</param>
/// <param name="Precision">The type of parameters and features; null for those that the network states.</param>
internal sealed record WhatIf(IReadOnlyList<InputShape> Inputs, long? Batch, StoredType? Precision)
{
    /// <summary>Whether anything is asked.</summary>
    public bool IsAsked => Inputs.Count > 0 || Batch is not null || Precision is not null;

    /// <summary>The names of types, as they are given.</summary>
    public static IReadOnlyList<string> Types { get; } = [.. Enum.GetValues<StoredType>().OrderByDescending(static t => t.Bits()).ThenBy(static t => t.IsInteger()).Select(static t => t.Word())];

    /// <summary>Reads what a command line gives.</summary>
    /// <exception cref="ToolException">Something of it can't be.</exception>
    public static WhatIf Of(IReadOnlyList<string> inputs, string? batch, string? precision) => new([.. inputs.Select(InputShape.Parse)], BatchOf(batch), TypeOf(precision));

    /// <summary>A class whose own precision is this one's, over what it states besides: its scales and groups.</summary>
    public ClassDeclaration Precise(ClassDeclaration @class)
    {
        if (Precision is not { } type)
        {
            return @class;
        }

        var arguments = new[] { new Argument(nameof(PrecisionSettings.Parameters), (long)type), new Argument(nameof(PrecisionSettings.Features), (long)type) };
        return @class with { Precisions = @class.Precisions.Prepend(new PrecisionUse(new Place(@class.Id, null, Place.Precision), arguments.ToEquatableArray())).ToEquatableArray() };
    }

    /// <summary>What is changed, and what it was.</summary>
    /// <param name="inputs">The shapes of all inputs now; null each for those that are not changed.</param>
    /// <param name="before">The shapes that the network states.</param>
    /// <param name="batch">The batch now.</param>
    /// <param name="batchBefore">The batch that it states; null where that is not known.</param>
    public string Describe(IReadOnlyList<IReadOnlyList<long>?> inputs, IReadOnlyList<string> before, long batch, long? batchBefore)
    {
        var parts = new List<string>();
        if (Inputs.Count > 0)
        {
            parts.Add($"{(inputs.Count > 1 ? "inputs" : "input")} {string.Join(", ", inputs.Select((s, i) => s is null ? before[i] : InputShape.Text(s)))} instead of {string.Join(", ", before)}");
        }

        if (Batch is not null)
        {
            parts.Add($"batch {batch}{(batchBefore is null ? "" : $" instead of {batchBefore}")}");
        }

        if (Precision is { } type)
        {
            parts.Add($"parameters and features in {type.Word()}");
        }

        return $"Worked out with {string.Join("; ", parts)}.";
    }

    private static long? BatchOf(string? text)
        => text is null ? null
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var batch) && batch is >= 1 and <= int.MaxValue ? batch
            : throw new ToolException($"the batch is '{text}'; expected a number of at least 1");

    private static StoredType? TypeOf(string? word)
        => word is null ? null
            : Enum.GetValues<StoredType>().Where(t => t.Word().Equals(word, StringComparison.OrdinalIgnoreCase)).Select(static t => (StoredType?)t).FirstOrDefault()
                ?? throw new ToolException($"'{word}' is no type{new Misspelling(word, Nearest.Of(word.ToLowerInvariant(), Types)).Question}; expected one of {string.Join(", ", Types)}".Replace("?; expected", "? Expected", StringComparison.Ordinal));
}
