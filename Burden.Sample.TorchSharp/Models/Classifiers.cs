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
        foreach (var (_, m) in named_modules())
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
