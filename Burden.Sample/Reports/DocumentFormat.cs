using Burden.Sample.Published;

namespace Burden.Sample.Reports;

/// <summary>Reports as documents with pictures.</summary>
internal sealed class DocumentFormat(string index, string extension, Func<Document, string> write) : IReportFormat
{
    private readonly Documents documents = new(index, extension);

    public static DocumentFormat Markdown { get; } = new("README.md", ".md", MarkdownWriter.Write);

    public static DocumentFormat Html { get; } = new("index.html", ".html", HtmlWriter.Write);

    public IEnumerable<ReportFile> Network(NamedNetwork network) =>
    [
        new(Documents.PictureOf(network.Name), ProfilePicture.Of(network.Cost)),
        new(documents.FileOf(network.Name), write(documents.Network(network))),
    ];

    public IEnumerable<ReportFile> Index(Func<string, bool> exists) =>
        [new(index, write(documents.Tables(name => exists(documents.FileOf(name)))))];
}
