using System.Xml;
using PatchWindow.HelpBuilder.About;
using PatchWindow.HelpBuilder.Cmdlets;
using PatchWindow.HelpBuilder.Docs;
using PatchWindow.HelpBuilder.Help;
using PatchWindow.HelpBuilder.Maml;

namespace PatchWindow.HelpBuilder;

/// <summary>One run: read everything, report everything, and write only if there was nothing to report.</summary>
internal static class Builder
{
    public const int Written = 0;
    public const int Found = 1;
    public const int CannotRun = 2;

    public static int Run(IReadOnlyList<string> arguments, TextWriter errors)
    {
        try
        {
            return Run(CommandLine.Parse(arguments), errors);
        }
        catch (UsageException wrong)
        {
            errors.WriteLine($"PatchWindow.HelpBuilder : error PWH000: {wrong.Message}; {CommandLine.Usage}");
        }
        catch (FileNotFoundException missing)
        {
            errors.WriteLine(
                $"PatchWindow.HelpBuilder : error PWH000: {missing.Message} (is a --reference folder missing?)");
        }
        catch (Exception broken) when (broken is IOException or BadImageFormatException or UnauthorizedAccessException)
        {
            errors.WriteLine($"PatchWindow.HelpBuilder : error PWH000: {broken.Message}");
        }

        return CannotRun;
    }

    private static int Run(CommandLine line, TextWriter errors)
    {
        var findings = new List<Finding>();
        var docs = new DocFiles();
        foreach (var file in line.Docs.Prepend(line.Documentation))
            try
            {
                findings.AddRange(docs.Add(file).Select(Finding.BrokenComment));
            }
            catch (XmlException broken)
            {
                errors.WriteLine($"{file}({broken.LineNumber},{broken.LinePosition}) : error PWH005: {broken.Message}");
                return Found;
            }

        using var assembly = CmdletAssembly.Open(line.Assembly, line.References);
        var reader = new HelpReader(assembly, docs, findings);
        var help = assembly.Cmdlets.Select(reader.Read).ToList();

        // One mistake made twice in a comment is one line to read.
        foreach (var finding in findings.Distinct())
            errors.WriteLine(finding.Canonical(Path.GetFileName(line.Documentation)));
        if (findings.Count > 0)
            return Found;

        _ = OutputFile.Write(line.Output, MamlDocument.Write(help));
        foreach (var topic in line.About.SelectMany(AboutTopic.In))
            _ = OutputFile.Write(Path.Combine(Path.GetDirectoryName(line.Output)!, topic.FileName), topic.Content);
        return Written;
    }
}
