using System.Collections.Immutable;
using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models.Features;

public class ConvBNAct : Sequential
{
    public ConvBNAct(long i, long o, long k = 3, long s = 1) : base(("0", Conv2d(i, o, k, s, k / 2, bias: false)), ("1", BatchNorm2d(o)), ("2", ReLU()))
    {
        Out = o;
    }

    public long Out { get; }
}

public class Plain : Sequential
{
    public Plain(int n) : base(Enumerable.Range(0, n).Select(i => (Module<Tensor, Tensor>)Conv2d(8, 8, 3, padding: 1)).ToArray())
    {
    }

    public override Tensor forward(Tensor x) => base.forward(x) + x;
}

[Network(3, 16, 16)]
public partial class Derived : Module<Tensor, Tensor>
{
    private readonly ConvBNAct a = new(3, 8);
    private readonly Plain b = new(2);
    private readonly IModule<Tensor, Tensor> c;
    private readonly nn.Module untyped;

    public Derived() : base("d")
    {
        c = Conv2d(a.Out, 4, 1);
        untyped = Conv2d(4, 2, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => ((Module<Tensor, Tensor>)untyped).forward(c.call(b.forward(a.forward(x))));
}

public class Head(int inC, int outC, bool bias = true) : Module<Tensor, Tensor>(nameof(Head))
{
    private readonly Conv2d conv = Conv2d(inC, outC, 1, bias: bias);
    private bool done;

    public override Tensor forward(Tensor x) => conv.forward(x);

    public Head Init()
    {
        if (!done)
        {
            RegisterComponents();
            done = true;
        }
        return this;
    }
}

public record struct Stage(int Channels, int Depth, double Drop = 0)
{
    public readonly int Hidden => Channels * 2;

    public static implicit operator Stage((int c, int d) t) => new(t.c, t.d);

    public static Stage operator *(Stage s, int k) => s with { Channels = s.Channels * k };
}

public sealed record NetConfig(string Name, IReadOnlyList<Stage> Stages)
{
    public required int Classes { get; init; }
    public int? Hidden { get; init; }
    public ImmutableArray<int> Kernels { get; init; } = [3, 5, 7];

    public int this[int i] => Stages[i].Channels;

    public void Deconstruct(out int first, out int last, out int count)
    {
        count = Stages.Count;
        first = this[0];
        last = this[Stages.Count - 1];
    }
}

public interface IBlockFactory<TSelf> where TSelf : IBlockFactory<TSelf>
{
    static abstract Module<Tensor, Tensor> Create(int c);

    static virtual int Expansion => 1;
}

public class Simple : Module<Tensor, Tensor>, IBlockFactory<Simple>
{
    private readonly Sequential net;

    private Simple(int c) : base("simple")
    {
        net = Sequential(Conv2d(c, c, 3, padding: 1), ReLU());
        RegisterComponents();
    }

    public static Module<Tensor, Tensor> Create(int c) => new Simple(c);

    public override Tensor forward(Tensor x) => net.forward(x);
}

[Network(3, 32, 32)]
public partial class Language : Module<Tensor, Tensor>
{
    private readonly NetConfig cfg;
    private readonly ModuleList<Module<Tensor, Tensor>> body = new();
    private readonly Head head;
    private readonly Sequential neck;
    private int created;
    private static readonly Lazy<NetConfig> Default = new(() => new NetConfig("lang", new Stage[] { (8, 1), new(16, 2, 0.1), (Stage)(12, 1) * 2 }) { Classes = 7, Hidden = null });

    public Language() : this(Default.Value)
    {
    }

    public Language(NetConfig cfg) : base(cfg.Name.ToUpperInvariant())
    {
        this.cfg = cfg;
        var (first, last, _) = cfg;
        var c = 3;
        foreach (var (stage, index) in cfg.Stages.Select((s, i) => (s, i)))
        {
            body.Add(Conv2d(c, stage.Channels, cfg.Kernels[index], padding: cfg.Kernels[index] >> 1));
            body.Add(stage switch
            {
                { Depth: > 1, Drop: > 0 and < 0.5 } => Sequential(Enumerable.Range(0, stage.Depth).Select(_ => Build<Simple>(stage.Channels)).ToArray()),
                { Channels: var ch } when ch % 8 == 0 => Build<Simple>(ch),
                _ => Identity(),
            });
            c = stage.Channels;
            created++;
        }
        var hidden = cfg.Hidden ?? (cfg.Hidden.HasValue ? 1 : last + first + created);
        neck = Sequential(("n1", Conv2d(c, hidden, 1)), ("act", Activation("gelu")));
        head = new Head(hidden, cfg.Classes).Init();
        RegisterComponents();
    }

    private static Module<Tensor, Tensor> Build<T>(int c) where T : IBlockFactory<T> => T.Create(c * T.Expansion);

    private static Module<Tensor, Tensor> Activation(string name) => name.ToLower() switch { "relu" => ReLU(), "gelu" or "gelu_tanh" => GELU(), ['s', ..] => SiLU(), _ => throw new ArgumentOutOfRangeException(nameof(name), name, null) };

    public override Tensor forward(Tensor x)
    {
        using var d = NewDisposeScope();
        Tensor? skip = null;
        for (var i = 0; ; i++)
        {
            if (i >= body.Count)
                break;
            x = body[i].forward(x);
            if (i % 2 != 0)
            {
                skip = skip switch { null => x.mean([2, 3], true), _ => torch.cat([skip, x.mean([2, 3], keepdim: true)], 1) };
                continue;
            }
        }
        do
        {
            x = neck.forward(x);
        }
        while (false);
        x = head.forward(x);
        return x.MoveToOuterDisposeScope();
    }
}

public static class Ops
{
    public static Tensor Cat(params Tensor[] ts) => torch.cat(ts, 1);

    public static Tensor CatSpan(params ReadOnlySpan<Tensor> ts) => torch.cat(ts.ToArray(), 1);

    public static void Halve(ref int n, out int rest)
    {
        rest = n % 2;
        n /= 2;
    }

    public static bool TrySplit(Tensor x, int n, out Tensor a, out Tensor b)
    {
        a = x;
        b = x;
        if (x.shape[1] < n)
            return false;
        var p = x.split(new long[] { n, x.shape[1] - n }, 1);
        (a, b) = (p[0], p[1]);
        return true;
    }

    public static T Also<T>(this T self, Action<T> a)
    {
        a(self);
        return self;
    }

    public static TOut Pipe<TIn, TOut>(this TIn x, Func<TIn, TOut> f) => f(x);

    public static int Fib(int n) => n < 2 ? n : Fib(n - 1) + Fib(n - 2);

    public static IEnumerable<(int lo, int hi)> Windows(int n, int k)
    {
        for (int i = 0; i + k <= n; i += k)
            yield return (i, i + k);
    }

    extension(Tensor t)
    {
        public long Channels => t.shape[1];

        public Tensor Half() => t * 0.5;
    }
}

[Network(16, 12, 12)]
public partial class Tricks : Module<Tensor, (Tensor a, Tensor b)>
{
    private readonly Dictionary<string, Func<int, int, Module<Tensor, Tensor>>> factory = new(StringComparer.OrdinalIgnoreCase) { ["conv"] = (i, o) => Conv2d(i, o, 3, padding: 1), ["pw"] = static (i, o) => Conv2d(i, o, 1), ["dw"] = (i, o) => Conv2d(i, o, 3, padding: 1, groups: Math.Min(i, o)) };
    private readonly List<(string name, Module<Tensor, Tensor> m)> layers = [];
    private readonly int[][] jagged = [[1, 2], [3], []];
    private readonly Linear fc;
    private readonly Parameter? absent = null;
    private readonly Tensor ramp = torch.arange(12).reshape(1, 1, 1, 12).to(torch.float32) / 12;
    public event Action<string>? Built;

    public Tricks(string spec = "conv:24,PW:32,dw:32") : base("tricks")
    {
        var prev = 16;
        foreach (var part in spec.Split(',').Select(p => p.Split(':')))
        {
            var (kind, width) = (part[0], int.Parse(part[1]));
            layers.Add(($"{kind.ToLowerInvariant()}_{layers.Count:D2}", factory[kind](prev, width)));
            prev = width;
        }
        layers.ForEach(l => register_module(l.name, l.m));
        Built?.Invoke("done");
        var n = 37;
        Ops.Halve(ref n, out var rest);
        int total = 0;
        try
        {
            checked
            {
                total += n + rest;
            }
        }
        finally
        {
            total++;
        }
        total += jagged.Sum(j => j.Length) + jagged.Max(j => j.Length) + Ops.Fib(7) + Ops.Windows(10, 3).Count() + jagged.SelectMany(x => x).Aggregate((a, b) => a * b);
        fc = Linear(32 * 2 + 1, total);
        RegisterComponents();
    }

    public override (Tensor a, Tensor b) forward(Tensor input)
    {
        var x = input;
        foreach (var (_, m) in layers)
            x = m.forward(x).Pipe(t => F.relu(t)).Also(t => { if (t.Channels < 1) throw new InvalidOperationException(); });
        if (!Ops.TrySplit(x, 8, out var a, out var b))
            throw new InvalidOperationException("split");
        x = Ops.Cat(a, b, x.Half());
        x = Ops.CatSpan(x, x.narrow(1, 0, 1) * ramp);
        long[] shape = x.shape;
        Index last = ^1;
        var r = 1..^1;
        var inner = shape[r];
        var w = shape[last];
        var pooled = x.mean(new long[] { -1, -2 });
        var y = fc.forward(pooled);
        y = absent is null ? y : y + absent;
        var parts = y.chunk(3, -1);
        var z = parts switch { [var p, .., var q] when p.shape[1] >= q.shape[1] => p * q.sum(), [var only] => only, _ => y };
        z = z.unsqueeze(-1).expand(-1, -1, inner[1]).transpose(1, 2)[.., 1..^1, ..].contiguous().view(1, -1);
        var idx = torch.tensor(new long[] { 0, 2, 1 });
        var sel = x.index_select(1, idx);
        sel = sel[0, TensorIndex.Ellipsis, 0];
        sel = sel.T;
        var mask = torch.ones(12, 12, dtype: torch.@bool).tril();
        var att = x.masked_fill(mask.logical_not(), double.NegativeInfinity).softmax(-1);
        att = torch.where(mask, att, torch.zeros_like(att));
        x.add_(1).mul_(2);
        x[.., 0] = 0;
        x[0, 1..3] = x[0, 3..5];
        return (a: z, b: att.flatten(1).sum(dim: 1) + sel.sum() + w);
    }
}
