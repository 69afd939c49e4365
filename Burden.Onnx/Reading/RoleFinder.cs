using Burden.Onnx.Evaluation;
using Burden.Onnx.Proto;
using Burden.Onnx.Values;

namespace Burden.Onnx.Reading;

/// <summary>What a stored tensor is for follows from what reads it, through nodes that only pass it on.</summary>
internal sealed class RoleFinder
{
    private readonly Dictionary<(string Domain, string Name, string Overload), FunctionMessage> functions = [];
    private readonly Dictionary<FunctionMessage, Readers> ofFunctions = [];
    private readonly HashSet<(Readers, string)> underWay = [];
    private readonly Dictionary<(Readers, string, ElementType), StoredRole> known = [];

    public RoleFinder(ModelMessage model)
    {
        Model = new Readers(model.Graph!.Nodes);
        foreach (var function in model.Functions)
        {
            functions.TryAdd((function.Domain, function.Name, function.Overload), function);
            ofFunctions.TryAdd(function, new Readers(function.Nodes));
        }
    }

    /// <summary>Who reads which name, in a graph and the graphs inside it. Names are unique among them.</summary>
    internal sealed class Readers
    {
        private readonly Dictionary<string, List<(NodeMessage Node, int Input)>> readers = new(StringComparer.Ordinal);
        private readonly HashSet<string> dynamicScales = new(StringComparer.Ordinal);

        public Readers(IEnumerable<NodeMessage> nodes)
        {
            foreach (var node in Subgraphs.WithInner(nodes))
            {
                for (var i = 0; i < node.Inputs.Count; i++)
                {
                    if (!readers.TryGetValue(node.Inputs[i], out var list))
                    {
                        readers.Add(node.Inputs[i], list = []);
                    }

                    list.Add((node, i));
                }

                if (node.Domain.Length == 0 && node.Operator == "DynamicQuantizeLinear" && node.Outputs.Count > 1)
                {
                    dynamicScales.Add(node.Outputs[1]);
                }
            }
        }

        public IReadOnlyList<(NodeMessage Node, int Input)> Of(string name) => readers.TryGetValue(name, out var list) ? list : [];

        /// <summary>Whether an input is multiplied with a scale that a run works out: then it is the scale of the weights.</summary>
        public bool IsScale(NodeMessage node, int input) => node.Domain.Length == 0 && node.Operator == "Mul" && node.Inputs.Count == 2 && dynamicScales.Contains(node.Inputs[1 - input]);
    }

    public Readers Model { get; }

    public Readers Of(FunctionMessage function) => ofFunctions[function];

    /// <summary>The role that most matters of those its readers give it; one that nothing reads is stored for what it is.</summary>
    public StoredRole Of(string name, ElementType type, Readers readers)
    {
        if (!known.TryGetValue((readers, name, type), out var role))
        {
            var roles = Roles(name, type, readers).ToList();
            role = roles.Count == 0 ? OperandRoles.Default(type) : roles.Max();
            known[(readers, name, type)] = role;
        }

        return role;
    }

    private IEnumerable<StoredRole> Roles(string name, ElementType type, Readers readers)
    {
        if (underWay.Count > 64 || !underWay.Add((readers, name)))
        {
            yield break;
        }

        foreach (var (node, input) in readers.Of(name))
        {
            if (functions.TryGetValue((node.Domain, node.Operator, node.Overload), out var function))
            {
                if (input < function.Inputs.Count)
                {
                    yield return Of(function.Inputs[input], type, ofFunctions[function]);
                }
            }
            else if (node.Domain.Length == 0 && node.Operator is "Loop" or "Scan" && Subgraphs.Of(node).FirstOrDefault() is { } body && input < body.Inputs.Count)
            {
                yield return Of(body.Inputs[input].Name, type, readers);
            }
            else if (OperandRoles.PassesOn(node, input) && node.Outputs.Count > 0)
            {
                yield return Of(node.Outputs[0], type, readers);
            }
            else
            {
                yield return readers.IsScale(node, input) ? StoredRole.Buffer : OperandRoles.Of(node, input, type);
            }
        }

        underWay.Remove((readers, name));
    }
}
