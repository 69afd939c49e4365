using Burden.Generator.Helpers;

namespace Burden.Generator.Layers;

/// <summary>Gated feed-forward layers of which a router chooses some for each position: all are stored, the chosen ones computed.</summary>
internal sealed class MixtureOfExperts() : LayerKind(nameof(MixtureOfExperts), Signature.Of("experts", "active", "hidden"))
{
    public override LayerCosts Apply(LayerCall call)
    {
        var input = call.Input;
        var experts = call.Integer("experts");
        var active = call.Integer("active");
        var hidden = call.Integer("hidden");
        if (active > experts)
        {
            throw call.Fault(FaultId.OutOfRange, $"active is {Text.Of(active)}; expected at most the {Text.Of(experts)} experts", "active");
        }

        var features = input[input.Rank - 1];
        checked
        {
            var positions = input.Elements / features;
            var router = features * experts;
            var expert = 3 * features * hidden;
            return new LayerCosts(input)
            {
                Weights =
                [
                    new($"router.{Weight.Kernel}", [experts, features]), new($"gate.{Weight.Kernel}", [experts, hidden, features]) { OutputChannels = experts * hidden },
                    new($"up.{Weight.Kernel}", [experts, hidden, features]) { OutputChannels = experts * hidden },
                    new($"down.{Weight.Kernel}", [experts, features, hidden]) { OutputChannels = experts * features },
                ],
                Reach = Reach.Along(-1),
                ActiveParameters = router + (active * expert),
                ReadElements = router + (Math.Min(experts, positions * active) * expert),
                Macs = positions * (router + (active * expert)),
                Flops = positions * (router + (active * (expert + (2 * hidden) + features))),
                Exponentials = positions * ((SoftmaxKind.Exponentials * experts) + (active * 3 * hidden)),
                ExtraElements = positions * (experts + (active * ((4 * hidden) + features))),
            };
        }
    }
}
