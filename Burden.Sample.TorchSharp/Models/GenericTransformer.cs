using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models.Generics;

public interface IVitConfig
{
    long Dim { get; }
    long Depth { get; }
    long Heads { get; }
}

public readonly struct VitTiny : IVitConfig
{
    public long Dim => 48;
    public long Depth => 3;
    public long Heads => 3;
}

public class Attention : Module<Tensor, Tensor>
{
    private readonly long num_heads, head_dim;
    private readonly double scale;
    private readonly Linear qkv, proj;
    private readonly Module<Tensor, Tensor> q_norm, k_norm;
    private readonly bool fused;

    public Attention(long dim, long num_heads = 8, bool qkv_bias = false, bool qk_norm = false, bool fused = true) : base("Attention")
    {
        this.num_heads = num_heads;
        head_dim = dim / num_heads;
        scale = Math.Pow(head_dim, -0.5);
        this.fused = fused;
        qkv = Linear(dim, dim * 3, hasBias: qkv_bias);
        proj = Linear(dim, dim);
        (q_norm, k_norm) = qk_norm ? ((Module<Tensor, Tensor>)LayerNorm(head_dim), (Module<Tensor, Tensor>)LayerNorm(head_dim)) : (Identity(), Identity());
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        if (x.shape is not [var B, var N, var C])
            throw new ArgumentException("rank");
        var qkv_ = qkv.forward(x).reshape(B, N, 3, num_heads, head_dim).permute(2, 0, 3, 1, 4).unbind(0);
        var (q, k, v) = (q_norm.forward(qkv_[0]), k_norm.forward(qkv_[1]), qkv_[2]);
        if (fused)
            x = F.scaled_dot_product_attention(q, k, v);
        else
        {
            var attn = (q * scale).matmul(k.transpose(-2, -1));
            x = attn.softmax(dim: -1).matmul(v);
        }
        x = x.transpose(1, 2).reshape(B, N, C);
        return proj.forward(x);
    }
}

public class Mlp : Module<Tensor, Tensor>
{
    private Linear fc1 { get; }
    private Linear fc2 { get; }
    public Module<Tensor, Tensor> Act { get; init; } = GELU();

    public Mlp(long dim, double ratio = 4) : base("mlp")
    {
        fc1 = Linear(dim, (long)(dim * ratio));
        fc2 = Linear((long)(dim * ratio), dim);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => fc2.call(Act.call(fc1.call(x)));
}

public class Block<TAttention> : Module<Tensor, Tensor> where TAttention : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm1, norm2;
    private readonly TAttention attn;
    private readonly Mlp mlp;

    public Block(long dim, Func<long, TAttention> make) : base("block")
    {
        norm1 = LayerNorm(new long[] { dim });
        norm2 = LayerNorm([dim], 1e-6);
        attn = make(dim);
        mlp = new Mlp(dim) { Act = SiLU() };
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = x + attn.forward(norm1.forward(x));
        x = x + mlp.forward(norm2.forward(x));
        return x;
    }
}

public class PatchEmbed : Module<Tensor, Tensor>
{
    public readonly (long H, long W) Grid;
    private readonly Conv2d proj;
    public long NumPatches => Grid.H * Grid.W;

    public PatchEmbed((long, long) img, long patch, long dim) : base("pe")
    {
        Grid = (img.Item1 / patch, img.Item2 / patch);
        proj = Conv2d(3, dim, kernel_size: patch, stride: patch);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => proj.forward(x).flatten(2).transpose(1, 2);
}

[Network(3, 48, 64)]
public partial class GenericVit : VisionTransformer<VitTiny>
{
    public GenericVit() : base((48, 64))
    {
    }
}

public class VisionTransformer<TConfig> : Module<Tensor, Tensor> where TConfig : struct, IVitConfig
{
    private static readonly TConfig config = default;
    protected readonly PatchEmbed patch_embed;
    private readonly Parameter cls_token, pos_embed;
    private readonly Parameter? reg_token;
    private readonly ModuleList<Block<Attention>> blocks;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public VisionTransformer((long, long) image, int registers = 2) : base(typeof(TConfig).Name)
    {
        var c = config;
        patch_embed = new PatchEmbed(image, 8, c.Dim);
        cls_token = Parameter(torch.zeros(1, 1, c.Dim));
        reg_token = registers != 0 ? Parameter(torch.zeros(1, registers, c.Dim)) : null;
        pos_embed = Parameter(torch.randn(1, patch_embed.NumPatches + 1 + registers, c.Dim) * .02);
        blocks = new(Enumerable.Range(0, (int)c.Depth).Select(i => new Block<Attention>(c.Dim, d => new Attention(d, c.Heads, qkv_bias: true, qk_norm: i % 2 == 0, fused: i != 1))).ToArray());
        norm = LayerNorm(c.Dim);
        head = Linear(c.Dim, 10);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = patch_embed.forward(x);
        var toCat = new List<Tensor>(3) { cls_token.expand(x.shape[0], -1, -1) };
        if (reg_token is not null)
            toCat.Add(reg_token.expand(x.shape[0], -1, -1));
        x = torch.cat([.. toCat, x], dim: 1);
        x = x + pos_embed;
        foreach (var b in blocks)
            x = b.forward(x);
        x = norm.forward(x)[.., 0];
        return head.forward(x);
    }
}
