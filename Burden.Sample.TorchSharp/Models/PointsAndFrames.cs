using Burden;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;
namespace Models.Frames;

public class TNet : Module<Tensor, Tensor>
{
    private readonly int k;
    private readonly Conv1d[] convs;
    private readonly Linear fc1, fc2, fc3;
    private readonly BatchNorm1d bn1, bn2, bn3, bn4, bn5;

    public TNet(int k) : base("tnet")
    {
        this.k = k;
        convs = [Conv1d(k, 16, 1), Conv1d(16, 32, 1), Conv1d(32, 64, 1)];
        foreach (var (c, i) in convs.Zip(Enumerable.Range(1, int.MaxValue)))
            register_module($"conv{i}", c);
        fc1 = Linear(64, 32);
        fc2 = Linear(32, 16);
        fc3 = Linear(16, k * k);
        bn1 = BatchNorm1d(16);
        bn2 = BatchNorm1d(32);
        bn3 = BatchNorm1d(64);
        bn4 = BatchNorm1d(32);
        bn5 = BatchNorm1d(16);
        RegisterComponents();
    }

    public override Tensor forward(Tensor x)
    {
        var bs = x.size(0);
        var bns = new[] { bn1, bn2, bn3 };
        for (var i = 0; i < 3; i++)
            x = F.relu(bns[i].forward(convs[i].forward(x)));
        x = torch.max(x, 2, keepdim: true).values.view(-1, 64);
        x = F.relu(bn4.forward(fc1.forward(x)));
        x = F.relu(bn5.forward(fc2.forward(x)));
        var iden = torch.eye(k, requires_grad: false).view(1, k * k).repeat(bs, 1).to(x.device);
        return (fc3.forward(x) + iden).view(-1, k, k);
    }
}

[Network(3, 100)]
public partial class PointNet : Module<Tensor, (Tensor scores, Tensor trans, Tensor? feat)>
{
    private readonly TNet stn;
    private readonly TNet? fstn;
    private readonly Sequential conv1, conv2, head;
    private readonly bool featureTransform;

    public PointNet(int classes = 8, bool feature_transform = true) : base("pn")
    {
        featureTransform = feature_transform;
        stn = new TNet(3);
        if (feature_transform)
            fstn = new TNet(16);
        conv1 = Sequential(Conv1d(3, 16, 1), BatchNorm1d(16), ReLU());
        conv2 = Sequential(Conv1d(16, 32, 1), BatchNorm1d(32), ReLU(), Conv1d(32, 128, 1), BatchNorm1d(128));
        head = Sequential(Conv1d(128 + 16, 32, 1), ReLU(), Conv1d(32, classes, 1));
        RegisterComponents();
    }

    public override (Tensor scores, Tensor trans, Tensor? feat) forward(Tensor x)
    {
        var n_pts = x.shape[^1];
        var trans = stn.forward(x);
        x = torch.bmm(x.transpose(2, 1), trans).transpose(2, 1);
        x = conv1.forward(x);
        Tensor? tf = null;
        if (featureTransform)
        {
            tf = fstn!.forward(x);
            x = x.transpose(2, 1);
            x = torch.bmm(x, tf);
            x = x.transpose(2, 1);
        }
        var point = x;
        x = conv2.forward(x);
        x = torch.max(x, 2, true).values;
        x = x.view(-1, 128, 1).repeat(1, 1, n_pts);
        x = head.forward(torch.cat(new[] { x, point }, 1)).transpose(2, 1).contiguous();
        return (F.log_softmax(x.view(-1, x.shape[2]), dim: -1).view(-1, n_pts, x.shape[2]), trans, tf);
    }
}

public class ConvLSTMCell : Module<Tensor, (Tensor, Tensor), (Tensor, Tensor)>
{
    private readonly Conv2d conv;
    private readonly int hidden;

    public ConvLSTMCell(int input_dim, int hidden_dim, (int h, int w) kernel_size, bool bias) : base("cell")
    {
        hidden = hidden_dim;
        var padding = (kernel_size.h / 2, kernel_size.w / 2);
        conv = Conv2d(input_dim + hidden_dim, 4 * hidden_dim, (kernel_size.h, kernel_size.w), padding: padding, bias: bias);
        RegisterComponents();
    }

    public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor) state)
    {
        var (h_cur, c_cur) = state;
        var combined = conv.forward(torch.cat(new[] { input, h_cur }, dim: 1));
        var cc = combined.split(hidden, dim: 1);
        Tensor i = cc[0].sigmoid(), f = cc[1].sigmoid(), o = cc[2].sigmoid(), g = cc[3].tanh();
        var c_next = f * c_cur + i * g;
        var h_next = o * torch.tanh(c_next);
        return (h_next, c_next);
    }

    public (Tensor, Tensor) InitHidden(long b, long h, long w) => (torch.zeros(b, hidden, h, w, device: conv.weight.device), torch.zeros(new[] { b, hidden, h, w }, device: conv.weight.device));
}

[Network(5, 3, 16, 20)]
public partial class ConvLSTM : Module<Tensor, Tensor>
{
    private readonly ModuleList<ConvLSTMCell> cell_list = new();
    private readonly Conv2d head;
    private readonly bool batchFirst;

    public ConvLSTM(int input_dim = 3, int[]? hidden_dim = null, bool batch_first = true) : base("convlstm")
    {
        hidden_dim ??= [8, 12];
        batchFirst = batch_first;
        for (int i = 0; i < hidden_dim.Length; i++)
        {
            var cur = i == 0 ? input_dim : hidden_dim[i - 1];
            cell_list.Add(new ConvLSTMCell(cur, hidden_dim[i], (3, 5), true));
        }
        head = Conv2d(hidden_dim[^1], 1, 1);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        if (!batchFirst)
            input = input.permute(1, 0, 2, 3, 4);
        var (b, h, w) = (input.shape[0], input.shape[3], input.shape[4]);
        var states = cell_list.Select(c => c.InitHidden(b, h, w)).ToList();
        long seq_len = input.size(1);
        var cur = input;
        for (int layer = 0; layer < cell_list.Count; layer++)
        {
            var (hh, c) = states[layer];
            var inner = new List<Tensor>();
            for (int t = 0; t < seq_len; t++)
            {
                (hh, c) = cell_list[layer].forward(cur[TensorIndex.Colon, t, TensorIndex.Ellipsis], (hh, c));
                inner.Add(hh);
            }
            cur = torch.stack(inner, dim: 1);
        }
        return head.forward(cur[.., -1]);
    }
}

[Network(1, 32, 100)]
public partial class CRNN : Module<Tensor, Tensor>
{
    private class BidirectionalLSTM : Module<Tensor, Tensor>
    {
        private readonly LSTM rnn;
        private readonly Linear embedding;

        public BidirectionalLSTM(long nIn, long nHidden, long nOut) : base("bi")
        {
            rnn = LSTM(nIn, nHidden, bidirectional: true);
            embedding = Linear(nHidden * 2, nOut);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var (recurrent, _, _) = rnn.forward(input);
            var (T, b, h) = (recurrent.size(0), recurrent.size(1), recurrent.size(2));
            return embedding.forward(recurrent.view(T * b, h)).view(T, b, -1);
        }
    }

    private readonly Sequential cnn, rnn;

    public CRNN(int imgH = 32, int nc = 1, int nclass = 37, int nh = 32, bool leakyRelu = false) : base("crnn")
    {
        if (imgH % 16 != 0)
            throw new ArgumentException("imgH has to be a multiple of 16");
        int[] ks = { 3, 3, 3, 3, 3, 3, 2 }, ps = { 1, 1, 1, 1, 1, 1, 0 }, ss = { 1, 1, 1, 1, 1, 1, 1 }, nm = { 8, 16, 32, 32, 64, 64, 64 };
        var net = new List<(string, Module<Tensor, Tensor>)>();
        void ConvRelu(int i, bool batchNormalization = false)
        {
            int nIn = i == 0 ? nc : nm[i - 1], nOut = nm[i];
            net.Add(($"conv{i}", Conv2d(nIn, nOut, ks[i], ss[i], ps[i])));
            if (batchNormalization)
                net.Add(($"batchnorm{i}", BatchNorm2d(nOut)));
            net.Add(leakyRelu ? ($"relu{i}", LeakyReLU(0.2, true)) : ($"relu{i}", ReLU(true)));
        }
        ConvRelu(0);
        net.Add(("pooling0", MaxPool2d(2, 2)));
        ConvRelu(1);
        net.Add(("pooling1", MaxPool2d(2, 2)));
        ConvRelu(2, true);
        ConvRelu(3);
        net.Add(("pooling2", MaxPool2d((2, 2), (2, 1), (0, 1))));
        ConvRelu(4, batchNormalization: true);
        ConvRelu(5);
        net.Add(("pooling3", MaxPool2d((2, 2), (2, 1), (0, 1))));
        ConvRelu(6, true);
        cnn = Sequential(net);
        rnn = Sequential(new BidirectionalLSTM(64, nh, nh), new BidirectionalLSTM(nh, nh, nclass));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var conv = cnn.forward(input);
        var (b, c, h, w) = (conv.size(0), conv.size(1), conv.size(2), conv.size(3));
        if (h != 1)
            throw new InvalidOperationException("the height of conv must be 1");
        conv = conv.squeeze(2).permute(2, 0, 1);
        return F.log_softmax(rnn.forward(conv), 2);
    }
}
