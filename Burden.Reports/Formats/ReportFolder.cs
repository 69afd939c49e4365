using System.Text;

namespace Burden.Reports.Formats;

/// <summary>The directory that reports are written to. A file appears in it whole or not at all.</summary>
internal sealed class ReportFolder(string directory)
{
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Whether a file is there.</summary>
    /// <param name="path">The path in the directory, parted by <c>/</c>.</param>
    public bool Contains(string path) => File.Exists(Path.Combine(directory, path));

    /// <summary>Writes a file, in place of one that is there.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Write(ReportFile file)
    {
        var target = Path.Combine(directory, file.Path);
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(directory);
        Directory.CreateDirectory(folder);
        var draft = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
        try
        {
            File.WriteAllText(draft, file.Text, Encoding);
            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
