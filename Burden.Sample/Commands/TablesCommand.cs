using Burden.Reports.Rendering;
using Burden.Sample.Published;

namespace Burden.Sample.Commands;

/// <summary>Without a command: prints the tables of networks.</summary>
internal static class TablesCommand
{
    public static int Run(Terminal terminal)
    {
        foreach (var table in NetworkTables.All)
        {
            terminal.Heading(table.Title);
            terminal.Table(table.ToGrid());
            foreach (var note in table.AllNotes)
            {
                terminal.Line(note);
            }

            terminal.Line();
        }

        return 0;
    }
}
