namespace Burden.Generator.Ledgers;

/// <summary>Edits a ledger's text line by line, so that remarks and the other lines stay as they are.</summary>
internal sealed class LedgerText
{
    private readonly List<string> lines;
    private readonly string newLine;

    private LedgerText(List<string> lines, string newLine)
    {
        this.lines = lines;
        this.newLine = newLine;
    }

    /// <summary>Opens a ledger; null where it is of another format.</summary>
    public static LedgerText? Open(string text)
    {
        var newLine = text.Contains("\r\n") ? "\r\n" : "\n";
        var lines = text.Split('\n').Select(static l => l.TrimEnd('\r')).ToList();
        while (lines.Count > 0 && lines[lines.Count - 1].Trim().Length == 0)
        {
            lines.RemoveAt(lines.Count - 1);
        }

        if (!Ledger.Parse(lines).IsReadable)
        {
            return null;
        }

        if (lines.Count == 0)
        {
            lines.Add(Ledger.Header);
        }

        return new LedgerText(lines, newLine);
    }

    /// <summary>Writes a network's line, in its place in the order.</summary>
    public void Set(LedgerEntry entry)
    {
        var ledger = Ledger.Parse(lines);
        if (ledger.Lines.FirstOrDefault(l => l.Network == entry.Network) is { } listed)
        {
            lines[listed.Line] = entry.ToString();
            return;
        }

        var next = ledger.Lines.FirstOrDefault(l => string.CompareOrdinal(l.Network, entry.Network) > 0);
        lines.Insert(next?.Line ?? lines.Count, entry.ToString());
    }

    /// <summary>Removes the lines that no network of the project has, and those that can't be read.</summary>
    public void RemoveAllBut(ICollection<string> networks)
    {
        var ledger = Ledger.Parse(lines);
        var removed = ledger.Lines.Where(l => !networks.Contains(l.Network)).Select(static l => l.Line)
            .Concat(ledger.Faults.Select(static f => f.Line))
            .Concat(ledger.Leftovers)
            .Distinct();
        foreach (var line in removed.OrderByDescending(static l => l))
        {
            lines.RemoveAt(line);
        }
    }

    public override string ToString() => string.Concat(lines.Select(l => l + newLine));
}
