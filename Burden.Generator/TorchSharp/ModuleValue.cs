using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <summary>A module: what it has registered, as TorchSharp's <c>Module</c> keeps it.</summary>
/// <param name="type">Its class; null where the class can't be found, which changes no figure.</param>
/// <param name="site">The expression that creates it.</param>
internal abstract class ModuleValue(INamedTypeSymbol? type, IOperation? site) : Value
{
    public INamedTypeSymbol? Type { get; } = type;

    public IOperation? Site { get; } = site;

    /// <summary>The values of the fields and automatic properties of a class of the user's own, by original definition; null for TorchSharp's.</summary>
    public Dictionary<ISymbol, Value>? Fields { get; init; }

    /// <summary>Submodules in the order they were registered.</summary>
    public List<(string Name, ModuleValue Module)> Children { get; } = [];

    public List<(string Name, StoredTensor Tensor)> Parameters { get; } = [];

    public List<(string Name, StoredTensor Tensor)> Buffers { get; } = [];

    /// <summary>Whether <c>RegisterComponents</c> has run: it does its work once.</summary>
    public bool IsRegistered { get; set; }

    /// <summary>The name of the layer kind or class, for paths and messages.</summary>
    public abstract string Kind { get; }

    public override string Noun => $"a module {Kind}";

    /// <summary>A parameter or buffer of its own; null where it has none of that name.</summary>
    public StoredTensor? Find(string name)
    {
        foreach (var (known, tensor) in Parameters)
        {
            if (known == name)
            {
                return tensor;
            }
        }

        foreach (var (known, tensor) in Buffers)
        {
            if (known == name)
            {
                return tensor;
            }
        }

        return null;
    }

    /// <summary>Puts another tensor in a parameter's place, as tied weights do; null removes it.</summary>
    public void Replace(string name, StoredTensor? tensor)
    {
        var index = Parameters.FindIndex(p => p.Name == name);
        if (tensor is null)
        {
            if (index >= 0)
            {
                Parameters.RemoveAt(index);
            }
        }
        else if (index >= 0)
        {
            Parameters[index] = (name, tensor);
        }
        else
        {
            Parameters.Add((name, tensor));
        }
    }

    public bool Has(string name)
        => Children.Any(c => c.Name == name) || Parameters.Any(p => p.Name == name) || Buffers.Any(b => b.Name == name);

    /// <summary>All modules below, each with its path, in the order of TorchSharp's <c>named_modules</c>.</summary>
    public IEnumerable<(string Path, ModuleValue Module)> Descendants()
    {
        foreach (var child in Children)
        {
            yield return child;
        }

        foreach (var (name, child) in Children)
        {
            foreach (var (path, module) in child.Descendants())
            {
                yield return ($"{name}.{path}", module);
            }
        }
    }
}

/// <summary>An instance of a module class of the user's own that derives from none of TorchSharp's containers.</summary>
internal sealed class UserModule(INamedTypeSymbol type, IOperation? site) : ModuleValue(type, site)
{
    public override string Kind => Type!.Name;
}

/// <summary>A module of TorchSharp's own: its kind and the arguments it was created with.</summary>
internal sealed class BuiltInModule(string kind, INamedTypeSymbol? type, Arguments arguments) : ModuleValue(type, arguments.Site)
{
    public override string Kind { get; } = kind;

    public Arguments Arguments { get; } = arguments;
}

/// <summary>A <c>Sequential</c>: it runs its children in order.</summary>
internal sealed class SequentialModule(INamedTypeSymbol? type, IOperation? site) : ModuleValue(type, site)
{
    public override string Kind => Fields is null ? "Sequential" : Type!.Name;
}

/// <summary>A <c>ModuleList</c>: what it holds is registered when it is registered itself.</summary>
internal sealed class ModuleListValue(INamedTypeSymbol? type, IOperation? site) : ModuleValue(type, site)
{
    public List<Value> Items { get; } = [];

    public override string Kind => "ModuleList";
}

/// <summary>A <c>ModuleDict</c>.</summary>
internal sealed class ModuleDictValue(INamedTypeSymbol? type, IOperation? site) : ModuleValue(type, site)
{
    public DictionaryValue Items { get; } = new();

    public override string Kind => "ModuleDict";
}

/// <summary>A <c>ParameterList</c> or <c>ParameterDict</c>.</summary>
internal sealed class ParameterCollectionValue(INamedTypeSymbol? type, IOperation? site) : ModuleValue(type, site)
{
    public DictionaryValue Items { get; } = new();

    public override string Kind => "ParameterList";
}
