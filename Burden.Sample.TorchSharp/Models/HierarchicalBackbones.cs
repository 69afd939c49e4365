using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using static TorchSharp.torch.TensorIndex;
using F = TorchSharp.torch.nn.functional;
namespace Models.Hierarchies;

public class LayerNorm2d : Module<Tensor, Tensor>
{
    private readonly Parameter weight, bias;
    private readonly double eps;

    public LayerNorm2d(long num_channels, double eps = 1e-6) : base("LayerNorm2d")
    {
        weight = new Parameter(torch.ones(num_channels));
        bias = new Parameter(torch.zeros(num_channels));
        this.eps = eps;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var u = x.mean(new long[] { 1 }, keepdim: true);
        using var s = (x - u).pow(2).mean(new long[] { 1 }, keepdim: true);
        x = (x - u) / torch.sqrt(s + eps);
        return weight[Colon, None, None] * x + bias[Colon, None, None];
    }
}

public class ConvNeXtBlock : Module<Tensor, Tensor>
{
    private readonly Conv2d dwconv;
    private readonly LayerNorm norm;
    private readonly Linear pwconv1, pwconv2;
    private readonly GELU act;
    private readonly Parameter? gamma;

    public ConvNeXtBlock(int dim, double layer_scale = 1e-6) : base("Block")
    {
        dwconv = Conv2d(dim, dim, kernel_size: 7, padding: 3, groups: dim);
        norm = LayerNorm(dim, eps: 1e-6);
        pwconv1 = Linear(dim, 4 * dim);
        act = GELU();
        pwconv2 = Linear(4 * dim, dim);
        gamma = layer_scale > 0 ? Parameter(layer_scale * torch.ones(dim), requires_grad: true) : null;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = dwconv.forward(input);
        x = x.permute(0, 2, 3, 1);
        x = norm.forward(x);
        x = pwconv1.forward(x);
        x = act.forward(x);
        x = pwconv2.forward(x);
        if (gamma is not null)
            x = gamma * x;
        x = x.permute(0, 3, 1, 2);
        return input + x;
    }
}

[Network(3, 64, 64)]
public partial class ConvNeXt : Module<Tensor, Tensor>
{
    private readonly ModuleList<Module<Tensor, Tensor>> downsample_layers, stages;
    private readonly LayerNorm norm;
    private readonly Linear head;

    public ConvNeXt(int in_chans = 3, int num_classes = 100) : base("ConvNeXt")
    {
        int[] depths = { 2, 2, 3, 1 }, dims = { 24, 48, 96, 192 };
        downsample_layers = new(Sequential(Conv2d(in_chans, dims[0], 4, stride: 4), new LayerNorm2d(dims[0])));
        for (int i = 0; i < 3; i++)
            downsample_layers.Add(Sequential(new LayerNorm2d(dims[i]), Conv2d(dims[i], dims[i + 1], 2, stride: 2)));
        stages = new();
        using var dpr = torch.linspace(0, 0.1, depths.Sum());
        for (int i = 0, cur = 0; i < 4; cur += depths[i], i++)
            stages.Add(Sequential(Enumerable.Range(0, depths[i]).Select(j => new ConvNeXtBlock(dims[i])).Cast<Module<Tensor, Tensor>>().ToArray()));
        norm = LayerNorm(dims[^1]);
        head = Linear(dims[^1], num_classes);
        RegisterComponents();
        apply(_init_weights);
    }

    private void _init_weights(nn.Module m)
    {
        if (m is Conv2d c)
        {
            init.trunc_normal_(c.weight, std: .02);
            if (c.bias is not null)
                init.constant_(c.bias, 0);
        }
        else if (m is Linear l)
            init.trunc_normal_(l.weight);
    }

    public override Tensor forward(Tensor x)
    {
        for (int i = 0; i < 4; i++)
        {
            x = downsample_layers[i].forward(x);
            x = stages[i].forward(x);
        }
        return head.forward(norm.forward(x.mean(new long[] { -2, -1 })));
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

[Network(3, 56, 56)]
public partial class SwinT : Module<Tensor, Tensor>
{
    public static Tensor window_partition(Tensor x, long ws)
    {
        long B = x.shape[0], H = x.shape[1], W = x.shape[2], C = x.shape[3];
        x = x.view(B, H / ws, ws, W / ws, ws, C);
        return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, ws, ws, C);
    }

    public static Tensor window_reverse(Tensor windows, long ws, long H, long W)
    {
        var B = (int)(windows.shape[0] / (H * W / ws / ws));
        var x = windows.view(B, H / ws, W / ws, ws, ws, -1);
        return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(B, H, W, -1);
    }

    private class WindowAttention : Module<Tensor, Tensor?, Tensor>
    {
        private readonly long num_heads, dim;
        private readonly double scale;
        private readonly Parameter relative_position_bias_table;
        private readonly Tensor relative_position_index;
        private readonly Linear qkv, proj;
        private readonly Softmax softmax;
        private readonly (long h, long w) ws;

        public WindowAttention(long dim, (long h, long w) ws, long num_heads) : base("wa")
        {
            this.dim = dim;
            this.ws = ws;
            this.num_heads = num_heads;
            scale = Math.Pow(dim / num_heads, -0.5);
            relative_position_bias_table = Parameter(torch.zeros((2 * ws.h - 1) * (2 * ws.w - 1), num_heads));
            var coords = torch.stack(torch.meshgrid(new[] { torch.arange(ws.h), torch.arange(ws.w) }));
            var coords_flatten = torch.flatten(coords, 1);
            var rel = coords_flatten[.., .., None] - coords_flatten[.., None, ..];
            rel = rel.permute(1, 2, 0).contiguous();
            rel[.., .., 0] += ws.h - 1;
            rel[.., .., 1] += ws.w - 1;
            rel[.., .., 0] *= 2 * ws.w - 1;
            relative_position_index = rel.sum(-1);
            qkv = Linear(dim, dim * 3);
            proj = Linear(dim, dim);
            softmax = Softmax(-1);
            RegisterComponents();
            init.trunc_normal_(relative_position_bias_table, std: .02);
        }

        public override Tensor forward(Tensor x, Tensor? mask)
        {
            long B_ = x.shape[0], N = x.shape[1], C = x.shape[2];
            var t = qkv.forward(x).reshape(B_, N, 3, num_heads, C / num_heads).permute(2, 0, 3, 1, 4);
            Tensor q = t[0], k = t[1], v = t[2];
            q = q * scale;
            var attn = torch.matmul(q, k.transpose(-2, -1));
            var bias = relative_position_bias_table[relative_position_index.view(-1)].view(ws.h * ws.w, ws.h * ws.w, -1);
            attn = attn + bias.permute(2, 0, 1).contiguous().unsqueeze(0);
            if (mask is not null)
            {
                var nW = mask.shape[0];
                attn = attn.view(B_ / nW, nW, num_heads, N, N) + mask.unsqueeze(1).unsqueeze(0);
                attn = attn.view(-1, num_heads, N, N);
            }
            attn = softmax.forward(attn);
            x = attn.matmul(v).transpose(1, 2).reshape(B_, N, C);
            return proj.forward(x);
        }
    }

    private class SwinBlock : Module<Tensor, Tensor>
    {
        private readonly LayerNorm norm1, norm2;
        private readonly WindowAttention attn;
        private readonly Mlp mlp;
        private readonly Tensor? attn_mask;
        private readonly long ws, shift, H, W;

        public SwinBlock(long dim, (long H, long W) res, long heads, long ws, long shift) : base("sb")
        {
            if (Math.Min(res.H, res.W) <= ws)
            {
                shift = 0;
                ws = Math.Min(res.H, res.W);
            }
            (H, W, this.ws, this.shift) = (res.H, res.W, ws, shift);
            norm1 = LayerNorm(dim);
            norm2 = LayerNorm(dim);
            attn = new WindowAttention(dim, (ws, ws), heads);
            mlp = new Mlp(dim, 2);
            if (shift > 0)
            {
                var img_mask = torch.zeros(1, H, W, 1);
                var slices = new[] { Slice(0, -ws), Slice(-ws, -shift), Slice(-shift, null) };
                var cnt = 0;
                foreach (var h in slices)
                    foreach (var w in slices)
                    {
                        img_mask[Colon, h, w, Colon] = cnt;
                        cnt += 1;
                    }
                var mask_windows = window_partition(img_mask, ws).view(-1, ws * ws);
                var m = mask_windows.unsqueeze(1) - mask_windows.unsqueeze(2);
                attn_mask = m.masked_fill(m != 0, -100.0).masked_fill(m == 0, 0.0);
            }
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var (B, L, C) = (x.shape[0], x.shape[1], x.shape[2]);
            System.Diagnostics.Debug.Assert(L == H * W);
            var shortcut = x;
            x = norm1.forward(x).view(B, H, W, C);
            var shifted = shift > 0 ? torch.roll(x, new long[] { -shift, -shift }, new long[] { 1, 2 }) : x;
            var windows = window_partition(shifted, ws).view(-1, ws * ws, C);
            windows = attn.forward(windows, attn_mask).view(-1, ws, ws, C);
            shifted = window_reverse(windows, ws, H, W);
            x = shift > 0 ? torch.roll(shifted, [shift, shift], [1, 2]) : shifted;
            x = shortcut + x.view(B, H * W, C);
            return x + mlp.forward(norm2.forward(x));
        }
    }

    private class PatchMerging : Module<Tensor, Tensor>
    {
        private readonly (long H, long W) r;
        private readonly Linear reduction;
        private readonly LayerNorm norm;

        public PatchMerging((long H, long W) r, long dim) : base("pm")
        {
            this.r = r;
            reduction = Linear(4 * dim, 2 * dim, hasBias: false);
            norm = LayerNorm(4 * dim);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var (H, W) = r;
            var B = x.shape[0];
            var C = x.shape[^1];
            x = x.view(B, H, W, C);
            var x0 = x[.., Slice(0, null, 2), Slice(0, null, 2), ..];
            var x1 = x[.., Slice(1, null, 2), Slice(0, null, 2), ..];
            var x2 = x[Ellipsis, Slice(0, null, 2), Slice(1, null, 2), Colon];
            var x3 = x[Colon, Slice(1, step: 2), Slice(1, step: 2), Colon];
            x = torch.cat(new[] { x0, x1, x2, x3 }, -1).view(B, -1, 4 * C);
            return reduction.forward(norm.forward(x));
        }
    }

    private readonly PatchEmbed patch_embed;
    private readonly LayerNorm norm;
    private readonly ModuleList<Sequential> layers;
    private readonly Linear head;
    private readonly AdaptiveAvgPool1d avgpool;

    public SwinT() : base("swin")
    {
        patch_embed = new PatchEmbed((56, 56), 4, 24);
        var depths = new[] { 2, 2 };
        var heads = new[] { 2, 4 };
        layers = new();
        var res = patch_embed.Grid;
        long dim = 24;
        for (int i = 0; i < depths.Length; i++)
        {
            var seq = Sequential();
            for (int j = 0; j < depths[i]; j++)
                seq.append(new SwinBlock(dim, res, heads[i], 7, j % 2 == 0 ? 0 : 7 / 2));
            if (i < depths.Length - 1)
            {
                seq.append("downsample", new PatchMerging(res, dim));
                res = (res.H / 2, res.W / 2);
                dim *= 2;
            }
            layers.Add(seq);
        }
        norm = LayerNorm(dim);
        head = Linear(dim, 7);
        avgpool = AdaptiveAvgPool1d(1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = patch_embed.forward(x);
        foreach (var l in layers)
            x = l.forward(x);
        x = norm.forward(x);
        x = torch.flatten(avgpool.forward(x.transpose(1, 2)), 1);
        return head.forward(x);
    }
}
