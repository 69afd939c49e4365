using System.CommandLine;
using Burden.Reports.Rendering;

namespace Burden.Tool.Commands;

/// <summary><c>list TARGET</c>: the networks and their main figures.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("list", "List the networks of a target with their main figures.");
        var target = new TargetArgument(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var networks = await target.ReadAsync(parsed, terminal, cancellation);
            terminal.Table(NetworkGrids.List(networks.All));
            return ExitCodes.Success;
        });
        return command;
    }
}
