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

    /// <summary>A row that is all of a text.</summary>
    public static TableRow Of(string row) => new(row, 0, row.Length);

    public string Text(int field)
    {
        var (from, to) = Find(field);
        return table.Substring(from, to - from);
    }

    /// <summary>
    /// The first field as a path: each dot at its beginning means one more part that it shares with the previous row.
    /// </summary>
    public string Path()
    {
        var (from, to) = Find(0);
        var path = "";
        var needed = int.MaxValue;
        for (var row = start; ; row = table.LastIndexOf('\n', row - 2) + 1)
        {
            if (row != start)
            {
                (from, to) = (row, table.IndexOf('|', row));
            }

            var shared = 0;
            while (table[from] == '.')
            {
                shared++;
                from++;
            }

            if (shared < needed)
            {
                path = Parts(from, to, needed - shared) + path;
                needed = shared;
            }

            if (needed == 0)
            {
                return path;
            }
        }
    }

    /// <summary>So many parts of a path, each with the dot that ends it; all of them where there are no more.</summary>
    private string Parts(int from, int to, int count)
    {
        var end = from;
        for (; count > 0 && end < to; count--)
        {
            var dot = table.IndexOf('.', end, to - end);
            end = dot < 0 ? to : dot + 1;
        }

        return table.Substring(from, end - from);
    }

    public long Number(int field)
    {
        var (from, to) = Find(field);
        return Number(from, to);
    }

    /// <summary>The number in a field that not all rows have.</summary>
    public long NumberOr(int field, long otherwise) => FindOptional(field) is (var from, var to) ? Number(from, to) : otherwise;

    /// <summary>The text in a field that not all rows have; null where it is empty too.</summary>
    public string? TextOrNull(int field) => FindOptional(field) is (var from, var to) ? table.Substring(from, to - from) : null;

    /// <summary>A field that rows may leave empty or out.</summary>
    private (int From, int To)? FindOptional(int field)
    {
        var from = start;
        for (; field > 0; field--)
        {
            var bar = table.IndexOf('|', from, end - from);
            if (bar < 0)
            {
                return null;
            }

            from = bar + 1;
        }

        var to = table.IndexOf('|', from, end - from);
        to = to < 0 ? end : to;
        return from == to ? null : (from, to);
    }

    private long Number(int from, int to)
    {
        var number = 0L;
        var isNegative = from < to && table[from] == '-';
        for (var i = isNegative ? from + 1 : from; i < to; i++)
        {
            number = (number * 10) + (table[i] - '0');
        }

        return isNegative ? -number : number;
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
