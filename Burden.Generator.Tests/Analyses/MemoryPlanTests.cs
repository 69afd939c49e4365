using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Costs;
using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Analyses;

/// <summary>Arenas and orders of layers: worked examples, and random buffers against what must hold.</summary>
public sealed class MemoryPlanTests
{
    private static Generated Of(string members, string analysis = "MemoryPlan", string input = "8") => Generated.From($$"""
        using Burden;
        [Network({{input}}), {{analysis}}]
        public partial class Net
        {
            {{members}}
        }
        """).Compiles();

    /// <summary>A wide branch that is computed first waits for the other; computed last, it never waits beside it.</summary>
    private const string Branches = """
        [Linear(2)] public static partial Layer Stem { get; }
        [Linear(100)] public static partial Layer Wide { get; }
        [Linear(100, From = nameof(Stem))] public static partial Layer Other { get; }
        [Linear(1)] public static partial Layer Narrow { get; }
        [Linear(1, From = nameof(Wide))] public static partial Layer Slim { get; }
        [Concat(nameof(Narrow), nameof(Slim))] public static partial Layer Out { get; }
        """;

    [Fact]
    public void Another_order_may_need_less()
    {
        var generated = Of(Branches);
        // As declared, both wide layers and the stem are alive at once; one after the other, one wide layer, the stem, and what is left of the first.
        Assert.Equal(4 * (2 + 100 + 100), generated.Figure("Net.Cost.PeakFeatureBytes"));
        Assert.Equal(4 * (2 + 100 + 1), generated.Figure("Net.Cost.MemoryPlan.LeastPeakFeatureBytes"));
        Assert.Equal(true, generated.Constant("Net.Cost.MemoryPlan.IsLeastPeakExact"));
        Assert.Equal("Other.Linear", generated.Constant("Net.Cost.MemoryPlan.PeakLayer"));
    }

    [Fact]
    public void Offsets_are_aligned_and_buffers_are_listed()
    {
        // Input 8 (32 bytes), A 3 (12), B 5 (20): A lies beside both, so that B takes the place of the input.
        var generated = Of("[Linear(3)] public static partial Layer A { get; } [Linear(5)] public static partial Layer B { get; }", "MemoryPlan(Alignment = 4)");
        Assert.Equal(32 + 12, generated.Figure("Net.Cost.MemoryPlan.ArenaBytes"));
        Assert.Equal("Input|0|32|0|1\nA.Linear|32|12|1|2\nB.Linear|0|20|2|2\n", generated.Constant("Net.Cost.MemoryPlan.Buffers"));
        Assert.Equal(32 + 16, generated.Figure("Net.Cost.ArenaBytes"));
        Assert.Equal(64 + 64, Of("[Linear(3)] public static partial Layer A { get; } [Linear(5)] public static partial Layer B { get; }", "MemoryPlan(Alignment = 64)").Figure("Net.Cost.MemoryPlan.ArenaBytes"));
    }

    [Fact]
    public void Without_overwriting_an_activation_has_a_buffer_of_its_own()
    {
        var generated = Of("[Linear(8), ReLU] public static partial Layer A { get; }");
        Assert.Equal(64, generated.Figure("Net.Cost.MemoryPlan.ArenaBytes"));
        Assert.Equal(64, generated.Figure("Net.Cost.MemoryPlan.ArenaBytesWithoutInPlace"));
        generated = Of("[Linear(8), ReLU] public static partial Layer A { get; } [Linear(8), ReLU] public static partial Layer B { get; }", input: "1");
        Assert.Equal(64, generated.Figure("Net.Cost.MemoryPlan.ArenaBytes"));
        Assert.Equal(64, generated.Figure("Net.Cost.MemoryPlan.ArenaBytesWithoutInPlace"));
    }

    [Fact]
    public async Task An_alignment_of_none_is_reported_at_the_argument()
    {
        var generated = Of("[Linear(3)] public static partial Layer A { get; }", "MemoryPlan(Alignment = 0)");
        var diagnostic = Assert.Single(await generated.Diagnostics(new DeclarationAnalyzer()));
        Assert.Equal(("BRD0010", "MemoryPlan: Alignment is 0; expected at least 1"), (diagnostic.Id, diagnostic.GetMessage(CultureInfo.InvariantCulture)));
        Assert.Equal("0", diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan));
        Assert.Equal(4 * (8 + 3), generated.Figure("Net.Cost.PeakFeatureBytes"));
    }

    [Fact]
    public void A_derived_network_has_the_analysis_too()
    {
        var generated = Generated.From("""
            using Burden;
            [Network(8), MemoryPlan]
            public partial class Net { [Linear(3)] public static partial Layer A { get; } }
            [Network(16)]
            public partial class Wide : Net;
            """).Compiles();
        Assert.Equal(64 + 16, generated.Figure("Wide.Cost.MemoryPlan.ArenaBytes"));
    }

    [Fact]
    public void A_layer_of_the_same_name_keeps_it()
    {
        var generated = Of("[Linear(3)] public static partial Layer MemoryPlan { get; }", "MemoryPlan");
        Assert.Equal(3 * 8, generated.Figure("Net.Cost.MemoryPlan.Macs"));
        Assert.Equal(48, generated.Figure("Net.Cost.MemoryPlan_.ArenaBytes"));
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    /// <summary>No two buffers that live at once overlap, the block is at least the peak and at most all of them together.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_buffers_find_room(int seed)
    {
        var random = new Random(seed);
        var steps = random.Next(1, 60);
        List<MemoryUse> uses = [.. Enumerable.Range(0, random.Next(1, 80)).Select(i => random.Next(steps) is var first ? new MemoryUse(i, first, random.Next(first, steps), random.Next(0, 5000)) : default)];
        var peak = new MemoryTimeline([.. uses.Select(static u => u with { Bytes = (u.Bytes + 15) / 16 * 16 })], steps).Peak;
        foreach (var order in (PlanningOrder[])[PlanningOrder.Size, PlanningOrder.Breadth])
        {
            var plan = ArenaPlan.Of(uses, order, 16);
            Assert.InRange(plan.Bytes, peak, uses.Sum(static u => (u.Bytes + 15) / 16 * 16));
            for (var i = 0; i < uses.Count; i++)
            {
                Assert.Equal(0, plan.Offsets[i] % 16);
                Assert.True(plan.Offsets[i] + uses[i].Bytes <= plan.Bytes);
                for (var j = 0; j < i; j++)
                {
                    Assert.True(
                        uses[i].Last < uses[j].First || uses[j].Last < uses[i].First || uses[i].Bytes == 0 || uses[j].Bytes == 0
                        || plan.Offsets[i] + uses[i].Bytes <= plan.Offsets[j] || plan.Offsets[j] + uses[j].Bytes <= plan.Offsets[i],
                        $"{uses[i]} and {uses[j]} overlap");
                }
            }
        }
    }

    /// <summary>The least peak is that of the best of all orders, which are tried one by one.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_least_peak_is_the_least_of_all_orders(int seed)
    {
        var random = new Random(seed);
        var sizes = new List<int> { random.Next(1, 30) };
        var reads = new List<int[]> { Array.Empty<int>() };
        var members = new List<string>();
        for (var i = 1; i <= 7; i++)
        {
            var first = random.Next(Math.Max(0, i - 3), i);
            var second = random.Next(Math.Max(0, i - 3), i);
            if (random.Next(3) == 0 && first != second)
            {
                members.Add(FormattableString.Invariant($"[Concat({Name(first)}, {Name(second)})] public static partial Layer L{i} {{ get; }}"));
                sizes.Add(sizes[first] + sizes[second]);
                reads.Add([first, second]);
            }
            else
            {
                sizes.Add(random.Next(1, 30));
                members.Add(FormattableString.Invariant($"[Linear({sizes[i]}, From = {Name(first)})] public static partial Layer L{i} {{ get; }}"));
                reads.Add([first]);
            }
        }

        var generated = Of(string.Join("\n", members), input: sizes[0].ToString(CultureInfo.InvariantCulture));
        Assert.Equal(4 * Least(sizes, reads), generated.Figure("Net.Cost.MemoryPlan.LeastPeakFeatureBytes"));

        static string Name(int layer) => layer == 0 ? "Layer.Input" : FormattableString.Invariant($"nameof(L{layer})");
    }

    private static long Least(List<int> sizes, List<int[]> reads)
    {
        // What nobody reads is an output if it is the last; else it dies as soon as it is computed.
        var best = long.MaxValue;
        Try([0], sizes[0]);
        return best;

        void Try(List<int> order, long peak)
        {
            if (peak >= best)
            {
                return;
            }

            if (order.Count == sizes.Count)
            {
                best = peak;
                return;
            }

            for (var next = 1; next < sizes.Count; next++)
            {
                if (!order.Contains(next) && reads[next].All(order.Contains))
                {
                    var alive = order.Where(o => o == sizes.Count - 1 || Enumerable.Range(1, sizes.Count - 1).Any(r => reads[r].Contains(o) && !order.Contains(r))).Sum(o => (long)sizes[o]);
                    Try([.. order, next], Math.Max(peak, alive + sizes[next]));
                }
            }
        }
    }
}
