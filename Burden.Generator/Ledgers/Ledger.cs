using System.Globalization;
using Burden.Generator.Helpers;

namespace Burden.Generator.Ledgers;

/// <summary>
/// The cost ledger: a text file that lists what each network of a project costs, sorted, one network a line, so that a
/// change of costs is a changed line and two branches that add networks merge.
/// </summary>
internal sealed class Ledger
{
    /// <summary>The file's name.</summary>
    public const string FileName = "burden.costs.txt";

    /// <summary>The first line.</summary>
    public const string Header = HeaderStart + Format;

    private const string HeaderStart = "# Burden cost ledger, format ";
    private const string Format = "1";

    private Ledger(IReadOnlyList<LedgerLine> lines, IReadOnlyList<LedgerFault> faults, IReadOnlyList<int> leftovers)
    {
        Lines = lines;
        Faults = faults;
        Leftovers = leftovers;
    }

    /// <summary>The networks' lines, in the order of the file.</summary>
    public IReadOnlyList<LedgerLine> Lines { get; }

    /// <summary>What can't be read.</summary>
    public IReadOnlyList<LedgerFault> Faults { get; }

    /// <summary>The lines that an unresolved merge left: its markers, and second lines of networks. They are one error.</summary>
    public IReadOnlyList<int> Leftovers { get; }

    /// <summary>Whether the lines can be read: the format is known.</summary>
    public bool IsReadable { get; private init; } = true;

    /// <summary>Reads a ledger. An empty file is an empty ledger.</summary>
    public static Ledger Parse(IReadOnlyList<string> text)
    {
        var lines = new List<LedgerLine>();
        var faults = new List<LedgerFault>();
        var leftovers = new List<int>();
        var disputed = new SortedSet<string>(StringComparer.Ordinal);
        int? conflict = null;
        var inConflict = false;
        var named = new HashSet<string>(StringComparer.Ordinal);
        var hasHeader = false;
        for (var i = 0; i < text.Count; i++)
        {
            var line = text[i].Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (IsMarker(line))
            {
                conflict ??= i;
                inConflict = line[0] != '>';
                leftovers.Add(i);
                continue;
            }

            if (!hasHeader)
            {
                if (!line.StartsWith(HeaderStart, StringComparison.Ordinal))
                {
                    return Unreadable(i, $"the ledger does not begin with '{Header}'");
                }

                if (line.Substring(HeaderStart.Length).Trim() is var format && format != Format)
                {
                    return Unreadable(i, $"the ledger has format {format}; this version of Burden reads format {Format}");
                }

                hasHeader = true;
            }
            else if (line[0] != '#')
            {
                var name = line.Split([' ', '\t'], 2)[0];
                var entry = LedgerEntry.Parse(line);
                if (entry is null)
                {
                    faults.Add(new LedgerFault(i, $"the line can't be read; expected '{Example}'"));
                }
                else if (!named.Add(name) && inConflict)
                {
                    // Neither side's figures count until one is chosen.
                    disputed.Add(name);
                    leftovers.Add(i);
                    var first = lines.FindIndex(l => l.Network == name);
                    lines[first] = lines[first] with { Entry = null };
                    continue;
                }
                else if (lines.Exists(l => l.Network == name))
                {
                    faults.Add(new LedgerFault(i, $"'{name}' already has a line"));
                    continue;
                }

                lines.Add(new LedgerLine(i, name, entry));
            }
        }

        if (conflict is { } start)
        {
            var about = disputed.Count == 0 ? "" : $" about {string.Join(", ", disputed.Select(static n => $"'{n}'"))}";
            faults.Insert(0, new LedgerFault(start, $"the ledger holds an unresolved merge conflict{about}; keep one line for each network and remove the markers"));
        }

        return new Ledger(lines, faults, leftovers);
    }

    /// <summary>Whether a line is one that Git puts between the sides of a merge.</summary>
    private static bool IsMarker(string line)
        => line.StartsWith("<<<<<<<", StringComparison.Ordinal) || line.StartsWith("|||||||", StringComparison.Ordinal)
            || line.StartsWith("=======", StringComparison.Ordinal) || line.StartsWith(">>>>>>>", StringComparison.Ordinal);

    /// <summary>The whole file of some networks, ending in a line break.</summary>
    public static string Write(IEnumerable<LedgerEntry> entries)
        => string.Concat(entries
            .OrderBy(static e => e.Network, StringComparer.Ordinal)
            .Select(static e => e.ToString())
            .Prepend(Header)
            .Select(static l => l + "\n"));

    /// <summary>
    /// The figures that changed, from and to; empty where all listed figures are equal. Figures of analyses are listed where the
    /// network asks for them, and nowhere else.
    /// </summary>
    public static string Changes(LedgerEntry listed, LedgerEntry now)
        => string.Join(", ", listed.Figures
            .Select((figure, i) => (Name: LedgerEntry.Names[i], Old: (decimal)figure, New: (decimal)now.Figures[i]))
            .Concat(from figure in now.Analyses
                    join old in listed.Analyses on figure.Key equals old.Key
                    select (Name: figure.Key, Old: old.Value, New: figure.Value))
            .Where(static f => f.Old != f.New)
            .Select(static f => $"{f.Name} {Amount(f.Old)} -> {Amount(f.New)} ({Budgets.BudgetWords.Change(f.Old, f.New)})")
            .Concat(now.Analyses.Where(f => listed.Analyses.All(l => l.Key != f.Key)).Select(static f => $"{f.Key} {Amount(f.Value)} (not listed)"))
            .Concat(listed.Analyses.Where(f => now.Analyses.All(n => n.Key != f.Key)).Select(static f => $"{f.Key} {Amount(f.Value)} (listed, and not asked for)")));

    private static string Amount(decimal value) => value.ToString("#,##0.############################", CultureInfo.InvariantCulture);

    private static string Example => new LedgerEntry("Network", [.. LedgerEntry.Names.Select(static _ => 0L)]).ToString();

    private static Ledger Unreadable(int line, string message) => new([], [new LedgerFault(line, message)], []) { IsReadable = false };
}

/// <summary>A line of a network.</summary>
/// <param name="Line">Its number, from 0.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Entry">Its figures; null where they can't be read.</param>
internal sealed record LedgerLine(int Line, string Network, LedgerEntry? Entry);

/// <summary>A line that can't be read.</summary>
internal sealed record LedgerFault(int Line, string Message);
