using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

namespace Models;

public class ResidualAttentionBlock : Module<Tensor, Tensor?, Tensor?, Tensor>
{
    public class Mha : Module<Tensor, Tensor?, Tensor?, (Tensor o, Tensor? qk)>
    {
        public readonly int n_head;
        private readonly Linear query, key, value, @out;
        public Mha(int n_state, int n_head) : base(nameof(Mha))
        {
            this.n_head = n_head;
            query = Linear(n_state, n_state);
            key = Linear(n_state, n_state, hasBias: false);
            value = Linear(n_state, n_state);
            @out = Linear(n_state, n_state);
            RegisterComponents();
        }

        public override (Tensor o, Tensor? qk) forward(Tensor x, Tensor? xa, Tensor? mask)
        {
            var q = query.call(x);
            var k = key.call(xa ?? x);
            var v = value.call(xa ?? x);
            var (wv, qk) = qkv_attention(q, k, v, mask);
            return (@out.call(wv), qk);
        }

        (Tensor, Tensor) qkv_attention(Tensor q, Tensor k, Tensor v, Tensor? mask = null)
        {
            var (n_ctx, n_state) = (q.shape[1], q.shape[2]);
            var scale = Math.Pow(n_state / n_head, -0.25);
            q = q.view(q.shape[0], q.shape[1], n_head, -1).permute(0, 2, 1, 3) * scale;
            k = k.view(k.shape[0], k.shape[1], n_head, -1).permute(0, 2, 3, 1) * scale;
            v = v.view(v.shape[0], v.shape[1], n_head, -1).permute(0, 2, 1, 3);
            var qk = q.matmul(k);
            if (!(mask is null))
                qk = qk + mask[TensorIndex.Slice(0, n_ctx), TensorIndex.Slice(0, n_ctx)];
            qk = qk.@float();
            var w = F.softmax(qk, dim: -1).to(q.dtype);
            return (w.matmul(v).permute(0, 2, 1, 3).flatten(start_dim: 2), qk.detach());
        }
    }

    private readonly Mha attn;
    private readonly LayerNorm attn_ln, mlp_ln;
    private readonly Mha? cross_attn;
    private readonly LayerNorm? cross_attn_ln;
    private readonly Sequential mlp;
    public ResidualAttentionBlock(int n_state, int n_head, bool cross_attention = false) : base("ResidualAttentionBlock")
    {
        attn = new Mha(n_state, n_head);
        attn_ln = LayerNorm(n_state);
        cross_attn = cross_attention ? new Mha(n_state, n_head) : null;
        cross_attn_ln = cross_attention ? LayerNorm(n_state) : null;
        var n_mlp = n_state * 4;
        mlp = Sequential(Linear(n_state, n_mlp), GELU(), Linear(n_mlp, n_state));
        mlp_ln = LayerNorm(n_state);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor? xa, Tensor? mask)
    {
        x = x + attn.forward(attn_ln.forward(x), null, mask).o;
        if (cross_attn != null)
            x = x + cross_attn.forward(cross_attn_ln!.forward(x), xa, null).Item1;
        return x + mlp.forward(mlp_ln.forward(x));
    }
}

public struct ModelDimensions
{
    public int n_mels, n_audio_ctx, n_audio_state, n_audio_head, n_audio_layer, n_vocab, n_text_ctx, n_text_state, n_text_head, n_text_layer;
}

public class AudioEncoder : Module<Tensor, Tensor>
{
    private readonly Conv1d conv1, conv2;
    private readonly ModuleList<ResidualAttentionBlock> blocks;
    private readonly LayerNorm ln_post;
    private readonly Tensor positional_embedding;
    public AudioEncoder(int n_mels, int n_ctx, int n_state, int n_head, int n_layer) : base("AudioEncoder")
    {
        conv1 = Conv1d(n_mels, n_state, kernel_size: 3, padding: 1);
        conv2 = Conv1d(n_state, n_state, kernel_size: 3, stride: 2, padding: 1);
        positional_embedding = Sinusoids(n_ctx, n_state);
        blocks = ModuleList((
            from i in Enumerable.Range(0, n_layer) select new ResidualAttentionBlock(n_state, n_head)).ToArray());
        ln_post = LayerNorm(n_state);
        RegisterComponents();
    }

    static Tensor Sinusoids(int length, int channels, float max_timescale = 10000f)
    {
        if (channels % 2 != 0)
            throw new ArgumentException("channels must be even");
        var inc = Math.Log(max_timescale) / (channels / 2 - 1);
        var inv = torch.exp(-inc * torch.arange(channels / 2));
        var scaled = torch.arange(length)[TensorIndex.Colon, TensorIndex.None] * inv[TensorIndex.None, TensorIndex.Colon];
        return torch.cat(new[] { torch.sin(scaled), torch.cos(scaled) }, dim: 1);
    }

    public override Tensor forward(Tensor x)
    {
        x = F.gelu(conv1.forward(x));
        x = F.gelu(conv2.forward(x));
        x = x.permute(0, 2, 1);
        if (!x.shape.Skip(1).SequenceEqual(positional_embedding.shape))
            throw new InvalidOperationException("incorrect audio shape");
        x = (x + positional_embedding).to(x.dtype);
        foreach (var block in blocks)
            x = block.forward(x, null, null);
        return ln_post.forward(x);
    }
}

public class TextDecoder : Module<Tensor, Tensor, Tensor>
{
    private readonly Embedding token_embedding;
    private readonly Parameter positional_embedding;
    private readonly ModuleList<ResidualAttentionBlock> blocks;
    private readonly LayerNorm ln;
    private readonly Tensor mask;
    public TextDecoder(in ModelDimensions d) : base("TextDecoder")
    {
        token_embedding = Embedding(d.n_vocab, d.n_text_state);
        positional_embedding = Parameter(empty(d.n_text_ctx, d.n_text_state));
        blocks = new ModuleList<ResidualAttentionBlock>();
        for (var i = 0; i < d.n_text_layer; ++i)
            blocks.append(new ResidualAttentionBlock(d.n_text_state, d.n_text_head, cross_attention: true));
        ln = LayerNorm(d.n_text_state);
        mask = torch.empty(d.n_text_ctx, d.n_text_ctx).fill_(float.NegativeInfinity).triu_(1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x, Tensor xa)
    {
        x = token_embedding.forward(x) + positional_embedding[0..(int)x.shape[^1]];
        x = x.to(xa.dtype);
        for (var i = 0; i < blocks.Count; i++)
            x = blocks[i].forward(x, xa, mask);
        x = ln.forward(x);
        return torch.matmul(x, torch.transpose(token_embedding.weight!.to(x.dtype), 0, 1)).@float();
    }
}

[Network(16, 40), TensorInput(9, Type = DataType.Int64)]
public partial class TinyWhisper : Module<Tensor, Tensor, Tensor>
{
    private readonly AudioEncoder encoder;
    private readonly TextDecoder decoder;
    private ModelDimensions dims;
    public TinyWhisper() : base("whisper")
    {
        dims = new ModelDimensions
        {
            n_mels = 16,
            n_audio_ctx = 20,
            n_audio_state = 32,
            n_audio_head = 4,
            n_audio_layer = 2,
            n_vocab = 110,
            n_text_ctx = 12,
            n_text_state = 32,
            n_text_head = 4,
            n_text_layer = 1
        };
        encoder = new AudioEncoder(dims.n_mels, dims.n_audio_ctx, dims.n_audio_state, dims.n_audio_head, dims.n_audio_layer);
        decoder = new TextDecoder(dims);
        RegisterComponents();
    }

    public Tensor embed_audio(Tensor mel) => encoder.forward(mel);
    public override Tensor forward(Tensor mel, Tensor tokens) => decoder.forward(tokens, embed_audio(mel));
}
