namespace Burden.Onnx.Build;

/// <summary>Reads the ONNX files that a build names, and writes a summary of each for the generator.</summary>
internal static class Program
{
    /// <param name="arguments">The path of the request.</param>
    /// <returns>0, also where a file has errors: its summary has them, and the compiler reports them. 1 where no summary could be written.</returns>
    public static int Main(string[] arguments)
    {
        if (arguments is not [var path])
        {
            Console.Error.WriteLine("expected the path of a request");
            return 1;
        }

        try
        {
            SummaryFiles.Write(ModelRequest.Parse(File.ReadAllText(path)), CancellationToken.None);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }
}
