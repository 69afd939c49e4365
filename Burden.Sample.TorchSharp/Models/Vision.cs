using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models;

[Network(3, 32, 32), Arguments("alexnet", 10)]
public partial class AlexNet : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> features;
    private readonly Module<Tensor, Tensor> avgPool;
    private readonly Module<Tensor, Tensor> classifier;
    public AlexNet(string name, int numClasses, torch.Device? device = null) : base(name)
    {
        features = Sequential(("c1", Conv2d(3, 64, kernel_size: 3, stride: 2, padding: 1)), ("r1", ReLU(inplace: true)), ("mp1", MaxPool2d(kernel_size: new long[] { 2, 2 })), ("c2", Conv2d(64, 192, kernel_size: 3, padding: 1)), ("r2", ReLU(inplace: true)), ("mp2", MaxPool2d(kernel_size: new long[] { 2, 2 })), ("c3", Conv2d(192, 384, kernel_size: 3, padding: 1)), ("r3", ReLU(inplace: true)), ("c4", Conv2d(384, 256, kernel_size: 3, padding: 1)), ("r4", ReLU(inplace: true)), ("c5", Conv2d(256, 256, kernel_size: 3, padding: 1)), ("r5", ReLU(inplace: true)), ("mp3", MaxPool2d(kernel_size: new long[] { 2, 2 })));
        avgPool = AdaptiveAvgPool2d(new long[] { 2, 2 });
        classifier = Sequential(("d1", Dropout()), ("l1", Linear(256 * 2 * 2, 4096)), ("r1", ReLU(inplace: true)), ("d2", Dropout()), ("l2", Linear(4096, 4096)), ("r3", ReLU(inplace: true)), ("d3", Dropout()), ("l3", Linear(4096, numClasses)));
        RegisterComponents();
        if (device != null && device.type == DeviceType.CUDA)
            this.to(device);
    }

    public override Tensor forward(Tensor input)
    {
        var f = features.forward(input);
        var avg = avgPool.forward(f);
        var x = avg.view(new long[] { avg.shape[0], 256 * 2 * 2 });
        return classifier.forward(x);
    }
}

[Network(3, 32, 32), Arguments("vgg")]
public partial class Vgg : Module<Tensor, Tensor>
{
    private static readonly Dictionary<string, object[]> cfgs = new()
    {
        ["A"] = new object[]
        {
            64,
            "M",
            128,
            "M",
            256,
            256,
            "M",
            512,
            512,
            "M",
            512,
            512,
            "M"
        }
    };
    private readonly Dictionary<string, long[]> channels = new Dictionary<string, long[]>()
    {
        {
            "vgg11",
            new long[]
            {
                64,
                0,
                128,
                0,
                256,
                256,
                0,
                512,
                512,
                0,
                512,
                512,
                0
            }
        },
    };
    private readonly Module<Tensor, Tensor> layers;
    public Vgg(string name, int numClasses = 10) : base(name)
    {
        var modules = new List<(string, Module<Tensor, Tensor>)>();
        long in_channels = 3;
        for (var i = 0; i < channels["vgg11"].Length; i++)
        {
            if (channels["vgg11"][i] == 0)
                modules.Add(($"MaxPool2d-{i}a", MaxPool2d(kernel_size: 2, stride: 2)));
            else
            {
                modules.Add(($"conv2d-{i}a", Conv2d(in_channels, channels["vgg11"][i], kernel_size: 3, padding: 1)));
                modules.Add(($"bnrm2d-{i}a", BatchNorm2d(channels["vgg11"][i])));
                modules.Add(($"relu-{i}b", ReLU(inplace: true)));
                in_channels = channels["vgg11"][i];
            }
        }

        modules.Add(("avgpool2d", AvgPool2d(kernel_size: 1, stride: 1)));
        modules.Add(("flatten", Flatten()));
        modules.Add(("linear", Linear(512, numClasses)));
        layers = Sequential(modules);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.forward(input);
}

public class SqueezeExcitation : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> avgpool;
    private readonly Conv2d fc1, fc2;
    private readonly Module<Tensor, Tensor> activation, scale_activation;
    public SqueezeExcitation(long input, long squeeze, Func<Module<Tensor, Tensor>>? activation = null, Func<Module<Tensor, Tensor>>? scale = null) : base(nameof(SqueezeExcitation))
    {
        avgpool = AdaptiveAvgPool2d(1);
        fc1 = Conv2d(input, squeeze, 1);
        fc2 = Conv2d(squeeze, input, 1);
        this.activation = (activation ?? (() => ReLU()))();
        scale_activation = scale is null ? Sigmoid() : scale();
        RegisterComponents();
    }

    private Tensor _scale(Tensor x)
    {
        var s = avgpool.call(x);
        s = fc1.call(s);
        s = activation.call(s);
        s = fc2.call(s);
        return scale_activation.call(s);
    }

    public override Tensor forward(Tensor input)
    {
        using var scale = _scale(input);
        return scale * input;
    }
}

public record InvertedResidualConfig(int In, int Kernel, int Expanded, int Out, bool UseSe, string Activation, int Stride)
{
    public bool UseHs => Activation == "HS";

    public static int MakeDivisible(double v, int divisor = 8)
    {
        int n = Math.Max(divisor, (int)(v + divisor / 2.0) / divisor * divisor);
        if (n < 0.9 * v)
            n += divisor;
        return n;
    }
}

public class InvertedResidual : Module<Tensor, Tensor>
{
    private readonly bool _useRes; private readonly Sequential block;
    public InvertedResidual(InvertedResidualConfig cnf, Func<long, Module<Tensor, Tensor>> norm) : base("ir")
    {
        _useRes = cnf.Stride == 1 && cnf.In == cnf.Out;
        var layers = new List<Module<Tensor, Tensor>>();
        Func<Module<Tensor, Tensor>> act = cnf.UseHs ? () => Hardswish() : () => ReLU(inplace: true);
        if (cnf.Expanded != cnf.In) layers.Add(ConvNormAct(cnf.In, cnf.Expanded, 1, 1, 1, norm, act));
        layers.Add(ConvNormAct(cnf.Expanded, cnf.Expanded, cnf.Kernel, cnf.Stride, cnf.Expanded, norm, act));
        if (cnf.UseSe) layers.Add(new SqueezeExcitation(cnf.Expanded, InvertedResidualConfig.MakeDivisible(cnf.Expanded / 4.0), scale: () => Hardsigmoid()));
        layers.Add(ConvNormAct(cnf.Expanded, cnf.Out, 1, 1, 1, norm, null));
        block = Sequential(layers);
        RegisterComponents();
    }
    internal static Sequential ConvNormAct(int i, int o, int k, int s, int g, Func<long, Module<Tensor, Tensor>> norm, Func<Module<Tensor, Tensor>>? act)
    {
        var l = new List<Module<Tensor, Tensor>> { Conv2d(i, o, k, stride: s, padding: (k - 1) / 2, groups: g, bias: false), norm(o) };
        if (act != null) l.Add(act());
        return Sequential(l.ToArray());
    }
    public override Tensor forward(Tensor x) { var r = block.call(x); if (_useRes) r.add_(x); return r; }
}
[Network(3, 224, 224)]
public partial class MobileNetV3 : Module<Tensor, Tensor>
{
    private readonly Sequential features, classifier;
    private readonly Module<Tensor, Tensor> avgpool;
    public MobileNetV3(double width_mult = 1.0, int num_classes = 1000) : base("mnv3")
    {
        int adj(int c) => InvertedResidualConfig.MakeDivisible(c * width_mult);
        Func<long, Module<Tensor, Tensor>> norm = c => BatchNorm2d(c, eps: 0.001, momentum: 0.01);
        InvertedResidualConfig bneck(int i, int k, int e, int o, bool se, string a, int s) => new(adj(i), k, adj(e), adj(o), se, a, s);
        var settings = new[]
        {
            bneck(16, 3, 16, 16, true, "RE", 2),
            bneck(16, 3, 72, 24, false, "RE", 2),
            bneck(24, 3, 88, 24, false, "RE", 1),
            bneck(24, 5, 96, 40, true, "HS", 2),
            bneck(40, 5, 240, 40, true, "HS", 1),
            bneck(40, 5, 240, 40, true, "HS", 1),
            bneck(40, 5, 120, 48, true, "HS", 1),
            bneck(48, 5, 144, 48, true, "HS", 1),
            bneck(48, 5, 288, 96, true, "HS", 2),
            bneck(96, 5, 576, 96, true, "HS", 1),
            bneck(96, 5, 576, 96, true, "HS", 1)
        };
        var layers = new List<Module<Tensor, Tensor>>
        {
            InvertedResidual.ConvNormAct(3, settings[0].In, 3, 2, 1, norm, () => Hardswish())
        };
        layers.AddRange(settings.Select(s => new InvertedResidual(s, norm)));
        var last = settings[^1].Out * 6;
        layers.Add(InvertedResidual.ConvNormAct(settings.Last().Out, last, 1, 1, 1, norm, () => Hardswish()));
        features = Sequential(layers);
        avgpool = AdaptiveAvgPool2d(1);
        classifier = Sequential(Linear(last, adj(1024)), Hardswish(inplace: true), Dropout(0.2), Linear(adj(1024), num_classes));
        RegisterComponents();
        foreach (var(_, m)in named_modules())
        {
            switch (m)
            {
                case Conv2d conv:
                    init.kaiming_normal_(conv.weight, mode: init.FanInOut.FanOut);
                    if (conv.bias is not null)
                        init.zeros_(conv.bias);
                    break;
                case BatchNorm2d bn:
                    init.ones_(bn.weight);
                    init.zeros_(bn.bias);
                    break;
                case Linear l:
                    init.normal_(l.weight, 0, 0.01);
                    init.zeros_(l.bias);
                    break;
            }
        }
    }

    public override Tensor forward(Tensor x)
    {
        x = features.call(x);
        x = avgpool.call(x);
        x = torch.flatten(x, 1);
        return classifier.call(x);
    }
}

public class DenseLayer : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> norm1, conv1, norm2, conv2;
    public DenseLayer(long input, long growth, long bn_size) : base("dl")
    {
        norm1 = BatchNorm2d(input);
        conv1 = Conv2d(input, bn_size * growth, 1, bias: false);
        norm2 = BatchNorm2d(bn_size * growth);
        conv2 = Conv2d(bn_size * growth, growth, 3, padding: 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => conv2.forward(F.relu(norm2.forward(conv1.forward(F.relu(norm1.forward(x))))));
}

[Network(3, 64, 64)]
public partial class DenseNet : Module<Tensor, Tensor>
{
    private readonly Sequential stem;
    private readonly ModuleList<Module> blocks = new();
    private readonly ModuleDict<Module<Tensor, Tensor>> transitions = new();
    private readonly Module<Tensor, Tensor> norm5;
    private readonly Linear classifier;
    public DenseNet(long growth = 12, int[]? config = null) : base("dn")
    {
        config ??= [2, 3, 2];
        long n = 2 * growth;
        stem = Sequential(Conv2d(3, n, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(n), ReLU(), MaxPool2d(3, 2, 1));
        for (int i = 0; i < config.Length; ++i)
        {
            var list = new ModuleList<Module>();
            for (var j = 0; j < config[i]; j++)
                list.append(new DenseLayer(n + j * growth, growth, 4));
            blocks.Add(list);
            n += config[i] * growth;
            if (i != config.Length - 1)
            {
                transitions.Add($"t{i}", Sequential(BatchNorm2d(n), ReLU(), Conv2d(n, n / 2, 1, bias: false), AvgPool2d(2, 2)));
                n /= 2;
            }
        }

        norm5 = BatchNorm2d(n);
        classifier = Linear(n, 100);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = stem.forward(x);
        for (int i = 0; i < blocks.Count; i++)
        {
            var features = new List<Tensor>
            {
                x
            };
            foreach (var m in (ModuleList<Module>)blocks[i])
                features.Add(((DenseLayer)m).forward(torch.cat(features, 1)));
            x = cat(features.ToArray(), 1);
            if (transitions.ContainsKey($"t{i}"))
                x = transitions[$"t{i}"].forward(x);
        }

        x = F.adaptive_avg_pool2d(F.relu(norm5.forward(x)), (1, 1));
        return classifier.forward(x.view(x.size(0), -1));
    }
}

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

[Network(3, 17, 17)]
public partial class Inception : Module<Tensor, Tensor>
{
    readonly Module<Tensor, Tensor> b1, b2, b3, b4, aux;
    public Inception() : base("i")
    {
        b1 = Conv(3, 16, 1);
        b2 = Sequential(Conv(3, 24, 1), Conv(24, 32, (1, 7), (0, 3)), Conv(32, 32, (7, 1), (3, 0)));
        b3 = Sequential(Conv(3, 4, 1), Conv(4, 8, 5, 2));
        b4 = Sequential(AvgPool2d(3, stride: 1, padding: 1), Conv(3, 8, 1));
        aux = Linear(10, 10);
        RegisterComponents();
    }

    static Module<Tensor, Tensor> Conv(long i, long o, long k, long p = 0) => Sequential(("conv", Conv2d(i, o, k, padding: p, bias: false)), ("bn", BatchNorm2d(o, eps: 0.001)), ("relu", ReLU()));
    static Module<Tensor, Tensor> Conv(long i, long o, (long, long) k, (long, long) p) => Sequential(("conv", Conv2d(i, o, k, padding: p, bias: false)), ("bn", BatchNorm2d(o, eps: 0.001)), ("relu", ReLU()));
    public override Tensor forward(Tensor x)
    {
        var outputs = new[]
        {
            b1,
            b2,
            b3,
            b4
        }.Select(b => b.forward(x)).ToList();
        if (training)
            outputs.Add(aux.forward(x));
        return torch.cat(outputs, 1);
    }
}

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
        var(q, k, v) = (t[0], t[1], t[2]);
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

[Network(3, 64, 64)]
public partial class Yolo : Module<Tensor, (Tensor, Tensor)>
{
    class CBS : Module<Tensor, Tensor>
    {
        readonly Conv2d conv;
        readonly BatchNorm2d bn;
        readonly Module<Tensor, Tensor> act;
        public CBS(int i, int o, int k = 1, int s = 1, int? p = null, bool a = true) : base("cbs")
        {
            conv = Conv2d(i, o, k, stride: s, padding: p ?? k / 2, bias: false);
            bn = BatchNorm2d(o, eps: 1e-3, momentum: 0.03);
            act = a ? SiLU(true) : Identity();
            RegisterComponents();
        }

        public override Tensor forward(Tensor x) => act.forward(bn.forward(conv.forward(x)));
    }

    class C2f : Module<Tensor, Tensor>
    {
        readonly CBS cv1, cv2;
        readonly ModuleList<Module<Tensor, Tensor>> m;
        readonly int c;
        class Bottleneck : Module<Tensor, Tensor>
        {
            readonly CBS cv1, cv2;
            readonly bool add;
            public Bottleneck(int i, int o, bool shortcut) : base("bo")
            {
                cv1 = new CBS(i, o, 3);
                cv2 = new CBS(o, o, 3);
                add = shortcut && i == o;
                RegisterComponents();
            }

            public override Tensor forward(Tensor x) => add ? x + cv2.forward(cv1.forward(x)) : cv2.forward(cv1.forward(x));
        }

        public C2f(int i, int o, int n = 1, bool shortcut = false) : base("c2f")
        {
            c = o / 2;
            cv1 = new CBS(i, 2 * c);
            cv2 = new CBS((2 + n) * c, o);
            m = new ModuleList<Module<Tensor, Tensor>>();
            for (int j = 0; j < n; j++)
                m.append(new Bottleneck(c, c, shortcut));
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            var y = cv1.forward(x).chunk(2, 1).ToList();
            for (int i = 0; i < m.Count; i++)
                y.Add(m[i].forward(y.Last()));
            return cv2.forward(torch.cat(y, 1));
        }
    }

    class SPPF : Module<Tensor, Tensor>
    {
        readonly CBS cv1, cv2;
        readonly MaxPool2d pool;
        public SPPF(int i, int o, int k = 5) : base("s")
        {
            cv1 = new CBS(i, i / 2);
            cv2 = new CBS(i * 2, o);
            pool = MaxPool2d(k, stride: 1, padding: k / 2);
            RegisterComponents();
        }

        public override Tensor forward(Tensor x)
        {
            x = cv1.forward(x);
            var y1 = pool.forward(x);
            var y2 = pool.forward(y1);
            return cv2.forward(torch.cat(new Tensor[] { x, y1, y2, pool.forward(y2) }, 1));
        }
    }

    readonly ModuleList<Module<Tensor, Tensor>> model;
    readonly ModuleList<Module<Tensor, Tensor>> heads;
    public Yolo(int nc = 4) : base("yolo")
    {
        model = ModuleList<Module<Tensor, Tensor>>(new CBS(3, 16, 3, 2), new C2f(16, 32, 2, true), new CBS(32, 64, 3, 2), new SPPF(64, 64), Upsample(scale_factor: new double[] { 2, 2 }, mode: UpsampleMode.Nearest), new C2f(96, 48));
        heads = ModuleList(new int[] { 48, 64 }.Select(ch => (Module<Tensor, Tensor>)Sequential(new CBS(ch, ch, 3), Conv2d(ch, 4 + nc, 1))).ToArray());
        RegisterComponents();
    }

    public override (Tensor, Tensor) forward(Tensor x)
    {
        var a = model[1].forward(model[0].forward(x));
        var b = model[3].forward(model[2].forward(a));
        var up = model[5].forward(torch.cat([model[4].forward(b), a], 1));
        var outs = new List<Tensor>();
        foreach (var(h, i)in heads.Select((h, i) => (h, i)))
        {
            var o = h.forward(i == 0 ? up : b);
            outs.Add(o.view(o.shape[0], o.shape[1], -1));
        }

        var y = torch.cat(outs, 2);
        var sp = y.split(new long[] { 4, y.shape[1] - 4 }, 1);
        return (sp[0], sp[1].sigmoid());
    }
}

[Network(1, 28, 28)]
public partial class AutoEncoder : Module<Tensor, Tensor>
{
    public Sequential Encoder { get; }
    public Sequential Decoder { get; }

    public AutoEncoder() : base("ae")
    {
        Encoder = Sequential(Conv2d(1, 16, 3, stride: 2, padding: 1), ReLU(), Conv2d(16, 32, 3, stride: 2, padding: 1), ReLU(), Conv2d(32, 64, 7));
        Decoder = Sequential(ConvTranspose2d(64, 32, 7), ReLU(), ConvTranspose2d(32, 16, 3, stride: 2, padding: 1, output_padding: 1), ReLU(), ConvTranspose2d(16, 1, 3, stride: 2, padding: 1, output_padding: 1), Sigmoid());
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => Decoder.call(Encoder.call(x));
}

[Network(100)]
public partial class Generator : Module<Tensor, Tensor>
{
    readonly Linear l1;
    readonly Sequential conv_blocks;
    readonly int init_size;
    public Generator(int img = 32, int latent = 100, int channels = 1) : base("g")
    {
        init_size = img / 4;
        l1 = Linear(latent, 128 * init_size * init_size);
        conv_blocks = Sequential(BatchNorm2d(128), Upsample(scale_factor: [2, 2]), Conv2d(128, 128, 3, stride: 1, padding: 1), BatchNorm2d(128, 0.8), LeakyReLU(0.2, inplace: true), Upsample(scale_factor: [2, 2]), Conv2d(128, 64, 3, padding: 1), BatchNorm2d(64, 0.8), LeakyReLU(0.2, true), Conv2d(64, channels, 3, padding: 1), Tanh());
        RegisterComponents();
    }

    public override Tensor forward(Tensor z)
    {
        var o = l1.forward(z);
        o = o.view(o.shape[0], 128, init_size, init_size);
        return conv_blocks.forward(o);
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
        var(B, N, C) = (x.shape[0], x.shape[1], x.shape[2]);
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
        var(H, W) = (x.shape[2], x.shape[3]);
        x = x.flatten(2).transpose(1, 2);
        x = x + attn.forward(x, H, W);
        var y = fc.forward(x).transpose(1, 2).view(x.shape[0], 32, H, W);
        y = dw.forward(y);
        return F.interpolate(cls.forward(y), size: new long[] { img.shape[2], img.shape[3] }, mode: InterpolationMode.Bilinear, align_corners: false);
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
        var(B, H, W, C) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        x = x.view(B, H / ws, ws, W / ws, ws, C);
        return x.permute(0, 1, 3, 2, 4, 5).contiguous().view(-1, ws, ws, C);
    }

    public override Tensor forward(Tensor x)
    {
        x = x.permute(0, 2, 3, 1);
        var(B, H, W, C) = (x.size(0), x.size(1), x.size(2), x.size(3));
        var shifted = torch.roll(x, new long[] { -2, -2 }, new long[] { 1, 2 });
        var win = WindowPartition(shifted, ws).view(-1, ws * ws, C);
        var(B_, N) = (win.shape[0], win.shape[1]);
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
