namespace Burden.Reports.Rendering;

/// <summary>A table of text, for a terminal and for every kind of file.</summary>
internal sealed record Grid(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    /// <summary>The same without the columns that repeat what others show.</summary>
    public Grid WithoutRepetition() =>
        new([.. Columns.Where(static c => !c.IsRepetition)], [.. Rows.Select(r => r.Where((_, i) => !Columns[i].IsRepetition).ToArray())]);
}

/// <summary>A column of a <see cref="Grid"/>.</summary>
/// <param name="Title">What stands at its head.</param>
/// <param name="IsFigure">Whether it holds figures, which align right.</param>
/// <param name="IsRepetition">Whether other columns show the same, so that a narrow screen can do without it.</param>
internal sealed record Column(string Title, bool IsFigure = false, bool IsRepetition = false);

/// <summary>One cell of a <see cref="Grid"/>.</summary>
/// <param name="Text">What stands in it.</param>
/// <param name="Link">The file that it leads to, where the kind of output has links.</param>
internal sealed record Cell(string Text, string? Link = null)
{
    public static implicit operator Cell(string text) => new(text);
}
