using System.CommandLine;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;

namespace Burden.Tool.Commands;

/// <summary><c>json TARGET [NAME]</c>: everything about a target's networks, for programs.</summary>
internal static class JsonCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("json", "Print everything about a target's networks, machine-readable.");
        var target = new TargetArgument(command);
        var name = target.Name(ShowCommand.NameDescription + "; all networks where it is left out");
        command.Arguments.Add(name);
        var changes = new ChangeOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (changes.Of(parsed) is { IsAsked: true } change)
            {
                terminal.Output.WriteLine(NetworkJson.Whole([await target.ReadChangedAsync(parsed, parsed.GetValue(name), change, terminal, cancellation)]));
                return ExitCodes.Success;
            }

            var networks = await target.ReadAsync(parsed, terminal, cancellation);
            terminal.Output.WriteLine(NetworkJson.Whole(parsed.GetValue(name) is { } asked ? ShowCommand.Named(networks, [asked]) : networks.All));
            return ExitCodes.Success;
        });
        return command;
    }
}
