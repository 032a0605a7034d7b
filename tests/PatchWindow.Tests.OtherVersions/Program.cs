using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Configuration;
using NodaTime;

// A process that holds and uses its own NodaTime and Microsoft.Extensions.Configuration, and then runs PowerShell scripts in
// one engine, one script an argument. It prints what each script wrote, a line an object, between marks:
//
//   @own NodaTime 2.4.7.0            before and after the scripts
//   @script 0
//   out text | error id: text | stopped id: text
//   @end
internal static class Program
{
    private static int Main(string[] scripts)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        SayOwn();
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        for (var i = 0; i < scripts.Length; i++)
        {
            Console.WriteLine($"@script {i}");
            Run(runspace, scripts[i]);
        }

        SayOwn();
        Console.WriteLine("@end");
        return 0;
    }

    private static void Run(Runspace runspace, string script)
    {
        using var shell = PowerShell.Create(runspace);
        try
        {
            foreach (var item in shell.AddScript(script).Invoke()) Say("out", $"{item}");
        }
        catch (RuntimeException e)
        {
            Say("stopped", $"{e.ErrorRecord.FullyQualifiedErrorId}: {e.ErrorRecord}");
        }

        foreach (var error in shell.Streams.Error) Say("error", $"{error.FullyQualifiedErrorId}: {error}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SayOwn()
    {
        // Used, not only loaded: 2.4.7 still has the members that 3.0 removed.
        var noon = new LocalDateTime(2026, 6, 1, 12, 0).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Oslo"]);
        var setting = new ConfigurationBuilder().AddJsonStream(new MemoryStream("""{ "a": { "b": "c" } }"""u8.ToArray())).Build()["a:b"];
        SayVersion(typeof(Instant).Assembly);
        SayVersion(typeof(ConfigurationBuilder).Assembly);
        Say("own", $"{noon.ToInstant()} {setting}");
    }

    private static void SayVersion(Assembly assembly) =>
        Say("@own", $"{assembly.GetName().Name} {assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()!.Version}");

    private static void Say(string kind, string text) => Console.WriteLine($"{kind} {text.ReplaceLineEndings(" ")}");
}
