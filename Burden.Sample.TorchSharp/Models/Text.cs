using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.TensorExtensionMethods;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
namespace Models;

public class Encoder : Module<Tensor, (Tensor, Tensor)>
{
    readonly Embedding embedding;
    readonly GRU gru;
    readonly Dropout dropout;
    public Encoder(int v, int h) : base("e")
    {
        embedding = Embedding(v, h);
        gru = GRU(h, h, batchFirst: true);
        dropout = Dropout(0.1);
        RegisterComponents();
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var e = dropout.forward(embedding.forward(x));
        return gru.call(e);
    }
}

public class BahdanauAttention : Module<Tensor, Tensor, (Tensor, Tensor)>
{
    readonly Linear Wa, Ua, Va;
    public BahdanauAttention(int h) : base("b")
    {
        Wa = Linear(h, h);
        Ua = Linear(h, h);
        Va = Linear(h, 1);
        RegisterComponents();
    }

    public override (Tensor, Tensor) forward(Tensor query, Tensor keys)
    {
        var scores = Va.forward(torch.tanh(Wa.forward(query) + Ua.forward(keys)));
        scores = scores.squeeze(2).unsqueeze(1);
        var w = torch.nn.functional.softmax(scores, dim: -1);
        return (torch.bmm(w, keys), w);
    }
}

[Network(9, InputType = DataType.Int64)]
public partial class Seq2Seq : Module<Tensor, Tensor>
{
    readonly Encoder encoder;
    readonly BahdanauAttention attention;
    readonly Embedding embedding;
    readonly GRU gru;
    readonly Linear output;
    const int MAX = 5;
    readonly int hidden;
    public Seq2Seq(int vocab = 200, int hidden = 32) : base("s")
    {
        this.hidden = hidden;
        encoder = new Encoder(vocab, hidden);
        attention = new BahdanauAttention(hidden);
        embedding = Embedding(vocab, hidden);
        gru = GRU(2 * hidden, hidden, batchFirst: true);
        output = Linear(hidden, vocab);
        RegisterComponents();
    }

    public override Tensor forward(Tensor src)
    {
        var (enc, h) = encoder.forward(src);
        var input = torch.zeros(src.size(0), 1, dtype: torch.int64);
        var outs = new List<Tensor>();
        for (int i = 0; i < MAX; i++)
        {
            var e = embedding.forward(input);
            var (context, _) = attention.forward(h.permute(1, 0, 2), enc);
            (var o, h) = gru.call(torch.cat(new[] { e, context }, dim: 2), h);
            var logits = output.forward(o);
            outs.Add(logits);
            var (_, topi) = logits.topk(1);
            input = topi.squeeze(-1).detach();
        }

        return functional.log_softmax(torch.cat(outs, 1), -1);
    }
}

public class RMSNorm : Module<Tensor, Tensor>
{
    readonly Parameter weight;
    readonly float eps;
    public RMSNorm(int dim, float eps = 1e-6f) : base("rms")
    {
        this.eps = eps;
        weight = Parameter(torch.ones(dim));
        RegisterComponents();
    }

    Tensor _norm(Tensor x) => x * torch.rsqrt(x.pow(2).mean(new long[] { -1 }, keepdim: true) + eps);
    public override Tensor forward(Tensor x)
    {
        var o = _norm(x.to_type(ScalarType.Float32)).type_as(x);
        return o * weight;
    }
}

public class ModelArgs
{
    public int Dim { get; set; } = 64;
    public int NLayers { get; set; } = 2;
    public int NHeads { get; set; } = 4;
    public int? NKVHeads { get; set; }
    public int VocabSize { get; set; } = 300;
    public int MultipleOf { get; set; } = 32;
    public float? FFNDimMultiplier { get; set; }
    public float NormEps { get; set; } = 1e-5f;
    public int MaxSeqLen { get; set; } = 128;
}

public static class Rope
{
    public static (Tensor cos, Tensor sin) Precompute(int dim, int end, float theta = 10000f)
    {
        var freqs = 1.0f / torch.pow(theta, torch.arange(0, dim, 2, ScalarType.Float32) / dim);
        var t = torch.arange(end, dtype: ScalarType.Float32);
        freqs = torch.outer(t, freqs);
        return (freqs.cos(), freqs.sin());
    }

    public static Tensor RotateHalf(Tensor x)
    {
        var h = x.shape[^1] / 2;
        var x1 = x[TensorIndex.Ellipsis, TensorIndex.Slice(stop: h)];
        var x2 = x[TensorIndex.Ellipsis, TensorIndex.Slice(start: h)];
        return torch.cat([-x2, x1], dim: -1);
    }

    public static Tensor Apply(Tensor x, Tensor cos, Tensor sin)
    {
        cos = torch.cat(new[] { cos, cos }, -1).unsqueeze(0).unsqueeze(0);
        sin = torch.cat(new[] { sin, sin }, -1).unsqueeze(0).unsqueeze(0);
        return x * cos + RotateHalf(x) * sin;
    }
}

public class LlamaAttention : Module<Tensor, Tensor, Tensor, Tensor?, Tensor>
{
    readonly int n_kv, n_heads, n_rep, head_dim;
    readonly Linear wq, wk, wv, wo;
    public LlamaAttention(ModelArgs a) : base("att")
    {
        n_kv = a.NKVHeads ?? a.NHeads;
        n_heads = a.NHeads;
        n_rep = n_heads / n_kv;
        head_dim = a.Dim / a.NHeads;
        wq = Linear(a.Dim, n_heads * head_dim, hasBias: false);
        wk = Linear(a.Dim, n_kv * head_dim, false);
        wv = Linear(a.Dim, n_kv * head_dim, false);
        wo = Linear(n_heads * head_dim, a.Dim, false);
        RegisterComponents();
    }

    static Tensor RepeatKV(Tensor x, int n)
    {
        var (b, h, s, d) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        if (n == 1)
            return x;
        return x.unsqueeze(2).expand(b, h, n, s, d).reshape(b, h * n, s, d);
    }

    public override Tensor forward(Tensor x, Tensor cos, Tensor sin, Tensor? mask)
    {
        int bsz = (int)x.shape[0];
        int seqlen = (int)x.shape[1];
        var q = wq.forward(x).view(bsz, seqlen, n_heads, head_dim).transpose(1, 2);
        var k = wk.forward(x).view(bsz, seqlen, n_kv, head_dim).transpose(1, 2);
        var v = wv.forward(x).view(bsz, seqlen, n_kv, head_dim).transpose(1, 2);
        q = Rope.Apply(q, cos, sin);
        k = Rope.Apply(k, cos, sin);
        k = RepeatKV(k, n_rep);
        v = RepeatKV(v, n_rep);
        var scores = torch.matmul(q, k.transpose(2, 3)) / Math.Sqrt(head_dim);
        if (mask is not null)
            scores = scores + mask;
        scores = functional.softmax(scores.to_type(ScalarType.Float32), dim: -1).type_as(q);
        var o = torch.matmul(scores, v).transpose(1, 2).contiguous().view(bsz, seqlen, -1);
        return wo.forward(o);
    }
}

public class FeedForward : Module<Tensor, Tensor>
{
    readonly Linear w1, w2, w3;
    public FeedForward(ModelArgs a) : base("ff")
    {
        int hidden = 4 * a.Dim;
        hidden = 2 * hidden / 3;
        hidden = a.FFNDimMultiplier.HasValue ? (int)a.FFNDimMultiplier.Value * hidden : hidden;
        hidden = a.MultipleOf * ((hidden + a.MultipleOf - 1) / a.MultipleOf);
        w1 = Linear(a.Dim, hidden, hasBias: false);
        w2 = Linear(hidden, a.Dim, hasBias: false);
        w3 = Linear(a.Dim, hidden, hasBias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => w2.forward(functional.silu(w1.forward(x)) * w3.forward(x));
}

public class LlamaBlock : Module<Tensor, Tensor, Tensor, Tensor?, Tensor>
{
    readonly LlamaAttention attention;
    readonly FeedForward feed_forward;
    readonly RMSNorm attention_norm, ffn_norm;
    public LlamaBlock(ModelArgs a) : base("blk")
    {
        attention = new LlamaAttention(a);
        feed_forward = new FeedForward(a);
        attention_norm = new RMSNorm(a.Dim, a.NormEps);
        ffn_norm = new RMSNorm(a.Dim, a.NormEps);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor cos, Tensor sin, Tensor? mask)
    {
        var h = attention.forward(attention_norm.forward(x), cos, sin, mask) + x;
        return feed_forward.forward(ffn_norm.forward(h)) + h;
    }
}

[Network(12, InputType = DataType.Int64)]
public partial class Llama : Module<Tensor, Tensor>
{
    readonly Embedding tok_embeddings;
    readonly ModuleList<LlamaBlock> layers;
    readonly RMSNorm norm;
    readonly Linear output;
    readonly Tensor cos, sin;
    readonly ModelArgs args;
    public Llama() : this(new ModelArgs { NKVHeads = 2, FFNDimMultiplier = 1.3f })
    {
    }

    public Llama(ModelArgs args) : base("llama")
    {
        this.args = args;
        tok_embeddings = Embedding(args.VocabSize, args.Dim);
        layers = ModuleList<LlamaBlock>();
        for (int i = 0; i < args.NLayers; i++)
            layers.Add(new LlamaBlock(args));
        norm = new RMSNorm(args.Dim, args.NormEps);
        output = Linear(args.Dim, args.VocabSize, false);
        (cos, sin) = Rope.Precompute(args.Dim / args.NHeads, args.MaxSeqLen * 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = torch.NewDisposeScope();
        var (bsz, seqlen) = (tokens.shape[0], tokens.shape[1]);
        var h = tok_embeddings.forward(tokens);
        var c = cos[..(int)seqlen];
        var s = sin[TensorIndex.Slice(0, seqlen)];
        Tensor? mask = null;
        if (seqlen > 1)
        {
            mask = torch.full(new long[] { seqlen, seqlen }, float.NegativeInfinity);
            mask = torch.triu(mask, diagonal: 1);
            mask = mask.type_as(h);
        }

        foreach (var layer in layers)
            h = layer.forward(h, c, s, mask);
        h = norm.forward(h);
        return output.forward(h).MoveToOuterDisposeScope();
    }
}

[Network(7, InputType = DataType.Int64), TensorInput(1), Arguments(500L, 32L, 2L, 64L, 2L)]
public partial class TransformerModel : Module<Tensor, Tensor, Tensor>
{
    readonly TransformerEncoder transformer_encoder;
    readonly PositionalEncoding pos_encoder;
    readonly Embedding encoder;
    readonly Linear decoder;
    readonly long ninputs;
    readonly torch.Device? device;
    public TransformerModel(long ntokens, long ninputs, long nheads, long nhidden, long nlayers, double dropout = 0.5) : base("Transformer")
    {
        this.ninputs = ninputs;
        pos_encoder = new PositionalEncoding(ninputs, dropout);
        var encoder_layers = TransformerEncoderLayer(ninputs, nheads, nhidden, dropout);
        transformer_encoder = TransformerEncoder(encoder_layers, nlayers);
        encoder = Embedding(ntokens, ninputs);
        decoder = Linear(ninputs, ntokens);
        InitWeights();
        RegisterComponents();
    }

    public Tensor GenerateSquareSubsequentMask(long size)
    {
        var mask = (torch.ones(new long[] { size, size }) == 1).triu().transpose(0, 1);
        return mask.to_type(ScalarType.Float32).masked_fill(mask == 0, float.NegativeInfinity).masked_fill(mask == 1, 0.0f);
    }

    private void InitWeights()
    {
        var initrange = 0.1;
        init.uniform_(encoder.weight, -initrange, initrange);
        init.zeros_(decoder.bias);
        init.uniform_(decoder.weight, -initrange, initrange);
    }

    public override Tensor forward(Tensor t, Tensor mask)
    {
        var src = pos_encoder.forward(encoder.forward(t) * MathF.Sqrt(ninputs));
        var enc = transformer_encoder.call(src, mask);
        return decoder.forward(enc);
    }
}

class PositionalEncoding : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> dropout;
    private readonly Tensor pe;
    public PositionalEncoding(long dmodel, double dropout, int maxLen = 500) : base("PositionalEncoding")
    {
        this.dropout = Dropout(dropout);
        var pe = torch.zeros(new long[] { maxLen, dmodel });
        var position = torch.arange(0, maxLen, 1).unsqueeze(1);
        var divTerm = (torch.arange(0, dmodel, 2) * (-Math.Log(10000.0) / dmodel)).exp();
        pe[TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2)] = (position * divTerm).sin();
        pe[TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 2)] = (position * divTerm).cos();
        this.pe = pe.unsqueeze(0).transpose(0, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor t)
    {
        using var x = t + pe[TensorIndex.Slice(null, t.shape[0]), TensorIndex.Slice()];
        return dropout.forward(x);
    }
}

public enum Act { Relu, Gelu, Tanh }
public abstract class BaseNet : Module<Tensor, Tensor>
{
    protected readonly Module<Tensor, Tensor> body; protected abstract int Width { get; }
    protected virtual Act Activation => Act.Relu;
    protected BaseNet(string name) : base(name) { body = Build(); }
    protected virtual Module<Tensor, Tensor> Build() => Sequential(Linear(8, Width), MakeAct(Activation), Linear(Width, Width));
    protected static Module<Tensor, Tensor> MakeAct(Act a) => a switch { Act.Relu => ReLU(), Act.Gelu => GELU(), _ => Tanh() };
    public override Tensor forward(Tensor x) => Head(body.forward(x));
    protected abstract Tensor Head(Tensor x);
}
[Network(8)]
public partial class DerivedNet : BaseNet
{
    readonly Linear head; protected override int Width => 24; protected override Act Activation => Act.Gelu;
    public DerivedNet() : base("d") { head = Linear(Width, 3); RegisterComponents(); }
    protected override Tensor Head(Tensor x) => functional.softmax(head.forward(x), 1);
}
[Network(1, 28, 28), TensorInput(1, 28, 28)]
public partial class Siamese : Module<Tensor, Tensor, Tensor>
{
    readonly Sequential cnn;
    readonly Linear fc;
    public Siamese() : base("s")
    {
        cnn = Sequential(Conv2d(1, 8, 5), ReLU(), MaxPool2d(2), Flatten());
        fc = Linear(8 * 12 * 12, 16);
        RegisterComponents();
    }

    Tensor One(Tensor x) => fc.forward(cnn.forward(x));
    public override Tensor forward(Tensor a, Tensor b) => functional.pairwise_distance(One(a), One(b));
}

[Network(1, 4000), Arguments(new int[0])]
public partial class Audio : Module<Tensor, Tensor>
{
    readonly List<(Conv1d conv, GroupNorm norm)> convs = new();
    readonly Module<Tensor, Tensor> act = GELU();
    readonly AdaptiveAvgPool1d pool = AdaptiveAvgPool1d(1);
    readonly Linear fc;
    public Audio(params int[] widths) : base("audio")
    {
        if (widths.Length == 0)
            widths = new[]
            {
                16,
                32,
                64
            };
        int c = 1;
        int i = 0;
        foreach (var w in widths)
        {
            var conv = Conv1d(c, w, kernel_size: 8, stride: 4, padding: 2);
            var norm = GroupNorm(4, w);
            register_module($"conv{i}", conv);
            register_module($"norm{i++}", norm);
            convs.Add((conv, norm));
            c = w;
        }

        fc = Linear(c, 35);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        foreach (var (conv, norm) in convs)
            x = act.forward(norm.forward(conv.forward(x)));
        return fc.forward(pool.forward(x).squeeze(-1));
    }
}

[Network(1, 64)]
public partial class WaveNet : Module<Tensor, Tensor>
{
    readonly Conv1d start, end;
    readonly ModuleList<Module<Tensor, Tensor>> filters = new(), gates = new(), skips = new();
    readonly int blocks = 2, layers = 3;
    public WaveNet() : base("w")
    {
        start = Conv1d(1, 16, 1);
        for (int b = 0; b < blocks; b++)
        {
            long d = 1;
            for (int l = 0; l < layers; l++)
            {
                filters.Add(Conv1d(16, 16, 2, dilation: d));
                gates.Add(Conv1d(16, 16, 2, dilation: d));
                skips.Add(Conv1d(16, 24, 1));
                d *= 2;
            }
        }

        end = Conv1d(24, 8, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = start.forward(x);
        Tensor? skip = null;
        for (var i = 0; i < filters.Count; i++)
        {
            var y = torch.tanh(filters[i].forward(x)) * torch.sigmoid(gates[i].forward(x));
            var s = skips[i].forward(y);
            skip = skip is null ? s : s + skip[TensorIndex.Ellipsis, TensorIndex.Slice(-s.shape[2])];
            x = x.narrow(2, x.size(2) - y.size(2), y.size(2)) + y;
        }

        return end.forward(functional.relu(skip!));
    }
}

[Network(3, 16, 16)]
public partial class Functional : Module<Tensor, Tensor>
{
    readonly Parameter w, b;
    readonly Parameter proto;
    public Functional() : base("f")
    {
        w = Parameter(torch.randn(8, 3, 3, 3));
        b = new Parameter(torch.zeros(8));
        proto = Parameter(empty(5, 8));
        init.xavier_uniform_(proto);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var y = functional.conv2d(x, w, b, strides: new long[] { 2, 2 }, padding: new long[] { 1, 1 });
        y = functional.normalize(y.mean(new long[] { 2, 3 }), dim: 1);
        return einsum("bd,kd->bk", y, proto);
    }
}
