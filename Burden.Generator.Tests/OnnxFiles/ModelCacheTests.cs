using Burden.Generator.Tests.Harness;
using Burden.Generator.Tests.Incrementality;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.OnnxFiles;

/// <summary>What an edit makes run again in a project with ONNX files.</summary>
public sealed class ModelCacheTests
{
    private static Editing Project() => new(
        Compile.Sources(["class Use { int M() { return 3; } }", "namespace App { public partial class Other { } }"]), ModelText.Files(ModelText.Of("App.Detector"), ModelText.Of("App.Other")));

    [Fact]
    public void An_edit_of_a_source_reads_no_summary_and_writes_nothing()
    {
        var editing = Project().Replace(0, "return 3", "return 4");
        Assert.Equal(2, editing.Reasons(StepNames.ModelFile).Count);
        Assert.All(editing.Reasons(StepNames.ModelFile), static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(editing.Reasons(StepNames.ModelClass), static r => Assert.Equal(IncrementalStepRunReason.Unchanged, r));
        Assert.All(editing.Reasons(StepNames.ModelOutput), static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
        Assert.All(editing.Files(), static r => Assert.Equal(IncrementalStepRunReason.Cached, r));
    }

    [Fact]
    public void A_part_of_the_class_that_is_added_is_seen()
    {
        var editing = Project().Replace(1, "public partial class Other { }", "public partial class Other { } public partial record Detector { }");
        Assert.Contains(editing.Result.GeneratedSources, static s => s.SourceText.ToString().Contains("partial record Detector", StringComparison.Ordinal));
        Assert.Single(editing.Reasons(StepNames.ModelOutput), static r => r == IncrementalStepRunReason.Modified);
    }

    [Fact]
    public void A_changed_summary_changes_its_network_alone()
    {
        var files = ModelText.Files(ModelText.Of("App.Detector"), ModelText.Of("App.Other"));
        var editing = new Editing(Compile.Sources(["// nothing"]), files);
        var changed = ModelText.Files(ModelText.Of("App.Detector") with { Settings = ModelText.Settings with { Batch = 2 } });
        var driver = editing.Driver.ReplaceAdditionalText(files.Options.AdditionalFiles[0], changed.Options.AdditionalFiles[0]).RunGenerators(editing.Compilation);
        var steps = driver.GetRunResult().Results[0].TrackedSteps[StepNames.ModelOutput].SelectMany(static s => s.Outputs).Select(static o => o.Reason);
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], steps);
    }

    [Fact]
    public void The_order_of_the_files_changes_no_text()
    {
        var (a, b) = (ModelText.Of("App.Detector"), ModelText.Of("App.Other"));
        Assert.Equal(Texts(ModelText.Files(a, b)), Texts(ModelText.Files(b, a)));

        static IEnumerable<string> Texts(ProjectFiles files) => ModelText.Generate(files).Result.GeneratedTrees.Select(static t => t.ToString()).Order(StringComparer.Ordinal);
    }
}
