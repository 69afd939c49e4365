namespace Burden.Reports.Catalog;

/// <summary>How alike two names are. Case and punctuation don't count, because <c>resnet_50</c> means <c>resnet-50</c>.</summary>
internal static class EditDistance
{
    private const int ShortestPart = 2;

    /// <summary>How many letters must be inserted, deleted or replaced to make one name of the other.</summary>
    public static int Between(string one, string other) => Distances(Letters(one), Letters(other))[^1];

    /// <summary>Whether one name is a part of the other, or begins like it but for every third letter at most.</summary>
    public static bool IsNear(string typed, string name)
    {
        var (a, b) = (Letters(typed), Letters(name));
        return a.Length >= ShortestPart
            && (b.Contains(a, StringComparison.Ordinal) || a.Contains(b, StringComparison.Ordinal) || Distances(a, b).Min() <= a.Length / 3);
    }

    /// <summary>The distances of one name to each beginning of the other.</summary>
    private static int[] Distances(string a, string b)
    {
        var distances = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = distances[0];
            distances[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = distances[j];
                distances[j] = Math.Min(replaced, Math.Min(distances[j], distances[j - 1]) + 1);
            }
        }

        return distances;
    }

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
