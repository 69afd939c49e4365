using System.Runtime.CompilerServices;
using System.Text;
using Burden.Generator.Helpers;

namespace Burden.Generator.Emission;

/// <summary>Writes source indented by tabs, a quarter of the size; lines end in <c>\n</c> on every system.</summary>
/// <param name="isDocumented">Whether documentation is written: a build that makes no documentation file passes it over.</param>
internal sealed class SourceWriter(bool isDocumented = true)
{
    private readonly StringBuilder text = new();
    private readonly bool isDocumented = isDocumented;
    private int indent;

    /// <summary>A line, indented.</summary>
    public SourceWriter Line(string line = "")
    {
        if (line.Length > 0)
        {
            text.Append('\t', indent).Append(line);
        }

        text.Append('\n');
        return this;
    }

    /// <summary>The same, of parts that are written in place: most of the text is made here, and no line needs to exist on its own.</summary>
    public SourceWriter Line([InterpolatedStringHandlerArgument("")] Parts line)
    {
        _ = line;
        text.Append('\n');
        return this;
    }

    /// <summary>A line of documentation, without the slashes.</summary>
    public SourceWriter Doc(string xml) => isDocumented ? Line("/// " + xml) : this;

    /// <summary>The same, of parts; where there is no documentation, they are not even worked out.</summary>
    public SourceWriter Doc([InterpolatedStringHandlerArgument("")] DocParts xml)
    {
        if (isDocumented)
        {
            _ = xml;
            text.Append('\n');
        }

        return this;
    }

    /// <summary>A line and an opening brace; what follows is indented.</summary>
    public SourceWriter Open(string line)
    {
        Line(line).Line("{");
        indent++;
        return this;
    }

    /// <summary>A closing brace.</summary>
    public SourceWriter Close(string after = "")
    {
        indent--;
        return Line("}" + after);
    }

    /// <summary>The start of a line, indented: what is appended to the result continues it.</summary>
    public StringBuilder Begin(string start) => text.Append('\t', indent).Append(start);

    public override string ToString() => text.ToString();

    /// <summary>Writes an interpolated line into a writer's text.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Parts
    {
        private readonly StringBuilder text;

        /// <param name="literals">How many characters are literal.</param>
        /// <param name="holes">How many parts are not.</param>
        public Parts(int literals, int holes, SourceWriter writer) => text = writer.text.Append('\t', writer.indent);

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(string? part) => text.Append(part);

        public void AppendFormatted(long part) => text.Append(Text.Of(part));

        public void AppendFormatted(Shape part) => text.Append(part);
    }
    /// <summary>Writes an interpolated line of documentation into a writer's text.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct DocParts
    {
        private readonly StringBuilder text;

        /// <param name="literals">How many characters are literal.</param>
        /// <param name="holes">How many parts are not.</param>
        /// <param name="isWritten">Whether the writer writes documentation.</param>
        public DocParts(int literals, int holes, SourceWriter writer, out bool isWritten)
        {
            text = writer.text;
            isWritten = writer.isDocumented;
            if (isWritten)
            {
                text.Append('\t', writer.indent).Append("/// ");
            }
        }

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(string? part) => text.Append(part);

        public void AppendFormatted(long part) => text.Append(Text.Of(part));

        public void AppendFormatted(Shape part) => text.Append(part);
    }
}
