namespace Burden;

/// <summary>States what a TorchSharp module, or a method on tensors, costs whose code can't be followed.</summary>
/// <remarks>
/// <para>It stands on the class or method; for one of another assembly, on the assembly:
/// <c>[assembly: CostRule(typeof(Fused), Output = "...", ...)]</c>.</para>
/// <para>Each rule is an expression, as in a custom layer. It may use the arguments of the constructor or method by the
/// names of their parameters, <c>Input</c> (the first tensor), <c>Inputs[i]</c> (all tensors), and what is worked out
/// before it: <c>Output</c> in all but itself, <c>Parameters</c> in <c>Macs</c> and <c>Flops</c>, <c>Macs</c> in
/// <c>Flops</c>. Shapes are without their first dimension, the batch; figures are for one item of it.
/// <see cref="Output"/>, <see cref="Parameters"/>, <see cref="Macs"/> and <see cref="Flops"/> can't be left out: what is
/// unknown is never zero.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Assembly, AllowMultiple = true, Inherited = false)]
public sealed class CostRuleAttribute : Attribute
{
    /// <summary>States the rule of the class or method that bears it.</summary>
    public CostRuleAttribute()
    {
    }

    /// <summary>States the rule of a module of another assembly.</summary>
    /// <param name="type">The module's class.</param>
    public CostRuleAttribute(Type type) => Type = type;

    /// <summary>States the rule of a method of another assembly, and of its overloads.</summary>
    /// <param name="type">The class that declares the method.</param>
    /// <param name="method">The method's name. It returns a tensor, or a module: then it is the module's rule.</param>
    public CostRuleAttribute(Type type, string method)
    {
        Type = type;
        Method = method;
    }

    /// <summary>The class; null where the attribute stands on what it is about.</summary>
    public Type? Type { get; }

    /// <summary>The method's name; null for a class.</summary>
    public string? Method { get; }

    /// <summary>The output's shape, without the batch: a tuple of integers, or <c>Input</c>.</summary>
    public string? Output { get; set; }

    /// <summary>The trainable parameters. A method on tensors stores none, and states <c>"0"</c>.</summary>
    public string? Parameters { get; set; }

    /// <summary>The stored values that are not trained; 0 where it is left out.</summary>
    public string? Buffers { get; set; }

    /// <summary>The multiply-adds for one item.</summary>
    public string? Macs { get; set; }

    /// <summary>The floating-point operations for one item.</summary>
    public string? Flops { get; set; }

    /// <summary>The values that have memory of their own: <c>0</c> for a view, the output's elements where it is left out.</summary>
    public string? FeatureElements { get; set; }

    /// <summary>Whether the output overwrites the input, provided that nothing else reads that: false where it is left out.</summary>
    public string? InPlace { get; set; }
}
