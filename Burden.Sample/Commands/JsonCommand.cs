using System.CommandLine;
using Burden.Reports.Formats;
using Burden.Reports.Rendering;
using Burden.Sample.Published;

namespace Burden.Sample.Commands;

/// <summary><c>json [NAME]</c>: everything about one network or all, for programs.</summary>
internal static class JsonCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string?>("name")
        {
            Description = NetworkArgument.Description + "; all networks where it is left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("json", "Print everything about one network or all, machine-readable.") { name };
        command.SetAction(parsed => Run(parsed.GetValue(name), terminal));
        return command;
    }

    private static int Run(string? name, Terminal terminal)
    {
        var networks = name is null ? Networks.All : NetworkArgument.Find([name], terminal);
        if (networks is null)
        {
            return CommandLine.Failure;
        }

        terminal.Output.WriteLine(NetworkJson.Of(networks));
        return 0;
    }
}
