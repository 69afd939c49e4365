using System.CommandLine;
using Burden.Reports.Catalog;
using Burden.Reports.Rendering;

namespace Burden.Tool.Commands;

/// <summary><c>show TARGET [NAME]</c>: a network's figures, and its layers one by one.</summary>
internal static class ShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("show", "Show what a network costs, layer by layer.");
        var target = new TargetArgument(command);
        var name = target.Name(NameDescription + "; where it is left out, the only network or the list of all");
        command.Arguments.Add(name);
        var changes = new ChangeOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (changes.Of(parsed) is { IsAsked: true } change)
            {
                Show(await target.ReadChangedAsync(parsed, parsed.GetValue(name), change, terminal, cancellation), terminal);
                return ExitCodes.Success;
            }

            var networks = await target.ReadAsync(parsed, terminal, cancellation);
            if (parsed.GetValue(name) is not { } asked)
            {
                if (networks.All is [var only])
                {
                    Show(only, terminal);
                }
                else
                {
                    terminal.Table(NetworkGrids.List(networks.All));
                    terminal.Error.WriteLine("A name after the target shows a network's layers.");
                }

                return ExitCodes.Success;
            }

            Show(Named(networks, [asked])[0], terminal);
            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>What a name may be, for the help.</summary>
    public const string NameDescription = "a network's name or class, in upper or lower case";

    /// <summary>The networks of some names.</summary>
    /// <exception cref="ToolException">A name is unknown.</exception>
    public static IReadOnlyList<NamedNetwork> Named(NetworkList networks, IEnumerable<string> names)
    {
        var faults = new List<string>();
        return networks.FindAll(names, faults.Add) ?? throw new ToolException(string.Join("\nerror: ", faults));
    }

    private static void Show(NamedNetwork network, Terminal terminal)
    {
        terminal.Heading(network.Name);
        if (network.Change is { } change)
        {
            terminal.Line(change);
        }

        terminal.Table(NetworkGrids.Totals(network.Cost, NetworkGrids.About(network)));
        terminal.Line();
        terminal.Table(NetworkGrids.Layers(network.Cost));
        if (network.Cost.Report is { } report)
        {
            terminal.Line();
            terminal.Line(NetworkGrids.ScalesTitle(report));
            terminal.Table(NetworkGrids.Scales(report));
        }

        foreach (var (title, grid) in AnalysisGrids.Of(network))
        {
            terminal.Line();
            terminal.Line($"{title}:");
            terminal.Table(grid);
        }

        foreach (var note in network.Notes)
        {
            terminal.Line();
            terminal.Line($"Note: {note}");
        }
    }
}
