using System.Globalization;

namespace Burden.Tool.Changes;

/// <summary>The shape that an input is to have, as a command line gives it.</summary>
/// <param name="Name">The input's name; null for the next one that none is given for.</param>
/// <param name="Sizes">Its sizes, without the batch.</param>
internal sealed record InputShape(string? Name, IReadOnlyList<long> Sizes)
{
    /// <summary>Reads <c>3x320x320</c> or <c>sensors=4</c>.</summary>
    /// <exception cref="ToolException">It is neither.</exception>
    public static InputShape Parse(string text)
    {
        var equals = text.LastIndexOf('=');
        var sizes = text[(equals + 1)..].Split('x', StringSplitOptions.TrimEntries);
        var numbers = new long[sizes.Length];
        for (var i = 0; i < sizes.Length; i++)
        {
            if (!long.TryParse(sizes[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]) || numbers[i] < 1)
            {
                throw new ToolException($"'{text}' is no input; expected its sizes joined by x, without the batch, such as 3x320x320, and 'name=' before them for one of several inputs");
            }
        }

        return new InputShape(equals <= 0 ? null : text[..equals].Trim(), numbers);
    }

    /// <summary>Which shape each input of a network is to have; null where it keeps its own.</summary>
    /// <param name="given">The shapes that are given.</param>
    /// <param name="network">The network's name, for errors.</param>
    /// <param name="inputs">The names of its inputs, and their shapes; null where one is not known.</param>
    /// <exception cref="ToolException">There is no such input, or it has another number of dimensions.</exception>
    public static IReadOnlyList<IReadOnlyList<long>?> Assign(IReadOnlyList<InputShape> given, string network, IReadOnlyList<(string Name, IReadOnlyList<long>? Sizes)> inputs)
    {
        var assigned = new IReadOnlyList<long>?[inputs.Count];
        foreach (var shape in given.OrderBy(static s => s.Name is null))
        {
            var index = shape.Name is null
                ? Array.FindIndex(assigned, static a => a is null)
                : inputs.Select(static i => i.Name).ToList().FindIndex(n => n.Equals(shape.Name, StringComparison.OrdinalIgnoreCase));
            if (index < 0)
            {
                throw new ToolException(shape.Name is null
                    ? $"{given.Count} inputs are given; '{network}' has {inputs.Count}: {string.Join(", ", inputs.Select(static i => i.Name))}"
                    : $"'{network}' has no input '{shape.Name}'; expected one of {string.Join(", ", inputs.Select(static i => i.Name))}");
            }

            if (assigned[index] is not null)
            {
                throw new ToolException($"the input '{inputs[index].Name}' is given twice");
            }

            if (inputs[index].Sizes is { } own && own.Count != shape.Sizes.Count)
            {
                throw new ToolException($"the input '{inputs[index].Name}' of '{network}' is {Text(own)}, of {own.Count} dimensions without the batch; {Text(shape.Sizes)} has {shape.Sizes.Count}");
            }

            assigned[index] = shape.Sizes;
        }

        return assigned;
    }

    /// <summary>A shape as it is written.</summary>
    public static string Text(IReadOnlyList<long> sizes) => string.Join('x', sizes.Select(static s => s < 0 ? "?" : s.ToString(CultureInfo.InvariantCulture)));
}
