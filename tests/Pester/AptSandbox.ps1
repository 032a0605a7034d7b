<#
.SYNOPSIS
    The sandbox of tests/PatchWindow.Fleet.Tests, compiled into this session: a private root for the real apt and dpkg.
.OUTPUTS
    An AptSandbox; its Environment has to be set for apt to go there. A text where no sandbox can be made here, saying why.
#>
$ErrorActionPreference = 'Stop'
if (-not (Get-Variable IsLinux -ValueOnly -ErrorAction Ignore)) { return 'The apt sandbox needs Linux with apt and dpkg.' }
$files = @(Get-ChildItem (Join-Path $PSScriptRoot '../PatchWindow.Fleet.Tests/Sandbox') -Filter *.cs | ForEach-Object FullName)
if (-not ('PatchWindow.Sandbox.AptSandbox' -as [type])) {
    # What the project file gives them: the usings of ImplicitUsings, and nullable reference types.
    $usings = Join-Path ([IO.Path]::GetTempPath()) "patchwindow-usings-$PID.cs"
    Set-Content $usings 'global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading.Tasks;'
    try { Add-Type -Path ($files + $usings) -CompilerOptions '-nullable:enable' }
    finally { Remove-Item $usings }
}
$why = [PatchWindow.Sandbox.AptSandbox]::WhyNot
if ($why) { $why } else { [PatchWindow.Sandbox.AptSandbox]::Create() }
