using System.Text;
using Burden.Generator.Summaries;

namespace Burden.Onnx.Build;

/// <summary>The files that a run writes: a summary for each model, a list of them, and a list of what else was read.</summary>
internal static class SummaryFiles
{
    /// <summary>The name of the list of summaries.</summary>
    public const string Summaries = "summaries.txt";

    private const int Attempts = 10;

    /// <summary>The name of the list of files beside the models that were read: rules, and weights in files of their own.</summary>
    public const string Inputs = "inputs.txt";

    /// <summary>Reads the models and writes the files. One whose content doesn't change is left alone, so that nothing is built again for it.</summary>
    /// <exception cref="IOException">A file can't be written.</exception>
    public static void Write(ModelRequest request, CancellationToken cancellation)
    {
        Directory.CreateDirectory(request.Output);
        var reader = new ModelReader(new ItemLocator(), cancellation);
        var inputs = new SortedSet<string>(StringComparer.Ordinal);
        var summaries = new List<string>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var model in request.Models)
        {
            var summary = reader.Read(model, inputs);
            var name = FileName(summary.Item);
            for (var number = 2; !names.Add(name); number++)
            {
                name = $"{FileName(summary.Item)}-{Text.Of(number)}";
            }

            summaries.Add(Path.Combine(request.Output, name + ModelSummary.Extension));
            Update(summaries[^1], SummaryWriter.Write(summary));
        }

        foreach (var stale in Directory.GetFiles(request.Output, "*" + ModelSummary.Extension).Where(f => !names.Contains(Path.GetFileNameWithoutExtension(f))))
        {
            Patiently(() => File.Delete(stale));
        }

        Update(Path.Combine(request.Output, Inputs), Lines(inputs));
        Update(Path.Combine(request.Output, Summaries), Lines(summaries));
    }

    /// <summary>The name of the class, or of the file: characters that a file's name may hold everywhere.</summary>
    private static string FileName(ModelItem item)
    {
        var name = item[ModelItem.Class] ?? Path.GetFileNameWithoutExtension(item.File.Replace('\\', '/'));
        var safe = string.Concat(name.Take(100).Select(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-'));
        return safe.Trim('.') is { Length: > 0 } usable ? usable : "model";
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(static l => l + "\n"));

    private static void Update(string path, string content)
    {
        var own = $"{path}.{Text.Of(Environment.ProcessId)}-{Text.Of(Environment.CurrentManagedThreadId)}";
        Patiently(() =>
        {
            if (!File.Exists(path) || File.ReadAllText(path) != content)
            {
                // Whoever reads it at this moment gets the old text or the new one.
                File.WriteAllText(own, content, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                File.Move(own, path, overwrite: true);
            }
        });
    }

    /// <summary>Does something with a file that an editor's build, or its compiler, may hold open for a moment.</summary>
    private static void Patiently(Action action)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException && attempt < Attempts)
            {
                Thread.Sleep(attempt * 20);
            }
        }
    }
}
