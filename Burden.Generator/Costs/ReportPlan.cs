using Burden.Generator.Helpers;

namespace Burden.Generator.Costs;

/// <summary>The sizes and batches that a report is made at, a row for each.</summary>
/// <param name="Sizes">In the order they are declared, the batches of one size one after the other.</param>
/// <param name="Faults">What is wrong with the attribute.</param>
internal sealed record ReportPlan(IReadOnlyList<ReportSize> Sizes, IReadOnlyList<Fault> Faults)
{
    /// <summary>The batch of the published tables.</summary>
    private const long PublishedBatch = 128;

    private static readonly EquatableArray<double> PublishedScales = [0.5, 1, 1.5, 2, 2.5, 3];

    /// <param name="report">The attribute.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="inputs">The network's inputs, the main one first.</param>
    /// <param name="batch">How many inputs the network declares to run at once.</param>
    public static ReportPlan Of(ReportSettings report, Place place, IReadOnlyList<ReportInput> inputs, long batch)
    {
        if (report.IsRejected || report.Faults.Count > 0)
        {
            return new ReportPlan([], report.Faults);
        }

        var faults = Contradictions(report, place).Concat(OutOfRange(report, place)).ToList();
        var varied = faults.Count == 0 ? Varied(report, place, inputs, faults) : [];
        if (faults.Count > 0)
        {
            return new ReportPlan([], faults);
        }

        var batches = report.Batches ?? [report.Batch ?? (report.Lengths is null ? PublishedBatch : batch)];
        var sizes = new List<ReportSize>();
        foreach (var step in Steps(report))
        {
            var shapes = new Dictionary<string, EquatableArray<long>>(StringComparer.Ordinal);
            foreach (var input in varied)
            {
                var fault = Resize(report, input, step, out var size);
                if (fault is not null)
                {
                    faults.Add(new Fault(FaultId.BadReport, place with { Named = step.Argument, Item = step.Item }, fault));
                    break;
                }

                shapes[input.Name] = size;
            }

            if (shapes.Count == varied.Count)
            {
                sizes.AddRange(batches.Select((b, i) => new ReportSize(step.Scale, step.Length, b, report.Batches is not null, shapes, new Shape(shapes[varied[0].Name]))
                {
                    Place = step.Argument is null ? place with { Named = "Batches", Item = i } : place with { Named = step.Argument, Item = step.Item },
                }));
            }
        }

        return new ReportPlan(sizes, faults);
    }

    private static IEnumerable<Fault> Contradictions(ReportSettings report, Place place)
    {
        if (report is { Scales: not null, Lengths: not null })
        {
            yield return new Fault(FaultId.BadReport, place with { Named = "Lengths" }, "the report has Scales and Lengths; expected one of them");
        }

        if (report is { Batch: not null, Batches: not null })
        {
            yield return new Fault(FaultId.BadReport, place with { Named = "Batches" }, "the report has Batch and Batches; expected one of them");
        }

        if (report is { LengthAxis: not null, Lengths: null })
        {
            yield return new Fault(FaultId.BadReport, place with { Named = "LengthAxis" }, "LengthAxis has no effect without Lengths");
        }
    }

    private static IEnumerable<Fault> OutOfRange(ReportSettings report, Place place)
    {
        if (report.Batch is < 1)
        {
            yield return new Fault(FaultId.BadReport, place with { Named = "Batch" }, $"the report's batch is {Text.Of(report.Batch.Value)}; expected at least 1");
        }

        foreach (var (named, what, values) in new[] { ("Batches", "batch", report.Batches), ("Lengths", "length", report.Lengths) })
        {
            if (values is { Count: 0 })
            {
                yield return new Fault(FaultId.BadReport, place with { Named = named }, $"{named} is empty; expected at least one {what}");
            }

            for (var i = 0; i < values?.Count; i++)
            {
                if (values.Value[i] < 1)
                {
                    yield return new Fault(FaultId.BadReport, place with { Named = named, Item = i }, $"the report's {what} is {Text.Of(values.Value[i])}; expected at least 1");
                }
            }
        }
    }

    /// <summary>The inputs whose sizes vary.</summary>
    private static List<ReportInput> Varied(ReportSettings report, Place place, IReadOnlyList<ReportInput> inputs, List<Fault> faults)
    {
        var varied = report.Inputs.Count == 0 ? inputs.Take(1).ToList() : [];
        for (var i = 0; i < report.Inputs.Count; i++)
        {
            var name = report.Inputs[i];
            if (inputs.FirstOrDefault(input => input.Name == name || input.Alias == name) is { } found)
            {
                varied.Add(found);
                continue;
            }

            var misspelt = new Misspelling(name, Nearest.Of(name, inputs.Select(static input => input.Alias)));
            faults.Add(new Fault(
                FaultId.BadReport,
                place with { Named = "Inputs", Item = i },
                $"'{name}' is not an input of the network; expected {string.Join(" or ", inputs.Select(static input => $"'{input.Alias}'"))}",
                null,
                misspelt));
        }

        if (report.Lengths is null || faults.Count > 0)
        {
            return varied;
        }

        foreach (var input in varied)
        {
            var rank = input.Size.Count;
            if (report.LengthAxis is { } axis ? axis < -rank || axis >= rank : rank > 1)
            {
                var dimensions = rank == 1 ? "one dimension" : $"{Text.Of(rank)} dimensions";
                faults.Add(new Fault(
                    FaultId.BadReport,
                    place with { Named = report.LengthAxis is null ? "Lengths" : "LengthAxis" },
                    report.LengthAxis is { } wrong
                        ? $"the input {new Shape(input.Size)} has {dimensions} and no dimension {Text.Of(wrong)}"
                        : $"the input {new Shape(input.Size)} has {dimensions}; expected LengthAxis, which tells which of them is the length"));
            }
        }

        return varied;
    }

    /// <summary>A scale, a length, or the declared size.</summary>
    private readonly record struct Step(double? Scale, long? Length, string? Argument, int Item);

    private static IEnumerable<Step> Steps(ReportSettings report)
    {
        if (report.Lengths is { } lengths)
        {
            return lengths.Select(static (length, i) => new Step(null, length, "Lengths", i));
        }

        return report is { Scales: null, Batches: not null }
            ? [new Step(null, null, null, -1)]
            : (report.Scales ?? PublishedScales).Select(static (scale, i) => new Step(scale, null, "Scales", i));
    }

    /// <summary>An input at a step.</summary>
    /// <returns>Why it has no such size; null where it has.</returns>
    private static string? Resize(ReportSettings report, ReportInput input, Step step, out EquatableArray<long> size)
    {
        size = input.Size;
        if (step.Length is { } length)
        {
            var axis = report.LengthAxis ?? 0;
            size = size.SetItem((int)(axis < 0 ? axis + size.Count : axis), length);
        }
        else if (step.Scale is { } scale)
        {
            if (size.Count == 1 && scale != 1)
            {
                return $"the input {new Shape(size)} has no height and width to scale; expected Lengths";
            }

            // Height and width are all dimensions but the first.
            size = size.Items.Select((d, i) => i == 0 ? d : (long)Math.Floor((d * scale) + 0.5)).ToEquatableArray();
            if (size.Any(static d => d < 1))
            {
                return $"the network can't take its input at scale {Text.Of(scale)}: it has no pixel left";
            }
        }

        return null;
    }
}

/// <summary>An input of a network.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Alias">The name that the user knows it by.</param>
internal sealed record ReportInput(string Name, string Alias, EquatableArray<long> Size);

/// <summary>One size and batch of a report.</summary>
/// <param name="Scale">The factor on height and width; null where the scale is not what varies.</param>
/// <param name="Length">The length; null where it is not what varies.</param>
/// <param name="HasOwnBatch">Whether the rows differ in their batches.</param>
/// <param name="Sizes">The inputs that vary, by their names.</param>
/// <param name="Input">The shape of the first of them.</param>
internal sealed record ReportSize(double? Scale, long? Length, long Batch, bool HasOwnBatch, IReadOnlyDictionary<string, EquatableArray<long>> Sizes, Shape Input)
{
    /// <summary>Where the size is asked for.</summary>
    public Place Place { get; init; } = new("");

    /// <summary>In words: <c>at length 128 in a batch of 8</c>.</summary>
    public string Words => string.Join(" ", new[]
    {
        Scale is { } scale ? $"at scale {Text.Of(scale)}" : null,
        Length is { } length ? $"at length {Text.Of(length)}" : null,
        HasOwnBatch ? $"in a batch of {Text.Of(Batch)}" : null,
    }.Where(static w => w is not null));
}
