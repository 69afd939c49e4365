using System.CommandLine;
using System.Globalization;
using Burden.Reports.Rendering;
using Burden.Tool.Comparing;

namespace Burden.Tool.Commands;

/// <summary><c>diff OLD NEW</c>: what changed, as Markdown; with <c>--fail-over</c>, whether it grew too much.</summary>
internal static class DiffCommand
{
    private const string Description = TargetArgument.Description + ", a ledger (.txt) or what 'burden json' printed (.json)";

    public static Command Create(Terminal terminal)
    {
        var before = new Argument<string>("old") { Description = Description };
        var after = new Argument<string>("new") { Description = "the same after the change, of any kind" };
        var limits = new Option<string[]>("--fail-over")
        {
            Description = "fail with exit code 1 where a figure grew by more than this; for all figures, or for one of them",
            HelpName = "5%|flops=5%",
            AllowMultipleArgumentsPerToken = true,
        };
        var options = new TargetOptions();
        var command = new Command("diff", "Compare what networks cost, as Markdown for a pull request.") { before, after, limits };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var allowed = GrowthLimits.Parse(parsed.GetValue(limits) ?? []);
            options.Check(parsed, parsed.GetRequiredValue(before), parsed.GetRequiredValue(after));
            var settings = options.Of(parsed);
            var comparison = NetworkComparison.Of(
                await ComparedSource.ReadAsync(parsed.GetRequiredValue(before), settings, terminal, cancellation),
                await ComparedSource.ReadAsync(parsed.GetRequiredValue(after), settings, terminal, cancellation));
            terminal.Output.Write(ComparisonText.Of(comparison));
            return Judge(comparison, allowed, terminal.Error);
        });
        return command;
    }

    /// <summary>Tells of each figure that grew too much.</summary>
    private static int Judge(NetworkComparison comparison, GrowthLimits limits, TextWriter error)
    {
        var code = ExitCodes.Success;
        foreach (var pair in comparison.Changed)
        {
            foreach (var change in pair.Changes)
            {
                if (limits.Exceeded(change) is { } limit)
                {
                    error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"over: {ComparisonText.WordsOf(change.Name)} of '{pair.After.Name}' grew from {change.Before:#,##0.############} to {change.After:#,##0.############}, {ComparisonText.Percent(change)}; allowed are {limit}%"));
                    code = ExitCodes.OverLimit;
                }
            }
        }

        return code;
    }
}
