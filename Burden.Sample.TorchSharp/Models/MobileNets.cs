using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models.MobileNets;

public static class Util
{
    public static int MakeDivisible(double v, int divisor = 8, int? minValue = null)
    {
        minValue ??= divisor;
        var n = Math.Max(minValue.Value, (int)(v + divisor / 2.0) / divisor * divisor);
        return n < 0.9 * v ? n + divisor : n;
    }

    public static int RoundFilters(int filters, double width) => MakeDivisible(filters * width);

    public static int RoundRepeats(int r, double depth) => (int)Math.Ceiling(r * depth);
}

public record BlockArgs(int Kernel, int Repeats, int In, int Out, int Expand, int Stride, double? SeRatio)
{
    public static BlockArgs Decode(string s)
    {
        var options = new Dictionary<string, string>();
        foreach (var op in s.Split('_'))
        {
            var key = op.Substring(0, 1);
            options[key] = op[1..];
        }
        return new BlockArgs(int.Parse(options["k"]), int.Parse(options["r"]), int.Parse(options["i"]), int.Parse(options["o"]), int.Parse(options["e"]), options["s"][0] - '0',
            options.TryGetValue("q", out var se) ? double.Parse(se, System.Globalization.CultureInfo.InvariantCulture) : (double?)null);
    }
}

public class MBConv : Module<Tensor, Tensor>
{
    private readonly Conv2d? _expand_conv;
    private readonly BatchNorm2d? _bn0;
    private readonly Conv2d _depthwise_conv;
    private readonly BatchNorm2d _bn1;
    private readonly Conv2d? _se_reduce, _se_expand;
    private readonly Conv2d _project_conv;
    private readonly BatchNorm2d _bn2;
    private readonly BlockArgs args;
    private readonly double drop;

    public MBConv(BlockArgs args, double drop) : base("MBConv")
    {
        this.args = args;
        this.drop = drop;
        int oup = args.In * args.Expand;
        if (args.Expand != 1)
        {
            _expand_conv = Conv2d(args.In, oup, 1, bias: false);
            _bn0 = BatchNorm2d(oup, 1e-3, 0.01);
        }
        _depthwise_conv = Conv2d(oup, oup, args.Kernel, stride: args.Stride, padding: args.Kernel / 2, groups: oup, bias: false);
        _bn1 = BatchNorm2d(oup, 1e-3, 0.01);
        if (args.SeRatio is > 0 and <= 1)
        {
            int squeezed = Math.Max(1, (int)(args.In * args.SeRatio.Value));
            _se_reduce = Conv2d(oup, squeezed, 1);
            _se_expand = Conv2d(squeezed, oup, 1);
        }
        _project_conv = Conv2d(oup, args.Out, 1, bias: false);
        _bn2 = BatchNorm2d(args.Out, 1e-3, 0.01);
        RegisterComponents();
    }

    private static Tensor Swish(Tensor x) => x * torch.sigmoid(x);

    public override Tensor forward(Tensor inputs)
    {
        var x = inputs;
        if (_expand_conv is { } expand)
            x = Swish(_bn0!.forward(expand.forward(x)));
        x = Swish(_bn1.forward(_depthwise_conv.forward(x)));
        if (_se_reduce is not null && _se_expand is not null)
        {
            var sq = F.adaptive_avg_pool2d(x, 1);
            sq = _se_expand.forward(Swish(_se_reduce.forward(sq)));
            x = torch.sigmoid(sq) * x;
        }
        x = _bn2.forward(_project_conv.forward(x));
        if (args is { Stride: 1 } && args.In == args.Out)
        {
            if (drop > 0 && training)
                x = DropConnect(x, drop, training);
            x = x + inputs;
        }
        return x;
    }

    private static Tensor DropConnect(Tensor x, double p, bool training)
    {
        if (!training)
            return x;
        var keep = 1 - p;
        var mask = (torch.rand(x.shape[0], 1, 1, 1) + keep).floor();
        return x / keep * mask;
    }
}

[Network(3, 128, 128), Arguments(1.1, 1.2, 10)]
public partial class EfficientNet : Module<Tensor, Tensor>
{
    private static readonly string[] Blocks = {
        "r1_k3_s1_e1_i32_o16_q0.25", "r2_k3_s2_e6_i16_o24_q0.25", "r2_k5_s2_e6_i24_o40_q0.25",
        "r3_k3_s2_e6_i40_o80_q0.25", "r3_k5_s1_e6_i80_o112_q0.25", "r4_k5_s2_e6_i112_o192_q0.25", "r1_k3_s1_e6_i192_o320_q0.25" };
    private readonly Conv2d _conv_stem, _conv_head;
    private readonly BatchNorm2d _bn0, _bn1;
    private readonly ModuleList<MBConv> _blocks;
    private readonly Dropout _dropout;
    private readonly Linear _fc;

    public EfficientNet(double width, double depth, int classes) : base("EfficientNet")
    {
        _blocks = new ModuleList<MBConv>();
        var stem = Util.RoundFilters(32, width);
        _conv_stem = Conv2d(3, stem, 3, stride: 2, padding: 1, bias: false);
        _bn0 = BatchNorm2d(stem);
        var decoded = Blocks.Select(BlockArgs.Decode).ToList();
        int total = decoded.Sum(b => Util.RoundRepeats(b.Repeats, depth)), idx = 0;
        BlockArgs last = decoded[^1];
        foreach (var b in decoded)
        {
            var scaled = b with { In = Util.RoundFilters(b.In, width), Out = Util.RoundFilters(b.Out, width), Repeats = Util.RoundRepeats(b.Repeats, depth) };
            for (int r = 0; r < scaled.Repeats; r++)
            {
                _blocks.Add(new MBConv(r == 0 ? scaled : scaled with { In = scaled.Out, Stride = 1 }, 0.2 * idx++ / total));
            }
            last = scaled;
        }
        var head = Util.RoundFilters(1280, width);
        _conv_head = Conv2d(last.Out, head, 1, bias: false);
        _bn1 = BatchNorm2d(head);
        _dropout = Dropout(0.2);
        _fc = Linear(head, classes);
        RegisterComponents();
    }

    public IEnumerable<Tensor> ExtractEndpoints(Tensor x)
    {
        x = F.silu(_bn0.forward(_conv_stem.forward(x)));
        foreach (var block in _blocks)
        {
            x = block.forward(x);
            yield return x;
        }
        yield return F.silu(_bn1.forward(_conv_head.forward(x)));
    }

    public override Tensor forward(Tensor x)
    {
        Tensor y = ExtractEndpoints(x).Last();
        y = F.adaptive_avg_pool2d(y, 1).squeeze(-1).squeeze(-1);
        return _fc.forward(_dropout.forward(y));
    }
}

public class ShuffleUnit : Module<Tensor, Tensor>
{
    private readonly Sequential? branch1;
    private readonly Sequential branch2;
    private readonly long stride;

    public ShuffleUnit(long inp, long oup, long stride) : base("unit")
    {
        this.stride = stride;
        long bf = oup / 2;
        if (stride > 1)
            branch1 = Sequential(Dw(inp, inp, 3, stride, 1), BatchNorm2d(inp), Conv2d(inp, bf, 1, bias: false), BatchNorm2d(bf), ReLU(true));
        branch2 = Sequential(Conv2d(stride > 1 ? inp : bf, bf, 1, bias: false), BatchNorm2d(bf), ReLU(true), Dw(bf, bf, 3, stride, 1), BatchNorm2d(bf), Conv2d(bf, bf, 1, bias: false), BatchNorm2d(bf), ReLU(true));
        RegisterComponents();
        static Conv2d Dw(long i, long o, long kernel, long s, long p) => Conv2d(i, o, kernel, s, p, bias: false, groups: i);
    }

    public static Tensor ChannelShuffle(Tensor x, long groups)
    {
        long b = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
        return x.view(b, groups, c / groups, h, w).transpose(1, 2).contiguous().view(b, -1, h, w);
    }

    public override Tensor forward(Tensor x)
    {
        Tensor o;
        if (stride == 1)
        {
            var parts = x.chunk(2, dim: 1);
            var (x1, x2) = (parts[0], parts[1]);
            o = torch.cat(new[] { x1, branch2.forward(x2) }, dim: 1);
        }
        else
            o = torch.cat(new List<Tensor> { branch1!.forward(x), branch2.forward(x) }, 1);
        return ChannelShuffle(o, 2);
    }
}

[Network(3, 128, 128)]
public partial class ShuffleNetV2 : Module<Tensor, Tensor>
{
    private readonly Sequential conv1, stage2, stage3, stage4, conv5;
    private readonly MaxPool2d maxpool;
    private readonly Linear fc;

    public ShuffleNetV2(int num_classes = 1000) : base("shufflenet")
    {
        int[] repeats = [4, 8, 4], outs = [24, 48, 96, 192, 1024];
        long input = 3, output = outs[0];
        conv1 = Sequential(Conv2d(input, output, 3, 2, 1, bias: false), BatchNorm2d(output), ReLU(true));
        input = output;
        maxpool = MaxPool2d(3, 2, 1);
        var stages = new Dictionary<string, Sequential>();
        foreach (var (name, r, oc) in new[] { "stage2", "stage3", "stage4" }.Zip(repeats, (n, r) => (n, r)).Select((p, i) => (p.n, p.r, outs[i + 1])))
        {
            var seq = new List<Module<Tensor, Tensor>> { new ShuffleUnit(input, oc, 2) };
            for (var i = 0; i < r - 1; i++)
                seq.Add(new ShuffleUnit(oc, oc, 1));
            stages.Add(name, Sequential(seq));
            input = oc;
        }
        (stage2, stage3, stage4) = (stages["stage2"], stages["stage3"], stages["stage4"]);
        output = outs.Last();
        conv5 = Sequential(Conv2d(input, output, 1, bias: false), BatchNorm2d(output), ReLU(true));
        fc = Linear(output, num_classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        x = maxpool.forward(conv1.forward(x));
        x = conv5.forward(stage4.forward(stage3.forward(stage2.forward(x))));
        x = x.mean(new long[] { 2L, 3L });
        return fc.forward(x);
    }
}
