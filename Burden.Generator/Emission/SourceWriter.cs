using System.Text;

namespace Burden.Generator.Emission;

/// <summary>Writes source indented by tabs, a quarter of the size; lines end in <c>\n</c> on every system.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
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
}
