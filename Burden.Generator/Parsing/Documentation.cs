using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Parsing;

/// <summary>Reads the user's own documentation from trivia, so that it is the same whether or not the project parses documentation.</summary>
internal static class Documentation
{
    /// <summary>All that ends a line in C#, and so a comment of the generated file.</summary>
    private static readonly char[] LineEnds = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    /// <summary>The inside of the summary as XML; null where there is none, or it is not well-formed.</summary>
    public static string? Summary(SyntaxNode node)
    {
        if (!node.HasLeadingTrivia)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var trivia in node.GetLeadingTrivia())
        {
            if (trivia.Kind() is SyntaxKind.SingleLineDocumentationCommentTrivia or SyntaxKind.SingleLineCommentTrivia)
            {
                foreach (var line in trivia.ToFullString().Split(LineEnds))
                {
                    var trimmed = line.Trim();
                    if (trimmed.StartsWith("///", StringComparison.Ordinal))
                    {
                        text.Append(trimmed.Substring(3)).Append('\n');
                    }
                }
            }
            else if (trivia.Kind() is SyntaxKind.MultiLineDocumentationCommentTrivia or SyntaxKind.MultiLineCommentTrivia
                && trivia.ToFullString().Trim() is var comment
                && comment.StartsWith("/**", StringComparison.Ordinal) && comment.Length >= 5)
            {
                foreach (var line in comment.Substring(3, comment.Length - 5).Split(LineEnds))
                {
                    text.Append(line.TrimStart().TrimStart('*')).Append('\n');
                }
            }
        }

        return text.Length == 0 ? null : Summary(text.ToString());
    }

    private static string? Summary(string xml)
    {
        try
        {
            var summary = XElement.Parse($"<doc>{xml}</doc>", LoadOptions.PreserveWhitespace).Element("summary");
            if (summary is null)
            {
                return null;
            }

            var inner = string.Concat(summary.Nodes().Select(static n => n.ToString(SaveOptions.DisableFormatting)));
            var lines = inner.Split(LineEnds).Select(static l => l.Trim());
            inner = string.Join(" ", lines.Where(static l => l.Length > 0));
            return inner.Length == 0 ? null : inner;
        }
        catch (XmlException)
        {
            // The compiler reports its errors.
            return null;
        }
    }
}
