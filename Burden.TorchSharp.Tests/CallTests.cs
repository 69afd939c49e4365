using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Burden.TorchSharp.Tests;

/// <summary>
/// Each function and module that is followed, in many forms of its arguments: sizes, strides and kinds of numbers are those
/// of the live call.
/// </summary>
public sealed class CallTests
{
    private static readonly Assembly Own = typeof(CallTests).Assembly;

    private static readonly string[] All = [.. Own.GetManifestResourceNames().Where(static n => n.StartsWith("Calls/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Themes => [.. All];

    [LiveTheory]
    [MemberData(nameof(Themes))]
    public async Task A_call_yields_what_the_live_call_yields_and_is_refused_where_it_is(string theme)
    {
        var calls = Lines(theme).ToList();
        var differing = (await LiveCalls.Compare(calls)).Where(static c => !c.AreEqual).Select(static c => $"{c.Call}\n  followed {c.Followed}\n  live     {c.Live}").ToList();
        Assert.True(calls.Count > 0 && differing.Count == 0, string.Join('\n', differing));
    }

    /// <summary>The documentation's tables name what is followed; nothing stands in them that isn't tried here.</summary>
    [Fact]
    public void Every_name_of_the_documentation_is_called()
    {
        // No live call can be made of these: they write to a console, need another device, or fail in this version of TorchSharp.
        string[] silent = ["print", "pin_memory", "cuda", "mps", "nanmean", "adaptive_max_pool3d", "adaptive_max_pool3d_with_indices", "upsample_nearest", "GenerateSquareSubsequentMask"];
        var calls = string.Join('\n', All.SelectMany(Lines));
        var names = Text("torchsharp.md").Split('\n')
            .Where(static l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(static l => Regex.Matches(l, "`(\\w+)`").Select(static m => m.Groups[1].Value));
        Assert.Equal("", string.Join(", ", names.Except(silent).Where(n => !Regex.IsMatch(calls, $"\\b{n}_?(<[^(]*>)?\\("))));
    }

    private static IEnumerable<string> Lines(string resource) => Text(resource).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Text(string resource)
    {
        using var reader = new StreamReader(Own.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
