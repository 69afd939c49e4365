using System.Text;

namespace Burden.Reports.Rendering;

/// <summary>A table as Markdown, its columns aligned, so that the plain text reads well too.</summary>
internal static class MarkdownTable
{
    public static string Of(Grid grid)
    {
        var rows = grid.Rows.Select(static r => r.Select(Text).ToArray()).ToList();
        var widths = grid.Columns.Select((c, i) => rows.Select(r => r[i].Length).Append(c.Title.Length).Max()).ToArray();
        var text = new StringBuilder();
        Write(text, grid, widths, [.. grid.Columns.Select(static c => c.Title)]);
        Write(text, grid, widths, [.. grid.Columns.Select((c, i) => Rule(c, widths[i]))]);
        rows.ForEach(r => Write(text, grid, widths, r));
        return text.ToString();
    }

    private static void Write(StringBuilder text, Grid grid, int[] widths, string[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            text.Append("| ").Append(grid.Columns[i].IsFigure ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append(' ');
        }

        text.Append("|\n");
    }

    private static string Rule(Column column, int width) => column.IsFigure ? new string('-', width - 1) + ":" : new string('-', width);

    private static string Text(Cell cell)
    {
        var text = cell.Text.Replace("|", "\\|", StringComparison.Ordinal);
        return cell.Link is { } link ? $"[{text}]({link})" : text;
    }
}
