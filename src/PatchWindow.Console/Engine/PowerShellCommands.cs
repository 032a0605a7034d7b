namespace PatchWindow.Console;

/// <summary>The commands that come with PowerShell and not with its engine, and what does the same without them.</summary>
internal static class PowerShellCommands
{
    private static readonly Dictionary<string, string> s_instead = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Add-Type"] = "New-Module or a compiled assembly with [Reflection.Assembly]::LoadFrom(PATH)",
        ["Clear-Host"] = "Ctrl+L",
        ["Compress-Archive"] = "[IO.Compression.ZipFile]::CreateFromDirectory(FOLDER, PATH)",
        ["ConvertFrom-Json"] = "[Text.Json.JsonDocument]::Parse(TEXT)",
        ["ConvertTo-Json"] = "[Text.Json.JsonSerializer]::Serialize(OBJECT)",
        ["ConvertTo-SecureString"] = "[Net.NetworkCredential]::new('', TEXT).SecurePassword",
        ["Copy-Item"] = "[IO.File]::Copy(FROM, TO)",
        ["Expand-Archive"] = "[IO.Compression.ZipFile]::ExtractToDirectory(PATH, FOLDER)",
        ["Format-List"] = "ForEach-Object with the properties by name",
        ["Format-Table"] = "Out-Default, or ForEach-Object with the properties by name",
        ["Get-ChildItem"] = "[IO.Directory]::GetFiles(FOLDER)",
        ["Get-Content"] = "[IO.File]::ReadAllLines(PATH)",
        ["Get-Date"] = "[DateTimeOffset]::Now",
        ["Get-FileHash"] = "[Security.Cryptography.SHA256]::HashData([IO.File]::ReadAllBytes(PATH))",
        ["Get-Item"] = "[IO.FileInfo]::new(PATH)",
        ["Get-Location"] = "$PWD",
        ["Get-Member"] = "OBJECT.psobject.Members",
        ["Get-Process"] = "[Diagnostics.Process]::GetProcesses()",
        ["Get-Random"] = "[Random]::Shared.Next(MAXIMUM)",
        ["Get-Variable"] = "$ExecutionContext.SessionState.PSVariable.Get(NAME)",
        ["Group-Object"] = "a hashtable filled by ForEach-Object",
        ["Import-Csv"] = "[IO.File]::ReadAllLines(PATH) and -split",
        ["Invoke-Expression"] = "& ([scriptblock]::Create(TEXT))",
        ["Invoke-RestMethod"] = "[Net.Http.HttpClient]::new()",
        ["Invoke-WebRequest"] = "[Net.Http.HttpClient]::new()",
        ["Join-Path"] = "[IO.Path]::Combine(A, B)",
        ["Measure-Command"] = "[Diagnostics.Stopwatch]::StartNew()",
        ["Measure-Object"] = "(...).Count",
        ["Move-Item"] = "[IO.File]::Move(FROM, TO)",
        ["New-Guid"] = "[guid]::NewGuid()",
        ["New-Item"] = "[IO.Directory]::CreateDirectory(PATH) or [IO.File]::WriteAllText(PATH, '')",
        ["New-Object"] = "[TYPE]::new(...)",
        ["New-TimeSpan"] = "[timespan]::FromMinutes(N)",
        ["Out-File"] = "[IO.File]::WriteAllText(PATH, TEXT)",
        ["Out-String"] = "\"$OBJECT\" or -join",
        ["Read-Host"] = "$Host.UI.ReadLine()",
        ["Remove-Item"] = "[IO.File]::Delete(PATH) or [IO.Directory]::Delete(PATH, $true)",
        ["Resolve-Path"] = "[IO.Path]::GetFullPath(PATH)",
        ["Select-Object"] = "ForEach-Object PROPERTY, or (...)[0..2] for the first three",
        ["Select-String"] = "Where-Object { $_ -match PATTERN }",
        ["Set-Content"] = "[IO.File]::WriteAllText(PATH, TEXT)",
        ["Set-Location"] = "$ExecutionContext.SessionState.Path.SetLocation(FOLDER)",
        ["Set-Variable"] = "$ExecutionContext.SessionState.PSVariable.Set(NAME, VALUE)",
        ["Sort-Object"] = "[Linq.Enumerable]::Order([string[]]LIST)",
        ["Split-Path"] = "[IO.Path]::GetDirectoryName(PATH) or [IO.Path]::GetFileName(PATH)",
        ["Start-Process"] = "& PROGRAM ARGUMENTS",
        ["Start-Sleep"] = "[Threading.Thread]::Sleep(MILLISECONDS)",
        ["Test-Path"] = "[IO.File]::Exists(PATH) or [IO.Directory]::Exists(PATH)",
        ["Write-Error"] = "throw, or $Host.UI.WriteErrorLine(TEXT)",
        ["Write-Host"] = "[Console]::WriteLine(TEXT), or TEXT alone",
        ["Write-Output"] = "the value alone: it is output",
        ["Write-Progress"] = "$Host.UI.WriteProgress(0, RECORD)",
        ["Write-Verbose"] = "$Host.UI.WriteVerboseLine(TEXT)",
        ["Write-Warning"] = "$Host.UI.WriteWarningLine(TEXT)",
    };

    // Microsoft.PowerShell.Utility, .Management, .Security and .Host of PowerShell 7.6 and the modules that are installed
    // with it on every system, without those named above.
    private const string Others =
        """
        Add-Content Add-Member Clear-Content Clear-Item Clear-ItemProperty Clear-Variable Compare-Object
        ConvertFrom-CliXml ConvertFrom-Csv ConvertFrom-Markdown ConvertFrom-SecureString ConvertFrom-StringData
        ConvertTo-CliXml ConvertTo-Csv ConvertTo-Html ConvertTo-Xml Convert-Path Copy-ItemProperty Debug-Process
        Debug-Runspace Disable-PSBreakpoint Disable-RunspaceDebug Enable-PSBreakpoint Enable-RunspaceDebug Export-Alias
        Export-Clixml Export-Csv Export-FormatData Export-PSSession Format-Custom Format-Hex Format-Wide Get-Alias
        Get-Clipboard Get-CmsMessage Get-ComputerInfo Get-Credential Get-Culture Get-Error Get-Event Get-EventSubscriber
        Get-ExecutionPolicy Get-FormatData Get-Host Get-HotFix Get-ItemProperty Get-ItemPropertyValue
        Get-MarkdownOption Get-PfxCertificate Get-PSBreakpoint Get-PSCallStack Get-PSDrive Get-PSProvider Get-Runspace
        Get-RunspaceDebug Get-SecureRandom Get-Service Get-TimeZone Get-TraceSource Get-TypeData Get-UICulture
        Get-Unique Get-Uptime Get-Verb Import-Alias Import-Clixml Import-LocalizedData Import-PowerShellDataFile
        Import-PSSession Invoke-Item Join-String Move-ItemProperty New-Alias New-Event New-ItemProperty New-PSDrive
        New-TemporaryFile New-Variable Out-GridView Pop-Location Protect-CmsMessage Push-Location Register-EngineEvent
        Register-ObjectEvent Remove-Alias Remove-Event Remove-ItemProperty Remove-PSBreakpoint Remove-PSDrive
        Remove-TypeData Remove-Variable Rename-Item Rename-ItemProperty Restart-Computer Restart-Service Select-Xml
        Send-MailMessage Set-Alias Set-Clipboard Set-Date Set-ExecutionPolicy Set-Item Set-ItemProperty
        Set-MarkdownOption Set-PSBreakpoint Set-TraceSource Show-Markdown Start-Service Stop-Computer Stop-Process
        Stop-Service Tee-Object Test-Connection Test-Json Trace-Command Unblock-File Unprotect-CmsMessage
        Unregister-Event Update-FormatData Update-List Update-TypeData Wait-Debugger Wait-Event Wait-Process
        Write-Debug Write-Information

        Start-Transcript Stop-Transcript Start-ThreadJob Get-PSReadLineKeyHandler Get-PSReadLineOption
        Remove-PSReadLineKeyHandler Set-PSReadLineKeyHandler Set-PSReadLineOption
        Compress-PSResource Find-PSResource Get-InstalledPSResource Get-PSResourceRepository Get-PSScriptFileInfo
        Import-PSGetRepository Install-PSResource New-PSScriptFileInfo Publish-PSResource
        Register-PSResourceRepository Reset-PSResourceRepository Save-PSResource Set-PSResourceRepository
        Test-PSScriptFileInfo Uninstall-PSResource Unregister-PSResourceRepository Update-PSModuleManifest
        Update-PSResource Update-PSScriptFileInfo
        Find-Module Find-Script Get-InstalledModule Get-InstalledScript Get-PSRepository Install-Module Install-Script
        Publish-Module Publish-Script Register-PSRepository Save-Module Save-Script Set-PSRepository Uninstall-Module
        Uninstall-Script Unregister-PSRepository Update-Module Update-Script
        """;

    private static readonly char[] s_blanks = [' ', '\r', '\n'];

    private static readonly HashSet<string> s_others =
        new(Others.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string command) => s_instead.ContainsKey(command) || s_others.Contains(command);

    public static string? InsteadOf(string command) => s_instead.GetValueOrDefault(command);
}
