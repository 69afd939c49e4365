namespace Burden.Generator.Helpers;

/// <summary>The name that a mistyped one was probably meant to be.</summary>
internal static class Nearest
{
    /// <summary>Longer names are not compared: they are no typos.</summary>
    private const int LongestName = 100;

    private const int Edit = 2;
    private const int CaseEdit = 1;

    /// <summary>
    /// The candidate nearest to the name, or null where none is near enough: at most one typo for each three letters,
    /// where a typo is an extra, missing, wrong or swapped letter, and a wrong case is half a typo.
    /// A name that differs only in case is always near.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> candidates)
    {
        if (name.Length > LongestName)
        {
            return null;
        }

        var most = Math.Max(CaseEdit, name.Length / 3 * Edit);
        string? nearest = null;
        var least = most + 1;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) * Edit > most)
            {
                continue;
            }

            var distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase) ? CaseEdit : Distance(name, candidate);
            // Among equals the first by ordinal, so that the order of the candidates doesn't matter.
            if (distance < least || (distance == least && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0))
            {
                (nearest, least) = (candidate, distance);
            }
        }

        return nearest;
    }

    /// <summary>The optimal string alignment distance: Levenshtein's, with swapped neighbours as one edit.</summary>
    private static int Distance(string a, string b)
    {
        var beforePrevious = new int[b.Length + 1];
        var previous = new int[b.Length + 1];
        var current = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
        {
            previous[j] = j * Edit;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            current[0] = i * Edit;
            for (var j = 1; j <= b.Length; j++)
            {
                var edits = Math.Min(previous[j - 1] + Replace(a[i - 1], b[j - 1]), Math.Min(previous[j], current[j - 1]) + Edit);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    edits = Math.Min(edits, beforePrevious[j - 2] + Edit);
                }

                current[j] = edits;
            }

            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }

        return previous[b.Length];
    }

    private static int Replace(char a, char b)
        => a == b ? 0 : char.ToUpperInvariant(a) == char.ToUpperInvariant(b) ? CaseEdit : Edit;
}
