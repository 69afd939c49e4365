using System.Reflection;
using Burden;
using TorchSharp;
using static TorchSharp.torch;

namespace Models;

/// <summary>The networks of this project, as constants and as live modules.</summary>
public static class Live
{
    /// <summary>The classes with <c>[Network]</c>.</summary>
    public static IReadOnlyList<Type> Networks { get; } =
        [.. typeof(Live).Assembly.GetTypes().Where(static t => t.GetCustomAttribute<NetworkAttribute>() is not null).OrderBy(static t => t.Name, StringComparer.Ordinal)];

    /// <summary>Why no module can be made on this machine; null where one can.</summary>
    public static string? Missing { get; } = WhyMissing();

    /// <summary>What the generator made of a network.</summary>
    public static NetworkCost CostOf(Type network) => (NetworkCost)network.GetNestedType("Cost")!.GetProperty("Network")!.GetValue(null)!;

    /// <summary>Makes a module with the arguments that its attribute gives, in evaluation mode.</summary>
    public static nn.Module Create(Type network)
    {
        var given = network.GetCustomAttribute<ArgumentsAttribute>()?.Values ?? [];
        // As Burden chooses: the one that asks for least.
        var constructor = network.GetConstructors()
            .Where(c => c.GetParameters().Length >= given.Length)
            .OrderBy(c => c.GetParameters().Skip(given.Length).Count(static p => !p.HasDefaultValue))
            .ThenBy(static c => c.GetParameters().Length)
            .First();
        var module = (nn.Module)constructor.Invoke([.. constructor.GetParameters().Select((p, i) => i < given.Length ? given[i] : p.DefaultValue)]);
        module.eval();
        return module;
    }

    /// <summary>Runs a module on random input of the shapes that its attributes declare, with a batch of 1.</summary>
    /// <returns>The sizes of its outputs, batch included.</returns>
    public static IReadOnlyList<long[]> Run(Type network, nn.Module module)
    {
        var first = network.GetCustomAttribute<NetworkAttribute>()!;
        var inputs = network.GetCustomAttributes<TensorInputAttribute>()
            .Select(static i => (i.Shape, i.Type))
            .Prepend((Shape: first.Input, Type: first.InputType))
            .Select(static i => Input([1, .. i.Shape.Select(static d => (long)d)], i.Type))
            .ToArray();
        using var still = no_grad();
        var forward = network.GetMethods().Single(m => m.Name == "forward" && m.GetParameters().Length == inputs.Length);
        return [.. Tensors(forward.Invoke(module, inputs)).Select(static t => t.shape)];
    }

    private static IEnumerable<Tensor> Tensors(object? output) => output switch
    {
        Tensor tensor => [tensor],
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => Tensors(tuple[i])),
        System.Collections.IEnumerable items => items.Cast<object?>().SelectMany(Tensors),
        null => [],
        _ => throw new InvalidOperationException($"forward returned {output.GetType().Name}; tensors were expected"),
    };

    private static Tensor Input(long[] shape, DataType type) => type == DataType.Int64 ? randint(0, 100, shape, dtype: ScalarType.Int64) : randn(shape);

    private static string? WhyMissing()
    {
        try
        {
            using var one = ones(1);
            return null;
        }
        catch (Exception e) when (e is TypeInitializationException or DllNotFoundException or NotSupportedException or BadImageFormatException or EntryPointNotFoundException)
        {
            return (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
        }
    }
}
