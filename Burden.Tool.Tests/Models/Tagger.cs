using Burden;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Models;

/// <summary>A TorchSharp module.</summary>
[Network(16), Report(At = nameof(hidden), Batches = [1, 32])]
public partial class Tagger : Module<Tensor, Tensor>
{
    private readonly Linear hidden = Linear(16, 32);
    private readonly Linear tags = Linear(32, 5);

    /// <summary>Makes one.</summary>
    public Tagger() : base(nameof(Tagger)) => RegisterComponents();

    /// <inheritdoc/>
    public override Tensor forward(Tensor x) => tags.forward(functional.relu(hidden.forward(x)));
}
