using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models;

[Network(3, 50, 50), Arguments(3, 2)]
public partial class UNet : Module<Tensor, Tensor>
{
    private class DoubleConv : Module<Tensor, Tensor>
    {
        readonly Sequential double_conv;
        public DoubleConv(long i, long o, long? mid = null) : base("dc")
        {
            var m = mid ?? o;
            double_conv = Sequential(Conv2d(i, m, 3, padding: 1, bias: false), BatchNorm2d(m), ReLU(true), Conv2d(m, o, 3, padding: 1, bias: false), BatchNorm2d(o), ReLU(true));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => double_conv.forward(x);
    }

    private class Up : Module<Tensor, Tensor, Tensor>
    {
        readonly Module<Tensor, Tensor> up;
        readonly DoubleConv conv;
        public Up(long i, long o, bool bilinear) : base("up")
        {
            if (bilinear)
            {
                up = Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear, align_corners: true);
                conv = new DoubleConv(i, o, i / 2);
            }
            else
            {
                up = ConvTranspose2d(i, i / 2, kernel_size: 2, stride: 2);
                conv = new DoubleConv(i, o);
            }

            RegisterComponents();
        }

        public override Tensor forward(Tensor x1, Tensor x2)
        {
            x1 = up.forward(x1);
            var diffY = x2.size(2) - x1.size(2);
            var diffX = x2.size(3) - x1.size(3);
            x1 = F.pad(x1, new long[] { diffX / 2, diffX - diffX / 2, diffY / 2, diffY - diffY / 2 });
            return conv.forward(torch.cat(new[] { x2, x1 }, dim: 1));
        }
    }

    readonly DoubleConv inc;
    readonly Module<Tensor, Tensor> down1, down2, down3;
    readonly Up up1, up2, up3;
    readonly Conv2d outc;
    public UNet(int channels, int classes, bool bilinear = false) : base("unet")
    {
        Module<Tensor, Tensor> Down(long i, long o) => Sequential(("pool", MaxPool2d(2)), ("conv", new DoubleConv(i, o)));
        inc = new DoubleConv(channels, 16);
        down1 = Down(16, 32);
        down2 = Down(32, 64);
        int f = bilinear ? 2 : 1;
        down3 = Down(64, 128 / f);
        up1 = new Up(128, 64 / f, bilinear);
        up2 = new Up(64, 32 / f, bilinear);
        up3 = new Up(32, 16, bilinear);
        outc = Conv2d(16, classes, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var x1 = inc.forward(x);
        var x2 = down1.forward(x1);
        var x3 = down2.forward(x2);
        var x4 = down3.forward(x3);
        x = up1.forward(x4, x3);
        x = up2.forward(x, x2);
        x = up3.forward(x, x1);
        return outc.forward(x);
    }
}

public class SegFormerAttention : Module<Tensor, long, long, Tensor>
{
    readonly Linear q, kv, proj;
    readonly Conv2d? sr;
    readonly LayerNorm? norm;
    readonly int num_heads, sr_ratio;
    public SegFormerAttention(int dim, int heads, int sr_ratio) : base("sa")
    {
        num_heads = heads;
        this.sr_ratio = sr_ratio;
        q = Linear(dim, dim);
        kv = Linear(dim, dim * 2);
        proj = Linear(dim, dim);
        if (sr_ratio > 1)
        {
            sr = Conv2d(dim, dim, sr_ratio, stride: sr_ratio);
            norm = LayerNorm(dim);
        }

        RegisterComponents();
    }

    public override Tensor forward(Tensor x, long H, long W)
    {
        var (B, N, C) = (x.shape[0], x.shape[1], x.shape[2]);
        var qq = q.forward(x).reshape(B, N, num_heads, C / num_heads).permute(0, 2, 1, 3);
        Tensor kvt;
        if (sr != null && norm != null)
        {
            var x_ = x.permute(0, 2, 1).reshape(B, C, H, W);
            x_ = sr.forward(x_).reshape(B, C, -1).permute(0, 2, 1);
            x_ = norm.forward(x_);
            kvt = kv.forward(x_).reshape(B, -1, 2, num_heads, C / num_heads).permute(2, 0, 3, 1, 4);
        }
        else
            kvt = kv.forward(x).reshape(B, -1, 2, num_heads, C / num_heads).permute(2, 0, 3, 1, 4);
        var k = kvt[0];
        var v = kvt[1];
        var attn = torch.matmul(qq, k.transpose(-2, -1)).div(Math.Sqrt(C / num_heads));
        attn = attn.softmax(dim: -1);
        return proj.forward(torch.matmul(attn, v).transpose(1, 2).reshape(B, N, C));
    }
}

[Network(3, 64, 64)]
public partial class SegFormer : Module<Tensor, Tensor>
{
    readonly Conv2d patch;
    readonly SegFormerAttention attn;
    readonly Conv2d dw;
    readonly Linear fc;
    readonly Conv2d cls;
    public SegFormer() : base("sf")
    {
        patch = Conv2d(3, 32, 7, stride: 4, padding: 3);
        attn = new SegFormerAttention(32, 2, 4);
        dw = Conv2d(32, 32, 3, padding: 1, groups: 32);
        fc = Linear(32, 32);
        cls = Conv2d(32, 5, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor img)
    {
        var x = patch.forward(img);
        var (H, W) = (x.shape[2], x.shape[3]);
        x = x.flatten(2).transpose(1, 2);
        x = x + attn.forward(x, H, W);
        var y = fc.forward(x).transpose(1, 2).view(x.shape[0], 32, H, W);
        y = dw.forward(y);
        return F.interpolate(cls.forward(y), size: new long[] { img.shape[2], img.shape[3] }, mode: InterpolationMode.Bilinear, align_corners: false);
    }
}

public class DoubleConv : Module<Tensor, Tensor>
{
    private readonly Sequential double_conv;

    public DoubleConv(int i, int o, int? mid = null) : base("DoubleConv")
    {
        int m = mid ?? o;
        double_conv = Sequential(("0", Conv2d(i, m, 3, padding: Padding.Same, bias: false)), ("1", BatchNorm2d(m)), ("2", ReLU(true)), ("3", Conv2d(m, o, 3, padding: 1, bias: false)), ("4", BatchNorm2d(o)), ("5", ReLU(true)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => double_conv.forward(x);
}

[Network(3, 64, 96)]
public partial class NestedUNet : Module<Tensor, Tensor>
{
    private readonly Dictionary<(int, int), DoubleConv> grid = new();
    private readonly MaxPool2d pool = MaxPool2d(2, 2);
    private readonly Upsample up = Upsample(scale_factor: new[] { 2.0, 2.0 }, mode: UpsampleMode.Bilinear, align_corners: true);
    private readonly ModuleList<Conv2d> finals = new();
    private readonly bool deepSupervision;

    public NestedUNet(int classes = 2, bool deepSupervision = true, int baseFilter = 8) : base("unetpp")
    {
        this.deepSupervision = deepSupervision;
        var f = Enumerable.Range(0, 5).Select(i => baseFilter << i).ToArray();
        for (int j = 0; j < 5; j++)
            for (int i = 0; i + j < 5; i++)
            {
                var input = j == 0 ? (i == 0 ? 3 : f[i - 1]) : f[i] * j + f[i + 1];
                var block = new DoubleConv(input, f[i], f[i]);
                grid[(i, j)] = block;
                register_module($"conv{i}_{j}", block);
            }
        for (int k = 0; k < (deepSupervision ? 4 : 1); k++)
            finals.Add(Conv2d(f[0], classes, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = new Dictionary<(int, int), Tensor>();
        for (int j = 0; j < 5; j++)
            for (int i = 0; i + j < 5; i++)
                x[(i, j)] = j == 0 ? grid[(i, j)].forward(i == 0 ? input : pool.forward(x[(i - 1, 0)]))
                    : grid[(i, j)].forward(torch.cat(Enumerable.Range(0, j).Select(k => x[(i, k)]).Append(up.forward(x[(i + 1, j - 1)])).ToArray(), 1));
        if (!deepSupervision)
            return finals[0].forward(x[(0, 4)]);
        return torch.stack(Enumerable.Range(1, 4).Select(k => finals[k - 1].forward(x[(0, k)])).ToArray()).mean(new long[] { 0 });
    }
}
