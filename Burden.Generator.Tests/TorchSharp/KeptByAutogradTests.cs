using System.Globalization;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>
/// What code keeps for the backward pass, against the memory that libtorch 2.10 was seen to hold between forward and backward
/// on a CPU: each storage once, without parameters and buffers.
/// </summary>
public sealed class KeptByAutogradTests
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>Calls on tensors that need a gradient: contiguous ones of each rank, transposed ones, integers and a mask.</summary>
    private const string Probe = """
        global using static TorchSharp.torch.nn.functional;
        global using static TorchSharp.TensorExtensionMethods;

        public abstract class Probe : Module<Tensor, Tensor>
        {
            protected readonly Parameter pa = Parameter(randn(4));
            protected readonly Parameter pb = Parameter(randn(3, 4));
            protected readonly Parameter pc = Parameter(randn(2, 3, 4));
            protected readonly Parameter pd = Parameter(randn(2, 4, 6, 6));
            protected readonly Parameter pe = Parameter(randn(new long[] { 2, 4, 3, 4, 4 }));
            protected readonly Parameter psq = Parameter(randn(4, 4));
            protected readonly Parameter pone = Parameter(randn(2, 1, 4));
            protected readonly Parameter ps = Parameter(ones(new long[0]));
            protected readonly Parameter pt = Parameter(randn(2, 3, 4));
            protected readonly Parameter pp = Parameter(randn(2, 6, 6, 4));

            protected Probe(string name) : base(name) { }

            protected Tensor a => pa.clone();
            protected Tensor b => pb.clone();
            protected Tensor c => pc.clone();
            protected Tensor d => pd.clone();
            protected Tensor e => pe.clone();
            protected Tensor sq => psq.clone();
            protected Tensor one => pone.clone();
            protected Tensor s => ps.clone();
            protected Tensor t => pt.clone().transpose(1, 2);
            protected Tensor p => pp.clone().permute(0, 3, 1, 2);
            protected static Tensor i => randint(0, 2, new long[] { 3 }, dtype: ScalarType.Int64);
            protected static Tensor j => randint(0, 2, new long[] { 2, 3 }, dtype: ScalarType.Int64);
            protected static Tensor k => randint(0, 2, new long[] { 2, 3, 4 }, dtype: ScalarType.Int64);
            protected static Tensor mk => randn(3, 4) > 0;

            protected Tensor Total(Tensor y) => Sum(new[] { y });
            protected Tensor Total((Tensor, Tensor) y) => Sum(new[] { y.Item1, y.Item2 });
            protected Tensor Total((Tensor, Tensor, Tensor) y) => Sum(new[] { y.Item1, y.Item2, y.Item3 });
            protected Tensor Total(IEnumerable<Tensor> y) => Sum(y);
            protected Tensor Total(IEnumerable<long> y) => zeros(1);
            protected Tensor Total(long y) => zeros(1);
            protected Tensor Total(double y) => zeros(1);
            protected Tensor Total(bool y) => zeros(1);

            private static Tensor Sum(IEnumerable<Tensor> all)
            {
                Tensor total = null;
                foreach (var y in all)
                {
                    if (!y.is_complex() && !y.is_floating_point()) continue;
                    // A sum keeps nothing of what it is of.
                    var sum = y.is_complex() ? y.real.sum() : y.sum();
                    total = total is null ? sum : total + sum;
                }

                return total is null ? zeros(1) : total;
            }
        }
        """;

    [Fact]
    public void A_call_keeps_what_the_live_call_keeps()
    {
        var calls = Lines("kept-by-calls.txt");
        var generated = TorchCode.Generated([Probe, .. calls.Select(static (c, i) => Network(c.What, i))]);
        var differing = calls.Select((c, i) => (c.What, Live: c.Bytes, Kept: Kept(generated, $"Call{i}"))).Where(static c => c.Live != c.Kept)
            .Select(static c => $"{c.What}: {c.Kept?.ToString(CultureInfo.InvariantCulture) ?? "nothing is known"}, live {c.Live}").ToList();
        Assert.True(calls.Count > 900 && differing.Count == 0, string.Join('\n', differing));
    }

    /// <summary>The sample's networks at a batch of 2; those with recurrent layers, whose CPU kernels keep a workspace, are left out.</summary>
    [Fact]
    public void A_network_keeps_what_the_live_module_keeps()
    {
        var networks = Lines("kept-by-networks.txt");
        var generated = TorchCode.Generated([.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "TorchModels"), "*.cs").Order(StringComparer.Ordinal)
            .Select(static f => File.ReadAllText(f).Replace("[Network(", "[Training(Batch = 2, OnCpu = true), Network(", StringComparison.Ordinal))]);
        var names = generated.Compilation.GetSymbolsWithName("Cost", SymbolFilter.Type).Where(static c => c.ContainingType is { ContainingType: null })
            .ToDictionary(static c => c.ContainingType.Name, static c => c.ContainingType.ToDisplayString());
        var differing = networks.Select(n => (n.What, Live: n.Bytes, Kept: Kept(generated, names[n.What]))).Where(static c => c.Live != c.Kept)
            .Select(static c => $"{c.What}: {c.Kept?.ToString(CultureInfo.InvariantCulture) ?? "nothing is known"}, live {c.Live}").ToList();
        Assert.True(networks.Count > 50 && differing.Count == 0, string.Join('\n', differing));
    }

    /// <summary>What the documentation names as unknown is an error, and is all that it names.</summary>
    [Fact]
    public async Task What_is_not_stated_is_an_error()
    {
        var sentence = Docs.Page.Read("torchsharp.md").Text.Split('\n').Single(static l => l.StartsWith("- What a function keeps is stated", StringComparison.Ordinal));
        var calls = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["aminmax"] = "return Total(c.aminmax(1));",
            ["floor_divide"] = "return Total(c.floor_divide(b));",
            ["heaviside"] = "return Total(heaviside(c, c));",
            ["ldexp"] = "return Total(c.ldexp(c));",
            ["nanmean"] = "return Total(c.nanmean());",
            ["nextafter"] = "return Total(c.nextafter(c));",
            ["normal"] = "return Total(torch.normal(c, c.abs()));",
        };
        Assert.Equal(System.Text.RegularExpressions.Regex.Matches(sentence, "`(\\w+)`").Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal), calls.Keys.Order(StringComparer.Ordinal));
        var generated = TorchCode.Generated([Probe, .. calls.Values.Select((c, i) => Network(c, i))]);
        Assert.Empty(generated.Compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        var messages = (await generated.Diagnostics()).Select(static d => d.GetMessage(CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(calls.Count, messages.Count);
        Assert.All(messages, static m => Assert.EndsWith("keeps for the backward pass isn't known", m, StringComparison.Ordinal));
    }

    private static long? Kept(Generated generated, string network)
        => (generated.Compilation.GetTypeByMetadataName($"{network}+Cost+Training")?.GetMembers("SavedBytes").Single() as IFieldSymbol)?.ConstantValue as long?;

    private static List<(long Bytes, string What)> Lines(string file)
        => [.. File.ReadLines(Path.Combine(Data, file)).Select(static l => l.Split('\t')).Select(static l => (long.Parse(l[0], CultureInfo.InvariantCulture), l[1]))];

    private static string Network(string call, int number)
    {
        var at = call.IndexOf("; | ", StringComparison.Ordinal);
        var (fields, body) = at < 0 ? ("", call) : (call[..(at + 1)], call[(at + 4)..]);
        return $$"""
            [Training(OnCpu = true), Network(1)]
            public partial class Call{{number}} : Probe
            {
                {{fields}}
                public Call{{number}}() : base("call") => RegisterComponents();
                public override Tensor forward(Tensor x) { {{(body.Contains("return ", StringComparison.Ordinal) ? body : $"return Total({body});")}} }
            }
            """;
    }
}
