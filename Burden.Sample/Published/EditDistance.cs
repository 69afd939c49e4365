namespace Burden.Sample.Published;

/// <summary>How far two names are apart.</summary>
internal static class EditDistance
{
    /// <summary>
    /// How many letters must be inserted, deleted or replaced to make one name of the other. Case and punctuation don't
    /// count, because <c>resnet_50</c> means <c>resnet-50</c>.
    /// </summary>
    public static int Between(string one, string other)
    {
        var (a, b) = (Letters(one), Letters(other));
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

        return distances[b.Length];
    }

    private static string Letters(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
