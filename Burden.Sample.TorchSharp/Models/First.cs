using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
namespace Models;

[Network(3, 32, 32), Arguments("classifier")]
public partial class Classifier : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> features, head;
    public Classifier(string name, int classes = 10) : base(name)
    {
        features = Sequential(("c1", Conv2d(3, 64, kernel_size: 3, stride: 2, padding: 1)), ("r1", ReLU(inplace: true)), ("p", MaxPool2d(2)));
        head = Linear(64 * 8 * 8, classes);
        RegisterComponents();
    }
    public override Tensor forward(Tensor x) { using var f = features.forward(x); return head.forward(f.flatten(1)); }
}

[Network(3, 224, 224), Arguments(new[] { 2, 2, 2, 2 })]
public partial class ResNet : Module<Tensor, Tensor>
{
    public delegate Module<Tensor, Tensor> BlockFunc(int inPlanes, int planes, int stride);
    private class BasicBlock : Module<Tensor, Tensor>
    {
        public const int expansion = 1;
        private readonly Module<Tensor, Tensor> conv1, bn1, conv2, bn2;
        private readonly Module<Tensor, Tensor>? downsample;
        public BasicBlock(int inPlanes, int planes, int stride) : base("b")
        {
            conv1 = Conv2d(inPlanes, planes, 3, stride: stride, padding: 1, bias: false);
            bn1 = BatchNorm2d(planes);
            conv2 = Conv2d(planes, planes, 3, stride: 1, padding: 1, bias: false);
            bn2 = BatchNorm2d(planes);
            if (stride != 1 || inPlanes != planes * expansion)
                downsample = Sequential(Conv2d(inPlanes, planes * expansion, 1, stride: stride, bias: false), BatchNorm2d(planes * expansion));
            RegisterComponents();
        }
        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var y = functional.relu(bn1.forward(conv1.forward(x)));
            y = bn2.forward(conv2.forward(y));
            y += downsample is not null ? downsample.forward(x) : x;
            return functional.relu(y).MoveToOuterDisposeScope();
        }
    }
    private readonly Module<Tensor, Tensor> stem;
    private readonly ModuleList<Module<Tensor, Tensor>> layers = new ModuleList<Module<Tensor, Tensor>>();
    private readonly Module<Tensor, Tensor> fc;
    private int in_planes = 64;
    public ResNet(int[] blocks, int classes = 1000) : base("resnet")
    {
        stem = Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(), MaxPool2d(3, stride: 2, padding: 1));
        int planes = 64;
        for (int i = 0; i < blocks.Length; i++) { layers.Add(MakeLayer((a, b, c) => new BasicBlock(a, b, c), planes, blocks[i], i == 0 ? 1 : 2)); planes *= 2; }
        fc = Linear(512, classes);
        RegisterComponents();
        foreach (var (n, m) in named_modules()) { if (m is Conv2d c) init.kaiming_normal_(c.weight); }
    }
    private Module<Tensor, Tensor> MakeLayer(BlockFunc block, int planes, int count, int stride)
    {
        var list = new List<Module<Tensor, Tensor>>();
        foreach (var s in Enumerable.Repeat(1, count - 1).Prepend(stride)) { list.Add(block(in_planes, planes, s)); in_planes = planes; }
        return Sequential(list);
    }
    public override Tensor forward(Tensor x)
    {
        x = stem.forward(x);
        foreach (var l in layers) x = l.forward(x);
        x = functional.adaptive_avg_pool2d(x, 1).flatten(1);
        return fc.forward(x);
    }
}

public record GptConfig
{
    public int Vocab { get; init; } = 1000;
    public int Block { get; init; } = 64;
    public int Dim { get; init; } = 96;
    public int Heads { get; init; } = 4;
    public int Layers { get; init; } = 3;
    public double Dropout { get; init; } = 0.1;
}

public class CausalSelfAttention : Module<Tensor, Tensor>
{
    private readonly Linear c_attn, c_proj; private readonly int heads, dim; private readonly Dropout drop;
    public CausalSelfAttention(GptConfig c) : base("attn")
    {
        heads = c.Heads; dim = c.Dim;
        c_attn = Linear(c.Dim, 3 * c.Dim); c_proj = Linear(c.Dim, c.Dim); drop = Dropout(c.Dropout);
        register_buffer("mask", tril(ones(c.Block, c.Block)).view(1, 1, c.Block, c.Block));
        RegisterComponents();
    }
    public override Tensor forward(Tensor x)
    {
        var (B, T, C) = (x.shape[0], x.shape[1], x.shape[2]);
        var qkv = c_attn.forward(x).split(dim, dim: 2);
        var k = qkv[1].view(B, T, heads, C / heads).transpose(1, 2);
        var q = qkv[0].view(B, T, heads, C / heads).transpose(1, 2);
        var v = qkv[2].view(B, T, heads, C / heads).transpose(1, 2);
        var att = matmul(q, k.transpose(-2, -1)) * (1.0 / Math.Sqrt(k.size(-1)));
        var mask = get_buffer("mask");
        att = att.masked_fill(mask[.., .., ..(int)T, ..(int)T] == 0, float.NegativeInfinity);
        att = functional.softmax(att, dim: -1);
        att = drop.forward(att);
        var y = matmul(att, v).transpose(1, 2).contiguous().view(B, T, C);
        return c_proj.forward(y);
    }
}
public class GptBlock : Module<Tensor, Tensor>
{
    private readonly LayerNorm ln1, ln2; private readonly CausalSelfAttention attn; private readonly Sequential mlp;
    public GptBlock(GptConfig c) : base("block")
    {
        ln1 = LayerNorm(c.Dim); ln2 = LayerNorm(c.Dim); attn = new CausalSelfAttention(c);
        mlp = Sequential(("fc", Linear(c.Dim, 4 * c.Dim)), ("gelu", GELU()), ("proj", Linear(4 * c.Dim, c.Dim)), ("drop", Dropout(c.Dropout)));
        RegisterComponents();
    }
    public override Tensor forward(Tensor x) { x = x + attn.forward(ln1.forward(x)); return x + mlp.forward(ln2.forward(x)); }
}
[Network(20, InputType = DataType.Int64)]
public partial class Gpt : Module<Tensor, Tensor>
{
    private readonly Embedding wte, wpe; private readonly ModuleList<GptBlock> h; private readonly LayerNorm ln_f; private readonly Linear lm_head;
    public Gpt(GptConfig? config = null) : base("gpt")
    {
        var c = config ?? new GptConfig();
        wte = Embedding(c.Vocab, c.Dim); wpe = Embedding(c.Block, c.Dim);
        h = ModuleList(Enumerable.Range(0, c.Layers).Select(_ => new GptBlock(c)).ToArray());
        ln_f = LayerNorm(c.Dim); lm_head = Linear(c.Dim, c.Vocab, hasBias: false);
        lm_head.weight = wte.weight;
        RegisterComponents();
    }
    public override Tensor forward(Tensor idx)
    {
        var t = idx.shape[1];
        var pos = arange(0, t, dtype: ScalarType.Int64, device: idx.device).unsqueeze(0);
        var x = wte.forward(idx) + wpe.forward(pos);
        foreach (var b in h) x = b.forward(x);
        return lm_head.forward(ln_f.forward(x));
    }
}
[Network(13, InputType = DataType.Int64)]
public partial class Tagger : Module<Tensor, Tensor>
{
    private readonly Embedding emb;
    private readonly LSTM lstm;
    private readonly Linear fc;
    public Tagger() : base("tagger")
    {
        emb = Embedding(500, 32);
        lstm = LSTM(32, 48, numLayers: 2, batchFirst: true, bidirectional: true);
        fc = Linear(96, 7);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var (y, h, c) = lstm.call(emb.call(x));
        return fc.call(y);
    }
}

[Network(10, 64)]
public partial class Enc : Module<Tensor, Tensor>
{
    private readonly TransformerEncoder enc;
    private readonly MultiheadAttention mha;
    public Enc() : base("enc")
    {
        enc = TransformerEncoder(TransformerEncoderLayer(64, 4, 128, 0.1), 2);
        mha = MultiheadAttention(64, 8);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = x.transpose(0, 1);
        var y = enc.call(x);
        var r = mha.call(y, y, y);
        return r.Item1.transpose(0, 1).mean(new long[] { 1 });
    }
}
