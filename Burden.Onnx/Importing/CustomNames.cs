namespace Burden.Onnx.Importing;

/// <summary>Names of custom layers, by what they do with what the file stores.</summary>
internal static class CustomNames
{
    /// <summary>What an operator without a layer kind is called.</summary>
    public static string Of(NodeView node)
    {
        if (node.Node.Node is null)
        {
            return "Stored";
        }

        var op = node.Operator;
        if (!node.IsFirstOutput)
        {
            return $"{op}Output";
        }

        if (node.Costs.SharedParameters > 0 && node.Costs.Parameters == 0)
        {
            return $"Shared{op}";
        }

        if (op is not ("Add" or "Sub" or "Mul" or "Div" or "Pow" or "Min" or "Max" or "Mod") || node.Inputs.Count != 1 || !node.Operands.Any(static o => o.IsStored))
        {
            return op;
        }

        var stored = node.Costs.Parameters;
        var name = op == "Add" ? "Bias" : op == "Mul" ? "Scale" : op;
        return stored == 0 ? $"{op}Constant"
            : stored == 1 ? $"Scalar{name}"
            : stored == node.Input[node.Input.Rank - 1] && op == "Add" ? name
            : stored == node.Input.Channels ? $"Channel{name}"
            : $"{op}Weights";
    }
}
