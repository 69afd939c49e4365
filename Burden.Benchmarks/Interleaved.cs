using System.Diagnostics;
using System.Globalization;

namespace Burden.Benchmarks;

/// <summary>
/// Ratios that hold on a busy machine: the generators take turns, edit by edit, and each keeps its fastest time, once they are
/// warm as in an editor that has been open for some seconds. What they allocate does not depend on the machine at all.
/// </summary>
internal static class Interleaved
{
    private static readonly int[] Sizes = [1, 48, 480, 1000];

    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(10);

    /// <summary>Measures and prints rows of tables.</summary>
    /// <param name="rounds">How many edits of each kind.</param>
    /// <param name="of">Which networks: <c>declared</c>, <c>TorchSharp</c>; null for both.</param>
    public static void Run(int rounds, string? of)
    {
        foreach (var count in of is "TorchSharp" ? [] : Sizes)
        {
            Row($"{count} declared, elsewhere", Corpus.Networks(count), static e => e.TypeElsewhere(), rounds);
            Row($"{count} declared, inside", Corpus.Networks(count), static e => e.TypeInside(Corpus.UsualLayers), rounds);
        }

        if (of is "declared")
        {
            return;
        }

        foreach (var count in Sizes.SkipLast(1))
        {
            Row($"{count} TorchSharp, elsewhere", Corpus.TorchSharp(count), static e => e.TypeElsewhere(), rounds);
            Row($"{count} TorchSharp, inside", Corpus.TorchSharp(count), static e => e.TypeInsideCode(), rounds);
        }

        var cold = new ColdRun { Project = "ResNet-50 in TorchSharp" };
        cold.Make();
        Row("ResNet-50 in TorchSharp, cold", [() => cold.Nothing(), () => cold.Burden()], rounds);
    }

    private static void Row(string name, Microsoft.CodeAnalysis.CSharp.CSharpCompilation project, Action<Editor> edit, int rounds)
    {
        Editor nothing = new(project, Generators.Nothing.Create()), burden = new(project, Generators.Burden.Create());
        Row(name, [() => edit(nothing), () => edit(burden)], rounds);
    }

    private static void Row(string name, Action[] generators, int rounds)
    {
        var times = generators.Select(static _ => double.MaxValue).ToArray();
        var bytes = generators.Select(static _ => long.MaxValue).ToArray();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < Warmup)
        {
            Array.ForEach(generators, static g => g());
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < generators.Length; i++)
            {
                var allocated = GC.GetAllocatedBytesForCurrentThread();
                var start = Stopwatch.GetTimestamp();
                generators[i]();
                times[i] = Math.Min(times[i], Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                bytes[i] = Math.Min(bytes[i], GC.GetAllocatedBytesForCurrentThread() - allocated);
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {times[1] / times[0]:0.00} | {times[0]:0.0} ms | {times[1]:0.0} ms | {bytes[1] / 1024:N0} KB : {bytes[0] / 1024:N0} KB |"));
    }
}
