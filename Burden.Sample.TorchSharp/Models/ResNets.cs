using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models.ResNets;

public abstract class ResidualBlockBase : Module<Tensor, Tensor>
{
    protected ResidualBlockBase(string name) : base(name)
    {
    }

    public abstract int Expansion { get; }
    protected Module<Tensor, Tensor>? shortcut;

    protected abstract Tensor Body(Tensor x);

    public override Tensor forward(Tensor x)
    {
        var identity = shortcut?.forward(x) ?? x;
        return (Body(x) + identity).relu_();
    }

    protected static Conv2d Conv3x3(long i, long o, long stride = 1, long groups = 1, long dilation = 1) =>
        Conv2d(i, o, 3, stride: stride, padding: dilation, groups: groups, bias: false, dilation: dilation);

    protected static Conv2d Conv1x1(long i, long o, long stride = 1) => Conv2d(i, o, 1, stride: stride, bias: false);
}

public sealed class BottleneckV1d : ResidualBlockBase
{
    private readonly Conv2d conv1, conv2, conv3;
    private readonly BatchNorm2d bn1, bn2, bn3;
    private readonly Module<Tensor, Tensor>? se;
    public override int Expansion => 4;

    public BottleneckV1d(long inPlanes, long planes, long stride = 1, long cardinality = 1, long baseWidth = 64, double seRatio = 0) : base("bottleneck")
    {
        var width = (long)(planes * (baseWidth / 64.0)) * cardinality;
        conv1 = Conv1x1(inPlanes, width);
        bn1 = BatchNorm2d(width);
        conv2 = Conv3x3(width, width, stride, cardinality);
        bn2 = BatchNorm2d(width);
        conv3 = Conv1x1(width, planes * Expansion);
        bn3 = BatchNorm2d(planes * Expansion);
        se = seRatio > 0 ? new SEModule((int)(planes * Expansion), Math.Max(8, (int)(planes * Expansion * seRatio))) : null;
        if (stride != 1 || inPlanes != planes * Expansion)
        {
            var layers = new List<(string, Module<Tensor, Tensor>)>();
            if (stride != 1)
                layers.Add(("pool", AvgPool2d(stride, stride, ceil_mode: true, count_include_pad: false)));
            layers.Add(("conv", Conv1x1(inPlanes, planes * Expansion)));
            layers.Add(("norm", BatchNorm2d(planes * Expansion)));
            shortcut = Sequential(layers);
        }
        RegisterComponents();
    }

    protected override Tensor Body(Tensor x)
    {
        using (NewDisposeScope())
        {
            var y = bn1.forward(conv1.forward(x)).relu_();
            y = bn2.forward(conv2.forward(y)).relu_();
            y = bn3.forward(conv3.forward(y));
            if (se != null)
                y = se.forward(y);
            return y.MoveToOuterDisposeScope();
        }
    }
}

public class SEModule : Module<Tensor, Tensor>
{
    private readonly Linear fc1, fc2;

    public SEModule(int channels, int hidden) : base(nameof(SEModule))
    {
        fc1 = Linear(channels, hidden);
        fc2 = Linear(hidden, channels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var (b, c) = (x.shape[0], x.shape[1]);
        using var pooled = F.adaptive_avg_pool2d(x, 1).view(b, c);
        using var h = F.relu(fc1.forward(pooled));
        var gate = torch.sigmoid(fc2.forward(h)).view(b, c, 1, 1);
        return x * gate.expand_as(x);
    }
}

public class ResNetConfig
{
    public int[] Depths { get; init; } = { 2, 2, 2, 2 };
    public int[] Widths { get; init; } = { 64, 128, 256, 512 };
    public int Cardinality { get; init; } = 1;
    public int BaseWidth { get; init; } = 64;
    public double SeRatio { get; set; }
    public bool DeepStem { get; set; } = false;
    public int NumClasses { get; set; } = 1000;
    public static ResNetConfig SeResNeXt50 => new() { Depths = new[] { 3, 4, 6, 3 }, Cardinality = 32, BaseWidth = 4, SeRatio = 1.0 / 16, DeepStem = true };
}

[Network(3, 64, 64)]
public partial class SeResNeXt : Module<Tensor, Tensor>
{
    private readonly Sequential stem;
    private readonly ModuleList<Sequential> stages;
    private readonly Linear head;
    private long planes;

    public SeResNeXt() : this(ResNetConfig.SeResNeXt50)
    {
    }

    public SeResNeXt(ResNetConfig cfg) : base("SeResNeXt")
    {
        stem = cfg.DeepStem
            ? Sequential(
            Conv2d(3, 32, 3, stride: 2, padding: 1, bias: false), BatchNorm2d(32), ReLU(true),
            Conv2d(32, 32, 3, padding: 1, bias: false), BatchNorm2d(32), ReLU(true),
            Conv2d(32, 64, 3, padding: 1, bias: false), BatchNorm2d(64), ReLU(true), MaxPool2d(3, 2, 1))
            : Sequential(Conv2d(3, 64, 7, stride: 2, padding: 3, bias: false), BatchNorm2d(64), ReLU(true), MaxPool2d(3, 2, 1));
        planes = 64;
        stages = new ModuleList<Sequential>(cfg.Depths.Zip(cfg.Widths).Select((t, i) => MakeStage(t.First, t.Second, i == 0 ? 1 : 2, cfg)).ToArray());
        head = Linear(planes, cfg.NumClasses);
        RegisterComponents();
        ResetParameters();
    }

    private Sequential MakeStage(int depth, int width, int stride, ResNetConfig cfg)
    {
        var stage = Sequential();
        for (int i = 0; i < depth; i++)
        {
            var block = new BottleneckV1d(planes, width, i == 0 ? stride : 1, cfg.Cardinality, cfg.BaseWidth, cfg.SeRatio);
            stage.append($"block{i}", block);
            planes = width * block.Expansion;
        }
        return stage;
    }

    private void ResetParameters()
    {
        foreach (var m in modules())
        {
            switch (m)
            {
                case Conv2d conv:
                    init.kaiming_normal_(conv.weight, mode: init.FanInOut.FanOut);
                    if (conv.bias is not null)
                        init.zeros_(conv.bias);
                    break;
                case BatchNorm2d bn when bn.weight is not null:
                    init.ones_(bn.weight);
                    break;
            }
        }
    }

    public override Tensor forward(Tensor input)
    {
        var x = stem.forward(input);
        x = stages.Aggregate(x, (t, stage) => stage.forward(t));
        x = x.mean(new long[] { 2, 3 });
        return head.forward(x);
    }
}

public class RepVGGBlock : Module<Tensor, Tensor>
{
    private readonly BatchNorm2d? rbr_identity;
    private readonly Sequential? rbr_dense, rbr_1x1;
    private readonly Conv2d? rbr_reparam;
    private readonly ReLU nonlinearity = ReLU();

    public RepVGGBlock(int i, int o, int stride = 1, int groups = 1, bool deploy = false) : base("rep")
    {
        if (deploy)
            rbr_reparam = Conv2d(i, o, 3, stride, 1, groups: groups, bias: true);
        else
        {
            rbr_identity = o == i && stride == 1 ? BatchNorm2d(i) : null;
            rbr_dense = ConvBn(i, o, 3, stride, 1, groups);
            rbr_1x1 = ConvBn(i, o, 1, stride, 0, groups);
        }
        RegisterComponents();
    }

    private static Sequential ConvBn(int i, int o, int k, int s, int p, int groups = 1)
    {
        var result = Sequential();
        result.append("conv", Conv2d(i, o, k, s, p, groups: groups, bias: false));
        result.append("bn", BatchNorm2d(o));
        return result;
    }

    public override Tensor forward(Tensor x)
    {
        if (rbr_reparam != null)
            return nonlinearity.forward(rbr_reparam.forward(x));
        var id_out = rbr_identity is null ? (object)0 : rbr_identity.forward(x);
        var sum = rbr_dense!.forward(x) + rbr_1x1!.forward(x);
        if (id_out is Tensor t)
            sum = sum + t;
        return nonlinearity.forward(sum);
    }
}

[Network(3, 64, 64)]
public partial class RepVGG : Module<Tensor, Tensor>
{
    private int in_planes;
    private int cur_layer_idx = 1;
    private readonly RepVGGBlock stage0;
    private readonly Module<Tensor, Tensor> stage1, stage2, stage3;
    private readonly Linear linear;
    private readonly Dictionary<int, int>? groups_map;

    public RepVGG(bool deploy = false, int classes = 10) : base("repvgg")
    {
        groups_map = Enumerable.Range(2, 3).Where(l => l % 2 == 0).ToDictionary(l => l, _ => 4);
        double[] wm = { 0.25, 0.5, 0.75 };
        in_planes = Math.Min(64, (int)(64 * wm[0]));
        stage0 = new RepVGGBlock(3, in_planes, 2, deploy: deploy);
        stage1 = Make((int)(64 * wm[0]), 2, 2, deploy);
        stage2 = Make((int)(128 * wm[1]), 2, 2, deploy);
        stage3 = Make((int)(256 * wm[2]), 1, 2, deploy);
        linear = Linear((long)(256 * wm[2]), classes);
        RegisterComponents();
    }

    private Module<Tensor, Tensor> Make(int planes, int n, int stride, bool deploy)
    {
        var strides = new[] { stride }.Concat(Enumerable.Repeat(1, n - 1));
        var blocks = new List<Module<Tensor, Tensor>>();
        foreach (var s in strides)
        {
            var g = groups_map!.TryGetValue(cur_layer_idx, out var found) ? found : 1;
            blocks.Add(new RepVGGBlock(in_planes, planes, s, g, deploy));
            in_planes = planes;
            cur_layer_idx += 1;
        }
        return Sequential(blocks);
    }

    public override Tensor forward(Tensor x)
    {
        x = stage0.forward(x);
        foreach (var s in new[] { stage1, stage2, stage3 })
            x = s.forward(x);
        return linear.forward(torch.flatten(F.adaptive_avg_pool2d(x, 1), 1));
    }
}
