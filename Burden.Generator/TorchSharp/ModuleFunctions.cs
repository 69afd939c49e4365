using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <summary>The members that TorchSharp's <c>Module</c> and its containers give every module: registration, enumeration, calls.</summary>
internal sealed class ModuleFunctions(TorchLibrary torch, Interpreter interpreter)
{
    /// <summary>A method that is called on a module; null for one that is not known.</summary>
    public Value? Call(ModuleValue module, Arguments a)
    {
        switch (a.Name)
        {
            case "forward" when module is SequentialModule { Fields: not null } derived && a.Site is IInvocationOperation { Instance.Syntax: BaseExpressionSyntax }:
                return RunAll(derived, [.. a.Items.Select(static i => i.Value)], a.Site);
            case "forward" or "call":
                return Forward(module, [.. a.Items.Select(static i => i.Value)], a.Site);
            case "forward_with_indices":
                return Forward(module, [a[0]], a.Site) is TensorValue pooled
                    ? new TupleValue([pooled, new TensorValue(pooled.Sizes, pooled.Node, ElementType.Integer)])
                    : KnownValue.Null;
            case "register_module" or "add_module":
                Register(module, Name(a), a.Find("submodule", "module") ?? KnownValue.Null, a.Site);
                return VoidValue.Instance;
            case "register_parameter" or "register_buffer" or "ConditionallyRegisterParameter" or "ConditionallyRegisterBuffer":
                RegisterTensor(module, Name(a), a.Find("param", "tensor", "value") ?? KnownValue.Null, a.Name.Contains("arameter"), a.Flag(true, "persistent"));
                return VoidValue.Instance;
            case "RegisterComponents":
                RegisterComponents(module, a.Site);
                return VoidValue.Instance;
            case "named_modules":
                return Pairs(module.Descendants());
            case "modules":
                return new ListValue(module.Descendants().Select(static d => (Value)d.Module));
            case "named_children":
                return Pairs(module.Children.Select(static c => (c.Name, c.Module)));
            case "children":
                return new ListValue(module.Children.Select(static c => (Value)c.Module));
            case "named_parameters":
                return new ListValue(Tensors(module, buffers: false, a.Flag(true, "recurse")).Select(static t => (Value)new TupleValue([new KnownValue(t.Path), t.Tensor.Value])));
            case "parameters":
                return new ListValue(Tensors(module, buffers: false, a.Flag(true, "recurse")).Select(static t => (Value)t.Tensor.Value));
            case "named_buffers":
                return new ListValue(Tensors(module, buffers: true, a.Flag(true, "recurse")).Select(static t => (Value)new TupleValue([new KnownValue(t.Path), t.Tensor.Value])));
            case "buffers":
                return new ListValue(Tensors(module, buffers: true, a.Flag(true, "recurse")).Select(static t => (Value)t.Tensor.Value));
            case "state_dict":
                var state = new DictionaryValue();
                foreach (var (path, tensor) in Tensors(module, buffers: false, recurses: true).Concat(Tensors(module, buffers: true, recurses: true)))
                {
                    state.Set(new KnownValue(path), tensor.Value);
                }

                return state;
            case "get_parameter" or "get_buffer":
                return Tensors(module, a.Name == "get_buffer", recurses: true).FirstOrDefault(t => Equals((a[0] as KnownValue)?.Boxed, t.Path)).Tensor?.Value ?? (Value)KnownValue.Null;
            case "GetName":
                return new KnownValue(module.Kind);
            case "eval" or "train" when torch.Tracer is { Autograd: not null, IsRecording: true }:
                throw CodeFault.Unknown($"Burden follows training with all modules in training mode; '{a.Name}' changes that", a.Site.Syntax);
            // What sets weights and modes, moves devices, saves or disposes changes no shape.
            case "to" or "cuda" or "cpu" or "mps" or "eval" or "train" or "float" or "double" or "half" or "bfloat16" or "apply" or "zero_grad" or "load" or "save" or "load_state_dict"
                or "Dispose" or "requires_grad_" or "reset_parameters" or "flatten_parameters" or "reset_running_stats" or "ClearModules" or "load_py" or "save_py" or "load_safetensors":
                return module;
        }

        return module switch
        {
            SequentialModule sequential => Sequential(sequential, a),
            ModuleListValue list => List(list, a),
            ModuleDictValue dictionary => Dictionary(dictionary, a),
            ParameterCollectionValue parameters => Parameters(parameters, a),
            _ => null,
        };
    }

    /// <summary>Runs any module on inputs.</summary>
    public Value Forward(ModuleValue module, IReadOnlyList<Value> inputs, IOperation site)
    {
        switch (module)
        {
            case BuiltInModule builtIn:
                return torch.Modules.Run(builtIn, inputs, site);
            case UserModule user:
                return interpreter.CallForward(user, inputs, site);
            case SequentialModule sequential:
                return interpreter.HasForward(sequential, inputs.Count) ? interpreter.CallForward(sequential, inputs, site) : RunAll(sequential, inputs, site);

            case RuleModule ruled:
                return torch.Run(ruled, inputs, site);
            default:
                throw CodeFault.Unknown($"a {module.Kind} can't be called", site.Syntax);
        }
    }

    private Value RunAll(SequentialModule sequential, IReadOnlyList<Value> inputs, IOperation site)
    {
        using (torch.Tracer.Within(sequential))
        {
            // An empty one gives its input back.
            var result = sequential.Children.Aggregate(inputs, (values, child) => [Forward(child.Module, values, site)])[0];
            torch.Tracer.Note(sequential, result);
            return result;
        }
    }

    /// <summary>Registers a submodule, whose own components are registered first.</summary>
    public void Register(ModuleValue owner, string name, Value value, IOperation? site)
    {
        if (value is KnownValue { Boxed: null })
        {
            owner.Children.RemoveAll(c => c.Name == name);
            return;
        }

        if (value is not ModuleValue module)
        {
            throw CodeFault.Unknown($"register_module: {Arguments.Because(value, "expected a module")}", site?.Syntax);
        }

        if (owner.Children.Any(c => c.Name == name))
        {
            throw new CodeFault(FaultId.NameTaken, $"a submodule '{name}' is registered already", site?.Syntax);
        }

        RegisterComponents(module, site);
        owner.Children.Add((name, module));
    }

    /// <summary>What <c>RegisterComponents</c> does: each field that holds a module, parameter or tensor, once.</summary>
    public void RegisterComponents(ModuleValue module, IOperation? site)
    {
        if (module.IsRegistered)
        {
            return;
        }

        // Set first: a module that holds itself would not end.
        module.IsRegistered = true;
        switch (module)
        {
            case ModuleListValue list:
                for (var i = 0; i < list.Items.Count; i++)
                {
                    Register(list, Text.Of(i), list.Items[i], site);
                }

                break;
            case ModuleDictValue dictionary:
                foreach (var (key, value) in dictionary.Items.Entries)
                {
                    Register(dictionary, (key as KnownValue)?.Boxed as string ?? "", value, site);
                }

                break;
            case ParameterCollectionValue list:
                foreach (var (key, value) in list.Items.Entries)
                {
                    RegisterTensor(list, (key as KnownValue)?.Boxed as string ?? "", value, isParameter: true);
                }

                break;
            case UserModule user:
                foreach (var (name, value) in ComponentsOf(user))
                {
                    if (!user.Has(name))
                    {
                        if (value is ModuleValue)
                        {
                            Register(user, name, value, site);
                        }
                        else
                        {
                            RegisterTensor(user, name, value, value is TensorValue { Stored.IsParameter: true });
                        }
                    }
                }

                break;
        }
    }

    /// <summary>The fields that hold modules and tensors, under the names that they are registered by.</summary>
    public static IEnumerable<(string Name, Value Value)> ComponentsOf(UserModule module)
    {
        for (var type = module.Type; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var field in type.OriginalDefinition.GetMembers().OfType<IFieldSymbol>())
            {
                if (!field.IsStatic && !field.IsConst
                    && module.Fields!.TryGetValue(field.AssociatedSymbol?.OriginalDefinition ?? field, out var value)
                    && value is ModuleValue or TensorValue)
                {
                    yield return (NameOf(field), value);
                }
            }
        }
    }

    private static string NameOf(IFieldSymbol field)
    {
        foreach (var attribute in field.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "ComponentNameAttribute"
                && attribute.NamedArguments.FirstOrDefault(static a => a.Key == "Name").Value.Value is string name)
            {
                return name;
            }
        }

        return field.Name;
    }

    private static void RegisterTensor(ModuleValue owner, string name, Value value, bool isParameter, bool persists = true)
    {
        if (value is not TensorValue tensor)
        {
            if (value is KnownValue { Boxed: null })
            {
                owner.Parameters.RemoveAll(p => p.Name == name);
                owner.Buffers.RemoveAll(p => p.Name == name);
            }

            return;
        }

        var stored = tensor.Stored ??= new StoredTensor(tensor.Sizes, isParameter) { Type = tensor.Type };
        var list = isParameter || stored.IsParameter ? owner.Parameters : owner.Buffers;
        list.RemoveAll(p => p.Name == name);
        list.Add((name, stored));
        stored.IsPersistent &= persists;
    }

    /// <summary>The parameters or buffers of a module and all below, each once.</summary>
    public static IEnumerable<(string Path, StoredTensor Tensor)> Tensors(ModuleValue module, bool buffers, bool recurses)
    {
        var seen = new HashSet<StoredTensor>();
        var all = recurses ? module.Descendants().Prepend(("", module)) : [("", module)];
        foreach (var (path, owner) in all)
        {
            foreach (var (name, tensor) in buffers ? owner.Buffers : owner.Parameters)
            {
                if (seen.Add(tensor))
                {
                    yield return (path.Length == 0 ? name : $"{path}.{name}", tensor);
                }
            }
        }
    }

    /// <summary>The names and sizes of <c>state_dict</c>: what is shared stands under each of its names.</summary>
    public static IEnumerable<(string Path, StoredTensor Tensor)> State(ModuleValue module)
    {
        foreach (var (path, owner) in module.Descendants().Prepend(("", module)))
        {
            foreach (var (name, tensor) in owner.Parameters.Concat(owner.Buffers.Where(static b => b.Tensor.IsPersistent)))
            {
                yield return (path.Length == 0 ? name : $"{path}.{name}", tensor);
            }
        }
    }

    private static string Name(Arguments a) => a.Find("name") is KnownValue { Boxed: string name }
        ? name
        : throw CodeFault.Unknown($"{a.Name}: the name isn't known: {Arguments.Because(a.Find("name") ?? KnownValue.Null, "expected text")}", a.SiteOf("name"));

    private static ListValue Pairs(IEnumerable<(string Path, ModuleValue Module)> modules)
        => new(modules.Select(static m => (Value)new TupleValue([new KnownValue(m.Path), m.Module])));

    private static Value? Sequential(SequentialModule sequential, Arguments a)
    {
        switch (a.Name)
        {
            case "append" or "Add" or "add":
                var module = a.Find("module") as ModuleValue ?? throw CodeFault.Unknown($"append: {Arguments.Because(a.Find("module") ?? a[0], "expected a module")}", a.Site.Syntax);
                var name = a.Find("name") is KnownValue { Boxed: string given } ? given : Text.Of(sequential.Children.Count);
                sequential.Children.Add((name, module));
                return sequential;
            case "Slice":
                return Part(sequential, (int)a.Integer("start"), (int)a.Integer("end"), a.Site);
            default:
                return null;
        }
    }

    /// <summary>A <c>Sequential</c> of some of another's modules: the very same.</summary>
    public static SequentialModule Part(SequentialModule whole, int start, int end, IOperation site)
    {
        var part = new SequentialModule(whole.Fields is null ? whole.Type : null, site) { IsRegistered = true };
        part.Children.AddRange(whole.Children.Skip(start).Take(end - start));
        return part;
    }

    private static Value? List(ModuleListValue list, Arguments a)
    {
        switch (a.Name)
        {
            case "Add" or "add":
                list.Items.Add(a[0]);
                return VoidValue.Instance;
            case "append" or "extend" or "AddRange":
                list.Items.AddRange(a[0] is ListValue items ? items.Items : [a[0]]);
                return VoidValue.Instance;
            case "Insert":
                list.Items.Insert((int)a.Integer("index"), a[1]);
                return VoidValue.Instance;
            case "RemoveAt":
                list.Items.RemoveAt((int)a.Integer("index"));
                return VoidValue.Instance;
            case "Clear":
                list.Items.Clear();
                return VoidValue.Instance;
            case "IndexOf":
                return new KnownValue(list.Items.FindIndex(i => ReferenceEquals(i, a[0])));
            case "Contains":
                return KnownValue.Of(list.Items.Contains(a[0]));
            default:
                return null;
        }
    }

    private static Value? Dictionary(ModuleDictValue dictionary, Arguments a)
    {
        switch (a.Name)
        {
            case "Add" when a[0] is TupleValue { Items: [var key, var value] }:
                dictionary.Items.Set(key, value);
                return VoidValue.Instance;
            case "Add":
                dictionary.Items.Set(a[0], a[1]);
                return VoidValue.Instance;
            case "ContainsKey":
                return KnownValue.Of(dictionary.Items.TryGet(a[0], out _));
            case "TryGetValue":
                var found = dictionary.Items.TryGet(a[0], out var entry);
                a.Items[1].Assign?.Invoke(entry);
                return KnownValue.Of(found);
            case "items":
                return new ListValue(dictionary.Items.Entries.Select(static e => (Value)new TupleValue([e.Key, e.Value])));
            case "keys":
                return new ListValue(dictionary.Items.Entries.Select(static e => e.Key));
            case "values":
                return new ListValue(dictionary.Items.Entries.Select(static e => e.Value));
            default:
                return null;
        }
    }

    private static Value? Parameters(ParameterCollectionValue list, Arguments a)
    {
        switch (a.Name)
        {
            case "Add" when a.Count == 2:
                list.Items.Set(a[0], a[1]);
                return VoidValue.Instance;
            case "Add" or "append" or "extend":
                foreach (var item in a[0] is ListValue items ? items.Items : [a[0]])
                {
                    list.Items.Set(new KnownValue(Text.Of(list.Items.Entries.Count)), item);
                }

                return VoidValue.Instance;
            default:
                return null;
        }
    }

    /// <summary>A property of a module of TorchSharp's own; null for one that is not known.</summary>
    public Value? Member(ModuleValue module, string name)
    {
        switch (name)
        {
            case "training":
                return KnownValue.Of(torch.Tracer.Autograd is not null);
            case "name":
                return new KnownValue(module.Kind);
            case "Count":
                return new KnownValue(module switch
                {
                    SequentialModule sequential => sequential.Children.Count,
                    ModuleListValue list => list.Items.Count,
                    ModuleDictValue dictionary => dictionary.Items.Entries.Count,
                    ParameterCollectionValue list => list.Items.Entries.Count,
                    _ => 0,
                });
            case "Keys" or "keys" when module is ModuleDictValue dictionary:
                return new ListValue(dictionary.Items.Entries.Select(static e => e.Key));
            case "Values" or "values" when module is ModuleDictValue dictionary:
                return new ListValue(dictionary.Items.Entries.Select(static e => e.Value));
        }

        if (module is not BuiltInModule builtIn)
        {
            return null;
        }

        if (builtIn.Find(name) is { } stored)
        {
            // TorchSharp's native modules hand out another object each time, which its parameters() lists again.
            return builtIn.Kind is "Embedding" or "EmbeddingBag" or "LSTMCell" or "GRUCell" or "RNNCell"
                ? new StoredTensor(stored.Sizes, stored.IsParameter) { Type = stored.Type, Same = stored }.Value
                : stored.Value;
        }

        // The constructor's `bias` says whether there is one.
        return name is "bias" or "weight" or "running_mean" or "running_var" or "num_batches_tracked" ? KnownValue.Null : builtIn.Arguments.Find(name, Alias(name));
    }

    /// <summary>A property whose constructor parameter has another name.</summary>
    private static string Alias(string name) => name switch
    {
        "in_features" => "inputSize",
        "out_features" => "outputSize",
        "num_heads" => "nhead",
        "embedding_dim" => "embedding_dims",
        _ => name,
    };
}
