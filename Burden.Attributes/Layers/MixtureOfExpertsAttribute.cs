namespace Burden;

/// <summary>Several gated feed-forward layers, of which a router chooses a few for each position: <c>... x features</c>, shape kept.</summary>
/// <remarks>Parameters: those of a router, features x experts, and for each expert three linear layers as <see cref="SwiGLUAttribute"/> has them, without biases. MACs: the router's, and for each position those of the experts that are chosen. FLOPs: MACs, 2 for each hidden value of the chosen ones, and their weighted sum; with exponentials included, 11 for each of the router's scores and 3 for each hidden value. Features: the router's scores, and of each chosen expert gate, its SiLU, up, their product and the output. Source: the definition (Mixtral; Shazeer et al. 2017).</remarks>
/// <param name="experts">How many experts there are: an integer or an expression.</param>
/// <param name="active">How many of them are chosen for each position: an integer or an expression.</param>
/// <param name="hidden">The hidden features of an expert: an integer or an expression.</param>
public sealed class MixtureOfExpertsAttribute(object experts, object active, object hidden) : LayerAttribute
{
    /// <summary>How many experts there are.</summary>
    public object Experts { get; } = experts;

    /// <summary>How many of them are chosen for each position.</summary>
    public object Active { get; } = active;

    /// <summary>The hidden features of an expert.</summary>
    public object Hidden { get; } = hidden;
}
