<#
.SYNOPSIS
    How many steps of runs are claimed in a second, on PostgreSQL and SQLite, with 1, 8 and 40 runners, beside the bare transaction on the same server.
.DESCRIPTION
    Needs PostgreSQL's programs (apt-get install postgresql) and a build. Prints a table; bench/runs.md holds the last one.
#>
param([int] $Steps = 100000, [int] $Seconds = 10)

$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
& dotnet exec ([IO.Path]::Combine($root, 'out', 'artifacts', 'bin', 'PatchWindow.Bench.Runs', 'release', 'PatchWindow.Bench.Runs.dll')) $Steps $Seconds
if ($LASTEXITCODE -ne 0) { throw "The measurement ended with $LASTEXITCODE." }
