using System.Text.RegularExpressions;

namespace Burden.Generator.Tests.Docs;

/// <summary>A page of the documentation: what it shows is compiled, what it states is compared.</summary>
internal sealed partial class Page(string text)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Docs");

    public string Text { get; } = text;

    /// <summary>The C# that it shows, in order.</summary>
    public IReadOnlyList<string> Code => Blocks("csharp");

    /// <summary>The blocks of plain text.</summary>
    public IReadOnlyList<string> Texts => Blocks("text");

    /// <summary>The diagnostics of its C# that it quotes, as <c>BRD0001: message</c>; not those of a project's ONNX files.</summary>
    public IReadOnlyList<string> Quoted => [.. Texts.SelectMany(static b => b.Split('\n')).Where(static line => !line.StartsWith("App.csproj(", StringComparison.Ordinal))
        .Select(static line => Diagnostic().Match(line)).Where(static m => m.Success).Select(static m => m.Groups[1].Value)];

    /// <summary>The rows of its tables, each the texts of its cells.</summary>
    public IEnumerable<string[]> Rows => Text.Split('\n')
        .Where(static line => line.StartsWith("| ", StringComparison.Ordinal))
        .Select(static line => (string[])[.. Cell().Split(line.Trim().Trim('|')).Select(static cell => cell.Trim())]);

    public static Page Read(params string[] path)
        => new(File.ReadAllText(Path.Combine([Folder, .. path])).ReplaceLineEndings("\n"));

    private IReadOnlyList<string> Blocks(string language)
        => [.. Fence().Matches(Text).Where(m => m.Groups[1].Value == language).Select(static m => m.Groups[2].Value)];

    [GeneratedRegex("^```(\\w*)\\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("(?:error|warning|info) (BRD\\d{4}: .*)$")]
    private static partial Regex Diagnostic();

    /// <summary>A bar that parts cells; one inside a cell has a backslash before it.</summary>
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Cell();
}
