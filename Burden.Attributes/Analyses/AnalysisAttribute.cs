namespace Burden;

/// <summary>Asks for further figures of a network, which then stand in a class of their own in <c>Cost</c>.</summary>
/// <remarks>A network that derives from another has that one's analyses, unless it has one of the same kind itself.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Property, AllowMultiple = true, Inherited = false)]
public abstract class AnalysisAttribute : Attribute
{
    /// <summary>Is called by the analyses of this assembly, which are all that the generator knows.</summary>
    private protected AnalysisAttribute()
    {
    }
}
