using Burden.Generator.Helpers;

namespace Burden.Generator.Summaries;

/// <summary>A <c>BurdenModel</c> item of a project: an ONNX file whose costs become constants.</summary>
/// <param name="File">The file as the item names it.</param>
/// <param name="Project">The path of the project file, or of the file it imports, that has the item.</param>
/// <param name="Place">Where in it; null where it was not found.</param>
/// <param name="Settings">What the item says beside the file, empty values left out.</param>
internal sealed record ModelItem(string File, string Project, TextPlace? Place, EquatableArray<ModelSetting> Settings)
{
    public const string Class = nameof(Class);
    public const string Name = nameof(Name);
    public const string Dimensions = nameof(Dimensions);
    public const string Rules = nameof(Rules);
    public const string CountExponentials = nameof(CountExponentials);

    /// <summary>A budget's target. MSBuild reserves the name "Target" for its own elements.</summary>
    public const string TargetName = nameof(TargetName);

    /// <summary>The settings that an item may have beside its limits.</summary>
    public static readonly IReadOnlyList<string> Plain = [Class, Name, Dimensions, Rules, CountExponentials, TargetName];

    /// <summary>The value of a setting; null where the item has none.</summary>
    public string? this[string setting] => Find(setting)?.Value;

    public ModelSetting? Find(string setting) => Settings.FirstOrDefault(s => s.Name == setting);

    /// <summary>Where a setting stands: the item itself where it is not known, or the item has none.</summary>
    public TextPlace? PlaceOf(string setting) => Find(setting)?.Place ?? Place;
}

/// <summary>One of an item's settings.</summary>
/// <param name="Place">Where it stands; null where it was not found.</param>
internal sealed record ModelSetting(string Name, string Value, TextPlace? Place);

/// <summary>A place in a text file, line and column counted from 0.</summary>
internal sealed record TextPlace(int Line, int Column);
