using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Burden.Reports.Rendering;
using Burden.Tool.Exporting;
using Burden.Tool.Targets;

namespace Burden.Tool.Commands;

/// <summary><c>export TARGET NAME FILE</c>: writes a declared network as an ONNX file.</summary>
internal static class ExportCommand
{
    private const long DefaultOpset = 20;

    public static Command Create(Terminal terminal)
    {
        var command = new Command("export", "Write a declared network as an ONNX file, with random weights.");
        var target = new Argument<string>("target") { Description = "a project (.csproj), or a folder with one" };
        var name = new Argument<string>("name") { Description = ShowCommand.NameDescription };
        var file = new Argument<string>("file") { Description = "the .onnx file to write" };
        var weights = new Option<string>("--weights") { Description = "random values, zeros, or none: the file then names a file of weights that isn't written", HelpName = "random|zero|none", DefaultValueFactory = static _ => "random" };
        weights.AcceptOnlyFromAmong("random", "zero", "none");
        var seed = new Option<ulong>("--seed") { Description = "what random weights follow from", HelpName = "number", DefaultValueFactory = static _ => 0 };
        var opset = new Option<long>("--opset") { Description = $"the version of ONNX's operators, {NetworkExporter.OldestOpset} to {NetworkExporter.NewestOpset}", HelpName = "number", DefaultValueFactory = static _ => DefaultOpset };
        opset.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: var text }] && (!long.TryParse(text, CultureInfo.InvariantCulture, out var version) || version is < NetworkExporter.OldestOpset or > NetworkExporter.NewestOpset))
            {
                result.AddError($"--opset is {text}; expected {NetworkExporter.OldestOpset} to {NetworkExporter.NewestOpset}");
            }
        });
        var outside = new Option<bool>("--external-data") { Description = "write the weights to a file of their own; they are where they are too large for one" };
        var output = new Option<string?>("--output") { Description = "the layer that is the output, a property or a layer's path; only what it follows from is written", HelpName = "layer" };
        var custom = new Option<string?>("--custom-layers") { Description = "write custom layers as operators without a definition, and to this file the rules that show --rules reads", HelpName = "file" };
        var options = new TargetOptions();
        command.Arguments.Add(target);
        command.Arguments.Add(name);
        command.Arguments.Add(file);
        command.Options.Add(weights);
        command.Options.Add(seed);
        command.Options.Add(opset);
        command.Options.Add(outside);
        command.Options.Add(output);
        command.Options.Add(custom);
        options.AddBuildTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (!Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            {
                throw new ToolException($"'{path}' doesn't end in .onnx; expected the name of the file to write");
            }

            var networks = await Target.Of(parsed.GetRequiredValue(target)).ReadSourceAsync(options.Of(parsed), terminal, cancellation);
            var network = networks.Named(parsed.GetRequiredValue(name));
            var operators = parsed.GetValue(custom) is null ? null : new CustomOperators();
            var model = NetworkExporter.Export(network.Declaration, parsed.GetValue(output), operators, parsed.GetValue(opset), cancellation);
            if (parsed.GetValue(custom) is { } rules)
            {
                File.WriteAllText(rules, operators!.Rules);
            }

            var values = parsed.GetValue(weights) switch
            {
                "zero" => WeightValues.Zero,
                "none" => WeightValues.None,
                _ => WeightValues.Random,
            };
            await Progress.WaitAsync(
                $"Writing {Path.GetFileName(path)}",
                terminal,
                () => Task.Run(
                    () =>
                    {
                        model.Write(path, values, parsed.GetValue(seed), parsed.GetValue(outside), cancellation);
                        return true;
                    },
                    CancellationToken.None));
            return ExitCodes.Success;
        });
        return command;
    }
}
