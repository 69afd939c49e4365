using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <summary>What code without source means: TorchSharp's functions and modules, and what of .NET model code uses.</summary>
internal sealed class TorchLibrary
{
    private readonly Interpreter interpreter;
    private readonly ModuleFunctions functions;
    private readonly SystemLibrary system;

    public TorchLibrary(Interpreter interpreter)
    {
        this.interpreter = interpreter;
        Modules = new BuiltInModules(this);
        functions = new ModuleFunctions(this, interpreter);
        system = new SystemLibrary(interpreter);
    }

    public BuiltInModules Modules { get; }

    public Tracer Tracer => interpreter.Tracer;

    /// <summary>Runs a module by its rule.</summary>
    public Value Run(RuleModule module, IReadOnlyList<Value> inputs, IOperation site) => interpreter.Rules.Run(module, inputs, site);

    /// <summary>Runs any module on inputs.</summary>
    public Value Forward(ModuleValue module, IReadOnlyList<Value> inputs, IOperation site) => functions.Forward(module, inputs, site);

    /// <summary>Calls a method without source.</summary>
    public Value Call(Arguments a)
    {
        if (interpreter.Rules.Of(a.Method) is { } rule)
        {
            return interpreter.Rules.Call(rule, a.Method, a.Instance, a.ByName(), a.Site);
        }

        if (a.Instance is ObjectValue { Collection: { } collection })
        {
            return Call(new Arguments(a.Method, collection, a.Items, a.Site));
        }

        if (a.Instance is ModuleValue module && functions.Call(module, a) is { } result)
        {
            return result;
        }

        if (a.Instance is GradientMode mode)
        {
            mode.Dispose();
            return VoidValue.Instance;
        }

        if (a.Instance is UnknownValue or KnownValue { Boxed: null } && a.Method.Name is not "Equals")
        {
            return a.Instance is UnknownValue unknown ? new UnknownValue(unknown.Why)
                : throw CodeFault.Unknown($"'{a.Name}' is called on null", a.Site.Syntax);
        }

        return TorchNames.IsTorchSharp(a.Method) ? CallTorch(a) : CallOther(a);
    }

    private Value CallTorch(Arguments a)
    {
        var path = TorchNames.PathOf(a.Method.ContainingType);
        switch (path)
        {
            case "torch.nn":
                return CreateModule(a);
            case "torch.nn.init":
                // It sets weights, and changes no shape.
                return a.Count > 0 ? a[0] : VoidValue.Instance;
            case "torch.TensorIndex":
                return TensorIndex(a);
            case "ModuleExtensionMethods":
                return a[0];
            case "torch.cuda" or "torch.mps" or "torch.backends" or "torch.random":
                return a.Name == "is_available" ? KnownValue.False : new UnknownValue($"the result of {path}.{a.Name} isn't known");
            case "ScalarExtensionMethods":
                return a[0];
            case "DisposeScope" or "DisposeScopeManager" or "WrappedTensorDisposeScope":
                return a.Count > 0 && a[0] is TensorValue or ListValue or TupleValue ? a[0] : VoidValue.Instance;
        }

        switch (a.Name)
        {
            case "no_grad" or "inference_mode" or "enable_grad" or "set_grad_enabled" when Tracer.Autograd is { } autograd:
                return GradientMode.Begin(autograd, a)!;
            case "is_grad_enabled" when Tracer.Autograd is { } autograd:
                return KnownValue.Of(autograd.IsEnabled);
            case "NewDisposeScope" or "WrappedTensorDisposeScope" or "no_grad" or "inference_mode" or "enable_grad" or "set_grad_enabled" or "use_deterministic_algorithms" or "manual_seed" or "get_default_dtype" or "set_default_dtype":
                return new UnknownValue($"the result of {a.Name} isn't known");
            case "device":
                return DeviceValue.Of(a[0]);
            case "cuda_is_available" or "mps_is_available" or "is_grad_enabled" or "is_autocast_enabled":
                return KnownValue.False;
            case "_assert":
                return VoidValue.Instance;
            case "broadcast_tensors":
                var tensors = TensorFunctions.Tensors(a, a[0]);
                var op = new Operation(a.Name, Tracer, a.Site);
                var sizes = op.At_(() => Shapes.Broadcast(a.Name, [.. tensors.Select(static t => t.Sizes)]));
                return new ListValue(tensors.Select(t => (Value)TensorOps.Expand(op, t, sizes)));
        }

        if (a.Name is "requires_grad_" or "with_requires_grad" && a.Self is TensorValue given)
        {
            Train(given, a.Find("requires_grad", "requiresGrad") ?? KnownValue.True, a.Site);
            return given;
        }

        if (a.Instance is TensorValue tensor && Read(tensor, a) is { } read)
        {
            return read;
        }

        if (a.Instance is null && a.Count > 0 && a[0] is TensorValue first && path == "TensorExtensionMethods" && Read(first, a) is { } extension)
        {
            return extension;
        }

        if (a.Method.ContainingType.Name == "TensorAccessor")
        {
            // What a tensor's `data` gives is its values, a list here.
            return a.Instance is UnknownValue values ? new UnknownValue(values.Why) : CallOther(a);
        }

        if (path.StartsWith("torchvision", StringComparison.Ordinal))
        {
            throw CodeFault.Unknown($"Burden doesn't have the code of {path}.{a.Name}; state its rule with [assembly: CostRule], or write the module in your own code", a.Site.Syntax);
        }

        return a.Self is UnknownValue unknown && TorchNames.IsTensor(a.Method.ReturnType)
            ? throw CodeFault.Unknown($"{a.Name}: the input isn't known: {unknown.Why}", a.Site.Syntax)
            : TensorFunctions.Call(a, Tracer) ?? throw CodeFault.Unknown($"Burden doesn't know {path}.{a.Name}; docs/torchsharp.md lists what it knows", a.Site.Syntax);
    }

    /// <summary>What is asked of a tensor rather than done to it; null for anything else.</summary>
    private static Value? Read(TensorValue tensor, Arguments a)
    {
        switch (a.Name)
        {
            case "size" when a.Method.Parameters.All(static p => p.Type.SpecialType == SpecialType.None):
                return new ListValue(tensor.Sizes.Select(static s => (Value)KnownValue.Of(s)));
            case "size":
                return KnownValue.Of(tensor.Sizes[Shapes.Axis(a.Integer("dim"), tensor.Rank, "size")]);
            case "stride" when !a.Has("dim"):
                return new ListValue(tensor.Strides.Select(static s => (Value)KnownValue.Of(s)));
            case "stride":
                return KnownValue.Of(tensor.Strides[Shapes.Axis(a.Integer("dim"), tensor.Rank, "stride")]);
            case "dim" or "ndimension":
                return KnownValue.Of(tensor.Rank);
            case "numel":
                return KnownValue.Of(tensor.Elements);
            case "is_contiguous":
                return KnownValue.Of(tensor.IsContiguous);
            case "is_floating_point":
                return KnownValue.Of(tensor.Type == ElementType.Real);
            case "is_integral":
                return KnownValue.Of(tensor.Type is ElementType.Integer or ElementType.Truth);
            case "is_complex":
                return KnownValue.Of(tensor.Type == ElementType.Complex);
            case "is_quantized" or "is_pinned":
                return KnownValue.False;
            case "item" or "ToScalar" or "ToInt32" or "ToInt64" or "ToSingle" or "ToDouble" or "ToBoolean" or "ReadCpuSingle" or "ReadCpuInt64" or "ReadCpuDouble" or "ReadCpuInt32":
                return TensorFunctions.Item(tensor) is KnownValue { Boxed: var boxed } ? new KnownValue(CSharpOperators.Convert(boxed, a.Method.ReturnType)) : TensorFunctions.Item(tensor);
            case "data" or "tolist" or "ToArray" when tensor.Data is { } data:
                return new ListValue(data.Select(d => (Value)new KnownValue(tensor.Type == ElementType.Integer ? (object)(long)d : d)));
            case "data" or "tolist" or "ToArray":
                return new UnknownValue("a tensor's values are known only when it runs");
            case "AsParameter":
                return Parameter(tensor);
            case "Dispose" or "save" or "Save" or "backward" or "retain_grad" or "ToString" or "str" or "Equals" or "allclose" or "is_nonzero":
                return a.Method.ReturnsVoid ? VoidValue.Instance : new UnknownValue("a tensor's values are known only when it runs");
            default:
                return null;
        }
    }

    private static Value TensorIndex(Arguments a) => a.Name switch
    {
        "Slice" when a.Count == 1 => a[0] is TupleValue { Items: [var start, var stop] } ? new TensorIndexValue(TensorIndexKind.Slice, start, stop) : a[0],
        "Slice" => new TensorIndexValue(TensorIndexKind.Slice, a.Find("start"), a.Find("stop"), a.Find("step")),
        "Bool" => throw CodeFault.Unknown("Burden doesn't follow an index that is a truth value", a.Site.Syntax),
        _ => a[0] is KnownValue { Boxed: null } ? new TensorIndexValue(TensorIndexKind.None) : a[0],
    };

    private Value CreateModule(Arguments a)
    {
        var type = a.Method.ReturnType as INamedTypeSymbol;
        switch (a.Name)
        {
            case "Sequential":
                return Sequential(a, type);
            case "ModuleList":
                var list = new ModuleListValue(type, a.Site);
                list.Items.AddRange(a.Count == 0 ? [] : interpreter.Items(a[0], a.Site));
                return list;
            case "ModuleDict":
                var dictionary = new ModuleDictValue(type, a.Site);
                foreach (var item in a.Count == 0 ? [] : interpreter.Items(a[0], a.Site))
                {
                    if (item is TupleValue { Items: [var key, var value] })
                    {
                        dictionary.Items.Set(key, value);
                    }
                }

                return dictionary;
            case "Parameter":
                return Parameter(a);
            case "ParameterList" or "ParameterDict":
                var parameters = new ParameterCollectionValue(type, a.Site);
                foreach (var item in a.Count == 0 ? [] : interpreter.Items(a[0], a.Site))
                {
                    parameters.Items.Set(item is TupleValue { Items: [var key, _] } ? key : new KnownValue(Text.Of(parameters.Items.Entries.Count)), item is TupleValue { Items: [_, var tensor] } ? tensor : item);
                }

                return parameters;
        }

        var isPretrained = a.Name.EndsWith("_from_pretrained", StringComparison.Ordinal);
        var module = Modules.Create(isPretrained ? a.Name.Substring(0, a.Name.IndexOf('_')) : a.Name, type, a);
        if (isPretrained && module is not null && a.Flag(true, "freeze"))
        {
            foreach (var (_, tensor) in module.Parameters)
            {
                tensor.IsTrained = false;
            }
        }

        return (Value?)module
            ?? (a.Name.EndsWith("Loss", StringComparison.Ordinal)
                ? new UnknownValue($"Burden doesn't follow {a.Name}, which only training uses")
                : throw CodeFault.Unknown($"Burden doesn't know the module {a.Name}; docs/torchsharp.md lists what it knows", a.Site.Syntax));
    }

    private SequentialModule Sequential(Arguments a, INamedTypeSymbol? type)
    {
        var sequential = new SequentialModule(type, a.Site) { IsRegistered = true };
        Fill(sequential, a.Count == 0 ? [] : interpreter.Items(a[0], a.Site), a.Site);
        return sequential;
    }

    private static void Fill(SequentialModule sequential, IReadOnlyList<Value> items, IOperation site)
    {
        foreach (var item in items)
        {
            var (name, module) = item switch
            {
                TupleValue { Items: [KnownValue { Boxed: string given }, ModuleValue child] } => (given, child),
                TupleValue { Items: [UnknownValue unknown, _] } => throw CodeFault.Unknown($"Sequential: a name isn't known: {unknown.Why}", site.Syntax),
                ModuleValue child => (Text.Of(sequential.Children.Count), child),
                UnknownValue unknown => throw CodeFault.Unknown($"Sequential: a module isn't known: {unknown.Why}", site.Syntax),
                _ => throw CodeFault.Unknown($"Sequential: {item.Noun} is given; expected a module", site.Syntax),
            };
            // A child registers its own components, or nobody does: so it is in TorchSharp.
            sequential.Children.Add((name, module));
        }
    }

    /// <summary>A tensor as a parameter, which may be one without a gradient.</summary>
    private TensorValue Parameter(Arguments a)
    {
        var parameter = Parameter(a.Tensor("data"));
        if (a.Find("requires_grad") is { } needs)
        {
            Train(parameter, needs, a.Site);
        }

        return parameter;
    }

    /// <summary>Says whether a tensor has a gradient, as far as somebody asks.</summary>
    public void Train(TensorValue tensor, Value needs, IOperation site)
    {
        var isKnown = needs is KnownValue { Boxed: bool };
        if (tensor.Source is { IsParameter: true } parameter && isKnown)
        {
            parameter.IsTrained = needs is KnownValue { Boxed: true };
        }
        else if (Tracer.Autograd is { } autograd && (!isKnown || (autograd.NeedsGradient(tensor) != needs is KnownValue { Boxed: true })))
        {
            throw CodeFault.Unknown(isKnown ? "Burden follows no gradient that begins or ends at this tensor: it is no parameter" : $"requires_grad: {Arguments.Because(needs, "expected true or false")}", site.Syntax);
        }
    }

    /// <summary>A tensor as a parameter.</summary>
    private static TensorValue Parameter(TensorValue tensor) => tensor.Stored is { IsParameter: true } ? tensor : new StoredTensor(tensor.Sizes, isParameter: true) { Type = tensor.Type }.Value;

    /// <summary>Creates an object of a class without source.</summary>
    public Value Create(Arguments a, INamedTypeSymbol type)
    {
        if (TorchNames.IsTorchSharp(type))
        {
            switch (type.Name)
            {
                case "Parameter":
                    return Parameter(a);
                case "Sequential":
                    return Sequential(a, type);
                case "ModuleList" or "ModuleDict" or "ParameterList" or "ParameterDict":
                    return CreateModule(new Arguments(NamedLike(a.Method, type), null, a.Items, a.Site));
            }

            return TorchModule.Is(type)
                ? throw CodeFault.Unknown($"Burden doesn't know the module {type.Name}; docs/torchsharp.md lists what it knows", a.Site.Syntax)
                : new UnknownValue($"{type.Name} isn't followed");
        }

        return TorchModule.Is(type)
            ? throw CodeFault.Unknown($"the code of {type.Name} isn't at hand: it is in {type.ContainingAssembly?.Name}; state its rule with [assembly: CostRule], or write the module in your own code", a.Site.Syntax)
            : system.Create(a, type);
    }

    /// <summary>The factory of <c>torch.nn</c> that makes what a constructor makes.</summary>
    private static IMethodSymbol NamedLike(IMethodSymbol constructor, INamedTypeSymbol type)
    {
        var torch = constructor.ContainingAssembly.GetTypeByMetadataName("TorchSharp.torch+nn");
        return torch?.GetMembers(type.Name).OfType<IMethodSymbol>().FirstOrDefault() ?? constructor;
    }

    /// <summary>What the constructor of a base class without source does.</summary>
    public void Construct(Value created, INamedTypeSymbol type, IReadOnlyList<Value> arguments, IOperation? site)
    {
        if (created is ObjectValue @object && TorchNames.IsSystem(type))
        {
            @object.Collection = system.CollectionOf(type, arguments, site);
            return;
        }

        if (created is SequentialModule or ModuleListValue && type.Name is "Sequential" or "ModuleList")
        {
            var items = arguments.Count > 0 && site is not null ? interpreter.Items(arguments[0], site) : [];
            if (created is ModuleListValue list)
            {
                list.Items.AddRange(items);
            }
            else
            {
                Fill((SequentialModule)created, items, site!);
            }

            return;
        }

        if (created is ModuleValue && !(type is { Name: "Module" or "HookableModule" or "ParameterLessModule" } || type.SpecialType == SpecialType.System_Object))
        {
            throw CodeFault.Unknown($"'{TypeName(created)}' derives from {type.Name}, whose code isn't at hand", site?.Syntax);
        }

        static string TypeName(Value value) => Interpreter.TypeOf(value)?.Name ?? "";
    }

    /// <summary>A list of a collection expression's type.</summary>
    public Value Collect(List<Value> items, ITypeSymbol? type, IOperation site)
    {
        if (type is INamedTypeSymbol named && TorchNames.IsTorchSharp(named) && named.Name == "ModuleList")
        {
            var list = new ModuleListValue(named, site);
            list.Items.AddRange(items);
            return list;
        }

        return new ListValue(items, type);
    }

    /// <summary>An operator between tensors, or a tensor and a number.</summary>
    public Value Operator(BinaryOperatorKind kind, Value left, Value right, IOperation site)
    {
        var op = new Operation(kind.ToString(), Tracer, site);
        return kind switch
        {
            BinaryOperatorKind.Add => TensorFunctions.Arithmetic(op, "add", left, right),
            BinaryOperatorKind.Subtract => TensorFunctions.Arithmetic(op, "sub", left, right),
            BinaryOperatorKind.Multiply => TensorFunctions.Arithmetic(op, "mul", left, right),
            BinaryOperatorKind.Divide => TensorFunctions.Arithmetic(op, "div", left, right),
            BinaryOperatorKind.Remainder => TensorFunctions.Arithmetic(op, "remainder", left, right),
            BinaryOperatorKind.And => TensorFunctions.Arithmetic(op, "bitwise_and", left, right),
            BinaryOperatorKind.Or => TensorFunctions.Arithmetic(op, "bitwise_or", left, right),
            BinaryOperatorKind.ExclusiveOr => TensorFunctions.Arithmetic(op, "bitwise_xor", left, right),
            BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => TensorFunctions.Arithmetic(op, kind.ToString(), left, right, type: ElementType.Truth),
            _ => throw CodeFault.Unknown("Burden doesn't follow this operator on tensors", site.Syntax),
        };
    }

    public Value Operator(UnaryOperatorKind kind, TensorValue operand, IOperation site)
        => TensorOps.Elementwise(new Operation(kind.ToString(), Tracer, site), kind == UnaryOperatorKind.Minus ? "neg" : kind.ToString(), operand, 1, 0, inPlace: false);

    /// <summary>A number or an array as a tensor, as C# converts it.</summary>
    public Value ToTensor(Value value, IOperation site) => value switch
    {
        TensorValue => value,
        KnownValue { Boxed: null } => value,
        ListValue list => new TensorValue([list.Items.Count], TensorValue.NoNode),
        _ => new TensorValue([], TensorValue.NoNode, Arguments.AsInteger(value) is null ? ElementType.Real : ElementType.Integer) { Data = Arguments.AsReal(value) is { } number ? [number] : null },
    };

    public Value Index(TensorValue tensor, IReadOnlyList<Value> indices, IOperation site) => TensorFunctions.Index(new Operation("the index", Tracer, site), tensor, indices);

    public void AssignIndex(TensorValue tensor, IReadOnlyList<Value> indices, Value value, IOperation site)
        => TensorFunctions.AssignIndex(new Operation("the assignment", Tracer, site), tensor, indices, value);

    /// <summary>A property or field of a value of a type without source.</summary>
    public Value Member(Value instance, string name, IOperation site)
    {
        switch (instance)
        {
            case UnknownValue:
                return instance;
            case TensorValue tensor:
                return TensorMember(tensor, name, site);
            case ObjectValue { Collection: { } collection }:
                return Member(collection, name, site);
            case DeviceValue device:
                return name == "type" ? new KnownValue((int)device.Number) : name == "index" ? new KnownValue(-1) : new UnknownValue($"'{name}' of a device isn't known");
            case ModuleValue module:
                return functions.Member(module, name) ?? new UnknownValue($"'{name}' of {module.Kind} isn't known");
            case KnownValue { Boxed: null }:
                throw CodeFault.Unknown($"'{name}' is asked of null", site.Syntax);
            default:
                return system.Member(instance, name, site);
        }
    }

    private Value TensorMember(TensorValue tensor, string name, IOperation site)
    {
        var op = new Operation(name, Tracer, site);
        return name switch
        {
            "shape" => new ListValue(tensor.Sizes.Select(static s => (Value)KnownValue.Of(s))),
            "ndim" or "Dimensions" => KnownValue.Of(tensor.Rank),
            "NumberOfElements" => KnownValue.Of(tensor.Elements),
            "T" or "mT" or "mH" or "H" => name == "T" && tensor.Rank != 2
                ? TensorOps.Permute(op, tensor, [.. Enumerable.Range(0, tensor.Rank).Select(i => (long)(tensor.Rank - 1 - i))])
                : TensorFunctions.TransposeLast(op, tensor),
            "is_cuda" or "is_sparse" or "is_meta" or "IsInvalid" => KnownValue.False,
            "requires_grad" => KnownValue.Of(Tracer.Autograd is { } autograd && Tracer.IsRecording ? autograd.NeedsGradient(tensor) : tensor.Stored is { IsTrained: true }),
            "device" => DeviceValue.Processor,
            "device_type" => new KnownValue(0),
            "device_index" => new KnownValue(-1),
            "real" or "imag" => tensor.Type == ElementType.Complex ? tensor.Like(tensor.Sizes, [.. tensor.Strides.Select(static s => 2 * s)], ElementType.Real) : tensor,
            "grad" => KnownValue.Null,
            "dtype" => new KnownValue(tensor.Type switch { ElementType.Integer => 4, ElementType.Truth => 11, ElementType.Complex => 9, _ => Tracer.Autograd?.ScalarType ?? 6 }),
            _ => new UnknownValue($"'{name}' of a tensor isn't known"),
        };
    }

    /// <summary>The numbers of TorchSharp's <c>ScalarType</c>, under the names that <c>torch</c> has for them.</summary>
    private static readonly Dictionary<string, int> ScalarTypes = new(StringComparer.Ordinal)
    {
        ["uint8"] = 0,
        ["int8"] = 1,
        ["int16"] = 2,
        ["short"] = 2,
        ["int32"] = 3,
        ["int"] = 3,
        ["int64"] = 4,
        ["long"] = 4,
        ["float16"] = 5,
        ["half"] = 5,
        ["float32"] = 6,
        ["float"] = 6,
        ["float64"] = 7,
        ["double"] = 7,
        ["complex64"] = 9,
        ["cfloat"] = 9,
        ["complex128"] = 10,
        ["cdouble"] = 10,
        ["bool"] = 11,
        ["bfloat16"] = 15,
    };

    /// <summary>A static field or property of a type without source.</summary>
    public Value StaticMember(ISymbol symbol)
    {
        var path = TorchNames.PathOf(symbol.ContainingType);
        if (TorchNames.IsTorchSharp(symbol))
        {
            return (path, symbol.Name) switch
            {
                ("torch.TensorIndex", "Ellipsis") => new TensorIndexValue(TensorIndexKind.Ellipsis),
                ("torch.TensorIndex", "None" or "Null") => new TensorIndexValue(TensorIndexKind.None),
                ("torch.TensorIndex", "Colon") => new TensorIndexValue(TensorIndexKind.Slice),
                ("torch", "CPU") => DeviceValue.Processor,
                ("torch", "CUDA") => new DeviceValue(1),
                ("torch", _) when ScalarTypes.TryGetValue(symbol.Name, out var number) => new KnownValue(number),
                _ => new UnknownValue($"{path}.{symbol.Name} isn't known"),
            };
        }

        return system.StaticMember(symbol, path);
    }

    /// <summary>Assigns a property or field of a value of a type without source.</summary>
    public void Assign(Value instance, string name, Value value, IOperation site)
    {
        switch (instance)
        {
            case BuiltInModule module when module.Find(name) is not null || name is "weight" or "bias":
                // Tied weights: the very same parameter.
                module.Replace(name, value is TensorValue tensor ? tensor.Stored ??= new StoredTensor(tensor.Sizes, isParameter: true) { Type = tensor.Type } : null);
                break;
            case TensorValue given when name == "requires_grad":
                Train(given, value, site);
                break;
            case ModuleValue or TensorValue or UnknownValue:
                break;
            case KnownValue { Boxed: null }:
                throw CodeFault.Unknown($"'{name}' of null is assigned", site.Syntax);
        }
    }

    private Value CallOther(Arguments a)
    {
        if (system.Call(a) is { } result)
        {
            return result;
        }

        // What changes a collection and isn't followed would leave it as it was, without a word.
        if (a.Instance is ListValue or DictionaryValue
            || (a.Instance is null && a.Count > 0 && a[0] is ListValue or DictionaryValue && a.Method.ContainingType.Name is "Array" or "MemoryExtensions" or "CollectionExtensions" or "CollectionsMarshal" or "Buffer"))
        {
            throw CodeFault.Unknown($"Burden doesn't follow {a.Method.ContainingType?.Name}.{a.Name}", a.Site.Syntax);
        }

        foreach (var item in a.Items)
        {
            item.Assign?.Invoke(new UnknownValue($"what {a.Method.ContainingType?.Name}.{a.Name} gives to '{item.Parameter.Name}' isn't known"));
        }

        if (a.Method.ReturnsVoid || TorchNames.IsSystem(a.Method))
        {
            return a.Method.ReturnsVoid ? VoidValue.Instance : new UnknownValue($"the result of {a.Method.ContainingType?.Name}.{a.Name} isn't known");
        }

        return TorchNames.IsTensor(a.Method.ReturnType) || TorchModule.Is(a.Method.ReturnType)
            ? throw CodeFault.Unknown($"the code of {a.Method.ContainingType?.Name}.{a.Name} isn't at hand: it is in {a.Method.ContainingAssembly?.Name}; state its rule with [assembly: CostRule]", a.Site.Syntax)
            : new UnknownValue($"the result of {a.Method.ContainingType?.Name}.{a.Name} isn't known");
    }
}
