namespace Burden.Generator.Helpers;

internal static class Nearest
{
    public static string? Of(string name, IEnumerable<string> candidates) => null;
}
