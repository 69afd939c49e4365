namespace Burden.Generator.TorchSharp;

/// <summary>What <c>no_grad</c> and its like return while code is followed as in training: disposed of, it restores the mode before it.</summary>
internal sealed class GradientMode : Value
{
    private readonly Autograd autograd;
    private readonly bool before;
    private bool isOver;

    private GradientMode(Autograd autograd, bool isEnabled)
    {
        this.autograd = autograd;
        before = autograd.IsEnabled;
        autograd.IsEnabled = isEnabled;
    }

    public override string Noun => "a mode of gradients";

    /// <summary>Begins the mode that a function of <c>torch</c> asks for; null for any other function.</summary>
    public static Value? Begin(Autograd autograd, Arguments call) => call.Name switch
    {
        "no_grad" => new GradientMode(autograd, isEnabled: false),
        "inference_mode" => new GradientMode(autograd, isEnabled: !Given(call)),
        "enable_grad" or "set_grad_enabled" => new GradientMode(autograd, Given(call)),
        _ => null,
    };

    public void Dispose()
    {
        if (!isOver)
        {
            isOver = true;
            autograd.IsEnabled = before;
        }
    }

    private static bool Given(Arguments call) => call.Count == 0 || (call[0] is KnownValue { Boxed: bool given }
        ? given
        : throw CodeFault.Unknown($"{call.Name}: {Arguments.Because(call[0], "expected true or false")}", call.Site.Syntax));
}
