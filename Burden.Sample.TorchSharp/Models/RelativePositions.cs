using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Models;

public sealed record T5Config(int Vocab = 120, int D = 32, int Kv = 8, int Ff = 64, int Layers = 2, int Heads = 4, int Buckets = 8, int MaxDistance = 16);
class T5Norm : Module<Tensor, Tensor>
{
    readonly Parameter weight;
    readonly double e;
    public T5Norm(long d, double eps = 1e-6) : base("t5norm")
    {
        weight = Parameter(ones(d));
        e = eps;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var variance = x.@float().pow(2).mean(new long[] { -1 }, true);
        x = x * torch.rsqrt(variance + e);
        return weight * x;
    }
}

class T5Attention : Module
{
    readonly Linear q, k, v, o;
    readonly Embedding? relative_attention_bias;
    readonly T5Config cfg;
    readonly bool bidirectional;
    public T5Attention(T5Config cfg, bool hasBias, bool bidirectional) : base("attn")
    {
        this.cfg = cfg;
        this.bidirectional = bidirectional;
        int inner = cfg.Heads * cfg.Kv;
        q = Linear(cfg.D, inner, false);
        k = Linear(cfg.D, inner, false);
        v = Linear(cfg.D, inner, false);
        o = Linear(inner, cfg.D, false);
        if (hasBias)
            relative_attention_bias = Embedding(cfg.Buckets, cfg.Heads);
        RegisterComponents();
    }

    Tensor Bucket(Tensor relative)
    {
        var n = cfg.Buckets;
        Tensor ret = torch.zeros_like(relative);
        if (bidirectional)
        {
            n /= 2;
            ret = ret + (relative > 0).to(ScalarType.Int64) * n;
            relative = torch.abs(relative);
        }
        else
        {
            relative = -torch.min(relative, torch.zeros_like(relative));
        }

        var maxExact = n / 2;
        var small = relative < maxExact;
        var large = maxExact + (torch.log(relative.@float() / maxExact) / Math.Log((double)cfg.MaxDistance / maxExact) * (n - maxExact)).to(ScalarType.Int64);
        large = torch.min(large, torch.full_like(large, n - 1));
        return ret + torch.where(small, relative, large);
    }

    public (Tensor, Tensor) forward(Tensor x, Tensor? kv = null, Tensor? bias = null)
    {
        long b = x.size(0), len = x.size(1);
        var src = kv ?? x;
        var keys = src.size(1);
        Tensor Split(Tensor t) => t.view(b, -1, cfg.Heads, cfg.Kv).transpose(1, 2);
        Tensor qs = Split(q.forward(x)), ks = Split(k.forward(src)), vs = Split(v.forward(src));
        var scores = torch.matmul(qs, ks.transpose(3, 2));
        if (bias is null)
        {
            if (relative_attention_bias is null)
                bias = torch.zeros(1, cfg.Heads, len, keys);
            else
            {
                var pos = torch.arange(keys)[TensorIndex.None, TensorIndex.Colon] - torch.arange(len)[TensorIndex.Colon, TensorIndex.None];
                bias = relative_attention_bias.forward(Bucket(pos)).permute(2, 0, 1).unsqueeze(0);
            }

            if (!bidirectional && kv is null)
                bias = bias + torch.ones(len, keys).triu(1) * -1e9f;
        }

        scores += bias;
        var w = F.softmax(scores.@float(), -1).type_as(scores);
        w = F.dropout(w, 0.1, training);
        var y = torch.matmul(w, vs).transpose(1, 2).contiguous().view(b, -1, cfg.Heads * cfg.Kv);
        return (o.forward(y), bias);
    }
}

class T5Block : Module
{
    readonly ModuleList<Module> layer = new();
    readonly bool decoder;
    readonly T5Norm n1, n2;
    readonly T5Norm? n3;
    readonly T5Attention self;
    readonly T5Attention? cross;
    readonly Sequential ff;
    public T5Block(T5Config c, bool decoder, bool bias) : base("block")
    {
        this.decoder = decoder;
        self = new T5Attention(c, bias, !decoder);
        n1 = new T5Norm(c.D);
        n2 = new(c.D);
        if (decoder)
        {
            cross = new T5Attention(c, false, true);
            n3 = new T5Norm(c.D);
        }

        ff = Sequential(("wi", Linear(c.D, c.Ff, hasBias: false)), ("act", ReLU()), ("drop", Dropout(0.1)), ("wo", Linear(c.Ff, c.D, hasBias: false)));
        RegisterComponents();
    }

    public (Tensor hidden, Tensor bias, Tensor? crossBias) forward(Tensor x, Tensor? bias, Tensor? memory = default, Tensor? crossBias = null)
    {
        (var a, bias) = self.forward(n1.forward(x), bias: bias);
        x = x + a;
        if (decoder && memory is not null)
        {
            (a, crossBias) = cross!.forward(n3!.forward(x), memory, crossBias);
            x += a;
        }

        return (x + ff.forward(n2.forward(x)), bias, crossBias);
    }
}

[Network(10, InputType = DataType.Int64), TensorInput(7, Type = DataType.Int64)]
public partial class TinyT5 : Module<Tensor, Tensor, Tensor>
{
    readonly Embedding shared;
    readonly ModuleList<T5Block> encoder, decoder;
    readonly T5Norm encNorm, decNorm;
    readonly T5Config cfg;
    readonly Linear lm_head;
    public TinyT5(string name = "t5") : base(name)
    {
        cfg = new T5Config()with
        {
            Layers = 2
        };
        shared = Embedding(cfg.Vocab, cfg.D);
        encoder = Stack(false);
        decoder = Stack(true);
        encNorm = new(cfg.D);
        decNorm = new(cfg.D);
        lm_head = Linear(cfg.D, cfg.Vocab, hasBias: false);
        RegisterComponents();
        lm_head.weight = shared.weight;
        ModuleList<T5Block> Stack(bool dec)
        {
            var list = new ModuleList<T5Block>();
            for (int i = 0; i < cfg.Layers; i++)
                list.Add(new T5Block(cfg, dec, i == 0));
            return list;
        }
    }

    public override Tensor forward(Tensor src, Tensor tgt)
    {
        var h = shared.forward(src);
        Tensor? bias = null;
        foreach (var b in encoder)
            (h, bias, _) = b.forward(h, bias);
        h = encNorm.forward(h);
        var y = shared.forward(tgt);
        Tensor? db = null, cb = null;
        for (int i = 0; i < decoder.Count; i++)
        {
            var r = decoder[i].forward(y, db, h, cb);
            y = r.hidden;
            db = r.bias;
            cb = r.crossBias;
        }

        return lm_head.forward(decNorm.forward(y) * Math.Pow(cfg.D, -0.5));
    }
}
