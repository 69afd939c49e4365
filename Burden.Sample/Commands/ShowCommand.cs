using System.CommandLine;
using Burden.Reports.Rendering;
using Burden.Sample.Reports;

namespace Burden.Sample.Commands;

/// <summary><c>show NAME</c>: a network's totals, and its layers one by one.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = NetworkArgument.Description };
        var command = new Command("show", "Print what a network costs, layer by layer.") { name };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(name), terminal));
        return command;
    }

    private static int Run(string name, Terminal terminal)
    {
        if (NetworkArgument.Find([name], terminal) is not [var network])
        {
            return CommandLine.Failure;
        }

        terminal.Heading(network.Name);
        terminal.Table(NetworkGrids.Totals(network.Cost, Documents.TaskRow(network)));
        terminal.Line();
        terminal.Table(NetworkGrids.Layers(network.Cost));
        if (network.Cost.Report is { } report)
        {
            terminal.Line();
            terminal.Line(NetworkGrids.ScalesTitle(report));
            terminal.Table(NetworkGrids.Scales(report));
        }

        foreach (var note in network.Notes)
        {
            terminal.Line();
            terminal.Line($"Note: {note}");
        }

        return 0;
    }
}
