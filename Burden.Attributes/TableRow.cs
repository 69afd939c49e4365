namespace Burden;

/// <summary>One line of a table in a constant string: fields parted by <c>|</c>, an empty one is 0.</summary>
internal readonly struct TableRow
{
    private readonly string table;
    private readonly int start;
    private readonly int end;

    private TableRow(string table, int start, int end)
    {
        this.table = table;
        this.start = start;
        this.end = end;
    }

    /// <summary>Where the next row begins.</summary>
    public int Next => end + 1;

    /// <summary>The row that begins at a place in a table whose rows all end in a line feed.</summary>
    public static TableRow At(string table, int start) => new(table, start, table.IndexOf('\n', start));

    public string Text(int field)
    {
        var (from, to) = Find(field);
        return table.Substring(from, to - from);
    }

    public long Number(int field)
    {
        var (from, to) = Find(field);
        var number = 0L;
        for (var i = from; i < to; i++)
        {
            number = (number * 10) + (table[i] - '0');
        }

        return number;
    }

    private (int From, int To) Find(int field)
    {
        var from = start;
        for (; field > 0; field--)
        {
            from = table.IndexOf('|', from, end - from) + 1;
        }

        var to = table.IndexOf('|', from, end - from);
        return (from, to < 0 ? end : to);
    }
}
