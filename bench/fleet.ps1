<#
.SYNOPSIS
    What is pending on fifty real hosts, and one package installed on them: this module, plain parallel ssh and ansible-core from Debian,
    cold and warm.
.DESCRIPTION
    The hosts are tests/Rig's, on this machine; all contenders take turns in one run. Needs root on Debian, ansible-core and a module that
    was built (build.ps1 Build). Prints a table of each; bench/fleet.md holds the last ones.
#>
param([int] $Hosts = 50, [int] $Rounds = 5)

$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$bin = [IO.Path]::Combine($root, 'out', 'artifacts', 'bin')
$staged = [IO.Directory]::GetDirectories([IO.Path]::Combine($root, 'out', 'PatchWindow'))[0]
& dotnet exec ([IO.Path]::Combine($bin, 'PatchWindow.Bench.Fleet', 'release', 'PatchWindow.Bench.Fleet.dll')) `
    ([IO.Path]::Combine($bin, 'PatchWindow.Console', 'release', 'PatchWindow.Console.dll')) ([IO.Path]::Combine($staged, 'PatchWindow.psd1')) $Hosts $Rounds
if ($LASTEXITCODE -ne 0) { throw "The measurement ended with $LASTEXITCODE." }
