using Burden.Generator.Analysis;
using Burden.Generator.Diagnostics;
using Burden.Generator.Emission;
using Burden.Generator.Helpers;
using Microsoft.CodeAnalysis;

namespace Burden.Generator;

/// <summary>The part of the pipeline that begins at the summaries of ONNX files.</summary>
internal static class ModelOutputs
{
    /// <summary>Sets it up: summary, class, generated text; and reports what keeps figures from being known.</summary>
    /// <param name="context">The compiler's.</param>
    /// <param name="layerConstants">Whether layers have constants.</param>
    public static IncrementalValuesProvider<NetworkOutput?> Of(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<bool> layerConstants)
    {
        var files = context.AdditionalTextsProvider
            .Select(static (file, cancellation) => ModelFile.Read(file, cancellation))
            .Where(static file => file is not null)
            .Select(static (file, _) => file!)
            .WithTrackingName(StepNames.ModelFile);

        var names = files.Select(static (file, _) => file.Class).Collect().Select(static (names, _) => names.ToEquatableArray());

        // Where there is no model, nothing here runs when a source changes.
        var classes = files.Combine(names).Combine(context.CompilationProvider)
            .Select(static (model, cancellation) =>
            {
                var ((file, names), compilation) = model;
                return ModelClass.Of(file, names.Items, compilation, cancellation);
            })
            .WithTrackingName(StepNames.ModelClass);

        context.RegisterSourceOutput(classes, static (context, model) => Report(context, model));
        return classes
            .Combine(layerConstants)
            .Select(static (pair, cancellation) => pair.Left is { Source: { } source } model
                ? NetworkEmitter.EmitCosted(model.File.Network with { Source = source }, model.File.Costs(cancellation), pair.Right)
                : null)
            .WithTrackingName(StepNames.ModelOutput);
    }

    /// <summary>The generator itself reports errors: where constants are missing, the compiler stops before it runs analyzers.</summary>
    private static void Report(SourceProductionContext context, ModelClass model)
    {
        var file = model.File;
        if (file.Summary is not { } summary)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnreadableModel, file.LocationOf(""), $"the summary of an ONNX file can't be read: {file.Fault}; delete it and build the project"));
            return;
        }

        foreach (var fault in summary.Faults)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.UnreadableModel, file.LocationOf(fault.Setting), fault.Message));
        }

        if (model.Fault is { } conflict)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.BadModelClass, file.LocationOf(Summaries.ModelItem.Class), $"{summary.Item.File}: {conflict}"));
        }
    }
}
