using Spectre.Console;

namespace Burden.Sample.Rendering;

/// <summary>A table for a screen: framed where it is wide enough, else without a frame and with its titles over several lines.</summary>
internal static class ScreenTable
{
    /// <summary>What a frame adds to a column: a line, and a space on both sides of the text.</summary>
    private const int FrameWidth = 3;

    private const int Gap = 2;

    public static Table Of(Grid grid, int screenWidth)
    {
        var isFramed = FramedWidth(grid) <= screenWidth;
        var table = new Table { Border = isFramed ? TableBorder.Rounded : TableBorder.None };
        foreach (var column in grid.Columns)
        {
            table.AddColumn(new TableColumn(new Text(isFramed ? column.Title : column.Title.Replace(' ', '\n')))
            {
                Alignment = column.IsFigure ? Justify.Right : Justify.Left,
                Padding = isFramed ? new Padding(1, 0) : new Padding(0, 0, ReferenceEquals(column, grid.Columns[^1]) ? 0 : Gap, 0),
            });
        }

        foreach (var row in grid.Rows)
        {
            table.AddRow(row.Select(static c => new Text(c.Text)));
        }

        return table;
    }

    private static int FramedWidth(Grid grid) =>
        grid.Columns.Select((c, i) => grid.Rows.Select(r => r[i].Text.Length).Append(c.Title.Length).Max() + FrameWidth).Sum() + 1;
}
