using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models;

public class PatchEmbed : Module<Tensor, Tensor>
{
    readonly Conv2d proj;
    readonly LayerNorm? norm;
    public readonly long num_patches;
    public PatchEmbed(int img, int patch, int c, int dim) : base("pe")
    {
        num_patches = (img / patch) * (img / patch);
        proj = Conv2d(c, dim, kernel_size: patch, stride: patch);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = proj.forward(x).flatten(2).transpose(1, 2);
        if (norm is not null)
            x = norm.forward(x);
        return x;
    }
}

public class Attention : Module<Tensor, Tensor>
{
    readonly Linear qkv, proj;
    readonly int num_heads;
    readonly double scale;
    public Attention(int dim, int heads) : base("a")
    {
        num_heads = heads;
        scale = Math.Pow(dim / heads, -0.5);
        qkv = Linear(dim, dim * 3);
        proj = Linear(dim, dim);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var _ = NewDisposeScope();
        long B = x.shape[0], N = x.shape[1], C = x.shape[2];
        var t = qkv.forward(x).reshape(B, N, 3, num_heads, C / num_heads).permute(2, 0, 3, 1, 4);
        var (q, k, v) = (t[0], t[1], t[2]);
        var attn = (q.matmul(k.transpose(-2, -1)) * scale).softmax(-1);
        x = attn.matmul(v).transpose(1, 2).reshape(B, N, C);
        return proj.forward(x).MoveToOuterDisposeScope();
    }
}

[Network(3, 32, 32)]
public partial class ViT : Module<Tensor, Tensor>
{
    class Block : Module<Tensor, Tensor>
    {
        readonly LayerNorm norm1, norm2;
        readonly Attention attn;
        readonly Module<Tensor, Tensor> mlp;
        readonly Module<Tensor, Tensor> drop_path;
        public Block(int dim, int heads, float ratio, double dp) : base("b")
        {
            norm1 = LayerNorm(dim);
            attn = new Attention(dim, heads);
            norm2 = LayerNorm(new long[] { dim }, eps: 1e-6);
            mlp = Sequential(("fc1", Linear(dim, (int)(dim * ratio))), ("act", GELU()), ("fc2", Linear((int)(dim * ratio), dim)));
            drop_path = dp > 0 ? Dropout(dp) : Identity();
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            x = x + drop_path.forward(attn.forward(norm1.forward(x)));
            x = x + drop_path.forward(mlp.forward(norm2.forward(x)));
            return x;
        }
    }

    readonly PatchEmbed patch_embed;
    readonly Parameter cls_token, pos_embed;
    readonly Dropout pos_drop;
    readonly Sequential blocks;
    readonly LayerNorm norm;
    readonly Linear head;
    public ViT(int img = 32, int patch = 8, int classes = 10, int dim = 64, int depth = 3, int heads = 4, double dpr = 0.1) : base("vit")
    {
        patch_embed = new PatchEmbed(img, patch, 3, dim);
        cls_token = Parameter(zeros(1, 1, dim));
        pos_embed = Parameter(randn(1, patch_embed.num_patches + 1, dim) * 0.02);
        pos_drop = Dropout(0.1);
        var rates = linspace(0, dpr, depth).data<float>().ToArray();
        blocks = Sequential(Enumerable.Range(0, depth).Select(i => ($"block{i}", (Module<Tensor, Tensor>)new Block(dim, heads, 4f, rates[i]))));
        norm = LayerNorm(dim);
        head = classes > 0 ? Linear(dim, classes) : throw new ArgumentException("classes");
        init.trunc_normal_(pos_embed, std: 0.02);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = patch_embed.forward(x);
        var cls = cls_token.expand(x.shape[0], -1, -1);
        x = torch.cat(new[] { cls, x }, dim: 1);
        x = pos_drop.forward(x + pos_embed);
        x = norm.forward(blocks.forward(x));
        return head.forward(x[.., 0]);
    }
}

[Network(16, 8, 8)]
public partial class Swin : Module<Tensor, Tensor>
{
    readonly Linear qkv, proj;
    readonly Parameter relative_position_bias_table;
    readonly int ws = 4, heads = 2;
    readonly Tensor index;
    public Swin(int dim = 16) : base("swin")
    {
        qkv = Linear(dim, 3 * dim);
        proj = Linear(dim, dim);
        relative_position_bias_table = Parameter(zeros((2 * ws - 1) * (2 * ws - 1), heads));
        var coords_h = arange(ws);
        var coords_w = arange(ws);
        var coords = torch.stack(torch.meshgrid(new[] { coords_h, coords_w }, indexing: "ij")).flatten(1);
        var rel = coords.unsqueeze(2) - coords.unsqueeze(1);
        rel = rel.permute(1, 2, 0).contiguous();
        rel[.., .., 0] += ws - 1;
        rel[.., .., 1] += ws - 1;
        rel[.., .., 0] *= 2 * ws - 1;
        index = rel.sum(-1);
        RegisterComponents();
    }

    static Tensor WindowPartition(Tensor x, int ws)
    {
        var (B, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        x = x.view(B, H / ws, ws, W / ws, ws, C);
        return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, ws, ws, C);
    }

    public override Tensor forward(Tensor x)
    {
        x = x.permute(0, 2, 3, 1);
        var (B, H, W, C) = (x.size(0), x.size(1), x.size(2), x.size(3));
        var shifted = torch.roll(x, new long[] { -2, -2 }, new long[] { 1, 2 });
        var win = WindowPartition(shifted, ws).view(-1, ws * ws, C);
        var (B_, N) = (win.shape[0], win.shape[1]);
        var t = qkv.forward(win).reshape(B_, N, 3, heads, C / heads).permute(2, 0, 3, 1, 4).unbind(0);
        var attn = t[0] * Math.Pow(C / heads, -0.5);
        attn = attn.matmul(t[1].transpose(-2, -1));
        var bias = relative_position_bias_table[index.view(-1)].view(ws * ws, ws * ws, -1).permute(2, 0, 1).contiguous();
        attn = (attn + bias.unsqueeze(0)).softmax(-1);
        var y = attn.matmul(t[2]).transpose(1, 2).reshape(B_, N, C);
        y = proj.forward(y).view(-1, ws, ws, C);
        y = y.view(B, H / ws, W / ws, ws, ws, -1).permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1);
        return torch.roll(y, new long[] { 2, 2 }, new long[] { 1, 2 }).permute(0, 3, 1, 2);
    }
}
