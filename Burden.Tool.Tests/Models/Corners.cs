using Burden;

namespace Models.Corners;

/// <summary>Two inputs, and a name that is markup, has commas and quotes, and that no file may have.</summary>
[Network(3, 8, 8, Name = "a/b, \"<c>\" & 'd'")]
public sealed partial class TwoInputs
{
    [Input(4, 8, 8)] public static partial Layer Second { get; }
    [Conv2d(4, 1, From = Layer.Input), ReLU] public static partial Layer First { get; }
    [Add(nameof(First), nameof(Second))] public static partial Layer Sum { get; }
}

/// <summary>Holds networks of the name that another has.</summary>
public static partial class Outer
{
    /// <summary>The same name as another network.</summary>
    [Network(16)]
    public sealed partial class DigitNet
    {
        [Linear(4)] internal static partial Layer Scores { get; }
    }
}

/// <summary>Networks that static members yield.</summary>
public static partial class Made
{
    /// <summary>The first.</summary>
    [Network(16, Name = "made-small")]
    public static TorchSharp.Modules.Linear Small() => TorchSharp.torch.nn.Linear(16, 2);

    /// <summary>The second.</summary>
    [Network(16)]
    public static TorchSharp.Modules.Linear Large() => TorchSharp.torch.nn.Linear(16, 20);
}

/// <summary>A network with a class of the generated one's name: it has no figures.</summary>
public static class NoNetwork
{
    /// <summary>Not the generator's.</summary>
    public static class Cost
    {
        /// <summary>Not a figure.</summary>
        public const long Flops = 1;
    }
}
