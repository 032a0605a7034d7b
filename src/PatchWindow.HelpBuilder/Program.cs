// Writes the module's help from the doc comments of its cmdlets. Nothing else describes a cmdlet; what the comment says
// is what Get-Help shows, in PowerShell 7 and in Windows PowerShell 5.1.
//
//   class    <summary>             SYNOPSIS; one or two sentences
//            <remarks>             DESCRIPTION, a <para> each; without it the summary serves
//            <example>             <title>, or a first line of up to 72 characters before <code>, is the title;
//                                  other text before <code> introduces it, text after it explains it
//            <seealso cref/href>   RELATED LINKS; the first href is what Get-Help -Online opens
//   property <summary>, <remarks>  the parameter's text; [Parameter(HelpMessage)] serves where there is no summary
//            <value>               its default, as text: <value>local</value>
//   text     <para>, a blank line, <list> and <code> begin a paragraph; other line breaks mean nothing
//            <see cref>            a cmdlet class reads Get-PatchWindow, a parameter -Policy, anything else its name
//   <inheritdoc/> works on classes and properties, and an override without a comment has that of what it overrides.
//
// The attributes say the rest: parameter sets, positions, pipeline binding, aliases, ValidateSet and enum values (with
// the members' summaries), wildcards, SupportsShouldProcess, OutputType (with the type's summary). DontShow leaves a
// parameter out. about_*.md in an --about folder become about_*.help.txt beside the help file.
//
// A cmdlet without summary or example, a parameter without text, a cref that the compiler could not resolve: each is an
// error in the form MSBuild reads, all of them at once, exit code 1, and nothing is written. Exit code 2: it could not
// run.

return PatchWindow.HelpBuilder.Builder.Run(args, Console.Error);
