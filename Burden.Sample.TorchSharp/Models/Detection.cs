using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models;

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
        foreach (var (h, i) in heads.Select((h, i) => (h, i)))
        {
            var o = h.forward(i == 0 ? up : b);
            outs.Add(o.view(o.shape[0], o.shape[1], -1));
        }

        var y = torch.cat(outs, 2);
        var sp = y.split(new long[] { 4, y.shape[1] - 4 }, 1);
        return (sp[0], sp[1].sigmoid());
    }
}

public class FPN : Module<IReadOnlyList<Tensor>, List<Tensor>>
{
    private readonly ModuleList<Conv2d> inner_blocks, layer_blocks;
    private readonly Conv2d p6, p7;

    public FPN(IEnumerable<long> inChannels, long outChannels) : base("fpn")
    {
        inner_blocks = new();
        layer_blocks = new();
        foreach (var c in inChannels)
        {
            if (c == 0)
                continue;
            inner_blocks.Add(nn.Conv2d(c, outChannels, 1));
            layer_blocks.Add(nn.Conv2d(outChannels, outChannels, 3, padding: 1));
        }
        p6 = nn.Conv2d(outChannels, outChannels, 3, stride: 2, padding: 1);
        p7 = nn.Conv2d(outChannels, outChannels, 3, 2, 1);
        RegisterComponents();
    }

    public override List<Tensor> forward(IReadOnlyList<Tensor> x)
    {
        var last = inner_blocks[^1].forward(x[x.Count - 1]);
        var results = new LinkedList<Tensor>();
        results.AddFirst(layer_blocks[layer_blocks.Count - 1].forward(last));
        for (int i = x.Count - 2; i >= 0; i--)
        {
            var lateral = inner_blocks[i].forward(x[i]);
            var topDown = F.interpolate(last, size: lateral.shape[^2..], mode: InterpolationMode.Nearest);
            last = lateral + topDown;
            results.AddFirst(layer_blocks[i].forward(last));
        }
        var output = results.ToList();
        output.Add(p6.forward(output.Last()));
        output.Add(p7.forward(F.relu(output.Last())));
        return output;
    }
}

[Network(3, 128, 160)]
public partial class RetinaNet : Module<Tensor, (Tensor cls, Tensor box)>
{
    private readonly Sequential c3, c4, c5;
    private readonly FPN fpn;
    private readonly Sequential cls_tower, box_tower;
    private readonly Conv2d cls_logits, bbox_pred;
    private readonly Parameter scale;
    private readonly int classes, anchors;

    public RetinaNet(int classes = 20, int anchors = 9) : base("retina")
    {
        (this.classes, this.anchors) = (classes, anchors);
        static Sequential Down(long i, long o, int n)
        {
            var s = nn.Sequential();
            for (; n-- > 0; i = o)
            {
                s.append(nn.Conv2d(i, o, 3, stride: 2, padding: 1)).append(nn.GroupNorm(8, o)).append(nn.ReLU(true));
            }
            return s;
        }
        c3 = Down(3, 32, 3);
        c4 = Down(32, 64, 1);
        c5 = Down(64, 128, 1);
        fpn = new FPN(new long[] { 32, 64, 128 }, 32);
        Sequential Tower() => nn.Sequential(Enumerable.Range(0, 4).SelectMany(_ => new Module<Tensor, Tensor>[] { nn.Conv2d(32, 32, 3, padding: 1), nn.ReLU(inplace: true) }).ToList());
        cls_tower = Tower();
        box_tower = Tower();
        cls_logits = nn.Conv2d(32, anchors * classes, 3, padding: 1);
        bbox_pred = nn.Conv2d(32, 4 * anchors, 3, padding: 1);
        scale = nn.Parameter(torch.ones(5));
        RegisterComponents();
        init.constant_(cls_logits.bias, -Math.Log((1 - 0.01) / 0.01));
    }

    private static Tensor Permute(Tensor t, int k)
    {
        var (N, A, H, W) = (t.shape[0], t.shape[1] / k, t.shape[2], t.shape[3]);
        return t.view(N, -1, k, H, W).permute(0, 3, 4, 1, 2).reshape(N, -1, k);
    }

    public override (Tensor cls, Tensor box) forward(Tensor x)
    {
        var f3 = c3.forward(x);
        var f4 = c4.forward(f3);
        var f5 = c5.forward(f4);
        var cls = new List<Tensor>();
        var box = new List<Tensor>();
        var level = 0;
        foreach (var f in fpn.forward(new[] { f3, f4, f5 }))
        {
            cls.Add(Permute(cls_logits.forward(cls_tower.forward(f)), classes));
            box.Add(Permute(bbox_pred.forward(box_tower.forward(f)) * scale[level++], 4).exp());
        }
        return (cls: torch.cat(cls, dim: 1), box: torch.cat(box, dim: 1));
    }
}
