using System.CommandLine;
using Burden.Tool.Changes;

namespace Burden.Tool.Commands;

/// <summary>The options that ask what a network costs at another input, another batch or in other types.</summary>
internal sealed class ChangeOptions
{
    private readonly Option<string[]> input = new("--input", "-i") { Description = "another input, without the batch, such as 3x320x320, or name=4 for one of several", HelpName = "shape" };
    private readonly Option<string?> batch = new("--batch", "-b") { Description = "how many inputs run at once", HelpName = "number" };
    private readonly Option<string?> precision = new("--precision", "-p") { Description = $"the type of parameters and features: {string.Join(", ", WhatIf.Types)}", HelpName = "type" };

    public ChangeOptions(Command command)
    {
        precision.CompletionSources.Add([.. WhatIf.Types]);
        command.Options.Add(input);
        command.Options.Add(batch);
        command.Options.Add(precision);
    }

    /// <summary>What a command line asks.</summary>
    /// <exception cref="ToolException">Something of it can't be.</exception>
    public WhatIf Of(ParseResult parsed) => WhatIf.Of(parsed.GetValue(input) ?? [], parsed.GetValue(batch), parsed.GetValue(precision));
}
