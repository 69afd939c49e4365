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
    public void There_are_networks_of_every_style() => Assert.True(Live.Networks.Count >= 40, $"{Live.Networks.Count} networks");

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
            .Select(static g => $"{g.Key}: {g.Sum(static t => t.Value.numel() * (t.Value.is_complex() ? 2 : 1))}");
        Assert.Equal(live.Order(StringComparer.Ordinal), counted.Select(static c => $"{c.Key}: {c.Value}").Order(StringComparer.Ordinal));
    }

    /// <summary>Each module that is one layer to Burden has the shape that its hook sees.</summary>
    [LiveTheory]
    [MemberData(nameof(Networks))]
    public void Every_module_has_the_same_output(string name)
    {
        var live = Watch(name, static (module, _, output) => output is Tensor tensor
            ? string.Join('x', (tensor.shape is [1, _, ..] ? tensor.shape.Skip(1) : tensor.shape).Select(static s => s.ToString(CultureInfo.InvariantCulture)))
            : null);
        var counted = Live.CostOf(Named(name)).Layers.GroupBy(static l => l.Path).ToDictionary(static g => g.Key, static g => g.First().OutputShape);
        var both = live.Where(l => counted.ContainsKey(l.Path)).DistinctBy(static l => l.Path).ToList();
        Assert.Equal(both.Select(static l => $"{l.Path}: {l.Value}"), both.Select(l => $"{l.Path}: {counted[l.Path]}"));
    }

    /// <summary>Convolutions and linear layers multiply as often as their weights and outputs tell, in all their runs.</summary>
    [LiveTheory]
    [MemberData(nameof(Networks))]
    public void Every_convolution_and_linear_layer_multiplies_as_often(string name)
    {
        var live = Watch(name, static (module, input, output) => input is not null && output is Tensor tensor && Products(module) is { } products
                ? (module.GetType().Name.Contains("Transpose", StringComparison.Ordinal) ? input : tensor).numel() * products
                : (long?)null)
            .GroupBy(static l => l.Path)
            .ToDictionary(static g => g.Key, static g => g.Sum(static l => l.Value!.Value));
        // Runs after the first are numbered.
        var counted = Live.CostOf(Named(name)).Layers
            .Select(l => (Path: live.ContainsKey(l.Path) ? l.Path : live.Keys.FirstOrDefault(p => l.Path.StartsWith(p + "_", StringComparison.Ordinal) && int.TryParse(l.Path[(p.Length + 1)..], out _)), l.Macs))
            .Where(static l => l.Path is not null)
            .GroupBy(static l => l.Path!)
            .Select(static g => $"{g.Key}: {g.Sum(static l => l.Macs)}");
        Assert.Equal(live.Select(static l => $"{l.Key}: {l.Value}").Order(StringComparer.Ordinal), counted.Order(StringComparer.Ordinal));
    }

    /// <summary>How many products one value takes: of the output, or of a transposed convolution's input.</summary>
    private static long? Products(nn.Module module)
        => (module.GetType().Name.StartsWith("Conv", StringComparison.Ordinal) || module.GetType().Name == "Linear") && module.GetType().Namespace == "TorchSharp.Modules"
            ? module.get_parameter("weight")!.shape.Skip(1).Aggregate(1L, static (a, b) => a * b)
            : null;

    /// <summary>Runs a network, and notes something of each run of each of its modules.</summary>
    private static List<(string Path, T Value)> Watch<T>(string name, Func<nn.Module, Tensor?, object?, T?> note)
    {
        var seen = new List<(string Path, T Value)>();
        using var module = Live.Create(CalledModels.Of(Named(name)));
        foreach (var (path, submodule) in module.named_modules())
        {
            CalledModels.Watch(submodule, (input, output) =>
            {
                if (note(submodule, input, output) is { } value)
                {
                    seen.Add((path, value));
                }
            });
        }

        Assert.NotEmpty(Live.Run(CalledModels.Of(Named(name)), module));
        return seen;
    }

    private static Type Named(string name) => Live.Networks.Single(n => n.Name == name);
}
