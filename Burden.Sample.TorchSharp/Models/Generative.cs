using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models;

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

public class UnetSkipBlock : Module<Tensor, Tensor>
{
    private readonly bool outermost;
    private readonly Sequential model;

    public UnetSkipBlock(int outer, int inner, int? input_nc = null, UnetSkipBlock? submodule = null, bool outermost = false, bool innermost = false, bool dropout = false) : base("skip")
    {
        this.outermost = outermost;
        int inC = input_nc ?? outer;
        var downconv = Conv2d(inC, inner, 4, 2, 1, bias: false);
        var downrelu = LeakyReLU(0.2, true);
        var downnorm = BatchNorm2d(inner);
        var uprelu = ReLU(true);
        var upnorm = BatchNorm2d(outer);
        List<Module<Tensor, Tensor>> down, up;
        List<Module<Tensor, Tensor>> all;
        if (outermost)
        {
            down = new() { downconv };
            up = new() { uprelu, ConvTranspose2d(inner * 2, outer, 4, 2, 1), Tanh() };
            all = down.Append(submodule!).Concat(up).ToList();
        }
        else if (innermost)
        {
            down = new() { downrelu, downconv };
            up = new() { uprelu, ConvTranspose2d(inner, outer, 4, 2, 1, bias: false), upnorm };
            all = down.Concat(up).ToList();
        }
        else
        {
            down = new() { downrelu, downconv, downnorm };
            up = new() { uprelu, ConvTranspose2d(inner * 2, outer, 4, 2, 1, bias: false), upnorm };
            all = [.. down, submodule!, .. up, .. dropout ? new Module<Tensor, Tensor>[] { Dropout(0.5) } : []];
        }
        model = Sequential(all);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => outermost ? model.forward(x) : torch.cat(new Tensor[] { x, model.forward(x) }, 1);
}

[Network(3, 64, 64)]
public partial class UnetGenerator : Module<Tensor, Tensor>
{
    private readonly UnetSkipBlock model;

    public UnetGenerator(int ngf = 8) : base("UnetGenerator")
    {
        var b = new UnetSkipBlock(ngf * 8, ngf * 8, innermost: true);
        b = new UnetSkipBlock(ngf * 8, ngf * 8, submodule: b, dropout: true);
        for (var k = 4; k >= 1; k /= 2)
            b = new UnetSkipBlock(ngf * k, ngf * k * 2, submodule: b);
        model = new UnetSkipBlock(3, ngf, input_nc: 3, submodule: b, outermost: true);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => model.forward(input);
}

public class VectorQuantizer : Module<Tensor, (Tensor loss, Tensor quantized, Tensor perplexity)>
{
    private readonly Embedding _embedding;
    private readonly long _num, _dim;
    private readonly double beta;

    public VectorQuantizer(long num, long dim, double beta) : base("vq")
    {
        (_num, _dim, this.beta) = (num, dim, beta);
        _embedding = Embedding(num, dim);
        init.uniform_(_embedding.weight, -1.0 / num, 1.0 / num);
        RegisterComponents();
    }

    public override (Tensor loss, Tensor quantized, Tensor perplexity) forward(Tensor inputs)
    {
        inputs = inputs.permute(0, 2, 3, 1).contiguous();
        var input_shape = inputs.shape;
        var flat = inputs.view(-1, _dim);
        var distances = torch.sum(flat.pow(2), dim: 1, keepdim: true) + torch.sum(_embedding.weight.pow(2), dim: 1) - 2 * torch.matmul(flat, _embedding.weight.t());
        var idx = torch.argmin(distances, 1).unsqueeze(1);
        var encodings = torch.zeros(idx.shape[0], _num, device: inputs.device);
        encodings.scatter_(1, idx, torch.ones_like(idx, dtype: ScalarType.Float32));
        var quantized = torch.matmul(encodings, _embedding.weight).view(input_shape);
        var e_latent = F.mse_loss(quantized.detach(), inputs);
        var q_latent = F.mse_loss(quantized, inputs.detach());
        var loss = q_latent + beta * e_latent;
        quantized = inputs + (quantized - inputs).detach();
        var avg = torch.mean(encodings, new long[] { 0 });
        var perplexity = torch.exp(-torch.sum(avg * torch.log(avg + 1e-10)));
        return (loss, quantized.permute(0, 3, 1, 2).contiguous(), perplexity);
    }
}

[Network(3, 32, 32)]
public partial class VqVae : Module<Tensor, (Tensor, Tensor, Tensor)>
{
    private class ResidualStack : Module<Tensor, Tensor>
    {
        private readonly List<Sequential> layers = new();

        public ResidualStack(int inC, int hid, int n, int rh) : base("stack")
        {
            for (var i = 0; i < n; i++)
            {
                layers.Add(Sequential(ReLU(), Conv2d(inC, rh, 3, 1, 1, bias: false), ReLU(), Conv2d(rh, hid, 1, 1, bias: false)));
                add_module("_" + i, layers[i]);
            }
        }

        public override Tensor forward(Tensor x)
        {
            layers.ForEach(l => x = x + l.forward(x));
            return F.relu(x);
        }
    }

    private readonly Sequential enc, dec;
    private readonly Conv2d pre;
    private readonly VectorQuantizer vq;

    public VqVae() : base("vqvae")
    {
        enc = Sequential(Conv2d(3, 16, 4, 2, 1), ReLU(), Conv2d(16, 32, 4, 2, 1), new ResidualStack(32, 32, 2, 8));
        pre = Conv2d(32, 16, 1);
        vq = new VectorQuantizer(64, 16, 0.25);
        dec = Sequential(Conv2d(16, 32, 3, 1, 1), new ResidualStack(32, 32, 2, 8), ConvTranspose2d(32, 16, 4, 2, 1), ReLU(), ConvTranspose2d(16, 3, 4, 2, 1));
        RegisterComponents();
    }

    public override (Tensor, Tensor, Tensor) forward(Tensor x)
    {
        var z = pre.forward(enc.forward(x));
        var (loss, q, p) = vq.forward(z);
        return (loss, dec.forward(q), p);
    }
}

public class EqualLinear : Module<Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly Parameter? bias;
    private readonly double scale, lr_mul;

    public EqualLinear(int i, int o, bool bias = true, double bias_init = 0, double lr_mul = 1) : base("el")
    {
        weight = Parameter(torch.randn(o, i).div_(lr_mul));
        if (bias)
            this.bias = Parameter(torch.zeros(o).fill_(bias_init));
        scale = 1 / Math.Sqrt(i) * lr_mul;
        this.lr_mul = lr_mul;
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => F.linear(x, weight * scale, bias is null ? null : bias * lr_mul);
}

public class ModulatedConv2d : Module<Tensor, Tensor, Tensor>
{
    private readonly Parameter weight;
    private readonly EqualLinear modulation;
    private readonly int ic, oc, k;
    private readonly bool demodulate, upsample;
    private readonly double scale;

    public ModulatedConv2d(int ic, int oc, int k, int style, bool demodulate = true, bool upsample = false) : base("mc")
    {
        (this.ic, this.oc, this.k, this.demodulate, this.upsample) = (ic, oc, k, demodulate, upsample);
        scale = 1 / Math.Sqrt(ic * k * k);
        weight = Parameter(torch.randn(new long[] { 1, oc, ic, k, k }));
        modulation = new EqualLinear(style, ic, bias_init: 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Tensor style)
    {
        long batch = input.shape[0], height = input.shape[2], width = input.shape[3];
        style = modulation.forward(style).view(batch, 1, ic, 1, 1);
        var w = scale * weight * style;
        if (demodulate)
        {
            var demod = torch.rsqrt(w.pow(2).sum(new long[] { 2, 3, 4 }) + 1e-8);
            w = w * demod.view(batch, oc, 1, 1, 1);
        }
        w = w.view(batch * oc, ic, k, k);
        if (upsample)
        {
            input = input.view(1, batch * ic, height, width);
            w = w.view(batch, oc, ic, k, k).transpose(1, 2).reshape(batch * ic, oc, k, k);
            var o = F.conv_transpose2d(input, w, strides: new long[] { 2, 2 }, padding: new long[] { 0, 0 }, groups: batch);
            return o.view(batch, oc, o.shape[2], o.shape[3]);
        }
        input = input.reshape(1, batch * ic, height, width);
        var y = F.conv2d(input, w, padding: new long[] { k / 2, k / 2 }, groups: batch);
        return y.view(batch, oc, y.size(2), y.size(3));
    }
}

[Network(64)]
public partial class StyleGenerator : Module<Tensor, Tensor>
{
    private readonly Sequential style;
    private readonly Parameter constant;
    private readonly ModuleList<ModulatedConv2d> convs = new();
    private readonly ModulatedConv2d to_rgb;
    private readonly ParameterList noises = new();

    public StyleGenerator() : base("sg")
    {
        style = Sequential(Enumerable.Range(0, 3).SelectMany(i => new Module<Tensor, Tensor>[] { new EqualLinear(64, 64, lr_mul: 0.01), LeakyReLU(0.2) }));
        constant = Parameter(torch.randn(1, 32, 4, 4));
        for (int r = 0, c = 32; r < 3; r++, c /= 2)
        {
            convs.Add(new ModulatedConv2d(c, c / 2, 3, 64, upsample: true));
            convs.Add(new ModulatedConv2d(c / 2, c / 2, 3, 64));
            noises.append(Parameter(torch.zeros(1)));
        }
        to_rgb = new ModulatedConv2d(4, 3, 1, 64, demodulate: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor z)
    {
        var w = style.forward(z / (z.pow(2).mean(new long[] { 1 }, keepdim: true) + 1e-8).sqrt());
        var x = constant.repeat(z.shape[0], 1, 1, 1);
        for (var i = 0; i < convs.Count; i++)
        {
            x = convs[i].forward(x, w);
            x = F.leaky_relu(x + noises[i / 2] * torch.randn(x.shape[0], 1, x.shape[2], x.shape[3]), 0.2);
        }
        return to_rgb.forward(x, w);
    }
}
