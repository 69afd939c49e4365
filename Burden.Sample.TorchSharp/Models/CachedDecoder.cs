using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
using System.Text.Json.Serialization;

namespace Models;

public class QwenConfig
{
    [JsonPropertyName("hidden_size")]
    public int HiddenSize { get; set; } = 64;
    public int Layers { get; init; } = 2;
    public int Heads { get; init; } = 8;
    public int KvHeads { get; init; } = 2;
    public int Intermediate { get; init; } = 96;
    public int Vocab { get; init; } = 128;
    public int MaxPositions { get; init; } = 64;
    public double RopeTheta { get; init; } = 10_000;
    public float Eps { get; init; } = 1e-6f;
    public ScalarType DType { get; init; } = ScalarType.Float32;
    public int HeadDim => HiddenSize / Heads;
    public static QwenConfig Tiny { get; } = new()
    {
        Layers = 2
    };
}

public record DecoderInput(Tensor Ids, Tensor? Mask = null, int PastLength = 0, bool OutputHidden = false);
public class DecoderOutput(Tensor lastHidden, List<Tensor>? all = null)
{
    public Tensor LastHidden { get; } = lastHidden;
    public List<Tensor>? All { get; } = all;
}

public interface ICache
{
    (Tensor, Tensor) Update(Tensor k, Tensor v, int layer);
    int Length(int layer = 0);
}

public class DynamicCache : Dictionary<int, (Tensor Key, Tensor Value)>, ICache
{
    public (Tensor, Tensor) Update(Tensor k, Tensor v, int layer)
    {
        if (this.TryGetValue(layer, out var old))
        {
            k = cat([old.Key, k], 2);
            v = cat([old.Value, v], 2);
        }

        this[layer] = (k, v);
        return (k, v);
    }

    public int Length(int layer = 0) => this.TryGetValue(layer, out var kv) ? (int)kv.Key.shape[2] : 0;
}

public class QwenNorm : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly float eps;
    public QwenNorm(QwenConfig c) : this(c.HiddenSize, c.Eps, c.DType)
    {
    }

    public QwenNorm(int dim, float eps, ScalarType dtype = ScalarType.Float32) : base(nameof(QwenNorm))
    {
        weight = Parameter(ones(dim, dtype: dtype));
        this.eps = eps;
        RegisterComponents();
    }

    private Tensor Norm(Tensor x) => x * rsqrt(x.pow(2).mean([-1L], keepdim: true) + this.eps);
    public override Tensor forward(Tensor x)
    {
        using var _ = NewDisposeScope();
        var o = this.Norm(x.to(ScalarType.Float32)).type_as(x);
        return (this.weight * o).MoveToOuterDisposeScope();
    }
}

public class QwenAttention : Module<Tensor, Tensor, Tensor?, ICache?, Tensor>
{
    private readonly QwenConfig config;
    private readonly int layer, groups;
    private readonly Linear q_proj, k_proj, v_proj, o_proj;
    public QwenAttention(QwenConfig config, int layer) : base(nameof(QwenAttention))
    {
        this.config = config;
        this.layer = layer;
        groups = config.Heads / config.KvHeads;
        q_proj = Linear(config.HiddenSize, config.Heads * config.HeadDim, hasBias: true, dtype: config.DType);
        k_proj = Linear(config.HiddenSize, config.KvHeads * config.HeadDim, hasBias: true, dtype: config.DType);
        v_proj = Linear(config.HiddenSize, config.KvHeads * config.HeadDim, hasBias: true, dtype: config.DType);
        o_proj = Linear(config.Heads * config.HeadDim, config.HiddenSize, hasBias: false, dtype: config.DType);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor freqs, Tensor? mask, ICache? cache)
    {
        var (b, s, _) = x.shape switch
        {
            [var n, var l, var d] => (n, l, d),
            _ => throw new ArgumentException("rank")};
        var q = q_proj.forward(x).view(b, s, config.Heads, config.HeadDim);
        var k = k_proj.forward(x).view(b, s, config.KvHeads, config.HeadDim);
        var v = v_proj.forward(x).view(b, s, config.KvHeads, config.HeadDim).transpose(1, 2);
        (q, k) = (Rotate(q, freqs).transpose(1, 2), Rotate(k, freqs).transpose(1, 2));
        if (cache is not null)
            (k, v) = cache.Update(k, v, layer);
        k = k.RepeatKv(groups);
        v = v.RepeatKv(groups);
        var w = matmul(q, k.transpose(2, 3)) / (float)Math.Sqrt(config.HeadDim);
        if (mask is { } m)
            w = w + m[.., .., .., ..(int)k.shape[^2]];
        w = F.softmax(w, dim: -1, dtype: ScalarType.Float32).to(q.dtype);
        return o_proj.forward(matmul(w, v).transpose(1, 2).contiguous().view(b, s, -1));
    }

    private static Tensor Rotate(Tensor x, Tensor freqs)
    {
        var pairs = x.to_type(ScalarType.Float32).reshape([.. x.shape[..^1], -1, 2]);
        var z = view_as_complex(pairs) * freqs.unsqueeze(0).unsqueeze(2);
        return view_as_real(z).flatten(3).type_as(x);
    }
}

public static class TensorHelpers
{
    public static Tensor RepeatKv(this Tensor x, int n)
    {
        if (n == 1)
            return x;
        var (b, h, s, d) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        return x.unsqueeze(2).expand(b, h, n, s, d).reshape(b, h * n, s, d);
    }
}

public class QwenMlp : Module<Tensor, Tensor>
{
    private readonly Linear gate_proj, up_proj, down_proj;
    private readonly Module<Tensor, Tensor> act;
    public QwenMlp(QwenConfig c, string activation = "silu") : base(nameof(QwenMlp))
    {
        (gate_proj, up_proj) = (Linear(c.HiddenSize, c.Intermediate, false), Linear(c.HiddenSize, c.Intermediate, false));
        down_proj = Linear(c.Intermediate, c.HiddenSize, false);
        act = activation switch
        {
            "silu" => SiLU(),
            "gelu" or "gelu_new" => GELU(),
            _ => throw new ArgumentOutOfRangeException(nameof(activation))};
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => down_proj.forward(act.forward(gate_proj.forward(x)) * up_proj.forward(x));
}

public class QwenLayer : Module<Tensor, Tensor, Tensor?, ICache?, Tensor>
{
    private readonly QwenAttention self_attn;
    private readonly QwenMlp mlp;
    private readonly QwenNorm input_layernorm, post_attention_layernorm;
    public QwenLayer(QwenConfig c, int i) : base($"layer_{i}")
    {
        self_attn = new(c, i);
        mlp = new(c);
        input_layernorm = new(c);
        post_attention_layernorm = new(c);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor freqs, Tensor? mask, ICache? cache)
    {
        var residual = x;
        x = residual + self_attn.forward(input_layernorm.forward(x), freqs, mask, cache);
        return x + mlp.forward(post_attention_layernorm.forward(x));
    }
}

public class QwenModel : Module<DecoderInput, DecoderOutput>
{
    private readonly QwenConfig config;
    private readonly Embedding embed_tokens;
    private readonly ModuleList<QwenLayer> layers;
    private readonly QwenNorm norm;
    private readonly ICache cache = new DynamicCache();
    public QwenModel(QwenConfig config) : base("model")
    {
        this.config = config;
        embed_tokens = Embedding(config.Vocab, config.HiddenSize, padding_idx: 0);
        layers = new ModuleList<QwenLayer>(Enumerable.Range(0, config.Layers).Select(i => new QwenLayer(config, i)).ToArray());
        norm = new QwenNorm(config);
        register_buffer("freqs_cis", Freqs(config.HeadDim, config.MaxPositions, config.RopeTheta));
        RegisterComponents();
    }

    private static Tensor Freqs(int dim, int end, double theta)
    {
        var f = 1.0f / pow(theta, arange(0, dim, 2).to(ScalarType.Float32)[..(dim / 2)] / dim);
        var outer = torch.outer(arange(end).to(ScalarType.Float32), f);
        return polar(ones_like(outer), outer);
    }

    public override DecoderOutput forward(DecoderInput input)
    {
        var ids = input.Ids;
        var n = (int)ids.shape[1];
        var h = embed_tokens.forward(ids);
        var freqs = get_buffer("freqs_cis")[input.PastLength..(input.PastLength + n)];
        var mask = input.Mask;
        if (mask is null && n > 1)
            mask = full([n, n], float.NegativeInfinity).triu(diagonal: 1).view(1, 1, n, n);
        List<Tensor>? all = input.OutputHidden ? [h] : null;
        foreach (var layer in layers)
        {
            h = layer.forward(h, freqs, mask, cache);
            all?.Add(h);
        }

        return new DecoderOutput(norm.forward(h), all);
    }
}

[Network(12, InputType = DataType.Int64)]
public partial class QwenForCausalLM : Module<Tensor, Tensor>
{
    private readonly QwenModel model;
    private readonly Linear lm_head;
    private readonly QwenConfig config;
    public QwenForCausalLM() : this(QwenConfig.Tiny)
    {
    }

    private QwenForCausalLM(QwenConfig config) : base(nameof(QwenForCausalLM))
    {
        this.config = config;
        model = new QwenModel(config);
        lm_head = Linear(config.HiddenSize, config.Vocab, hasBias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids)
    {
        var o = model.forward(new DecoderInput(ids, OutputHidden: true));
        var logits = lm_head.forward(o.LastHidden);
        return logits.to_type(ScalarType.Float32);
    }
}
