using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Models;

public enum FeatureKind
{
    Dense,
    Sparse
}

public readonly record struct Feature(string Name, FeatureKind Kind, int Size = 1);

[Network(6, InputType = DataType.Int64), TensorInput(4)]
public partial class DeepFm : Module<Tensor, Tensor, Tensor>
{
    static readonly Feature[] Features = [.. Enumerable.Range(0, 6).Select(i => new Feature($"c{i}", FeatureKind.Sparse, 100 + i)), .. from d in Enumerable.Range(0, 4) select new Feature("d" + d, FeatureKind.Dense)];
    private readonly ModuleDict<Embedding> embed = new(), linear = new();
    private readonly Sequential deep;
    private readonly Linear dense;
    private readonly Parameter bias;
    private readonly MixtureOfExperts moe;
    public DeepFm(string name = "deepfm", int dim = 8, int[]? hidden = null) : base(name)
    {
        var sparse = Features.Where(f => f.Kind is FeatureKind.Sparse).ToList();
        foreach (var f in sparse)
        {
            embed.Add((f.Name, Embedding(f.Size, dim)));
            linear.Add((f.Name, Embedding(f.Size, 1)));
        }

        var n = Features.Count(f => f is { Kind: FeatureKind.Dense });
        dense = Linear(n, 1);
        hidden ??= new[]
        {
            32,
            16
        };
        var layers = new List<(string, Module<Tensor, Tensor>)>();
        var last = sparse.Count * dim + n;
        for (var i = 0; i < hidden.Length; last = hidden[i++])
        {
            layers.Add(($"fc{i}", Linear(last, hidden[i])));
            layers.Add(($"bn{i}", BatchNorm1d(hidden[i])));
            layers.Add(($"act{i}", PReLU(1)));
        }

        deep = Sequential(layers);
        moe = new(last, 3);
        bias = Parameter(zeros(1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids, Tensor x)
    {
        var cols = ids.unbind(1);
        var vs = cols.Select((c, i) => embed[$"c{i}"].call(c)).ToList();
        var stacked = stack(vs, 1);
        var fm = 0.5 * (stacked.sum(1).square() - stacked.square().sum(1)).sum(1, keepdim: true);
        var first = dense.call(x);
        foreach (var (key, i) in Features.Where(f => f.Kind == FeatureKind.Sparse).Select((f, i) => (f.Name, i)))
            first = first + linear[key].call(cols[i]);
        return torch.sigmoid(first + fm + moe.call(deep.call(cat([stacked.flatten(1), x], 1))) + bias).squeeze(1);
    }
}

public class MixtureOfExperts : Module<Tensor, Tensor>
{
    private readonly Linear gate;
    private readonly ModuleList<Sequential> experts;
    public MixtureOfExperts(int d, int n) : base("moe")
    {
        gate = Linear(d, n);
        experts = new();
        foreach (var _ in Enumerable.Range(0, n))
            experts.Add(Sequential(Linear(d, d), ReLU(), Linear(d, 1)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var w = gate.call(x).softmax(-1).unsqueeze(1);
        var y = stack(experts.Select(e => e.call(x)), -1);
        return (w * y).sum(-1);
    }
}

public abstract class Policy : Module<Tensor, (Tensor logits, Tensor value)>
{
    protected readonly Module<Tensor, Tensor> body;
    protected Policy(string name, Func<Module<Tensor, Tensor>> make) : base(name)
    {
        body = make();
    }

    protected abstract (Tensor, Tensor) Heads(Tensor h);
    public sealed override (Tensor logits, Tensor value) forward(Tensor x) => Heads(body.forward(x));
    public Tensor act(Tensor x, bool greedy = false)
    {
        using (no_grad())
        {
            var (l, _) = call(x);
            return greedy ? l.argmax(-1) : distributions.Categorical(logits: l).sample();
        }
    }
}

[Network(8)]
public partial class ActorCritic : Policy
{
    private readonly Module<Tensor, Tensor> pi, v;
    private readonly Parameter log_std = Parameter(full(4, -0.5));
    public ActorCritic(int obs = 8, int actions = 4, int width = 32) : base("ac", () => Mlp(obs, width, width))
    {
        pi = Mlp(width, width, actions);
        v = Mlp([width, width, 1]);
        foreach (var p in parameters())
            if (p.dim() > 1)
                init.orthogonal_(p, gain: Math.Sqrt(2));
        RegisterComponents();
    }

    private static Sequential Mlp(params int[] sizes)
    {
        var s = Sequential();
        int i = 0;
        do
        {
            s.append($"fc{i}", Linear(sizes[i], sizes[i + 1]));
            if (i + 2 < sizes.Length)
                s.append($"act{i}", Tanh());
        }
        while (++i < sizes.Length - 1);
        return s;
    }

    protected override (Tensor, Tensor) Heads(Tensor h) => (pi.forward(h) * log_std.exp(), v.forward(h).squeeze(-1));
}

[Network(24)]
public partial class NBeats : Module<Tensor, Tensor>
{
    public enum Stack
    {
        Trend,
        Seasonality,
        Generic
    }

    class Block : Module<Tensor, (Tensor back, Tensor fore)>
    {
        readonly Sequential fc;
        readonly Linear theta_b, theta_f;
        readonly Tensor? bb, bf;
        public Block(Stack kind, int back, int fore, int units, int thetas) : base(kind.ToString().ToLower())
        {
            fc = Sequential(Enumerable.Range(0, 3).SelectMany(i => new Module<Tensor, Tensor>[] { Linear(i == 0 ? back : units, units), ReLU() }).ToArray());
            (theta_b, theta_f) = kind == Stack.Generic ? (Linear(units, back), Linear(units, fore)) : (Linear(units, thetas, false), Linear(units, thetas, false));
            (bb, bf) = kind switch
            {
                Stack.Trend => (Trend(back), Trend(fore)),
                Stack.Seasonality when thetas % 2 == 0 => (Season(back), Season(fore)),
                Stack.Seasonality => throw new ArgumentException(),
                _ => (null, null),
            };
            RegisterComponents();
            Tensor Trend(int n) => stack(Enumerable.Range(0, thetas).Select(i => linspace(0, 1, n).pow(i)).ToArray());
            Tensor Season(int n)
            {
                var t = linspace(0, 1, n);
                var k = thetas / 2;
                return cat([stack(Enumerable.Range(0, k).Select(i => cos(2 * Math.PI * i * t))), stack(Enumerable.Range(0, k).Select(i => sin(2 * Math.PI * i * t)))], 0);
            }
        }

        public override (Tensor back, Tensor fore) forward(Tensor x)
        {
            var h = fc.call(x);
            var b = theta_b.call(h);
            var f = theta_f.call(h);
            return (bb is null ? b : b.mm(bb), bf is null ? f : f.mm(bf));
        }
    }

    readonly Dictionary<Stack, List<Block>> stacks = new();
    readonly int horizon;
    public NBeats(int back = 24, int horizon = 6) : base("nbeats")
    {
        this.horizon = horizon;
        foreach (Stack kind in Enum.GetValues<Stack>())
        {
            stacks[kind] = new List<Block>();
            for (var i = 0; i < 2; i++)
            {
                stacks[kind].Add(new Block(kind, back, horizon, 16, thetas: 4));
                register_module($"{kind}_{i}", stacks[kind][^1]);
            }
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = zeros(x.shape[0], horizon);
        foreach (var (_, blocks) in stacks)
            foreach (var b in blocks)
            {
                var (back, fore) = b.call(x);
                x = x - back;
                y += fore;
            }

        return y;
    }
}

[Network(10)]
public partial class RealNvp : Module<Tensor, (Tensor z, Tensor logDet)>
{
    class Coupling : Module<Tensor, (Tensor, Tensor)>
    {
        readonly Tensor mask;
        readonly Sequential s, t;
        public Coupling(int d, int h, bool odd) : base("c")
        {
            mask = tensor(Enumerable.Range(0, d).Select(i => (i % 2 == 1) == odd ? 1f : 0f).ToArray());
            s = Net(true);
            t = Net(false);
            register_buffer("mask", mask);
            RegisterComponents();
            Sequential Net(bool last)
            {
                List<Module<Tensor, Tensor>> l = [Linear(d, h), LeakyReLU(0.2), Linear(h, d)];
                if (last)
                    l.Add(Tanh());
                return Sequential(l);
            }
        }

        public override (Tensor, Tensor) forward(Tensor x)
        {
            var m = x * mask;
            var ls = s.call(m) * (1 - mask);
            return (m + (1 - mask) * (x * ls.exp() + t.call(m)), ls.sum(1));
        }
    }

    readonly ModuleList<Coupling> flows;
    readonly Tensor mean;
    public RealNvp(int d = 10, int h = 24, int n = 4) : base("nvp")
    {
        flows = new ModuleList<Coupling>(Enumerable.Range(0, n).Select(i => new Coupling(d, h, i % 2 == 0)).ToArray());
        mean = zeros(d);
        register_buffer("prior_mean", mean);
        RegisterComponents();
    }

    public override (Tensor z, Tensor logDet) forward(Tensor x)
    {
        var det = zeros(x.shape[0]);
        foreach (var f in flows)
        {
            (x, var d) = f.call(x);
            det += d;
        }

        return (x - mean, det);
    }
}

[Network(5, 12), TensorInput(5, 5)]
public partial class GraphNet : Module<Tensor, Tensor, Tensor>
{
    private class Gat : Module<Tensor, Tensor, Tensor>
    {
        readonly Linear w;
        readonly Parameter a;
        readonly LeakyReLU act = LeakyReLU(0.2);
        readonly int heads, o;
        public Gat(int i, int o, int heads) : base("gat")
        {
            (this.heads, this.o) = (heads, o);
            w = Linear(i, heads * o, hasBias: false);
            a = Parameter(empty(1, heads, 1, 2 * o));
            init.xavier_uniform_(a);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x, Tensor adj)
        {
            var (b, n) = (x.size(0), x.size(1));
            var h = w.call(x).view(b, n, heads, o).permute(0, 2, 1, 3);
            var pair = cat(new[] { h.repeat_interleave(n, dim: 2), h.repeat(1, 1, n, 1) }, dim: 3).view(b, heads, n * n, 2 * o);
            var e = act.call((pair * a).sum(dim: -1)).view(b, heads, n, n);
            e = e.masked_fill(adj.unsqueeze(1) <= 0, -9e15);
            return elu(e.softmax(3).matmul(h).transpose(1, 2).reshape(b, n, heads * o), 1.0);
        }
    }

    readonly Gat g1, g2;
    readonly Linear head;
    public GraphNet() : base("gnn")
    {
        g1 = new(12, 8, 3);
        g2 = new(24, 4, 2);
        head = Linear(8, 3);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor adj)
    {
        adj = adj + eye(adj.shape[^1]).unsqueeze(0);
        return log_softmax(head.call(g2.call(dropout(g1.call(x, adj), 0.5, training), adj).max(1).values), -1);
    }
}
