namespace Burden.Onnx.Build;

/// <summary>What a build asks for: a text of lines <c>|key|value</c>, a value going on in lines that begin otherwise.</summary>
/// <param name="Output">The folder that the summaries go to.</param>
/// <param name="Models">The project's items.</param>
internal sealed record ModelRequest(string Output, IReadOnlyList<RequestedModel> Models)
{
    /// <exception cref="FormatException">The text is no request.</exception>
    public static ModelRequest Parse(string text)
    {
        var output = "";
        var models = new List<(string File, List<KeyValuePair<string, string>> Values)>();
        foreach (var (key, value) in Pairs(text))
        {
            switch (key)
            {
                case "Output":
                    output = value;
                    break;
                case "Model":
                    models.Add((value, []));
                    break;
                case "Reader":
                    // There so that another version of this program is another request.
                    break;
                default:
                    (models.Count > 0 ? models[^1].Values : throw new FormatException($"'{key}' stands before any model")).Add(new(key, value));
                    break;
            }
        }

        return output.Length == 0
            ? throw new FormatException("the request names no folder for its output")
            : new ModelRequest(output, [.. models.Select(static m => new RequestedModel(m.File, m.Values))]);
    }

    private static IEnumerable<(string Key, string Value)> Pairs(string text)
    {
        string? key = null;
        var value = "";
        foreach (var line in text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith('|') && line.IndexOf('|', 1) is > 1 and var end)
            {
                if (key is not null)
                {
                    yield return (key, value.Trim());
                }

                (key, value) = (line[1..end], line[(end + 1)..]);
            }
            else
            {
                value += "\n" + line;
            }
        }

        if (key is not null)
        {
            yield return (key, value.Trim());
        }
    }
}

/// <summary>One item.</summary>
/// <param name="File">The file as the item names it.</param>
/// <param name="Values">Where it is defined, and its metadata.</param>
internal sealed record RequestedModel(string File, IReadOnlyList<KeyValuePair<string, string>> Values)
{
    /// <summary>The key of the project file that defines the item.</summary>
    public const string DefiningProject = nameof(DefiningProject);

    public string Project => this[DefiningProject];

    /// <summary>A value; empty where there is none.</summary>
    public string this[string key] => Values.FirstOrDefault(v => v.Key == key).Value ?? "";
}
