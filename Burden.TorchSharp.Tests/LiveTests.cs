using System.Globalization;
using Models;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Burden.TorchSharp.Tests;

/// <summary>The constants of every network of the sample are what its live module says.</summary>
public sealed class LiveTests
{
    public static TheoryData<string> Networks => [.. Live.Networks.Select(static n => n.Name)];

    [Fact]
    public void There_are_networks_of_every_style() => Assert.True(Live.Networks.Count >= 25, $"{Live.Networks.Count} networks");

    [LiveTheory]
    [MemberData(nameof(Networks))]
    public void Parameters_are_equal(string name)
    {
        using var module = Live.Create(Named(name));
        Assert.Equal(module.parameters().Sum(static p => p.numel()), Live.CostOf(Named(name)).Parameters);
    }

    /// <summary>What each layer stores is what <c>state_dict</c> has under its name. A shared tensor counts where it is met first.</summary>
    [LiveTheory]
    [MemberData(nameof(Networks))]
    public void Every_layer_stores_what_state_dict_has(string name)
    {
        using var module = Live.Create(Named(name));
        var counted = Live.CostOf(Named(name)).Layers
            .Where(static l => l.Parameters + l.Buffers > 0)
            .GroupBy(static l => l.Path)
            .ToDictionary(static g => g.Key, static g => g.Sum(static l => l.Parameters + l.Buffers));
        var met = new HashSet<IntPtr>();
        var live = module.state_dict()
            .Where(t => !t.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal) && met.Add(t.Value.Handle))
            .GroupBy(t => counted.Keys.Where(path => t.Key == path || t.Key.StartsWith(path + ".", StringComparison.Ordinal)).MaxBy(static path => path.Length) ?? t.Key)
            .Select(static g => $"{g.Key}: {g.Sum(static t => t.Value.numel())}");
        Assert.Equal(live.Order(StringComparer.Ordinal), counted.Select(static c => $"{c.Key}: {c.Value}").Order(StringComparer.Ordinal));
    }

    /// <summary>The network runs, and each module that is one layer to Burden has its shape. TorchSharp's hooks see <c>call</c>, and no direct <c>forward</c>.</summary>
    [LiveTheory]
    [MemberData(nameof(Networks))]
    public void Every_module_that_a_hook_sees_has_the_same_output(string name)
    {
        using var module = Live.Create(Named(name));
        var live = new List<(string Path, string Shape)>();
        foreach (var (path, submodule) in module.named_modules())
        {
            if (submodule is nn.Module<Tensor, Tensor> single)
            {
                single.register_forward_hook((_, _, output) =>
                {
                    live.Add((path, string.Join('x', output.shape.Skip(1).Select(static s => s.ToString(CultureInfo.InvariantCulture)))));
                    return output;
                });
            }
        }

        Assert.NotEmpty(Live.Run(Named(name), module));
        var counted = Live.CostOf(Named(name)).Layers.GroupBy(static l => l.Path).Where(static g => g.Count() == 1).ToDictionary(static g => g.Key, static g => g.First().OutputShape);
        var both = live.GroupBy(static l => l.Path).Where(g => g.Count() == 1 && counted.ContainsKey(g.Key)).Select(static g => g.Single()).ToList();
        Assert.Equal(both.Select(static l => $"{l.Path}: {l.Shape}"), both.Select(l => $"{l.Path}: {counted[l.Path]}"));
    }

    private static Type Named(string name) => Live.Networks.Single(n => n.Name == name);
}
