using System.Xml.Linq;
using Burden.Generator.Summaries;

namespace Burden.Onnx.Build;

/// <summary>Makes the summary of one item.</summary>
internal sealed class ModelReader(ItemLocator locator, CancellationToken cancellation)
{
    private static readonly string[] Known = [.. ModelItem.Plain, .. ModelLimits.Names];

    /// <summary>Reads a model. What is wrong with it is in the summary.</summary>
    /// <param name="files">Gets the files beside the model that were read.</param>
    public ModelSummary Read(RequestedModel model, ICollection<string> files)
    {
        var faults = new List<ModelFault>();
        var item = ItemOf(model, faults);
        var rules = RulesOf(item, files, faults);
        var countsExponentials = FlagOf(item, ModelItem.CountExponentials, faults);
        if (faults.Count > 0)
        {
            return new ModelSummary(item, NetworkSettings.Default, null, faults.ToEquatableArray(), []);
        }

        var reading = OnnxModel.Read(
            item.File,
            new OnnxOptions { Dimensions = item[ModelItem.Dimensions] ?? "", Rules = rules, Name = item[ModelItem.Name], CountExponentials = countsExponentials },
            cancellation);
        foreach (var file in reading.ExternalFiles)
        {
            files.Add(file);
        }

        return new ModelSummary(
            item,
            reading.Settings,
            reading.Code,
            reading.Faults.Select(static f => new ModelFault(SettingOf(f.Kind), f.ToString())).ToEquatableArray(),
            reading.UnusedDimensions.ToEquatableArray());
    }

    private ModelItem ItemOf(RequestedModel model, List<ModelFault> faults)
    {
        var element = locator.Find(model);
        var settings = Known
            .Where(name => model[name].Length > 0)
            .Select(name => new ModelSetting(name, model[name], element is null ? null : ItemLocator.PlaceOf(ItemLocator.Metadatum(element, name))))
            .ToList();
        foreach (var (name, text, place) in element is null ? [] : Others(element))
        {
            // Other metadata may be meant for other tools.
            if (Nearest.Of(name, Known) is { } nearest)
            {
                settings.Add(new ModelSetting(name, text, place));
                faults.Add(new ModelFault(name, $"'{name}' is nothing that a BurdenModel can state; did you mean '{nearest}'?"));
            }
        }

        return new ModelItem(model.File, model.Project, ItemLocator.PlaceOf(element), settings.ToEquatableArray());
    }

    /// <summary>The metadata that an item's element has and that mean nothing here.</summary>
    private static IEnumerable<(string Name, string Text, TextPlace? Place)> Others(XElement element)
        => element.Attributes().Select(static a => (Name: a.Name.LocalName, Text: a.Value, Place: ItemLocator.PlaceOf(a)))
            .Concat(element.Elements().Select(static e => (Name: e.Name.LocalName, Text: e.Value, Place: ItemLocator.PlaceOf(e))))
            .Where(static m => !Known.Contains(m.Name, StringComparer.OrdinalIgnoreCase) && m.Name is not ("Include" or "Exclude" or "Update" or "Condition" or "Label"));

    private static string? RulesOf(ModelItem item, ICollection<string> files, List<ModelFault> faults)
    {
        if (item[ModelItem.Rules] is not { } path)
        {
            return null;
        }

        var file = path.Replace('\\', Path.DirectorySeparatorChar);
        try
        {
            var text = File.ReadAllText(file);
            files.Add(file);
            return text;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            faults.Add(new ModelFault(ModelItem.Rules, $"the rules '{path}' can't be read: {fault.Message}"));
            return null;
        }
    }

    private static bool FlagOf(ModelItem item, string name, List<ModelFault> faults)
    {
        var isSet = false;
        if (item[name] is { } text && !bool.TryParse(text, out isSet))
        {
            faults.Add(new ModelFault(name, $"{name} = {text} is neither true nor false"));
        }

        return isSet;
    }

    /// <summary>The setting that an error is about; empty for the file.</summary>
    private static string SettingOf(OnnxFaultKind kind) => kind switch
    {
        OnnxFaultKind.Dimensions or OnnxFaultKind.Data => ModelItem.Dimensions,
        OnnxFaultKind.Rules => ModelItem.Rules,
        _ => "",
    };
}
