using System.Net;
using System.Text;
using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>Writes documents as HTML pages that need no other file but their pictures.</summary>
internal static class HtmlWriter
{
    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 64em; margin: 2em auto; padding: 0 1em; color: #222; background: #fff }
        table { border-collapse: collapse; margin: 1em 0; font-variant-numeric: tabular-nums }
        th, td { padding: .25em .8em; border-bottom: 1px solid #ddd; text-align: left; white-space: nowrap }
        th { border-bottom: 2px solid #999 }
        .figure { text-align: right }
        a { color: #1f6fb4; text-decoration: none }
        img { max-width: 100% }
        """;

    public static string Write(Document document)
    {
        var title = Escape(document.Title);
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>{title}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <h1>{title}</h1>
            {string.Join("\n", document.Blocks.Select(Write))}
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private static string Write(Block block) => block switch
    {
        Block.Heading h => $"<h2>{Escape(h.Text)}</h2>",
        Block.Paragraph p => $"<p>{Escape(p.Text)}</p>",
        Block.Points l => $"<ul>\n{string.Concat(l.Texts.Select(static t => $"<li>{Escape(t)}</li>\n"))}</ul>",
        Block.Table t => Write(t.Grid),
        Block.Picture p => $"<p><img src=\"{Escape(p.Path)}\" alt=\"{Escape(p.Description)}\"></p>",
        Block.Link l => $"<p>{Link(l.Path, l.Text)}</p>",
        _ => throw new NotSupportedException(block.GetType().Name),
    };

    private static string Write(Grid grid)
    {
        var html = new StringBuilder("<table>\n<thead><tr>");
        foreach (var column in grid.Columns)
        {
            html.Append($"<th{Class(column)}>{Escape(column.Title)}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in grid.Rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                html.Append($"<td{Class(grid.Columns[i])}>{(row[i].Link is { } link ? Link(link, row[i].Text) : Escape(row[i].Text))}</td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody>\n</table>").ToString();
    }

    private static string Class(Column column) => column.IsFigure ? " class=\"figure\"" : "";

    private static string Link(string path, string text) => $"<a href=\"{Escape(path)}\">{Escape(text)}</a>";

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
