using System.Xml;
using System.Xml.Linq;
using Burden.Generator.Summaries;

namespace Burden.Onnx.Build;

/// <summary>Finds items again in the text of their project, which MSBuild doesn't give the lines of.</summary>
internal sealed class ItemLocator
{
    private readonly Dictionary<string, IReadOnlyList<XElement>> known = new(StringComparer.Ordinal);

    /// <summary>The element of an item; null where none is likely to be it.</summary>
    public XElement? Find(RequestedModel model)
    {
        if (!known.TryGetValue(model.Project, out var elements))
        {
            known.Add(model.Project, elements = Elements(model.Project));
        }

        // A text may hold properties, so that equality is a hint alone.
        var likely = elements.Select(e => (Element: e, Score: Score(e, model))).Where(static e => e.Score > 0).ToList();
        return likely.Count > 0 ? likely.MaxBy(static e => e.Score).Element : elements.Count == 1 ? elements[0] : null;
    }

    /// <summary>Where an element's bracket, or an attribute's name, stands.</summary>
    public static TextPlace? PlaceOf(XObject? item)
        => item is IXmlLineInfo line && line.HasLineInfo() ? new TextPlace(line.LineNumber - 1, line.LinePosition - (item is XElement ? 2 : 1)) : null;

    /// <summary>Where a metadatum of an item stands: an attribute, or an element inside; null for neither.</summary>
    public static XObject? Metadatum(XElement item, string name)
        => item.Attributes().FirstOrDefault(a => IsNamed(a.Name, name)) ?? (XObject?)item.Elements().FirstOrDefault(e => IsNamed(e.Name, name));

    private static int Score(XElement element, RequestedModel model)
    {
        var files = (Text(element, "Include") ?? Text(element, "Update") ?? "").Split(';', StringSplitOptions.TrimEntries).Select(static f => f.Replace('\\', '/')).ToList();
        var file = model.File.Replace('\\', '/');
        var score = files.Contains(file) ? 2 : files.Exists(f => f.EndsWith(file[(file.LastIndexOf('/') + 1)..], StringComparison.Ordinal)) ? 1 : 0;
        return Text(element, ModelItem.Class) == model[ModelItem.Class] ? score + 3 : score;
    }

    private static string? Text(XElement item, string name) => Metadatum(item, name) switch
    {
        XAttribute attribute => attribute.Value.Trim(),
        XElement element => element.Value.Trim(),
        _ => null,
    };

    private static bool IsNamed(XName name, string expected) => string.Equals(name.LocalName, expected, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyList<XElement> Elements(string project)
    {
        try
        {
            return [.. XDocument.Load(project, LoadOptions.SetLineInfo).Descendants().Where(static e => e.Name.LocalName == "BurdenModel" && e.Attribute("Remove") is null)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or XmlException or ArgumentException)
        {
            // Places are a help; errors are reported without them.
            return [];
        }
    }
}
