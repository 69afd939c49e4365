using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.nn.functional;

namespace Models;

public class MambaBlock : Module<Tensor, Tensor>
{
    private readonly Linear in_proj, x_proj, dt_proj, out_proj;
    private readonly Conv1d conv1d;
    private readonly Parameter A_log, D;
    private readonly long dInner, dState, dtRank;
    public MambaBlock(long dModel, long dState = 4, long dConv = 4, long expand = 2) : base("mamba")
    {
        dInner = expand * dModel;
        this.dState = dState;
        dtRank = (long)Math.Ceiling(dModel / 16.0);
        in_proj = Linear(dModel, dInner * 2, hasBias: false);
        conv1d = Conv1d(dInner, dInner, dConv, padding: dConv - 1, groups: dInner);
        x_proj = Linear(dInner, dtRank + dState * 2, hasBias: false);
        dt_proj = Linear(dtRank, dInner);
        out_proj = Linear(dInner, dModel, hasBias: false);
        var A = arange(1, dState + 1, dtype: ScalarType.Float32).repeat(dInner, 1);
        A_log = Parameter(log(A));
        D = Parameter(ones(dInner));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var (b, l, _) = (x.shape[0], x.shape[1], x.shape[2]);
        var split = in_proj.forward(x).split(new[] { dInner, dInner }, -1);
        var (u, res) = (split[0], split[1]);
        u = conv1d.forward(u.transpose(1, 2))[.., .., ..(int)l].transpose(1, 2);
        u = silu(u);
        var y = Ssm(u);
        return out_proj.forward(y * silu(res));
    }

    private Tensor Ssm(Tensor x)
    {
        var A = -exp(A_log.to(float32));
        var Dv = D.to(float32);
        var dbl = x_proj.forward(x);
        var parts = dbl.split([dtRank, dState, dState], dim: -1);
        var delta = softplus(dt_proj.forward(parts[0]));
        return Scan(x, delta, A, parts[1], parts[2], Dv);
    }

    private static Tensor Scan(Tensor u, Tensor delta, Tensor A, Tensor B, Tensor C, Tensor D)
    {
        long b = u.size(0), l = u.size(1), dIn = u.size(2), n = A.size(1);
        var dA = exp(einsum("bld,dn->bldn", delta, A));
        var dBu = einsum("bld,bln,bld->bldn", delta, B, u);
        var state = zeros(new[] { b, dIn, n }, device: dA.device);
        var ys = new List<Tensor>();
        for (var i = 0; i < l; i++)
        {
            state = dA[.., i] * state + dBu[.., i];
            ys.Add(einsum("bdn,bn->bd", state, C[.., i, ..]));
        }

        return stack(ys, dim: 1) + u * D;
    }
}

[Network(6, InputType = DataType.Int64)]
public partial class TinyMamba : Module<Tensor, Tensor>
{
    private readonly Embedding embedding;
    private readonly ModuleList<Module<Tensor, Tensor>> layers;
    private readonly LayerNorm norm_f;
    private readonly Linear lm_head;
    public TinyMamba(long d = 16, int n = 2, long vocab = 100) : base("mamba_lm")
    {
        if (vocab % 8 != 0)
            vocab += 8 - vocab % 8;
        embedding = Embedding(vocab, d);
        layers = ModuleList<Module<Tensor, Tensor>>(Enumerable.Repeat(0, n).Select(_ => new MambaBlock(d)).ToArray<Module<Tensor, Tensor>>());
        norm_f = LayerNorm(d);
        lm_head = Linear(d, vocab, hasBias: false);
        RegisterComponents();
        lm_head.weight = embedding.weight;
    }

    public override Tensor forward(Tensor ids)
    {
        var x = embedding.forward(ids);
        foreach (var l in layers)
            x = x + l.forward(x);
        return lm_head.forward(norm_f.forward(x));
    }
}

[Network(9, InputType = DataType.Int64)]
public partial class PointerSum : Module<Tensor, Tensor>
{
    private readonly Embedding emb;
    private readonly LSTM enc;
    private readonly LSTMCell dec;
    private readonly Linear wh, ws, v, outp;
    private readonly Dictionary<string, int> sizes = new()
    {
        ["emb"] = 12,
        ["hid"] = 20,
    };
    private const int MaxLen = 5;
    public PointerSum() : base("pointer")
    {
        int e = sizes["emb"], h = sizes["hid"];
        emb = Embedding(100, e);
        enc = LSTM(e, h, numLayers: 1, batchFirst: true, bidirectional: true);
        dec = LSTMCell(e + 2 * h, h);
        wh = Linear(2 * h, h, hasBias: false);
        ws = Linear(h, h);
        v = Linear(h, 1, hasBias: false);
        outp = Linear(3 * h, 100);
        RegisterComponents();
    }

    public override Tensor forward(Tensor src)
    {
        var n = src.size(0);
        var (states, hn, cn) = enc.call(emb.call(src));
        var h = hn.view(1, 2, n, -1)[0].mean([0]);
        var c = cn[0] + cn[1];
        var keys = wh.call(states);
        var token = zeros(n, dtype: ScalarType.Int64);
        var logits = new Tensor[MaxLen];
        for (int step = 0; step < MaxLen; step++)
        {
            var score = v.call(tanh(keys + ws.call(h).unsqueeze(1))).squeeze(-1);
            var attn = softmax(score, 1);
            var ctx = bmm(attn.unsqueeze(1), states).squeeze(1);
            (h, c) = dec.call(cat([emb.call(token), ctx], 1), (h, c));
            logits[step] = outp.call(cat([h, ctx], 1));
            token = logits[step].argmax(1);
        }

        return stack(logits, 1);
    }
}

[Network(9, InputType = DataType.Int64), TensorInput(7, Type = DataType.Int64)]
public partial class SiameseText : Module<Tensor, Tensor, Tensor>
{
    readonly Embedding e = Embedding(100, 16);
    readonly GRU gru = GRU(16, 12, numLayers: 2, batchFirst: true, bidirectional: true);
    readonly ModuleList<Conv1d> convs = new();
    readonly CosineSimilarity cos = CosineSimilarity(dim: 1, eps: 1e-6);
    readonly Bilinear bil = Bilinear(24 + 3 * 8, 24 + 3 * 8, 4);
    public SiameseText(string name = "siam") : base(name)
    {
        foreach (var k in (int[])[2, 3, 4])
            convs.Add(Conv1d(16, 8, k));
        RegisterComponents();
    }

    Tensor Encode(Tensor t)
    {
        var x = e.call(t);
        var (_, h) = gru.call(x);
        var last = cat([h[^2], h[^1]], -1);
        var c = convs.Select(f => relu(f.call(x.transpose(1, 2))).max(2).values);
        return cat([last, ..c], 1);
    }

    public override Tensor forward(Tensor a, Tensor b)
    {
        Tensor u = Encode(a), v = Encode(b);
        return cat([cos.call(u, v).unsqueeze(1), bil.call(u, v), (u - v).abs().mean([1], true)], 1);
    }
}
