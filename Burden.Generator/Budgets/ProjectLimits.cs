using Burden.Generator.Costs;
namespace Burden.Generator.Budgets;

/// <summary>The limits that a project's configuration sets for every network.</summary>
/// <param name="Limits">The limits, each with the key that sets it.</param>
/// <param name="Near">The share of a limit from which an amount is near it.</param>
/// <param name="Faults">What can't be read.</param>
internal sealed record ProjectLimits(IReadOnlyList<(string Key, DeclaredLimit Limit)> Limits, double Near, IReadOnlyList<SettingFault> Faults)
{
    private const double DefaultNear = 0.9;
    private const string NearKey = "burden_near_limit";
    private const string NearProperty = "BurdenNearLimit";

    /// <summary>The keys of a figure: <c>burden_max_parameter_memory</c>, <c>BurdenMaxParameterMemory</c>.</summary>
    public static (string Key, string Property) KeysOf(BudgetFigure figure)
        => ("burden_max" + string.Concat(figure.ToString().Select(static c => char.IsUpper(c) ? $"_{char.ToLowerInvariant(c)}" : c.ToString())), $"BurdenMax{figure}");

    /// <summary>Reads the limits; a key of an .editorconfig goes before an MSBuild property.</summary>
    /// <param name="setting">The value of a key of an .editorconfig or .globalconfig; null where it is not set.</param>
    /// <param name="property">The value of an MSBuild property; null where it is not set.</param>
    public static ProjectLimits Read(Func<string, string?> setting, Func<string, string?> property)
    {
        var limits = new List<(string, DeclaredLimit)>();
        var faults = new List<SettingFault>();
        foreach (var figure in BudgetFigure.All)
        {
            var (key, propertyName) = KeysOf(figure);
            if (Find(key, propertyName) is { } found)
            {
                if (LimitText.Read(found.Text, figure, out var limit) is { } fault)
                {
                    faults.Add(new SettingFault(found.Key, found.Where, found.Text, fault));
                }
                else if (limit is not null)
                {
                    limits.Add((found.Key, limit));
                }
            }
        }

        double? near = null;
        if (Find(NearKey, NearProperty) is { } share && LimitText.ReadShare(share.Text, out near) is { } nearFault)
        {
            faults.Add(new SettingFault(share.Key, share.Where, share.Text, nearFault));
        }

        return new ProjectLimits(limits, near ?? DefaultNear, faults);

        (string Key, string Where, string Text)? Find(string key, string propertyName)
            => setting(key) is { } text ? (key, "in .editorconfig or .globalconfig", text)
                : property(propertyName) is { } value ? (propertyName, SettingFault.InProject, value)
                : null;
    }
}

/// <summary>A value of the configuration that can't be read.</summary>
/// <param name="Where">What kind of file sets the key: the compiler doesn't give the path.</param>
internal sealed record SettingFault(string Key, string Where, string Text, string Fault)
{
    /// <summary>Set in a project, or on a command line.</summary>
    public const string InProject = "as MSBuild property";

    public string Message => $"{Key} = {Text} ({Where}) {Fault}";
}
