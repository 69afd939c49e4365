using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>Writes documents as Markdown, of the kind that GitHub shows.</summary>
internal static class MarkdownWriter
{
    public static string Write(Document document) =>
        $"# {document.Title}\n\n" + string.Join("\n", document.Blocks.Select(Write));

    private static string Write(Block block) => block switch
    {
        Block.Heading h => $"## {h.Text}\n",
        Block.Paragraph p => $"{p.Text}\n",
        Block.Points l => string.Concat(l.Texts.Select(static t => $"- {t}\n")),
        Block.Table t => MarkdownTable.Of(t.Grid),
        Block.Picture p => $"![{p.Description}]({p.Path})\n",
        Block.Link l => $"[{l.Text}]({l.Path})\n",
        _ => throw new NotSupportedException(block.GetType().Name),
    };
}
