using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Burden.Reports.Rendering;

/// <summary>
/// A table for a screen. Where a frame doesn't fit, it has none, its titles take several lines, and its first column breaks
/// after dots and spaces, in a long word after underscores; where that doesn't fit, it leaves out repetitions, and at last shows each row as a block of lines.
/// No word is split.
/// </summary>
internal static class ScreenTable
{
    /// <summary>What a frame adds to a column: a line, and a space on both sides of the text.</summary>
    private const int FrameWidth = 3;

    private const int Gap = 2;

    /// <summary>Exporters join the names of operators that they fuse.</summary>
    private const int LongWord = 12;

    public static IRenderable Of(Grid grid, int screenWidth)
    {
        var framed = Widths(grid, static title => title.Length);
        if (framed.Sum(static w => w + FrameWidth) + 1 <= screenWidth)
        {
            return Table(grid, framed, isFramed: true);
        }

        return Unframed(grid, screenWidth) ?? Unframed(grid.WithoutRepetition(), screenWidth) ?? (IRenderable)Blocks(grid);
    }

    private static Table? Unframed(Grid grid, int screenWidth)
    {
        var widths = Widths(grid, static title => title.Split(' ').Max(static word => word.Length));
        var room = screenWidth - widths.Skip(1).Sum(static w => w + Gap);
        if (room < LongestPart(grid))
        {
            return null;
        }

        widths[0] = Math.Min(widths[0], room);
        return Table(grid, widths, isFramed: false);
    }

    private static int[] Widths(Grid grid, Func<string, int> titleWidth) =>
        [.. grid.Columns.Select((c, i) => grid.Rows.Select(r => r[i].Text.Length).Append(titleWidth(c.Title)).Max())];

    private static int LongestPart(Grid grid) =>
        grid.Rows.SelectMany(static r => Parts(r[0].Text)).Concat(grid.Columns[0].Title.Split(' ')).Max(static p => p.TrimEnd().Length);

    private static Table Table(Grid grid, int[] widths, bool isFramed)
    {
        var table = new Table { Border = isFramed ? TableBorder.Rounded : TableBorder.None };
        for (var i = 0; i < widths.Length; i++)
        {
            var column = grid.Columns[i];
            table.AddColumn(new TableColumn(new Text(isFramed ? column.Title : column.Title.Replace(' ', '\n')))
            {
                Alignment = column.IsFigure ? Justify.Right : Justify.Left,
                Padding = isFramed ? new Padding(1, 0) : new Padding(0, 0, i == widths.Length - 1 ? 0 : Gap, 0),
                Width = widths[i],
            });
        }

        foreach (var row in grid.Rows)
        {
            table.AddRow(row.Select((c, i) => new Text(i == 0 ? Broken(c.Text, widths[0]) : c.Text)));
        }

        return table;
    }

    /// <summary>Each row as lines of their own: the first cell, and below it the others with their titles.</summary>
    private static Text Blocks(Grid grid)
    {
        var text = new StringBuilder();
        foreach (var row in grid.Rows)
        {
            text.Append(row[0].Text).Append('\n');
            for (var i = 1; i < row.Count; i++)
            {
                if (row[i].Text.Length > 0)
                {
                    text.Append("  ").Append(grid.Columns[i].Title).Append(grid.Columns[i].Title.Length > 0 ? ": " : "").Append(row[i].Text).Append('\n');
                }
            }
        }

        return new Text(text.ToString());
    }

    private static string Broken(string cell, int width)
    {
        var lines = new List<string> { "" };
        foreach (var part in Parts(cell))
        {
            var line = lines[^1] + part;
            if (line.TrimEnd().Length <= width)
            {
                lines[^1] = line;
            }
            else
            {
                lines.Add(part);
            }
        }

        return string.Join('\n', lines.Select(static l => l.TrimEnd()));
    }

    /// <summary>The parts of a path or a text, each with the dot, the space or, where it is long, the underscore that ends it.</summary>
    private static IEnumerable<string> Parts(string cell)
    {
        var start = 0;
        for (var i = 0; i < cell.Length; i++)
        {
            if (cell[i] is '.' or ' ' || (cell[i] == '_' && i - start >= LongWord))
            {
                yield return cell[start..(i + 1)];
                start = i + 1;
            }
        }

        yield return cell[start..];
    }
}
