using System.Globalization;

namespace Burden.Onnx.Reading;

/// <summary>The numbers that the user gives for what a file leaves open: the text of <see cref="OnnxOptions.Dimensions"/>, understood.</summary>
internal sealed class DimensionSettings
{
    private readonly Dictionary<string, string> entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> used = new(StringComparer.Ordinal);

    /// <exception cref="OnnxException">It can't be understood.</exception>
    public DimensionSettings(string text)
    {
        foreach (var entry in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = entry.LastIndexOf('=');
            if (equals <= 0 || equals == entry.Length - 1)
            {
                throw new OnnxException(OnnxFaultKind.Dimensions, $"'{entry}' in the dimensions is no 'name=number'", "");
            }

            var (name, value) = (entry[..equals].Trim(), entry[(equals + 1)..].Trim());
            if (!entries.TryAdd(name, value))
            {
                throw new OnnxException(OnnxFaultKind.Dimensions, $"the dimensions give '{name}' twice", "");
            }

            if (!name.EndsWith(":value", StringComparison.Ordinal))
            {
                _ = Numbers(name, value);
            }
        }
    }

    /// <summary>What was given and nothing asked for: most likely a slip of the keyboard.</summary>
    public IReadOnlyList<string> Unused => [.. entries.Keys.Where(k => !used.Contains(k))];

    /// <summary>The number of a symbol.</summary>
    public long? Symbol(string name) => Find(name) is { } text && Numbers(name, text) is [var number] ? number : null;

    /// <summary>The whole shape of a tensor.</summary>
    public long[]? Shape(string tensor) => Find(tensor) is { } text ? Numbers(tensor, text) : null;

    /// <summary>One size of a tensor.</summary>
    public long? Size(string tensor, int axis) => Single($"{tensor}:{Text.Of(axis)}");

    /// <summary>How often a loop runs.</summary>
    public long? Trips(string node) => Single($"{node}:trips");

    /// <summary>A tensor's values.</summary>
    public double[]? Values(string tensor)
    {
        var name = tensor + ":value";
        if (Find(name) is not { } text)
        {
            return null;
        }

        return [.. text.Split(',', StringSplitOptions.TrimEntries).Select(item =>
            item is "true" or "false" ? (item == "true" ? 1 : 0)
                : double.TryParse(item, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
                : throw new OnnxException(OnnxFaultKind.Dimensions, $"'{name}' is '{text}'; expected numbers parted by commas", ""))];
    }

    private long? Single(string name) => Find(name) is { } text && Numbers(name, text) is [var number] ? number : null;

    private string? Find(string name)
    {
        if (!entries.TryGetValue(name, out var text))
        {
            return null;
        }

        used.Add(name);
        return text;
    }

    private static long[] Numbers(string name, string text)
    {
        var parts = text.Split('x', ',');
        var numbers = new long[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!long.TryParse(parts[i].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                throw new OnnxException(OnnxFaultKind.Dimensions, $"'{name}' is '{text}' in the dimensions; expected a number, or numbers joined by x", "");
            }
        }

        return numbers;
    }
}
