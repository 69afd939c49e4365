using System.Globalization;

namespace Burden.Generator.Helpers;

/// <summary>Names that become identifiers of C#.</summary>
internal static class Identifier
{
    /// <summary>The identifier that a name becomes: <c>0</c> is <c>_0</c>, and what an identifier can't hold is an underscore.</summary>
    public static string Of(string name)
    {
        var identifier = string.Concat(name.Select(static c => IsStart(c) || IsPart(c) ? c : '_'));
        return identifier.Length > 0 && IsStart(identifier[0]) ? identifier : "_" + identifier;
    }

    private static bool IsStart(char c) => c == '_' || char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
