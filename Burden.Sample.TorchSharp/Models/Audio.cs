using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Models;

[Network(1, 256)]
public partial class SkipWaveNet : Module<Tensor, Tensor>
{
    private sealed class Gated : Module<Tensor, (Tensor residual, Tensor skip)>
    {
        private readonly Conv1d filter, gate, res, skip;
        private readonly int pad;
        public Gated(int channels, int skipChannels, int dilation, int kernel = 2) : base($"gated_{dilation}")
        {
            pad = (kernel - 1) * dilation;
            filter = Conv1d(channels, channels, kernel, dilation: dilation);
            gate = Conv1d(channels, channels, kernel, dilation: dilation);
            res = Conv1d(channels, channels, 1);
            skip = Conv1d(channels, skipChannels, 1);
            RegisterComponents();
        }

        public override (Tensor residual, Tensor skip) forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var y = pad(x, (this.pad, 0));
            var z = tanh(filter.call(y)) * torch.sigmoid(gate.call(y));
            return ((res.call(z) + x).MoveToOuterDisposeScope(), skip.call(z).MoveToOuterDisposeScope());
            static Tensor pad(Tensor t, (long, long) p) => functional.pad(t, p);
        }
    }

    private readonly Conv1d front;
    private readonly List<Gated> stack = [];
    private readonly Sequential post;
    public SkipWaveNet(int channels = 16, int skip = 32, int blocks = 2, int layersPerBlock = 4, int classes = 64) : base(nameof(SkipWaveNet))
    {
        front = Conv1d(1, channels, 1);
        foreach (var b in Enumerable.Range(0, blocks))
            foreach (var dilation in Enumerable.Range(0, layersPerBlock).Select(i => 1 << i))
            {
                var g = new Gated(channels, skip, dilation);
                stack.Add(g);
                register_module($"block{b}_d{dilation}", g);
            }

        post = Sequential(ReLU(), Conv1d(skip, skip, 1), ReLU(), Conv1d(skip, classes, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = front.call(x);
        Tensor? sum = null;
        foreach (var g in stack)
        {
            (x, var s) = g.call(x);
            sum = sum is null ? s : sum + s;
        }

        return post.call(sum!);
    }
}

public static class Tdnn
{
    public static Sequential Block(int i, int o, int k, int d = 1) => Sequential(("conv", Conv1d(i, o, k, dilation: d, padding: d * (k - 1) / 2)), ("relu", ReLU()), ("norm", BatchNorm1d(o)));
}

public class Res2Net : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> blocks = new();
    private readonly int scale;
    public Res2Net(int channels, int scale, int dilation) : base("res2net")
    {
        this.scale = scale;
        for (var i = 0; i < scale - 1; i++)
            blocks.Add(Tdnn.Block(channels / scale, channels / scale, 3, dilation));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var ys = new List<Tensor>();
        Tensor? y = null;
        var parts = x.chunk(scale, 1);
        foreach (var (part, i) in parts.Select((p, i) => (p, i)))
        {
            y = i switch
            {
                0 => part,
                1 => blocks[i - 1].call(part),
                _ => blocks[i - 1].call(part + y!)};
            ys.Add(y);
        }

        return cat(ys, dim: 1);
    }
}

public class SqueezeExcite1d : Module<Tensor, Tensor>
{
    private readonly Conv1d down, up;
    public SqueezeExcite1d(int c, int b) : base("se")
    {
        down = Conv1d(c, b, 1);
        up = Conv1d(b, c, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => x * up.call(down.call(x.mean([2], keepdim: true)).relu_()).sigmoid_();
}

public class EcapaBlock : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> tdnn1, res2, tdnn2, se;
    private readonly Module<Tensor, Tensor>? shortcut;
    public EcapaBlock(int i, int o, int dilation) : base("ecapa")
    {
        tdnn1 = Tdnn.Block(i, o, 1);
        res2 = new Res2Net(o, 4, dilation);
        tdnn2 = Tdnn.Block(o, o, 1);
        se = new SqueezeExcite1d(o, 16);
        if (i != o)
            shortcut = Conv1d(i, o, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => new[]
    {
        tdnn1,
        res2,
        tdnn2,
        se
    }.Aggregate(x, (h, m) => m.call(h)) + (shortcut?.call(x) ?? x);
}

[Network(40, 100)]
public partial class SpeakerNet : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> blocks;
    private readonly Module<Tensor, Tensor> mfa, fc;
    private readonly Sequential attention;
    private readonly BatchNorm1d bn;
    public SpeakerNet(string name = "speaker", int[]? channels = null, int embedding = 48) : base(name)
    {
        channels ??= [64, 64, 64, 96];
        blocks = [Tdnn.Block(40, channels[0], 5)];
        for (int i = 1; i < channels.Length - 1; ++i)
            blocks.Add(new EcapaBlock(channels[i - 1], channels[i], i + 1));
        mfa = Tdnn.Block(channels[1..^1].Sum(), channels[^1], 1);
        attention = Sequential(Conv1d(3 * channels[^1], 32, 1), Tanh(), Conv1d(32, channels[^1], 1), Softmax(2));
        bn = BatchNorm1d(2 * channels.Last());
        fc = Linear(2 * channels.Last(), embedding);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var outputs = new Stack<Tensor>();
        foreach (var (i, b) in blocks.Index())
        {
            x = b.forward(x);
            if (i > 0)
                outputs.Push(x);
        }

        x = mfa.forward(cat(outputs.Reverse().ToArray(), 1));
        var (mu, sigma) = (x.mean([2], true), x.var (2, unbiased: false, keepdim: true).clamp(1e-10).sqrt());
        var w = attention.forward(cat([x, mu.expand_as(x), sigma.expand(-1, -1, x.shape[2])], 1));
        mu = (x * w).sum(2);
        sigma = ((x.pow(2) * w).sum(dim: 2) - mu.pow(2)).clamp(min: 1e-4).sqrt();
        return normalize(fc.forward(bn.forward(hstack(mu, sigma))), p: 2, dim: 1);
    }
}

[Network(50, 24)]
public partial class ConformerBlock : Module<Tensor, Tensor>
{
    readonly ModuleDict<LayerNorm> norms = new();
    readonly Sequential ff1, ff2, conv;
    readonly MultiheadAttention mha;
    readonly double half = 0.5;
    static Sequential Ff(int d) => Sequential(Linear(d, 4 * d), SiLU(), Dropout(0.1), Linear(4 * d, d), Dropout(0.1));
    public ConformerBlock(int d = 24, int heads = 4, int kernel = 7) : base("conformer")
    {
        foreach (var n in "ff1,mha,conv,ff2,out".Split(','))
            norms.Add((n, LayerNorm(d)));
        (ff1, ff2) = (Ff(d), Ff(d));
        mha = MultiheadAttention(d, heads, dropout: 0.1);
        conv = Sequential(Conv1d(d, 2 * d, 1), GLU(1), Conv1d(d, d, kernel, padding: Padding.Same, groups: d), BatchNorm1d(d), SiLU(), Conv1d(d, d, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = x + half * ff1.call(norms["ff1"].call(x));
        var q = norms["mha"].call(x).transpose(0, 1);
        var (y, _) = mha.call(q, q, q, null, false, null);
        x = x + y.transpose(0, 1);
        x = x + conv.call(norms["conv"].call(x).mT).mT;
        x = x + half * ff2.call(norms["ff2"].call(x));
        return norms["out"].call(x);
    }
}
