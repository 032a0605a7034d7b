<#
.SYNOPSIS
    What a plan costs for 1,000, 10,000 and 100,000 hosts with 20 patches each, the fleet that is planned for included.
.DESCRIPTION
    One process for each, because memory is the peak of the process's working set. Prints a table; bench/plans.md holds the last one.
#>
$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
$program = [IO.Path]::Combine($root, 'out', 'artifacts', 'bin', 'PatchWindow.Bench.Plans', 'release', 'PatchWindow.Bench.Plans.dll')
'| hosts | patches | s | s of processor | peak MB | of it the fleet | steps | patches in them | misses | with a remedy | waits |'
'|---|---|---|---|---|---|---|---|---|---|---|'
foreach ($hosts in 1000, 10000, 100000) {
    & dotnet exec $program $hosts
    if ($LASTEXITCODE -ne 0) { throw "The measurement ended with $LASTEXITCODE." }
}
