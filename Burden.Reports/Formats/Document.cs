using Burden.Reports.Rendering;

namespace Burden.Reports.Formats;

/// <summary>A page to read, whatever it is written as.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Blocks">What stands on it, from top to bottom.</param>
internal sealed record Document(string Title, IReadOnlyList<Block> Blocks);

/// <summary>A part of a <see cref="Document"/>.</summary>
internal abstract record Block
{
    /// <summary>The title of what follows.</summary>
    public sealed record Heading(string Text) : Block;

    /// <summary>Running text.</summary>
    public sealed record Paragraph(string Text) : Block;

    /// <summary>Points, one below the other.</summary>
    public sealed record Points(IReadOnlyList<string> Texts) : Block;

    /// <summary>A table.</summary>
    public sealed record Table(Grid Grid) : Block;

    /// <summary>A picture in a file of its own.</summary>
    /// <param name="Path">The file, as seen from the document.</param>
    /// <param name="Description">What it shows, for those who can't see it.</param>
    public sealed record Picture(string Path, string Description) : Block;

    /// <summary>The way to another document.</summary>
    public sealed record Link(string Path, string Text) : Block;
}
