using System.Net;
using System.Reflection;

namespace Burden.Reports.Pages;

/// <summary>What all pages have in common: each is one file that asks for no other.</summary>
internal static class Html
{
    /// <summary>A whole page.</summary>
    /// <param name="title">What it is about.</param>
    /// <param name="below">What stands below the title.</param>
    /// <param name="body">What follows.</param>
    public static string Page(string title, string below, string body) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{Text(title)}</title>
        <style>
        {Resource("page.css")}</style>
        </head>
        <body>
        <a class="skip" href="#layers">Skip to the table</a>
        <header>
        <div><h1>{Text(title)}</h1>{below}</div>
        <button type="button" class="theme scripted" aria-live="polite">Theme: system</button>
        </header>
        <main>
        {body}
        </main>
        <script>
        {Resource("page.js")}</script>
        </body>
        </html>

        """.ReplaceLineEndings("\n");

    /// <summary>Text with its marks escaped, for elements and attributes.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A table whose columns can be sorted and whose rows can be searched.</summary>
    /// <param name="id">The table's id.</param>
    /// <param name="caption">What it shows, for those who can't see it.</param>
    /// <param name="columns">Its columns; those of figures hold amounts.</param>
    /// <param name="rows">Its rows, as elements.</param>
    /// <param name="foot">A row of sums, as an element; empty for none.</param>
    /// <param name="noun">What a row is, in the plural.</param>
    public static string Table(string id, string caption, IEnumerable<(string Title, bool IsFigure)> columns, IEnumerable<string> rows, string foot, string noun) => $"""
        <div class="bar scripted">
        <label for="search">Search</label> <input type="search" id="search" autocomplete="off" spellcheck="false">
        <span id="shown" class="pale" role="status" data-noun="{noun}"></span>
        </div>
        <div class="scroll" tabindex="0" role="region" aria-label="{Text(caption)}">
        <table id="{id}" class="sortable">
        <thead><tr>{string.Concat(columns.Select(static c => $"<th scope=\"col\" aria-sort=\"none\"{(c.IsFigure ? "" : " class=\"text\"")}><button type=\"button\">{c.Title}</button></th>"))}</tr></thead>
        <tbody>
        {string.Join("\n", rows)}
        </tbody>
        {(foot.Length == 0 ? "" : $"<tfoot>{foot}</tfoot>")}
        </table>
        </div>
        """;

    private static string Resource(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"Pages/{name}")!);
        return reader.ReadToEnd();
    }
}
