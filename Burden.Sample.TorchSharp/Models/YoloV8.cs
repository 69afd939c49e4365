using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models.Detection;

public static class YoloUtils
{
    public static long AutoPad(long k, long? p = null, long d = 1)
    {
        if (d > 1)
            k = d * (k - 1) + 1;
        if (p == null)
            p = k / 2;
        return p.Value;
    }

    public static long MakeDivisible(double x, int divisor) => (long)(Math.Ceiling(x / divisor) * divisor);
}

public class Conv : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d bn;
    private readonly Module<Tensor, Tensor> act;

    public Conv(long c1, long c2, long k = 1, long s = 1, long? p = null, long g = 1, long d = 1, object? act = null) : base(nameof(Conv))
    {
        conv = nn.Conv2d(c1, c2, k, s, YoloUtils.AutoPad(k, p, d), groups: g, bias: false, dilation: d);
        bn = nn.BatchNorm2d(c2, eps: 0.001, momentum: 0.03);
        this.act = act switch { null or true => nn.SiLU(true), false => nn.Identity(), Module<Tensor, Tensor> m => m, _ => throw new NotSupportedException() };
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => act.forward(bn.forward(conv.forward(input)));
}

public class Bottleneck : Module<Tensor, Tensor>
{
    private readonly Conv cv1, cv2;
    private readonly bool add;

    public Bottleneck(long c1, long c2, bool shortcut = true, long g = 1, (long, long)? k = null, double e = 0.5) : base("Bottleneck")
    {
        k ??= (3, 3);
        var c_ = (long)(c2 * e);
        cv1 = new Conv(c1, c_, k.Value.Item1, 1);
        cv2 = new Conv(c_, c2, k.Value.Item2, 1, g: g);
        add = shortcut && c1 == c2;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => add ? x + cv2.forward(cv1.forward(x)) : cv2.forward(cv1.forward(x));
}

public class C2f : Module<Tensor, Tensor>
{
    protected readonly long c;
    protected readonly Conv cv1, cv2;
    protected readonly ModuleList<Module<Tensor, Tensor>> m = nn.ModuleList<Module<Tensor, Tensor>>();

    public C2f(long c1, long c2, int n = 1, bool shortcut = false, long g = 1, double e = 0.5) : base("C2f")
    {
        c = (long)(c2 * e);
        cv1 = new Conv(c1, 2 * c, 1, 1);
        cv2 = new Conv((2 + n) * c, c2, 1);
        Build(n, shortcut, g);
        RegisterComponents();
    }

    protected virtual void Build(int n, bool shortcut, long g)
    {
        for (int i = 0; i < n; i++)
            m.append(new Bottleneck(c, c, shortcut, g, (3, 3), e: 1.0));
    }

    public override Tensor forward(Tensor x)
    {
        var y = cv1.forward(x).chunk(2, 1).ToList();
        foreach (var block in m)
            y.Add(block.forward(y[^1]));
        return cv2.forward(torch.cat(y, 1));
    }
}

public class SPPF : Module<Tensor, Tensor>
{
    private readonly Conv cv1, cv2;
    private readonly MaxPool2d m;

    public SPPF(long c1, long c2, long k = 5) : base("SPPF")
    {
        var c_ = c1 / 2;
        cv1 = new Conv(c1, c_, 1, 1);
        cv2 = new Conv(c_ * 4, c2, 1, 1);
        m = nn.MaxPool2d(kernel_size: k, stride: 1, padding: k / 2);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        using var _ = NewDisposeScope();
        var y = new List<Tensor> { cv1.forward(x) };
        for (var i = 0; i < 3; i++)
            y.Add(m.forward(y.Last()));
        return cv2.forward(torch.cat(y, 1)).MoveToOuterDisposeScope();
    }
}

public class DFL : Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly int c1;

    public DFL(int c1 = 16) : base("DFL")
    {
        conv = nn.Conv2d(c1, 1, 1, bias: false);
        foreach (var p in conv.parameters())
            p.requires_grad = false;
        var x = torch.arange(c1, ScalarType.Float32);
        using (torch.no_grad())
            conv.weight!.copy_(x.view(1, c1, 1, 1));
        this.c1 = c1;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var (b, _, a) = x.shape switch { [var i, var j, var k] => (i, j, k), _ => throw new ArgumentException() };
        return conv.forward(x.view(b, 4, c1, a).transpose(2, 1).softmax(1)).view(b, 4, a);
    }
}

public class DWConv : Conv
{
    public DWConv(long c1, long c2, long k = 1, long s = 1, object? act = null) : base(c1, c2, k, s, g: Gcd(c1, c2), act: act)
    {
    }

    private static long Gcd(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}

public class Detect : Module<Tensor[], Tensor[]>
{
    private readonly int nc, nl, reg_max, no;
    private readonly ModuleList<Sequential> cv2, cv3;
    private readonly DFL dfl;
    private readonly long[] stride;

    public Detect(int nc, long[] ch, long[] stride, bool legacy = false) : base("Detect")
    {
        this.nc = nc;
        nl = ch.Length;
        reg_max = 16;
        no = nc + reg_max * 4;
        this.stride = stride;
        long c2 = new[] { 16, ch[0] / 4, reg_max * 4 }.Max(), c3 = Math.Max(ch[0], Math.Min(nc, 100));
        cv2 = nn.ModuleList(ch.Select(x => nn.Sequential(new Conv(x, c2, 3), new Conv(c2, c2, 3), nn.Conv2d(c2, 4 * reg_max, 1))).ToArray());
        cv3 = new ModuleList<Sequential>();
        foreach (var x in ch)
            cv3.Add(legacy
                ? nn.Sequential(("0", new Conv(x, c3, 3)), ("1", new Conv(c3, c3, 3)), ("2", nn.Conv2d(c3, nc, 1)))
                : nn.Sequential(("0", nn.Sequential(("0", new DWConv(x, x, 3)), ("1", new Conv(x, c3, 1)))), ("1", nn.Sequential(("0", new DWConv(c3, c3, 3)), ("1", new Conv(c3, c3, 1)))), ("2", nn.Conv2d(c3, nc, 1))));
        dfl = new DFL(reg_max);
        RegisterComponents();
    }

    private static (Tensor anchors, Tensor strides) MakeAnchors(Tensor[] feats, long[] strides, double offset = 0.5)
    {
        var points = new List<Tensor>();
        var strideTensors = new List<Tensor>();
        var (dtype, device) = (feats[0].dtype, feats[0].device);
        for (int i = 0; i < strides.Length; i++)
        {
            long h = feats[i].shape[2], w = feats[i].shape[3];
            var sx = torch.arange(w, device: device, dtype: dtype) + offset;
            var sy = torch.arange(h, device: device, dtype: dtype) + offset;
            var grid = torch.meshgrid(new[] { sy, sx }, indexing: "ij");
            points.Add(torch.stack(new[] { grid[1], grid[0] }, -1).view(-1, 2));
            strideTensors.Add(torch.full(new long[] { h * w, 1 }, strides[i], dtype: dtype, device: device));
        }
        return (torch.cat(points), torch.cat(strideTensors));
    }

    public override Tensor[] forward(Tensor[] x)
    {
        for (int i = 0; i < nl; i++)
            x[i] = torch.cat(new[] { cv2[i].forward(x[i]), cv3[i].forward(x[i]) }, 1);
        if (training)
            return x;
        var shape = x[0].shape;
        var (anchors, strides) = MakeAnchors(x, stride);
        anchors = anchors.transpose(0, 1);
        strides = strides.transpose(0, 1);
        var x_cat = torch.cat(x.Select(xi => xi.view(shape[0], no, -1)).ToList(), 2);
        var split = x_cat.split(new long[] { reg_max * 4, nc }, 1);
        var (box, cls) = (split[0], split[1]);
        var dbox = Dist2Bbox(dfl.forward(box), anchors.unsqueeze(0)) * strides;
        var y = torch.cat(new[] { dbox, cls.sigmoid() }, 1);
        return new[] { y }.Concat(x).ToArray();
    }

    private static Tensor Dist2Bbox(Tensor distance, Tensor anchor, bool xywh = true, int dim = 1)
    {
        var lt_rb = distance.chunk(2, dim);
        var x1y1 = anchor - lt_rb[0];
        var x2y2 = anchor + lt_rb[1];
        return xywh ? torch.cat(new[] { (x1y1 + x2y2) / 2, x2y2 - x1y1 }, dim) : torch.cat(new[] { x1y1, x2y2 }, dim);
    }
}

public class Concat : Module<Tensor[], Tensor>
{
    private readonly int d;

    public Concat(int dimension = 1) : base("Concat") => d = dimension;

    public override Tensor forward(Tensor[] x) => torch.cat(x, d);
}

[Network(3, 160, 160)]
public partial class YoloV8 : Module<Tensor, Tensor[]>
{
    private sealed record Layer(int[] From, int N, string Kind, object[] Args);

    private static readonly List<Layer> Table = new()
    {
        new(new[] { -1 }, 1, "Conv", new object[] { 64, 3, 2 }), new(new[] { -1 }, 1, "Conv", new object[] { 128, 3, 2 }), new(new[] { -1 }, 3, "C2f", new object[] { 128, true }),
        new(new[] { -1 }, 1, "Conv", new object[] { 256, 3, 2 }), new(new[] { -1 }, 6, "C2f", new object[] { 256, true }),
        new(new[] { -1 }, 1, "Conv", new object[] { 512, 3, 2 }), new(new[] { -1 }, 6, "C2f", new object[] { 512, true }),
        new(new[] { -1 }, 1, "Conv", new object[] { 1024, 3, 2 }), new(new[] { -1 }, 3, "C2f", new object[] { 1024, true }), new(new[] { -1 }, 1, "SPPF", new object[] { 1024, 5 }),
        new(new[] { -1 }, 1, "Upsample", new object[] { 2 }), new(new[] { -1, 6 }, 1, "Concat", Array.Empty<object>()), new(new[] { -1 }, 3, "C2f", new object[] { 512, false }),
        new(new[] { -1 }, 1, "Upsample", new object[] { 2 }), new(new[] { -1, 4 }, 1, "Concat", Array.Empty<object>()), new(new[] { -1 }, 3, "C2f", new object[] { 256, false }),
        new(new[] { -1 }, 1, "Conv", new object[] { 256, 3, 2 }), new(new[] { -1, 12 }, 1, "Concat", Array.Empty<object>()), new(new[] { -1 }, 3, "C2f", new object[] { 512, false }),
        new(new[] { -1 }, 1, "Conv", new object[] { 512, 3, 2 }), new(new[] { -1, 9 }, 1, "Concat", Array.Empty<object>()), new(new[] { -1 }, 3, "C2f", new object[] { 1024, false }),
        new(new[] { 15, 18, 21 }, 1, "Detect", Array.Empty<object>()),
    };
    private readonly ModuleList<nn.Module> model = new();
    private readonly List<int[]> froms = new();
    private readonly HashSet<int> kept = new();

    public YoloV8(int nc = 80, string scale = "n", int ch = 3) : base("YoloV8")
    {
        var (depth, width, max) = scale.ToLower() switch { "n" => (0.33, 0.25, 1024), "s" => (0.33, 0.5, 1024), "m" => (0.67, 0.75, 768), _ => throw new ArgumentException($"scale {scale}") };
        var channels = new List<long>();
        for (var i = 0; i < Table.Count; i++)
        {
            var (from, n, kind, args) = Table[i];
            long In(int f) => f == -1 ? (channels.Count == 0 ? ch : channels[^1]) : channels[f];
            long Out() => YoloUtils.MakeDivisible(Math.Min((int)args[0], max) * width, 8);
            var repeats = n > 1 ? Math.Max((int)Math.Round(n * depth), 1) : n;
            nn.Module module;
            long c2;
            switch (kind)
            {
                case "Conv":
                    c2 = Out();
                    module = new Conv(In(from[0]), c2, (int)args[1], (int)args[2]);
                    break;
                case "C2f":
                    c2 = Out();
                    module = new C2f(In(from[0]), c2, repeats, (bool)args[1]);
                    break;
                case "SPPF":
                    c2 = Out();
                    module = new SPPF(In(from[0]), c2, (int)args[1]);
                    break;
                case "Upsample":
                    c2 = In(from[0]);
                    module = nn.Upsample(scale_factor: new double[] { 2, 2 }, mode: UpsampleMode.Nearest);
                    break;
                case "Concat":
                    c2 = from.Sum(In);
                    module = new Concat(1);
                    break;
                case "Detect":
                    c2 = 0;
                    module = new Detect(nc, from.Select(In).ToArray(), new long[] { 8, 16, 32 }, legacy: true);
                    break;
                default:
                    throw new ArgumentException(kind);
            }
            channels.Add(c2);
            model.Add(module);
            froms.Add(from);
            foreach (var f in from.Where(f => f != -1))
                kept.Add(f);
        }
        RegisterComponents();
    }

    public override Tensor[] forward(Tensor x)
    {
        var y = new List<Tensor?>();
        for (int i = 0; i < model.Count; i++)
        {
            var inputs = froms[i].Select(f => f == -1 ? x : y[f]!).ToArray();
            if (model[i] is Detect detect)
                return detect.forward(inputs);
            x = model[i] switch
            {
                Module<Tensor, Tensor> m => m.forward(inputs[0]),
                Module<Tensor[], Tensor> m => m.forward(inputs),
                _ => throw new InvalidOperationException(),
            };
            y.Add(kept.Contains(i) ? x : null);
        }
        return new[] { x };
    }
}
